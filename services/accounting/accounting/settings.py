"""Every variable of accounting, summed up by process."""

from accounting.evidence.settings import HoldsSecrets
from accounting.partners.settings import CallsPartners
from accounting.uploads.settings import ReceivesUploads, TakesUploadsIn
from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(HoldsSecrets, ReceivesUploads, ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(HoldsSecrets, TakesUploadsIn, CallsPartners, WorkerSettings):
    """The process that publishes and consumes events, and delivers to exchange partners."""
