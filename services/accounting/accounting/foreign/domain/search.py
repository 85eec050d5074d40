"""What a list of losses is asked for."""

from typing import Annotated

from pydantic import Field

from chassis.asking import AskedByTime


class LossesAsked(AskedByTime):
    """A page of what an import could not carry."""

    open: Annotated[
        bool | None, Field(description="Only those that wait for a person, or the rest.")
    ] = None
