"""A plain page of Streamlit with a slider and a curve that follows it, to measure beside a figure of the guide."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.title("A plain page with a figure")
st.write("One paragraph, one slider and one curve.")
level = st.slider("Level", 0, 8, 4)
x = np.linspace(0, 8, 100)
figure = go.Figure([go.Scatter(x=x, y=np.exp(-((x - 4) ** 2) / 4)), go.Scatter(x=[level], y=[np.exp(-((level - 4) ** 2) / 4)], mode="markers")])
st.plotly_chart(figure)
