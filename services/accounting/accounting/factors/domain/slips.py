"""Slips of unit that would explain an implausible value, each named as its likely cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.values.domain.numbers import EXACT
from accounting.values.domain.text import Text
from accounting.values.domain.units import Dimension, dimension


@dataclass(frozen=True)
class Bounded:
    """A plausible range per unit, and the density of the material where there is one."""

    low: Decimal
    high: Decimal
    unit: str
    density: tuple[Decimal, Decimal] | None = None

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def holds_between(self, one: Decimal, other: Decimal) -> bool:
        """Whether a value of the range lies between two others."""
        return one <= self.high and other >= self.low


@dataclass(frozen=True)
class _Slip:
    """What the value must be multiplied with, and what was mistaken where that makes it fit."""

    times: Decimal
    how: Text
    causes: dict[Dimension, Text]
    otherwise: Text | None = None
    """For dimensions that are not named; None where the slip is theirs alone."""


_POWER, _ENERGY = Dimension.PEAK_POWER, Dimension.ENERGY
_SLIPS = (
    _Slip(
        Decimal(1000),
        Text("乘以 1000", "times 1000"),
        {
            Dimension.MASS: Text(
                "每 kg 与每 t、或 kg 与 t CO2e", "per kg, not per t, or t for kg CO2e"
            ),
            Dimension.VOLUME: Text("每 L 与每 m3", "per L instead of per m3"),
            _POWER: Text(
                "每 Wp 与每 kWp、或每 kWp 与每 MWp",
                "per Wp instead of per kWp, or per kWp instead of per MWp",
            ),
            _ENERGY: Text("每 kWh 与每 MWh", "per kWh instead of per MWh"),
        },
        Text("kg 与 t CO2e", "t for kg CO2e"),
    ),
    _Slip(
        EXACT.divide(Decimal(1), Decimal(1000)),
        Text("除以 1000", "divided by 1000"),
        {
            Dimension.MASS: Text(
                "每 t 与每 kg、或 g 与 kg", "per t instead of per kg, or g for kg"
            ),
            Dimension.VOLUME: Text("每 m3 与每 L", "per m3 instead of per L"),
            _POWER: Text(
                "每 MWp 与每 kWp、或每 kWp 与每 Wp",
                "per MWp instead of per kWp, or per kWp instead of per Wp",
            ),
            _ENERGY: Text("每 MWh 与每 kWh", "per MWh instead of per kWh"),
        },
        Text("g 与 kg CO2e", "g for kg CO2e"),
    ),
    _Slip(
        Decimal(1_000_000),
        Text("乘以一百万", "times a million"),
        {_POWER: Text("每 Wp 与每 MWp", "per Wp instead of per MWp")},
    ),
    _Slip(
        EXACT.divide(Decimal(1), Decimal(1_000_000)),
        Text("除以一百万", "divided by a million"),
        {_POWER: Text("每 MWp 与每 Wp", "per MWp instead of per Wp")},
    ),
    _Slip(
        Decimal("3.6"),
        Text("乘以 3.6", "times 3.6"),
        {_ENERGY: Text("每 MJ 与每 kWh", "per MJ instead of per kWh")},
    ),
    _Slip(
        EXACT.divide(Decimal(1), Decimal("3.6")),
        Text("除以 3.6", "divided by 3.6"),
        {_ENERGY: Text("每 kWh 与每 MJ", "per kWh instead of per MJ")},
    ),
)
_CARBON = _Slip(
    EXACT.divide(Decimal(44), Decimal(12)),
    Text("乘以 44/12", "times 44/12"),
    {},
    Text("未换算的含碳量与 CO2", "carbon content that was not converted to CO2"),
)


def slips(within: Bounded, value: Decimal, *, is_fuel: bool) -> Iterator[Text]:
    """Every slip that would bring the value into the range."""
    for slip in (*_SLIPS, *([_CARBON] if is_fuel else ())):
        cause = slip.causes.get(dimension(within.unit), slip.otherwise)
        if cause is not None and within.holds(EXACT.multiply(value, slip.times)):
            yield _told(slip.how, cause)
    yield from _by_density(within, value)


def _by_density(within: Bounded, value: Decimal) -> Iterator[Text]:
    if within.density is None or value <= 0:
        return
    light, heavy = within.density
    per_kg = EXACT.divide(value, heavy), EXACT.divide(value, light)
    per_m3 = EXACT.multiply(value, light), EXACT.multiply(value, heavy)
    if within.unit == "kg" and within.holds_between(*per_kg):
        cause = Text("每 m3 与每 kg", "per m3 instead of per kg")
        yield _told(Text("除以密度", "divided by the density"), cause)
    if within.unit == "m3" and within.holds_between(*per_m3):
        cause = Text("每 kg 与每 m3", "per kg instead of per m3")
        yield _told(Text("乘以密度", "times the density"), cause)


def _told(how: Text, cause: Text) -> Text:
    # A number and a character stand apart, as everywhere in Chinese texts of the platform.
    apart = " " if how.zh[-1].isdigit() else ""
    return Text(
        f";{how.zh}{apart}后合理,是否混淆了{cause.zh}?", f"; {how.en} it fits: was it {cause.en}?"
    )
