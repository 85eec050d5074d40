"""The variables that limit uploads of many rows."""

from datetime import timedelta

from pydantic import Field

from accounting.uploads.domain.limits import Limits
from chassis.settings import ServiceSettings


class ReceivesUploads(ServiceSettings):
    """A process that receives uploads."""

    upload_max_bytes: int = Field(default=1 << 30, ge=1)
    """Largest upload, in bytes."""
    upload_piece_bytes: int = Field(default=8 << 20, ge=1)
    """Largest piece of an upload, in bytes; keep it below what the gateway lets through."""
    upload_max_open: int = Field(default=20, ge=1)
    """Unfinished uploads that one enterprise may have."""
    upload_keep_hours: int = Field(default=72, ge=1)
    """How long the pieces of an upload may take to arrive, in hours."""

    def upload_limits(self) -> Limits:
        return Limits(
            self.upload_max_bytes,
            self.upload_piece_bytes,
            self.upload_max_open,
            timedelta(hours=self.upload_keep_hours),
        )


class TakesUploadsIn(ServiceSettings):
    """A process that checks what was uploaded."""

    upload_max_rows: int = Field(default=10_000_000, ge=1)
    """Rows that one upload may have."""
