"""Every variable of accounting; it needs no more than every process has."""

from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(WorkerSettings):
    """The process that publishes and consumes events."""
