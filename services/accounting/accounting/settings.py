"""Every variable of accounting."""

from pydantic import SecretStr

from accounting.evidence.settings import HoldsSecrets
from accounting.uploads.settings import ReceivesUploads, TakesUploadsIn
from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(HoldsSecrets, ReceivesUploads, ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(HoldsSecrets, TakesUploadsIn, WorkerSettings):
    """The process that publishes and consumes events, and delivers to exchange partners."""

    exchange_credentials: SecretStr = SecretStr("{}")
    """JSON: enterprise, then a partner's auth base, then `client_id` and `client_secret`."""
    exchange_timeout_s: float = 10
    """How long one call to an exchange partner may take, in seconds."""
