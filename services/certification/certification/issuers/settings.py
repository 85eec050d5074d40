"""The variables of whoever holds the certifiers' keys."""

from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import model_validator

from certification.issuers.domain.keys import BodyKeys, KeyFileUnusable, KeyRing, read_keys
from chassis.settings import Environment, ServiceSettings


class HoldsKeys(ServiceSettings):
    """A process that can reach the certifiers' keys."""

    signing_keys_dir: Path
    """Directory with one private JWK Set per body, named `<CNCA number>.json`."""

    @model_validator(mode="after")
    def _keys_are_usable(self) -> Self:
        self.keys()
        return self

    def keys(self) -> KeyRing:
        """Every body's keys, as the files were at the start."""
        return self._ring

    @cached_property
    def _ring(self) -> KeyRing:
        """Raises `KeyFileUnusable`, also for development keys in production."""
        files = sorted(self.signing_keys_dir.glob("CNCA-*.json"))
        if not files:
            raise KeyFileUnusable(f"there is no CNCA-*.json in {self.signing_keys_dir}")
        bodies = [read_keys(file.stem, file.read_text("utf-8")) for file in files]
        # A key of the test tenant proves nothing, wherever it was made.
        if self.environment is Environment.PRODUCTION and not self.sample:
            _refuse_development(bodies)
        return KeyRing({keys.body: keys for keys in bodies})


def _refuse_development(bodies: list[BodyKeys]) -> None:
    if made := [keys.body for keys in bodies if keys.development]:
        raise KeyFileUnusable(f"production refuses the development keys of {', '.join(made)}")
