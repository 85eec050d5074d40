"""Every variable of accounting."""

from pathlib import Path

from pydantic import SecretStr

from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(ApiSettings):
    """The process that answers requests."""

    evidence_dir: Path | None = None
    """Folder of the evidence files; without it evidence is refused."""
    evidence_max_bytes: int = 16 * 1024 * 1024
    """Largest evidence file, in bytes."""


class AccountingWorkerSettings(WorkerSettings):
    """The process that publishes and consumes events, and delivers to exchange partners."""

    exchange_credentials: SecretStr = SecretStr("{}")
    """JSON: enterprise, then a partner's auth base, then `client_id` and `client_secret`."""
    exchange_timeout_s: float = 10
    """How long one call to an exchange partner may take, in seconds."""
