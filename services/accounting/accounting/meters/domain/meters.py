"""Meters: what they count, in which unit, how they were calibrated, and what they feed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, with_config

from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Hash, Id, Name, Symbol, Text
from accounting.values.domain.units import Dimension, UnitsIncompatible, dimension
from chassis.refusals import Conflict, Invalid, Missing

_STRICT = ConfigDict(extra="forbid")


class MeterNotFound(Missing):
    """There is no such meter among the caller's."""

    zh = "没有计量表 {id}。请先用 PUT /v1/meters/{id} 登记。"
    en = "There is no meter {id}. Describe it first with PUT /v1/meters/{id}."


class MeterImpossible(Invalid):
    """A meter's description contradicts itself."""

    zh = "计量表 {id}:{what_zh}。请更正后重新提交。"
    en = "Meter {id}: {what}. Correct this and send it again."


class MeterInUse(Conflict):
    """What turns readings into amounts cannot change once there are readings."""

    zh = "计量表 {id} 已有读数,不能再更改单位、倍率、位数或类别;换表请登记新的计量表。"
    en = (
        "Meter {id} has readings; its unit, multiplier, digits and kind stay. Describe a new "
        "meter for a new counter."
    )


class MeterKind(StrEnum):
    """What a meter counts."""

    ELECTRICITY = "electricity"
    GAS = "gas"
    HEAT = "heat"
    WATER = "water"
    MASS = "mass"
    PRODUCTION = "production"
    """Pieces, area or mass that a process makes."""


_MEASURES = {
    MeterKind.ELECTRICITY: {Dimension.ENERGY},
    MeterKind.GAS: {Dimension.NORMAL_VOLUME, Dimension.VOLUME, Dimension.ENERGY},
    MeterKind.HEAT: {Dimension.ENERGY},
    MeterKind.WATER: {Dimension.VOLUME, Dimension.MASS},
    MeterKind.MASS: {Dimension.MASS},
}


@with_config(_STRICT)
@dataclass(frozen=True)
class Calibration:
    """One calibration: readings from `valid_from` on, before `valid_until`, rest on it."""

    valid_from: AwareDatetime
    valid_until: AwareDatetime
    laboratory: Name
    """Who calibrated."""
    certificate: Hash | None = None
    """SHA-256 of the certificate, handed in as evidence."""

    def covers(self, at: datetime) -> bool:
        return self.valid_from <= at < self.valid_until


@with_config(_STRICT)
@dataclass(frozen=True)
class Feed:
    """What the meter counts for: an exchange of a process, or without one the process's output."""

    system: UUID
    process: Id
    exchange: Id | None = None
    share: Exact = Decimal(1)
    """Part of what is metered that belongs here; above 0, at most 1."""


@with_config(_STRICT)
@dataclass(frozen=True)
class Meter:
    """A counter that only grows, until it rolls over or is reset."""

    name: Text
    kind: MeterKind
    unit: Symbol
    multiplier: Exact = Decimal(1)
    """Amount in `unit` per count, for example the ratio of a current transformer."""
    digits: Annotated[int, Field(ge=1, le=15)] | None = None
    """Digits before the point: after 99999 a meter of five digits shows 0 again."""
    interval_minutes: Annotated[int, Field(ge=1, le=44_640)] | None = None
    """How often it is read; a pause of more than twice that is a gap."""
    calibrations: Annotated[tuple[Calibration, ...], Field(max_length=100)] = ()
    """Its calibrations."""
    feeds: Annotated[tuple[Feed, ...], Field(max_length=100)] = ()
    """The exchanges that it measures."""

    @property
    def capacity(self) -> Decimal | None:
        """The count at which the meter shows 0 again."""
        return None if self.digits is None else Decimal(10) ** self.digits

    @property
    def pause(self) -> timedelta | None:
        """How long after a reading the next one is due."""
        minutes = self.interval_minutes
        return None if minutes is None else timedelta(minutes=minutes)

    def calibrated(self, at: datetime) -> bool:
        return any(calibration.covers(at) for calibration in self.calibrations)


@dataclass(frozen=True)
class KnownMeter:
    """A meter as it is described now, under the number that its readings carry."""

    number: int
    id: str
    version: int
    at: datetime
    meter: Meter


def checked(id: str, meter: Meter) -> Meter:
    """The description itself when it holds together; otherwise the refusal that says why not."""
    kind = dimension(meter.unit, where=id)
    fits = _MEASURES.get(meter.kind, {kind})
    if kind not in fits:
        expected = ", ".join(sorted(fits))
        raise UnitsIncompatible(where=id, unit=meter.unit, expected=expected)
    for wrong, zh, en in _contradictions(meter):
        if wrong:
            raise MeterImpossible(id=id, what=en, what_zh=zh)
    return meter


def replaced(id: str, old: Meter, new: Meter, *, has_readings: bool) -> Meter:
    """The new description, unless it would change what readings already taken mean."""
    if has_readings and _meaning(old) != _meaning(new):
        raise MeterInUse(id=id)
    return new


def _meaning(meter: Meter) -> tuple[object, ...]:
    return meter.kind, meter.unit, meter.multiplier, meter.digits


def _contradictions(meter: Meter) -> list[tuple[bool, str, str]]:
    places = [(feed.system, feed.process, feed.exchange) for feed in meter.feeds]
    produces = meter.kind is MeterKind.PRODUCTION
    return [
        (meter.multiplier <= 0, "倍率须大于 0", "the multiplier must be above 0"),
        (
            any(each.valid_until <= each.valid_from for each in meter.calibrations),
            "校准的失效时间须晚于生效时间",
            "a calibration must end after it begins",
        ),
        (
            any(not 0 < feed.share <= 1 for feed in meter.feeds),
            "分摊比例须大于 0 且不大于 1",
            "a share must be above 0 and at most 1",
        ),
        (
            len(set(places)) < len(places),
            "同一去向重复登记",
            "the same feed is named twice",
        ),
        (
            any((feed.exchange is None) != produces for feed in meter.feeds),
            "产量表只能计量过程的产出,其他计量表须指明输入项",
            "only a production meter counts a process's output, every other names an exchange",
        ),
    ]
