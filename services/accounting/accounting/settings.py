"""Every variable of accounting."""

from pathlib import Path

from chassis.settings import ApiSettings, WorkerSettings


class AccountingApiSettings(ApiSettings):
    """The process that answers requests."""

    evidence_dir: Path | None = None
    """Folder of the evidence files; without it evidence is refused."""
    evidence_max_bytes: int = 16 * 1024 * 1024
    """Largest evidence file, in bytes."""


class AccountingWorkerSettings(WorkerSettings):
    """The process that publishes and consumes events."""
