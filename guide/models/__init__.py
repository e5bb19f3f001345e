"""The science: numbers in, numbers out. Pure functions of numpy arrays; no Plotly, no Streamlit, no files."""
