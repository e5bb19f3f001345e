"""A plain page of Streamlit, to measure beside the guide."""

import streamlit as st

st.title("A plain page")
st.write("One paragraph and one choice.")
st.selectbox("Choose", ["one", "two", "three"])
