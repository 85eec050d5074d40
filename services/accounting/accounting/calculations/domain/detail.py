"""What engine 1.1 says beside the footprint of 1.0: headings, allocation, loops, other units."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from accounting.engine.domain.contributions import Contribution
from accounting.engine.domain.evaluation import Evaluation
from accounting.engine.domain.needs import Needs
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product
from accounting.values.domain.numbers import EXACT, Computed, total
from accounting.values.domain.units import Quantity


@dataclass(frozen=True)
class Separate:
    """The footprint's parts, which add up to it, and biogenic CO2 beside it (GB/T 24067-2024)."""

    fossil: Computed
    biogenic_gases: Computed
    """Methane and nitrous oxide from biomass, in kg CO2e."""
    land_use_change: Computed
    aircraft: Computed
    biogenic_co2_emitted: Computed
    """Beside the footprint, counted +1."""
    biogenic_co2_taken_up: Computed
    """Beside the footprint, counted -1: 0 or less."""


@dataclass(frozen=True)
class AllocatedShare:
    """The share of a process's burden that one of its products carries."""

    process: str
    product: str
    method: str
    factor: Computed
    """Share of the burden, 0 to 1."""
    measured: bool
    """The share rests on measured outputs, not on the template's."""


@dataclass(frozen=True)
class CoProductDelivery:
    """How much of a co-product the system takes per declared unit."""

    process: str
    product: str
    amount: Computed
    unit: str


@dataclass(frozen=True)
class PerUnit:
    """The footprint per one of another unit that the product converts to."""

    unit: str
    kg_co2e: Computed


_HEADINGS = tuple(
    map(
        attrgetter,
        (
            "biogenic_gases",
            "land_use_change",
            "aircraft",
            "biogenic_co2",
            "uptake",
        ),
    )
)
"""Of a contribution, in the order of `Separate`, but for fossil."""


def separate(fossil: Decimal, others: Iterable[Contribution]) -> Separate:
    """Sums by heading; under any but fossil only `others` have something."""
    items = tuple(others)
    return Separate(fossil, *(total(map(heading, items)) for heading in _HEADINGS))


def co_product_deliveries(evaluation: Evaluation) -> tuple[CoProductDelivery, ...]:
    return tuple(
        CoProductDelivery(process, product, quantity.amount, quantity.unit)
        for (process, product), quantity in sorted(evaluation.co_products.items())
    )


def per_unit(product: Product, declared: Quantity, exact: Computed) -> tuple[PerUnit, ...]:
    """The exact footprint of one of every unit that the product can be expressed in."""
    return tuple(
        PerUnit(unit, EXACT.divide(exact, product.express(declared, unit).amount))
        for unit in product.units
    )


def allocations(system: ProductSystem, needs: Needs) -> tuple[AllocatedShare, ...]:
    """How the burden of every process with several products was shared."""
    return tuple(
        AllocatedShare(process.id, product, process.allocation.method, factor, bool(measured))
        for process in sorted(system.processes, key=lambda process: process.id)
        if process.allocation is not None
        for measured in [needs.measured.get(process.id)]
        for product, factor in sorted((measured or needs.template[process.id]).factors.items())
    )
