"""How the footprint moves with each input: exact first derivatives of the linear model.

An elasticity says by how many percent the footprint changes when an input grows by one percent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounting.analysis.domain.links import LinkedExchange
from accounting.analysis.domain.network import Network
from accounting.model.domain.allocation import Split, split
from accounting.model.domain.system import UnitProcess
from accounting.values.domain.numbers import EXACT, Computed, total
from accounting.values.domain.units import Dimension, Quantity, convert, dimension


class InputKind(StrEnum):
    """What kind of number is moved."""

    FACTOR = "factor"
    WARMING_POTENTIAL = "warming-potential"
    HEATING = "heating"
    AMOUNT = "amount"
    LOSS = "loss"
    OUTPUT = "output"
    ALLOCATION = "allocation"
    PIECE = "piece"


@dataclass(frozen=True)
class Sensitivity:
    """One input, and what the footprint does when it moves."""

    kind: InputKind
    input: str
    """The factor, gas or carrier, `process.exchange`, the process or its product, or the piece."""
    value: Computed
    """The input as it is, in `unit`."""
    unit: str
    measured: bool
    derivative: Computed
    """kg CO2e per one unit of the input."""
    elasticity: Computed
    """Percent per percent; 0 when the footprint is 0."""


_KINDS = {
    "factor": InputKind.FACTOR,
    "gwp": InputKind.WARMING_POTENTIAL,
    "fuel": InputKind.HEATING,
}


def sensitivities(network: Network) -> tuple[Sensitivity, ...]:
    """Every input of the calculation, the strongest first; ties by kind and name."""
    found = [
        *_intensities(network),
        *_amounts(network),
        *_outputs(network),
        *_piece(network),
    ]
    return tuple(sorted(found, key=lambda s: (-abs(s.elasticity), s.kind, s.input, s.unit)))


def _intensities(network: Network) -> Iterator[Sensitivity]:
    """Factors, warming potentials and the heating values of fuels, each over all its uses."""
    uses: dict[tuple[str, str], list[Decimal]] = {}
    values: dict[tuple[str, str], Decimal] = {}
    for link, _ in network.leaves:
        for term in link.terms:
            # A factor used in two units is two inputs; adding their amounts would mix them.
            key = (term.source, term.unit)
            amount = EXACT.multiply(network.amount(link), term.amount)
            uses.setdefault(key, []).append(amount)
            values[key] = term.intensity
    for (source, unit), amounts in uses.items():
        kind, _, id = source.partition(":")
        name = f"kgCO2e/{unit}"
        value = Quantity(values[source, unit], name)
        yield _sensitivity(network, _KINDS[kind], id, value, total(amounts))


def _amounts(network: Network) -> Iterator[Sensitivity]:
    for link, carried in _places(network):
        kept = _per_stated_unit(network, link, carried)
        stated = link.stated
        yield _sensitivity(
            network, InputKind.AMOUNT, link.place, stated, kept, measured=link.measured
        )
        # A measured total has its losses inside, so there is no loss to move.
        if link.exchange.loss and not link.measured:
            loss = link.exchange.loss
            derivative = EXACT.divide(carried, EXACT.subtract(Decimal(1), loss))
            yield _sensitivity(network, InputKind.LOSS, link.place, Quantity(loss, "1"), derivative)


def _places(network: Network) -> list[tuple[LinkedExchange, Decimal]]:
    """Each exchange once, with what it carries for all products of its process."""
    links = {link.place: link for link in network.every_link}
    carried = dict.fromkeys(links, Decimal(0))
    for link in network.every_link:
        carried[link.place] = EXACT.add(carried[link.place], network.carried(link))
    return [(link, carried[place]) for place, link in sorted(links.items())]


def _per_stated_unit(network: Network, link: LinkedExchange, carried: Decimal) -> Decimal:
    """kg CO2e that one more unit of the stated amount adds, also where nothing is taken now."""
    if link.stated.amount:
        return EXACT.divide(carried, link.stated.amount)
    # An amount of 0 carries nothing to divide, so what one unit would carry is built up anew.
    process = network.subject.system.by_id[link.process]
    shared = _split(network, process, measured=link.measured)
    demands = {id: network.deliveries[link.process, id] for id in process.outputs}
    runs = EXACT.divide(shared.equivalent(demands), shared.outputs[link.process])
    taken = convert(runs, link.stated.unit, link.unit, where=link.place)
    kept = EXACT.subtract(Decimal(1), Decimal(0) if link.measured else link.exchange.loss)
    return EXACT.divide(EXACT.multiply(taken, network.weight(link)), kept)


def _outputs(network: Network) -> Iterator[Sensitivity]:
    """More output from the same inputs, for each product of the template and of what was made.

    With shares f = o·w / W, one unit of a product takes w/W of a run; so the footprint falls by
    f/o of what the process carries when an output o grows, and a weight w moves what its own
    product carries up and everything down.
    """
    for process in sorted(network.subject.system.processes, key=lambda process: process.id):
        for measured in (False, True):
            carried = _carried(network, process, measured=measured)
            if any(found for _, found in carried.values()):
                shared = _split(network, process, measured=measured)
                whole = total(kg for kg, _ in carried.values())
                yield from _of_split(network, process, shared, whole, measured=measured)
                yield from _of_weights(network, process, shared, carried, measured=measured)


def _split(network: Network, process: UnitProcess, *, measured: bool) -> Split:
    """How the template shares its burden, or how what was really made does."""
    if not measured:
        return split(process)
    reported = network.subject.activity.processes
    return split(process, next(done.made() for done in reported if done.process == process.id))


def _carried(
    network: Network, process: UnitProcess, *, measured: bool
) -> dict[str, tuple[Decimal, bool]]:
    """What each product's exchanges carry, and whether there are any."""
    found = {}
    for product in process.outputs:
        links = [k for k in network.links[process.id, product] if k.measured is measured]
        found[product] = total(network.carried(link) for link in links), bool(links)
    return found


