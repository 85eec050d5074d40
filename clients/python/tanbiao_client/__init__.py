"""A client of the Tanbiao platform: typed operations, tokens, pages, tasks, webhooks."""

from tanbiao_client.calls import Answer
from tanbiao_client.client import Client
from tanbiao_client.problems import NotModified, Problem, TaskFailed
from tanbiao_client.tokens import Credentials
from tanbiao_client.webhooks import NotGenuine

__all__ = [
    "Answer",
    "Client",
    "Credentials",
    "NotGenuine",
    "NotModified",
    "Problem",
    "TaskFailed",
]
