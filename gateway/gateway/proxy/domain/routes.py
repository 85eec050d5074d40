"""Routes of the access matrix."""

from dataclasses import dataclass

from chassis.access import PUBLIC


@dataclass(frozen=True)
class Route:
    """One rule of the matrix and the service that answers it."""

    service: str
    method: str
    path: str
    scope: str
    rare: bool = False
    """Whether one address may ask it only a few times in an hour."""

    @property
    def is_for_pages(self) -> bool:
        """Whether pages of any site may read it: what everybody can fetch without a token."""
        return self.method == "GET" and self.scope == PUBLIC
