"""What an exchange emits: terms of amount times intensity, each under its own heading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, singledispatch
from typing import NamedTuple

from accounting.factors.domain.factors import Basis, Factor
from accounting.factors.domain.gwp import GwpSet
from accounting.model.domain.exchanges import (
    ByLocation,
    Direct,
    Electricity,
    Fuel,
    Mix,
    Mode,
    OnSite,
    Packaging,
    Transport,
    Uptake,
    Waste,
)
from accounting.model.domain.heating import co2_per_gj, heat_gj, quantity
from accounting.model.domain.system import CutOff, Emission, FromFactor, GasOrigin, WithBurden
from accounting.values.domain.numbers import EXACT, ZERO, total
from accounting.values.domain.units import convert

LAND_USE_CHANGE = "land-use-change"
"""Category of the factors whose burden is that of converted land."""


class Heading(StrEnum):
    """The lines that GB/T 24067-2024 wants apart; the last two stand beside the footprint."""

    FOSSIL = "fossil"
    BIOGENIC_GASES = "biogenic-gases"
    LAND_USE_CHANGE = "land-use-change"
    AIRCRAFT = "aircraft"
    BIOGENIC_CO2 = "biogenic-co2"
    UPTAKE = "uptake"


class Term(NamedTuple):
    """One product of an amount and an intensity, in kg CO2e."""

    heading: Heading
    source: str
    """`factor:<id>`, `gwp:<gas>` or `fuel:<carrier>`: where the intensity comes from."""
    amount: Decimal
    unit: str
    intensity: Decimal
    """kg CO2e per `unit`."""
    kg_co2e: Decimal


@dataclass(frozen=True)
class Intensities:
    """The published data that terms are made of."""

    factors: Mapping[str, Factor]
    gwp: GwpSet

    @cached_property
    def known(self) -> Mapping[str, "KnownFactor"]:
        """Every factor as terms need it."""
        return {id: _known(factor) for id, factor in self.factors.items()}


class KnownFactor(NamedTuple):
    """A factor, and where its burden belongs unless the use of it says otherwise."""

    heading: Heading
    source: str
    unit: str
    value: Decimal


def _known(factor: Factor) -> KnownFactor:
    # Chosen once for each factor: a system of a hundred thousand exchanges names a few dozen.
    own = Heading.LAND_USE_CHANGE if factor.category == LAND_USE_CHANGE else Heading.FOSSIL
    found = Heading.BIOGENIC_CO2 if factor.basis is Basis.BIOGENIC else own
    return KnownFactor(found, f"factor:{factor.id}", factor.unit, factor.value)


INSIDE = (Heading.FOSSIL, Heading.BIOGENIC_GASES, Heading.LAND_USE_CHANGE, Heading.AIRCRAFT)
"""The headings whose sum is the footprint, in the order in which they are added."""
_HEADINGS = tuple(Heading)


def by_heading(burdens: Iterable[tuple[Heading, Decimal]]) -> dict[Heading, Decimal]:
    """Sums of kg CO2e under every heading, in the order given."""
    sums = dict.fromkeys(_HEADINGS, ZERO)
    for heading, kg_co2e in burdens:
        sums[heading] = EXACT.add(sums[heading], kg_co2e)
    return sums


def inside(fossil: Decimal, *others: Decimal) -> Decimal:
    """kg CO2e inside the footprint, of the headings that `INSIDE` names, in its order."""
    # Nearly every footprint has no other heading than fossil, and a sum of one number needs no
    # adding.
    return total(part for part in (fossil, *others) if part) if any(others) else fossil


def terms(
    exchange: WithBurden, amount: Decimal, data: Intensities, *, where: str
) -> tuple[Term, ...]:
    """The emissions of an amount of an exchange, given in the exchange's own unit."""
    return tuple(_terms(exchange, amount, data, where))


