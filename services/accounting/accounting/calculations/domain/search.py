"""What a list of calculations is asked for."""

from enum import StrEnum

from accounting.values.domain.criteria import Category, Enterprise, ProductId, SystemId
from chassis.asking import AskedByTime, Words


class CalculationState(StrEnum):
    """Whether a calculation can still be left behind."""

    OPEN = "open"
    SEALED = "sealed"


class CalculationsAsked(AskedByTime):
    """A page of the calculations that somebody may read."""

    enterprise: Enterprise = None
    product_id: ProductId = None
    system_id: SystemId = None
    category: Category = None
    state: CalculationState | None = None
    q: Words = None
