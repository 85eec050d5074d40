"""The books of what was left out, per item and in total, against the rule's limits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from accounting.engine.domain.contributions import Contribution, Contributions
from accounting.values.domain.numbers import EXACT, Computed, percent, total
from accounting.values.domain.text import absent
from accounting.values.domain.units import Dimension, convert, dimension
from packs.models import CutOffLimits

_BESIDE = Annotated[Computed | None, Field(exclude_if=absent)]


@dataclass(frozen=True)
class CutOffItem:
    """One input left out. The shares are of all inputs of mass or energy, and of the footprint
    with the estimate added.
    """

    id: str
    flow: str
    amount: Computed
    unit: str
    mass_percent: Computed | None
    within_limit: bool | None
    energy_percent: _BESIDE = None
    estimated_kg_co2e: _BESIDE = None
    """At most, by the maker's estimate; it is never part of the footprint."""
    burden_percent: _BESIDE = None
    """Share of the footprint, in percent."""


@dataclass(frozen=True)
class CutOffBook:
    """Everything left out, against the rule's limits; a reviewer judges what exceeds them."""

    items: tuple[CutOffItem, ...]
    total_mass_percent: Computed
    """All that is left out, in percent of the mass."""
    within_limit: bool
    total_energy_percent: _BESIDE = None
    """All that is left out, in percent of the energy."""
    total_burden_percent: _BESIDE = None
    """All that is left out, in percent of the footprint."""


def book_of_masses(found: Contributions, footprint: Decimal, limits: CutOffLimits) -> CutOffBook:
    """The book of engine 1.0: mass alone. Outputs do not count as inputs."""
    inputs, left_out = _inputs(found)
    all_kg = _all(inputs, Dimension.MASS, "kg")
    items = tuple(_by_mass(item, all_kg, limits) for item in left_out)
    whole = percent(_all(left_out, Dimension.MASS, "kg"), all_kg)
    singles = all(item.within_limit is not False for item in items)
    return CutOffBook(items, whole, singles and whole <= limits.total_percent)


def book(found: Contributions, footprint: Decimal, limits: CutOffLimits) -> CutOffBook:
    """The book of engine 1.1: mass, energy and, where it was estimated, burden."""
    inputs, left_out = _inputs(found)
    all_kg, all_mj = (_all(inputs, *kind) for kind in _KINDS)
    guessed = total(item.estimate for item in left_out if item.estimate is not None)
    with_guess = EXACT.add(footprint, guessed)
    items = tuple(_item(item, all_kg, all_mj, with_guess, limits) for item in left_out)
    mass, energy = (
        percent(_all(left_out, *kind), whole)
        for kind, whole in zip(_KINDS, (all_kg, all_mj), strict=True)
    )
    return _closed(items, (mass, energy, percent(guessed, with_guess)), limits)


def beside(book: CutOffBook, footprint: Decimal, limits: CutOffLimits) -> CutOffBook:
    """The same book beside another footprint: only the shares of it differ."""
    if book.total_burden_percent is None:
        return book
    guesses = (item.estimated_kg_co2e for item in book.items)
    guessed = total(guess for guess in guesses if guess is not None)
    with_guess = EXACT.add(footprint, guessed)
    items = tuple(_beside(item, with_guess, limits) for item in book.items)
    energy = book.total_energy_percent or Decimal(0)
    shares = (book.total_mass_percent, energy, percent(guessed, with_guess))
    return _closed(items, shares, limits)


def _beside(item: CutOffItem, whole: Decimal, limits: CutOffLimits) -> CutOffItem:
    guess = item.estimated_kg_co2e
    burden = None if guess is None else percent(guess, whole)
    within = _within((item.mass_percent, item.energy_percent, burden), limits)
    return replace(item, within_limit=within, burden_percent=burden)


def _within(shares: Iterable[Decimal | None], limits: CutOffLimits) -> bool | None:
    """Whether every share that is known keeps to the limit of one item."""
    known = [share for share in shares if share is not None]
    return all(share <= limits.single_percent for share in known) if known else None


def _closed(
    items: tuple[CutOffItem, ...], shares: tuple[Decimal, Decimal, Decimal], limits: CutOffLimits
) -> CutOffBook:
    """The book with its totals of mass, energy and burden."""
    mass, energy, burden = shares
    singles = all(item.within_limit is not False for item in items)
    totals = all(share <= limits.total_percent for share in shares)
    return CutOffBook(items, mass, singles and totals, energy, burden)


_KINDS = ((Dimension.MASS, "kg"), (Dimension.ENERGY, "MJ"))


def _by_mass(item: Contribution, all_kg: Decimal, limits: CutOffLimits) -> CutOffItem:
    weighed = dimension(item.unit) is Dimension.MASS
    share = percent(_in(item, Dimension.MASS, "kg"), all_kg) if weighed else None
    within = None if share is None else share <= limits.single_percent
    id = f"{item.process}.{item.exchange}"
    return CutOffItem(id, item.flow, item.amount, item.unit, share, within)


def _item(
    item: Contribution, all_kg: Decimal, all_mj: Decimal, whole: Decimal, limits: CutOffLimits
) -> CutOffItem:
    kind = dimension(item.unit)
    mass = percent(_in(item, *_KINDS[0]), all_kg) if kind is Dimension.MASS else None
    energy = percent(_in(item, *_KINDS[1]), all_mj) if kind is Dimension.ENERGY else None
    burden = None if item.estimate is None else percent(item.estimate, whole)
    within = _within((mass, energy, burden), limits)
    id = f"{item.process}.{item.exchange}"
    return CutOffItem(
        id, item.flow, item.amount, item.unit, mass, within, energy, item.estimate, burden
    )


def _inputs(found: Contributions) -> tuple[list[Contribution], list[Contribution]]:
    """All inputs and those left out; where nothing is left out, there is no share to take."""
    left_out = [item for item in found.others.values() if item.cut_off]
    return [item for item in found if item.is_input] if left_out else [], left_out


def _all(items: Iterable[Contribution], kind: Dimension, unit: str) -> Decimal:
    return total(_in(item, kind, unit) for item in items if _counts(item, kind))


def _counts(item: Contribution, kind: Dimension) -> bool:
    """Whether the item is, or as a fuel contains, any of the kind: the others add nothing."""
    if dimension(item.unit) is kind:
        return True
    return kind is Dimension.ENERGY and item.flow.startswith("fuel:") and bool(_heat(item))


def _heat(item: Contribution) -> list[Decimal]:
    """GJ of a fuel."""
    return [term.amount for term in item.terms if term.source.startswith("fuel:")]


def _in(item: Contribution, kind: Dimension, unit: str) -> Decimal:
    """The item in a unit of the kind; nothing when it is of another. A fuel is its heat too."""
    if dimension(item.unit) is kind:
        return convert(item.amount, item.unit, unit, where=item.flow)
    heat = _heat(item)
    if kind is Dimension.ENERGY and heat:
        return convert(heat[0], "GJ", unit, where=item.flow)
    return Decimal(0)
