"""The data path: bare ASGI from the entrance through the access matrix to the services."""