def _of_split(
    network: Network, process: UnitProcess, shared: Split, whole: Decimal, *, measured: bool
) -> Iterator[Sensitivity]:
    for product, amount in sorted(shared.outputs.items()):
        share = EXACT.multiply(shared.factors[product], whole)
        derivative = EXACT.divide(EXACT.minus(share), amount)
        output = Quantity(amount, process.outputs[product].unit)
        name = process.id if product == process.id else f"{process.id}:{product}"
        yield _sensitivity(network, InputKind.OUTPUT, name, output, derivative, measured=measured)


def _of_weights(
    network: Network,
    process: UnitProcess,
    shared: Split,
    carried: Mapping[str, tuple[Decimal, bool]],
    *,
    measured: bool,
) -> Iterator[Sensitivity]:
    whole = total(kg for kg, _ in carried.values())
    for weight in process.allocation.weights if process.allocation else ():
        if weight.per_unit:
            average = EXACT.multiply(shared.factors[weight.product], whole)
            # Shares always add up to one: what a weight gives to its product it takes from the
            # others.
            moved = EXACT.subtract(carried[weight.product][0], average)
            name = f"{process.id}:{weight.product}"
            value = Quantity(weight.per_unit, f"per {process.outputs[weight.product].unit}")
            yield _sensitivity(
                network,
                InputKind.ALLOCATION,
                name,
                value,
                EXACT.divide(moved, weight.per_unit),
                measured=measured,
            )


def _piece(network: Network) -> Iterator[Sensitivity]:
    """What one piece amounts to, where the declared unit had to be converted by way of it."""
    declared = dimension(network.subject.rule.declared_unit.unit)
    made_in = dimension(network.demand.unit)
    # A piece matters only where the declared unit was reached through it.
    if declared is made_in:
        return
    for quantity in network.subject.product.piece:
        kind = dimension(quantity.unit)
        if kind in (declared, made_in) and kind is not Dimension.COUNT:
            per_unit = EXACT.divide(network.exact, quantity.amount)
            derivative = per_unit if kind is made_in else EXACT.minus(per_unit)
            yield _sensitivity(network, InputKind.PIECE, "piece", quantity, derivative)


def _sensitivity(
    network: Network,
    kind: InputKind,
    input: str,
    value: Quantity,
    derivative: Decimal,
    *,
    measured: bool = False,
) -> Sensitivity:
    moved = EXACT.multiply(derivative, value.amount)
    elasticity = EXACT.divide(moved, network.exact) if network.exact else Decimal(0)
    return Sensitivity(kind, input, value.amount, value.unit, measured, derivative, elasticity)
