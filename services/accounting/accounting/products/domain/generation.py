"""How much electricity a PV module yields over its life, by stated assumptions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field, with_config

from accounting.values.domain.numbers import EXACT, Exact
from accounting.values.domain.text import Text
from chassis.refusals import Invalid


class GenerationImplausible(Invalid):
    """Irradiation, performance ratio or degradation lie outside what any site has."""

    zh = "发电假设 {what} = {value} 不合理(可能范围 {span});请核对。"
    en = "The yield assumption {what} = {value} cannot be ({span}); check it."


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Generation:
    """Assumptions that turn peak power into electricity; a result per kWh states them all."""

    irradiation_kwh_m2_a: Exact
    """Yearly irradiation of the module's plane."""
    performance_ratio: Exact
    """Share of the yield that is reached, 0 to 1."""
    years: Annotated[int, Field(ge=1, le=50)]
    """Years of use."""
    degradation_per_year: Exact
    """Share of the yield that is lost each year, 0 to 1."""
    source: Text

    @property
    def kwh_per_kwp(self) -> Decimal:
        """H times PR times the sum of (1-d)^t over the years, t from 0.

        H in kWh/m2 is as many hours at the 1 kW/m2 of standard test conditions.
        """
        kept = EXACT.subtract(Decimal(1), self.degradation_per_year)
        share, whole = Decimal(1), Decimal(0)
        for _ in range(self.years):
            whole = EXACT.add(whole, share)
            share = EXACT.multiply(share, kept)
        first_year = EXACT.multiply(self.irradiation_kwh_m2_a, self.performance_ratio)
        return EXACT.multiply(first_year, whole)


def checked(generation: Generation | None) -> Generation | None:
    """The assumptions themselves when they can be. Raises `GenerationImplausible`."""
    if generation is None:
        return None
    stated = (
        ("irradiation_kwh_m2_a", generation.irradiation_kwh_m2_a, "500", "3000"),
        ("performance_ratio", generation.performance_ratio, "0.4", "1"),
        ("degradation_per_year", generation.degradation_per_year, "0", "0.05"),
    )
    for what, value, low, high in stated:
        if not Decimal(low) <= value <= Decimal(high):
            raise GenerationImplausible(what=what, value=value, span=f"{low}-{high}")
    return generation
