"""The variables of certification beside those that every process has."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from certification.domain.keys import BodyKeys, KeyFileUnusable, KeyRing, read_keys
from chassis.settings import ApiSettings, Environment, WorkerSettings


class Settings(ApiSettings):
    """The API process. It holds no key."""

    suspension_max_days: int = Field(default=184, ge=1, le=730)
    """Longest suspension, in days. The general rule's limit is unpublished; six months is usual."""

    @property
    def longest_suspension(self) -> timedelta:
        return timedelta(days=self.suspension_max_days)


class SigningSettings(WorkerSettings):
    """The worker process, the only one that can reach the certifiers' keys."""

    signing_keys_dir: Path
    """Directory with one private JWK Set per body, named `<CNCA number>.json`."""

    @model_validator(mode="after")
    def _keys_are_usable(self) -> Self:
        self.keys()
        return self

    def keys(self) -> KeyRing:
        """Every body's keys. Raises `KeyFileUnusable`, also for development keys in production."""
        files = sorted(self.signing_keys_dir.glob("CNCA-*.json"))
        if not files:
            raise KeyFileUnusable(f"there is no CNCA-*.json in {self.signing_keys_dir}")
        bodies = [read_keys(file.stem, file.read_text("utf-8")) for file in files]
        if self.environment is Environment.PRODUCTION:
            _refuse_development(bodies)
        return KeyRing({keys.body: keys for keys in bodies})


def _refuse_development(bodies: list[BodyKeys]) -> None:
    if made := [keys.body for keys in bodies if keys.development]:
        raise KeyFileUnusable(f"production refuses the development keys of {', '.join(made)}")
