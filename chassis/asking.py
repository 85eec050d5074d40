"""What lists are asked for, as models that a route takes whole: `Annotated[Asked, Query()]`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chassis.text import Pasted, TextRule
from chassis.written import Moment

Words = Annotated[
    Annotated[str, TextRule(most=100, least=0)] | None,
    Field(description="Part of a name or number, in either case."),
]
UpdatedSince = Annotated[
    Moment | None,
    Field(description="Made or changed at this moment or later (RFC 3339), by time alone too."),
]


class Asked(BaseModel):
    """Which page of a list is asked for, and by subclasses which part.

    An absent criterion does not narrow the list; several hold together.
    """

    model_config = ConfigDict(frozen=True)

    limit: Annotated[int, Field(ge=1, le=200, description="Items on a page, at most 200.")] = 50
    cursor: Annotated[
        Pasted | None, Field(description="`next` of the page before; absent at first.")
    ] = None


class AskedByTime(Asked):
    """The same of a list of things that happened, the newest first."""

    since: Annotated[
        Moment | None, Field(description="Dated at this moment or later (RFC 3339).")
    ] = None
    until: Annotated[Moment | None, Field(description="Dated before this moment (RFC 3339).")] = (
        None
    )
    updated_since: UpdatedSince = None
