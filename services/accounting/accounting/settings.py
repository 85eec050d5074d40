"""Every variable of accounting, summed up by process."""

from pydantic import Field

from accounting.evidence.settings import HoldsSecrets
from accounting.partners.settings import CallsPartners
from accounting.tasks.settings import CarriesTasks, WeighsRequests
from accounting.uploads.settings import ReceivesUploads, TakesUploadsIn
from chassis.settings import ApiSettings, ServiceSettings, WorkerSettings


class WorksHard(ServiceSettings):
    """A process that has heavy work done in processes beside it."""

    work_processes: int = Field(default=2, ge=1)
    """Processes that may do heavy work at once beside this one; from two on, one stays free of
    whoever has all the others."""


class AccountingApiSettings(HoldsSecrets, ReceivesUploads, WorksHard, WeighsRequests, ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(
    HoldsSecrets, TakesUploadsIn, CallsPartners, WorksHard, CarriesTasks, WorkerSettings
):
    """The process that publishes and consumes events, and delivers to exchange partners."""
