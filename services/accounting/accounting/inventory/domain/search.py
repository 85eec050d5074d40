"""What a list of findings is asked for."""

from typing import Annotated

from pydantic import Field

from accounting.inventory.domain.checks import Check
from accounting.values.domain.criteria import ProductId, SystemId
from chassis.asking import AskedByTime


class FindingsAsked(AskedByTime):
    """A page of an enterprise's findings."""

    open: Annotated[
        bool | None, Field(description="Only those not resolved, or only those that are.")
    ] = None
    product_id: ProductId = None
    system_id: SystemId = None
    check: Check | None = None
