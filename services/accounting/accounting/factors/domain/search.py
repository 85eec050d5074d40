"""What lists of factors and of their imports are asked for."""

from typing import Annotated, Literal

from pydantic import Field

from accounting.values.domain.criteria import Organisation
from chassis.asking import Asked, AskedByTime, UpdatedSince, Words


class ImportsAsked(AskedByTime):
    """A page of an organisation's imports."""

    format: Annotated[
        Literal["csv", "xlsx"] | None, Field(description="Kind of file that was sent.")
    ] = None


class WaitingAsked(Asked):
    """A page of the rows that wait for a person."""

    owner: Organisation = None
    q: Words = None
    updated_since: UpdatedSince = None
