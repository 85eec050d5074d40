"""Measured amounts beside those of other enterprises of the category; nobody's numbers are told."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from accounting.inventory.domain.checks import ROBUST_Z, SHORTEST_HISTORY, Check, Found, robust_z
from accounting.inventory.domain.plausible_inventory import Inventory
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.units import (
    Dimension,
    convert,
    dimension,
)

FEWEST = SHORTEST_HISTORY
"""Other enterprises: with fewer, a position would tell whose number is whose."""
_BASE = {Dimension.ENERGY: "MJ", Dimension.MASS: "kg"}
Levels = Mapping[str, Decimal]
"""Amount per declared unit, by flow and unit."""


def levels(of: Inventory, per: str) -> Levels:
    """What was measured for one declared unit of the product, added up by flow."""
    evaluation = of.evaluated(per)
    if evaluation is None:
        return {}
    found: dict[str, Decimal] = {}
    for item in evaluation.contributions:
        if item.measured:
            unit = _BASE.get(dimension(item.unit), item.unit)
            amount = convert(item.amount, item.unit, unit, where=item.place)
            key = f"{item.flow} {unit}"
            found[key] = EXACT.add(found.get(key, Decimal(0)), amount)
    return found


def outliers(mine: Levels, others: Sequence[Levels]) -> list[Found]:
    """Flows far from the middle of the other enterprises, one value of each."""
    found = []
    for key, amount in sorted(mine.items()):
        theirs = [each[key] for each in others if key in each]
        z = robust_z(amount, theirs)
        if z is not None and abs(z) > ROBUST_Z:
            found.append(_outlier(key, len(theirs), sum(each < amount for each in theirs)))
    return found


def _outlier(key: str, count: int, below: int) -> Found:
    """Says the position among the others, and no number of theirs."""
    flow = key.partition(" ")[0]
    zh = (
        f"{flow} 的单位产品用量远离本品类其他 {count} 家企业的中位数(高于其中 {below} 家);"
        "请核对数量与单位,或说明原因"
    )
    en = (
        f"{flow} per declared unit is far from the median of {count} other enterprises of the "
        f"category (above {below} of them); check amount and unit, or say why"
    )
    return Found(Check.CATEGORY_OUTLIER, flow, zh, en)
