"""The variables of acts on certificates."""

from datetime import timedelta

from pydantic import Field

from chassis.settings import ServiceSettings


class SuspendsCertificates(ServiceSettings):
    """A process in which bodies suspend certificates."""

    suspension_max_days: int = Field(default=184, ge=1, le=730)
    """Longest suspension, in days. The general rule's limit is unpublished; six months is usual."""

    @property
    def longest_suspension(self) -> timedelta:
        return timedelta(days=self.suspension_max_days)
