"""Every variable of the registry, summed up by process; only the worker is told of the keys."""

from chassis.settings import ApiSettings, WorkerSettings
from registry.identities.settings import HoldsNodeKeys


class RegistryApiSettings(ApiSettings):
    """The process that answers: it reads what the worker published and holds no key."""


class RegistryWorkerSettings(HoldsNodeKeys, WorkerSettings):
    """The process that consumes, sequences the log and signs."""
