"""The ASGI layers around Streamlit: the served page, headers, static files, the site's small routes."""
