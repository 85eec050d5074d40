"""Routes of the access matrix."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """One rule of the matrix and the service that answers it."""

    service: str
    method: str
    path: str
    scope: str
