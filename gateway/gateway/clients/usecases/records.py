"""Clients as they are registered, for whoever issues or refuses their tokens."""

from gateway.clients.store.clients import ended_since as ended_since
from gateway.clients.store.clients import find_client as find_client
