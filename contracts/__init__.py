"""The events that services exchange: one module per publishing service, importing only Pydantic,
and the codes that travel in them."""
