"""Who recorded something."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Who did it: an organisation, its client, and the person whom the client is bound to."""

    org: str
    client: str | None = None
    person: str | None = None
