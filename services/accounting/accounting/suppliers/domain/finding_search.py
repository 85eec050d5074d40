"""What a list of findings about suppliers' footprints is asked for."""

from typing import Annotated

from pydantic import Field

from accounting.suppliers.domain.findings import Cause
from accounting.values.domain.criteria import ProductId, SystemId
from chassis.asking import AskedByTime


class SupplierFindingsAsked(AskedByTime):
    """A page of what the end of suppliers' footprints touches."""

    open: Annotated[
        bool | None, Field(description="Only those not resolved, or only those that are.")
    ] = None
    product_id: ProductId = None
    system_id: SystemId = None
    cause: Cause | None = None
