"""What a list of a product's calculations is asked for."""

from typing import Annotated

from pydantic import Field

from chassis.asking import AskedByTime
from chassis.written import Day


class StoodAsked(AskedByTime):
    """A page of the calculations of a product as they stood on a day."""

    as_of: Annotated[
        Day | None,
        Field(description="What was known at the end of this day in China; else today."),
    ] = None
