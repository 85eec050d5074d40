"""What lists of meters and of refused readings are asked for."""

from typing import Annotated

from pydantic import Field

from chassis.asking import Asked, AskedByTime, UpdatedSince, Words


class MetersAsked(Asked):
    """A page of an enterprise's meters."""

    q: Words = None
    updated_since: UpdatedSince = None


class RejectedReadingsAsked(AskedByTime):
    """A page of the lines that were refused."""

    code: Annotated[
        str | None,
        Field(pattern=r"^[a-z][a-z-]{0,59}$", description="Why they were refused, as answers say."),
    ] = None
