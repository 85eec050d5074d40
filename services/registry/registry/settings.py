"""Settings of the registry's processes; only the worker is told where the keys are."""

from pathlib import Path
from typing import Self

from pydantic import model_validator

from chassis.settings import ApiSettings, Environment
from chassis.settings import WorkerSettings as BaseWorkerSettings
from registry.keys import read_keys


class Settings(ApiSettings):
    """The API process: it reads what the worker published and holds no key."""


class WorkerSettings(BaseWorkerSettings):
    """The worker process: it consumes, sequences the log and signs."""

    node_key_file: Path
    """PEM file (PKCS #8) with the node's P-256 key; signs status lists."""
    log_key_file: Path
    """PEM file (PKCS #8) with the Ed25519 key of the log; signs checkpoints."""

    @model_validator(mode="after")
    def _keys_are_usable(self) -> Self:
        """Development may start without the files, since it creates them."""
        files = (self.node_key_file, self.log_key_file)
        exist = all(file.is_file() for file in files)
        if exist or self.environment is Environment.PRODUCTION:
            read_keys(*files)
        return self
