"""Every variable of accounting."""

from pydantic import SecretStr

from accounting.evidence_settings import KeepsEvidence
from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(KeepsEvidence, ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(KeepsEvidence, WorkerSettings):
    """The process that publishes and consumes events, and delivers to exchange partners."""

    exchange_credentials: SecretStr = SecretStr("{}")
    """JSON: enterprise, then a partner's auth base, then `client_id` and `client_secret`."""
    exchange_timeout_s: float = 10
    """How long one call to an exchange partner may take, in seconds."""
