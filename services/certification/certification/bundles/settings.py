"""The variables of whoever opens kept bundles, and of how long they are kept."""

from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from fastapi import Depends, Request
from pydantic import Field, model_validator

from certification.bundles.domain import BundleKeys, BundleKeysUnusable, read_bundle_keys
from chassis.settings import Environment, ServiceSettings


class OpensBundles(ServiceSettings):
    """A process that conceals bundles or hands them out."""

    bundle_keys_file: Path | None = None
    """JSON file with the archive's keys, the current one first; without it no bundle is kept."""

    @model_validator(mode="after")
    def _bundle_keys_are_usable(self) -> Self:
        self.bundle_keys()
        return self

    def bundle_keys(self) -> BundleKeys | None:
        """The keys, as the file was at the start."""
        return self._bundle_keys

    @cached_property
    def _bundle_keys(self) -> BundleKeys | None:
        """Raises `BundleKeysUnusable`, also for development keys in production."""
        if self.bundle_keys_file is None:
            return None
        try:
            keys = read_bundle_keys(self.bundle_keys_file.read_text("utf-8"))
        except OSError as failure:
            raise BundleKeysUnusable("BUNDLE_KEYS_FILE cannot be read") from failure
        if keys.development and self.environment is Environment.PRODUCTION:
            raise BundleKeysUnusable("production refuses keys made for development")
        return keys


class KeepsArchive(OpensBundles):
    """The process that fetches bundles and deletes them after their time."""

    archive_days: int = Field(default=731, ge=731)
    """Days for which a file is kept after its certificate's term, or after its last step."""

    @property
    def archive_period(self) -> timedelta:
        return timedelta(days=self.archive_days)


async def _bundle_keys(request: Request) -> BundleKeys | None:
    settings: OpensBundles = request.app.state.settings
    return settings.bundle_keys()


CurrentBundleKeys = Annotated[BundleKeys | None, Depends(_bundle_keys)]
"""The keys of the archive for one request; None where none is kept."""
