"""The feed: written by whoever hears of a label event, read by whoever sends it."""

from chassis.settings import ServiceSettings
from mutual_recognition.feed.domain import Node
from mutual_recognition.feed.store.feed import append as append
from mutual_recognition.feed.store.feed import as_fact as as_fact


def node_of(settings: ServiceSettings) -> Node:
    """This node as others know it; from the settings, never from a request."""
    return Node(settings.region, settings.public_url.rstrip("/"))
