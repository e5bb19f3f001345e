"""What draws with Streamlit."""
