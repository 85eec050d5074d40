"""PostgreSQL and Kafka from packages: what `make run`, the tests and an operator's laptop start."""

from tools.local.bus import Access, BusUser, Topic
from tools.local.databases import ServiceDatabase
from tools.local.errors import LocalError, PortInUse
from tools.local.kafka import Broker
from tools.local.local import Local, Wanted
from tools.local.passwords import Passwords
from tools.local.postgres import Postgres

__all__ = [
    "Access",
    "Broker",
    "BusUser",
    "Local",
    "LocalError",
    "Passwords",
    "PortInUse",
    "Postgres",
    "ServiceDatabase",
    "Topic",
    "Wanted",
]
