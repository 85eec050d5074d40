"""Settings of the registry's processes; only the worker is told where the keys are."""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from chassis.settings import ApiSettings, Environment
from chassis.settings import WorkerSettings as BaseWorkerSettings


class Settings(ApiSettings):
    """The API process: it reads what the worker published and holds no key."""


class WorkerSettings(BaseWorkerSettings):
    """The worker process: it consumes, sequences the log and signs."""

    node_key_file: Path
    """PEM file (PKCS #8) with the node's P-256 key; signs status lists."""
    log_key_file: Path
    """PEM file (PKCS #8) with the Ed25519 key of the log; signs checkpoints."""

    @model_validator(mode="after")
    def _production_creates_no_keys(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            for variable in ("node_key_file", "log_key_file"):
                if not (path := getattr(self, variable)).is_file():
                    raise ValueError(f"{variable.upper()} names no file: {path}")
        return self
