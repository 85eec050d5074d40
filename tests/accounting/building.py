"""Small product systems as request bodies, and what they come to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from accounting.engine.domain.evaluation import Evaluation, Inputs, evaluate
from accounting.inventory.domain.background import background
from accounting.inventory.domain.soundness import checked
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Quantity
from tests.accounting import samples

NAME = {"zh": "示例", "en": "sample"}
GRID = Decimal("0.5777")
UNMEASURED = ActivityData(date(2025, 1, 1), date(2026, 1, 1), ())
EVIDENCE = {"sha256": "ab" * 32, "source": "示例台账"}


def process(
    id: str,
    *exchanges: Mapping[str, object],
    output: str = "1",
    unit: str = "kg",
    **members: object,
) -> dict[str, object]:
    return {
        "id": id,
        "name": NAME,
        "stage": "production",
        "output": {"amount": output, "unit": unit},
        "exchanges": list(exchanges),
        **members,
    }


def power(amount: str, **members: object) -> dict[str, object]:
    """Electricity at 0.5777 kg CO2e per kWh."""
    factor = {"kind": "factor", "factor": "ele-fp-cn-2024-nat", "flow": "electricity"}
    return {**factor, "id": "power", "amount": amount, "unit": "kWh", **members}


def supply(process: str, amount: str, unit: str = "kg", **members: object) -> dict[str, object]:
    id = f"from-{process}-{members['product']}" if "product" in members else f"from-{process}"
    return {
        "kind": "process", "id": id, "process": process,
        "amount": amount, "unit": unit, **members,
    }  # fmt: skip


def quantity(amount: str, unit: str) -> dict[str, str]:
    return {"amount": amount, "unit": unit}


def co_product(id: str, amount: str, unit: str = "kg") -> dict[str, object]:
    return {"id": id, "name": NAME, "output": quantity(amount, unit)}


def by_mass(**weights: str) -> dict[str, object]:
    given = [{"product": id, "per_unit": weight} for id, weight in weights.items()]
    return {"method": "mass", "not_subdivided": NAME, "weights": given}


def by_value(**prices: str) -> dict[str, object]:
    return {
        "method": "economic",
        "not_subdivided": NAME,
        "not_physical": NAME,
        "currency": "CNY",
        "period_start": "2025-01-01",
        "period_end": "2026-01-01",
        "weights": [{"product": id, "per_unit": price} for id, price in prices.items()],
    }


def system(
    *processes: Mapping[str, object], reference: str = "top", **members: Any
) -> ProductSystem:
    content = {"name": NAME, "reference": reference, "processes": processes, **members}
    return samples.system(content)


def evaluated(
    of: ProductSystem,
    demand: str = "1",
    unit: str = "kg",
    *,
    activity: ActivityData = UNMEASURED,
    gwp: str = "AR6",
) -> Evaluation:
    """The evaluation of a sound system with the factors of the sample library."""
    data = background(checked(of), samples.library(), samples.gwp(gwp), home="CN-120000")
    wanted = Quantity(Decimal(demand), unit)
    return evaluate(Inputs(of, activity, data.factors, data.gwp, wanted))


def footprint(of: ProductSystem, demand: str = "1", unit: str = "kg", **options: Any) -> Decimal:
    return total(item.inside for item in evaluated(of, demand, unit, **options).contributions)
