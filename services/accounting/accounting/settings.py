"""Every variable of accounting."""

from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import SecretStr, model_validator

from accounting.custody.domain.master_keys import MasterKeys, MasterKeysUnusable, read_master_keys
from accounting.evidence_settings import KeepsEvidence
from accounting.store.concealed_files import ConcealedFiles
from accounting.store.evidence_files import EvidenceFiles
from accounting.upload_settings import ReceivesUploads, TakesUploadsIn
from chassis.settings import ApiSettings, Environment, WorkerSettings


class HoldsSecrets(KeepsEvidence):
    """A process that reads and writes the enterprises' trade secrets."""

    master_keys_file: Path
    """JSON file with the master keys, the current one first; both processes have the same."""

    @model_validator(mode="after")
    def _master_keys_are_usable(self) -> Self:
        self.master_keys()
        return self

    def evidence_files(self) -> EvidenceFiles | None:
        """Where this process keeps evidence, encrypted on its way there."""
        place = super().evidence_files()
        return place and ConcealedFiles(place.limit_bytes, place, self.master_keys())

    def master_keys(self) -> MasterKeys:
        """The ring, as the file was at the start."""
        return self._masters

    @cached_property
    def _masters(self) -> MasterKeys:
        """Raises `MasterKeysUnusable`, also for development keys in production."""
        try:
            keys = read_master_keys(self.master_keys_file.read_text("utf-8"))
        except OSError as failure:
            raise MasterKeysUnusable("MASTER_KEYS_FILE cannot be read") from failure
        if keys.development and self.environment is Environment.PRODUCTION:
            raise MasterKeysUnusable("production refuses master keys made for development")
        return keys


class AccountingApiSettings(HoldsSecrets, ReceivesUploads, ApiSettings):
    """The process that answers requests."""


class AccountingWorkerSettings(HoldsSecrets, TakesUploadsIn, WorkerSettings):
    """The process that publishes and consumes events, and delivers to exchange partners."""

    exchange_credentials: SecretStr = SecretStr("{}")
    """JSON: enterprise, then a partner's auth base, then `client_id` and `client_secret`."""
    exchange_timeout_s: float = 10
    """How long one call to an exchange partner may take, in seconds."""
