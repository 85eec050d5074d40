"""Criteria that several lists share."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.text import TextRule

Enterprise = Annotated[
    str | None, Field(pattern="^[0-9A-Z]{18}$", description="Unified social credit code.")
]
Category = Annotated[Annotated[str, TextRule(most=50)] | None, Field(examples=["pv-module"])]
Division = Annotated[
    str | None,
    Field(pattern=r"^\d{6}$", description="GB/T 2260 code of the county where it is made."),
]
Organisation = Annotated[
    str | None,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$", description="Identifier of an organisation."
    ),
]
ProductId = Annotated[UUID | None, Field(description="Of this product.")]
SystemId = Annotated[UUID | None, Field(description="Of this product system.")]