@singledispatch
def _terms(exchange: object, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    # A kind of exchange that nobody taught to emit must not count as one without emissions.
    raise TypeError(exchange)


@_terms.register
def _(exchange: CutOff, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    # What is cut off adds nothing; its estimate is held against the limits elsewhere.
    return iter(())


@_terms.register(FromFactor)
@_terms.register(Packaging)
@_terms.register(Waste)
def _(
    exchange: FromFactor | Packaging | Waste, amount: Decimal, data: Intensities, where: str
) -> Iterator[Term]:
    yield _by_factor(exchange.factor, amount, exchange.unit, data, where)


@_terms.register
def _(exchange: Transport, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    # GB/T 24067-2024 wants what aircraft burn apart; the fuel's supply is burnt on the ground.
    heading = Heading.AIRCRAFT if exchange.mode is Mode.AIR else None
    yield _by_factor(exchange.factor, amount, exchange.unit, data, where, heading=heading)
    if exchange.upstream is not None:
        yield _by_factor(exchange.upstream, amount, exchange.unit, data, where)


@_terms.register
def _(exchange: Emission, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    # Gases may be given in any unit of mass, warming potentials are per kilogram.
    kg = convert(amount, exchange.unit, "kg", where=where)
    yield _by_gas(exchange.gas, kg, data, where, heading=_heading_of(exchange))


@_terms.register
def _(exchange: Uptake, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    kg = convert(amount, exchange.unit, "kg", where=where)
    # What is taken from the air counts below zero, yet beside the footprint: nothing is offset.
    taken = EXACT.minus(kg)
    yield Term(Heading.UPTAKE, "uptake:CO2", kg, "kg", Decimal(-1), taken)


@_terms.register
def _(exchange: Electricity, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    unit = exchange.unit
    match exchange.supply:
        case ByLocation(factor=factor) | OnSite(generation=factor):
            yield _by_factor(factor, amount, unit, data, where)
        case Direct() as direct:
            # The line loses what was generated, so generation is counted before the loss, the
            # grid after it.
            fed_in = _before_loss(amount, direct.line_loss)
            yield _by_factor(direct.generation, fed_in, unit, data, where)
            yield _by_factor(direct.transmission, amount, unit, data, where)
        case Mix() as mix:
            fed_in = _before_loss(amount, mix.line_loss)
            # Sorted, since the order in which parts were typed may not decide how their sum is
            # rounded.
            for part in sorted(mix.parts, key=lambda part: (part.factor, part.share)):
                share = EXACT.multiply(fed_in, part.share)
                yield _by_factor(part.factor, share, unit, data, where)
            if mix.transmission is not None:
                yield _by_factor(mix.transmission, amount, unit, data, where)


@_terms.register
def _(exchange: Fuel, amount: Decimal, data: Intensities, where: str) -> Iterator[Term]:
    """CO2 by carbon content, methane and nitrous oxide by heat, and the fuel's own supply."""
    heating = exchange.heating
    gj = heat_gj(amount, exchange.unit, heating, where=where)
    co2 = co2_per_gj(heating)
    # Carbon of biomass stands beside the footprint; its methane and nitrous oxide inside, on
    # their own line.
    heading = Heading.BIOGENIC_CO2 if heating.biogenic else Heading.FOSSIL
    yield Term(heading, exchange.flow, gj, "GJ", co2, EXACT.multiply(gj, co2))
    for gas, per_tj in (("CH4", heating.ch4_kg_per_tj), ("N2O", heating.n2o_kg_per_tj)):
        # A published zero is left out, so that older sets without the gas still compute.
        if per_tj:
            kg = EXACT.multiply(gj, EXACT.divide(per_tj, Decimal(1000)))
            named = _methane(data.gwp, biogenic=heating.biogenic) if gas == "CH4" else gas
            apart = Heading.BIOGENIC_GASES if heating.biogenic else Heading.FOSSIL
            yield _by_gas(named, kg, data, where, heading=apart)
    if exchange.upstream is not None:
        # Upstream factors count tonnes or litres where the fuel was metered as heat, so both ways
        # are open.
        unit = data.factors[exchange.upstream].unit
        burnt = quantity(amount, exchange.unit, unit, heating, where=where)
        yield _by_factor(exchange.upstream, burnt, unit, data, where)


def _by_factor(
    id: str,
    amount: Decimal,
    unit: str,
    data: Intensities,
    where: str,
    *,
    heading: Heading | None = None,
) -> Term:
    own, source, per, value = data.known[id]
    in_unit = convert(amount, unit, per, where=where)
    # A biogenic factor stays beside the footprint whoever uses it; the use decides about the
    # rest.
    found = own if heading is None or own is Heading.BIOGENIC_CO2 else heading
    return Term(found, source, in_unit, per, value, EXACT.multiply(in_unit, value))


def _by_gas(gas: str, kg: Decimal, data: Intensities, where: str, *, heading: Heading) -> Term:
    potential = data.gwp.of(gas, where=where)
    return Term(heading, f"gwp:{gas}", kg, "kg", potential, EXACT.multiply(kg, potential))


def _heading_of(emission: Emission) -> Heading:
    match emission.origin:
        case GasOrigin.BIOGENIC:
            return Heading.BIOGENIC_CO2
        case GasOrigin.LAND_USE_CHANGE:
            return Heading.LAND_USE_CHANGE
        case GasOrigin.AIRCRAFT:
            return Heading.AIRCRAFT
        case _:
            nonfossil = emission.gas == "CH4-nonfossil"
            return Heading.BIOGENIC_GASES if nonfossil else Heading.FOSSIL


def _methane(gwp: GwpSet, *, biogenic: bool) -> str:
    """The name of methane by its origin, where the set distinguishes."""
    named = "CH4-nonfossil" if biogenic else "CH4-fossil"
    return named if named in gwp.values else "CH4"


def _before_loss(amount: Decimal, loss: Decimal) -> Decimal:
    # Division comes only where there is a loss: x / 1 would be rounded to fifty digits for
    # nothing.
    return EXACT.divide(amount, EXACT.subtract(Decimal(1), loss)) if loss else amount
