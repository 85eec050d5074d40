"""Where evidence is kept: a folder or a bucket, the same for all processes of the service."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import Field, SecretStr, model_validator

from accounting.custody.domain.master_keys import MasterKeys, MasterKeysUnusable, read_master_keys
from accounting.evidence.store.concealed_files import ConcealedFiles
from accounting.evidence.store.files import EvidenceFiles
from accounting.evidence.store.folder import EvidenceFolder
from chassis.settings import Environment, ServiceSettings, refuse_weak

if TYPE_CHECKING:
    from accounting.evidence.store.bucket import Bucket


class KeepsEvidence(ServiceSettings):
    """A process that reads or writes evidence files."""

    evidence_dir: Path | None = None
    """Folder of the evidence files, shared by all processes; without it and a bucket, evidence is
    refused."""
    evidence_max_bytes: int = 16 * 1024 * 1024
    """Largest evidence file, in bytes."""
    evidence_s3_endpoint: str | None = None
    """Address of an S3-compatible store that keeps evidence instead of `EVIDENCE_DIR`."""
    evidence_s3_bucket: str | None = None
    """Name of the bucket; it exists already."""
    evidence_s3_region: str = "us-east-1"
    """Region by which requests to the store are signed."""
    evidence_s3_access_key: str | None = None
    """Who the platform is to the store."""
    evidence_s3_secret_key: SecretStr | None = None
    """Secret of that access key."""
    evidence_s3_in_host: bool = False
    """Whether the host of `EVIDENCE_S3_ENDPOINT` already names the bucket; else the path does."""

    @model_validator(mode="after")
    def _evidence_has_one_place(self) -> Self:
        if self.evidence_s3_endpoint is None:
            if self.evidence_s3_bucket is not None:
                raise ValueError("EVIDENCE_S3_BUCKET needs EVIDENCE_S3_ENDPOINT")
            return self
        if self.evidence_dir is not None:
            raise ValueError("EVIDENCE_DIR and EVIDENCE_S3_ENDPOINT are both set; leave one out")
        self._bucket(self.evidence_s3_endpoint)
        if self.environment is Environment.PRODUCTION:
            secret = self.evidence_s3_secret_key
            refuse_weak(EVIDENCE_S3_SECRET_KEY=secret.get_secret_value() if secret else None)
            if not self.evidence_s3_endpoint.startswith("https://"):
                raise ValueError("EVIDENCE_S3_ENDPOINT must be an https address in production")
        return self

    def evidence_files(self) -> EvidenceFiles | None:
        """Where this process keeps evidence; None when nobody said where."""
        if self.evidence_s3_endpoint is not None:
            from accounting.evidence.store.bucket import EvidenceBucket

            return EvidenceBucket(self.evidence_max_bytes, self._bucket(self.evidence_s3_endpoint))
        if self.evidence_dir is not None:
            return EvidenceFolder(self.evidence_max_bytes, self.evidence_dir)
        return None

    def _bucket(self, endpoint: str) -> "Bucket":
        """Raises `ValueError` naming what is missing."""
        from accounting.evidence.store.bucket import Bucket

        name, access_key = self.evidence_s3_bucket, self.evidence_s3_access_key
        secret_key = self.evidence_s3_secret_key
        if not (name and access_key and secret_key):
            raise ValueError(
                "EVIDENCE_S3_ENDPOINT needs EVIDENCE_S3_BUCKET, EVIDENCE_S3_ACCESS_KEY "
                "and EVIDENCE_S3_SECRET_KEY"
            )
        return Bucket(
            endpoint=endpoint,
            name=name,
            region=self.evidence_s3_region,
            access_key=access_key,
            secret_key=secret_key.get_secret_value(),
            in_host=self.evidence_s3_in_host,
        )


class HoldsSecrets(KeepsEvidence):
    """A process that reads and writes the enterprises' trade secrets."""

    master_keys_file: Path
    """JSON file with the master keys, the current one first; both processes have the same."""
    backups_kept_days: int = Field(default=90, ge=0)
    """How long backups of the database are kept: no key is dropped sooner after it was retired."""

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
