"""Clients as they are registered, for whoever issues or refuses their tokens."""

from gateway.clients.store.clients import find_client as find_client
from gateway.clients.store.clients import revoked_since as revoked_since
