"""What becomes of an elementary flow: a gas of the rule's set, an uptake, nothing, or a loss."""

import re
from dataclasses import dataclass
from enum import StrEnum

from accounting.foreign.domain.origins import Origin
from accounting.foreign.domain.recognition import (
    ElementaryFlow,
    Recognised,
    is_harmless,
    names_a_gas,
    recognised,
    words,
)
from accounting.model.domain.system import GasOrigin
from accounting.values.domain.text import Text


class Compartment(StrEnum):
    """Where a flow goes to, or comes from."""

    AIR = "air"
    HIGH_AIR = "high-air"
    WATER = "water"
    SOIL = "soil"
    RESOURCE = "resource"
    UNSTATED = "unstated"


@dataclass(frozen=True)
class Emitted:
    """An emission of the platform's model."""

    gas: str
    origin: GasOrigin
    doubt: Text | None = None
    """Why a person should look at it although it counts."""


@dataclass(frozen=True)
class TakenUp:
    """CO2 that biomass took from the air."""


@dataclass(frozen=True)
class Harmless:
    """Nothing that warms the air."""


@dataclass(frozen=True)
class Unmapped:
    """What may be a greenhouse gas and is not counted."""

    why: Text


Fate = Emitted | TakenUp | Harmless | Unmapped
_WORDS: tuple[tuple[Compartment, tuple[str, ...]], ...] = (
    (Compartment.RESOURCE, ("resource", "raw material", "资源", "原材料")),
    (Compartment.HIGH_AIR, ("stratosphere", "平流层")),
    (Compartment.AIR, (" air ", "空气", "大气")),
    (Compartment.WATER, ("water", "ocean", "river", "水体", "水")),
    (Compartment.SOIL, ("soil", "土壤")),
)
_OUR_FLOW = re.compile(r"^(\S+) \(([a-z0-9-]+)\)$")
_OUR_HEADINGS = {
    "fossil": GasOrigin.FOSSIL,
    "biogenic-gases": GasOrigin.FOSSIL,
    "land-use-change": GasOrigin.LAND_USE_CHANGE,
    "aircraft": GasOrigin.AIRCRAFT,
    "biogenic-co2": GasOrigin.BIOGENIC,
}
"""Headings that an export writes behind a gas, and the origins that count under them."""


def fate(flow: ElementaryFlow, *, is_input: bool, gases: frozenset[str]) -> Fate:
    """What a flow becomes under a set of gases; what may warm the air is never lost silently."""
    if ours := _of_our_export(flow, gases):
        return ours
    place, found = compartment(flow.compartment), recognised(flow)
    if found is None:
        return _unrecognised(flow, place)
    if is_input or place is Compartment.RESOURCE:
        return _from_nature(found, place, is_input=is_input)
    if place in (Compartment.WATER, Compartment.SOIL):
        return Unmapped(
            Text(
                f"排入水体或土壤的“{flow.name}”不作为大气排放计算,未导入",
                f"{flow.name} to water or soil is no emission to the air; left out",
            )
        )
    return _emitted(flow, found, place, gases)


def compartment(path: str) -> Compartment:
    """What the folders of a flow say of where it goes."""
    text = words(path)
    for place, marks in _WORDS:
        if any(mark in text for mark in marks):
            return place
    return Compartment.UNSTATED


def _of_our_export(flow: ElementaryFlow, gases: frozenset[str]) -> Fate | None:
    found = _OUR_FLOW.match(flow.name)
    if found is None or found[1] not in gases:
        return None
    if found[2] == "uptake":
        return TakenUp()
    origin = _OUR_HEADINGS.get(found[2])
    return Emitted(found[1], origin) if origin else None


def _unrecognised(flow: ElementaryFlow, place: Compartment) -> Fate:
    elsewhere = place in (Compartment.WATER, Compartment.SOIL, Compartment.RESOURCE)
    if (elsewhere and not names_a_gas(flow)) or is_harmless(flow):
        return Harmless()
    return Unmapped(
        Text(
            f"基本流“{flow.name}”不能对应到所用 GWP 集的气体,可能是温室气体,未导入",
            f"{flow.name} matches no gas of the GWP set and may be a greenhouse gas; left out",
        )
    )


def _from_nature(found: Recognised, place: Compartment, *, is_input: bool) -> Fate:
    """Carbon dioxide out of the air is an uptake; other gases of the ground are raw materials."""
    grows = found.origin in (Origin.UNSTATED, Origin.BIOGENIC, Origin.UPTAKE)
    if is_input and found.gas == "CO2" and grows and not found.unclear:
        return TakenUp()
    if is_input and place is Compartment.RESOURCE and found.gas != "CO2":
        return Harmless()
    return Unmapped(
        Text(
            f"取自自然界的 {found.gas}(方向或来源不明)不能抵减,未导入",
            f"{found.gas} taken from nature, its direction or origin unclear, is no credit",
        )
    )


def _emitted(
    flow: ElementaryFlow, found: Recognised, place: Compartment, gases: frozenset[str]
) -> Fate:
    is_biogenic = found.origin is Origin.BIOGENIC
    gas = _in_set(found, gases)
    if gas not in gases:
        return Unmapped(
            Text(
                f"所用 GWP 集没有气体“{flow.name}”({found.gas}),未导入",
                f"the GWP set has no {found.gas} ({flow.name}); left out",
            )
        )
    origin = GasOrigin.BIOGENIC if is_biogenic and gas == "CO2" else GasOrigin.FOSSIL
    if found.origin is Origin.LAND_USE_CHANGE:
        origin = GasOrigin.LAND_USE_CHANGE
    flies = place is Compartment.HIGH_AIR or found.origin is Origin.AIRCRAFT
    if flies and origin is GasOrigin.FOSSIL and not is_biogenic:
        origin = GasOrigin.AIRCRAFT
    return Emitted(gas, origin, _doubt(flow, found))


def _in_set(found: Recognised, gases: frozenset[str]) -> str:
    """Methane of living carbon and other methane have own potentials where a set says so."""
    if found.gas != "CH4" or found.origin is Origin.UNSTATED:
        return found.gas
    named = "CH4-nonfossil" if found.origin is Origin.BIOGENIC else "CH4-fossil"
    return named if named in gases else "CH4"


def _doubt(flow: ElementaryFlow, found: Recognised) -> Text | None:
    if found.origin is Origin.UPTAKE:
        return Text(
            f"“{flow.name}”名为吸收却是排放,按化石源排放计入",
            f"{flow.name} is called an uptake and goes out; counted as a fossil emission",
        )
    if not found.unclear:
        return None
    taken = "化石源" if found.origin is Origin.UNSTATED else found.origin.value
    return Text(
        f"“{flow.name}”中的“{found.unclear[:60]}”未能理解,按 {found.gas}({taken})计入",
        f"“{found.unclear[:60]}” in {flow.name} is not understood; counted as {found.gas}, "
        f"{'fossil' if found.origin is Origin.UNSTATED else found.origin.value}",
    )
