"""From pedigree scores to a spread: published sets of uncertainty factors, as versioned data."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator, with_config

from accounting.values.domain.numbers import EXACT, Exact, total
from chassis.refusals import Invalid

Score = Annotated[int, Field(ge=1, le=5, strict=True)]
_Five = Annotated[tuple[Exact, ...], Field(min_length=5, max_length=5)]


class PedigreeSetUnknown(Invalid):
    """A set of uncertainty factors was asked for that the pack does not hold."""

    zh = "没有谱系矩阵数值集 {name}。可用:{known}。"
    en = "There is no pedigree set {name}. Known sets: {known}."


class PedigreeIndicator(StrEnum):
    """The six indicators of the pedigree matrix."""

    RELIABILITY = "reliability"
    COMPLETENESS = "completeness"
    TEMPORAL = "temporal"
    GEOGRAPHICAL = "geographical"
    TECHNOLOGICAL = "technological"
    SAMPLE_SIZE = "sample_size"


class Basic(StrEnum):
    """What kind of flow it is; each kind spreads even when its data are perfect."""

    ENERGY = "energy"
    MATERIAL = "material"
    WASTE = "waste"
    TRANSPORT = "transport"
    INFRASTRUCTURE = "infrastructure"
    CO2 = "co2"
    COMBUSTION_GAS = "combustion-gas"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class PedigreeScores:
    """How good one datum is, 1 (best) to 5; the size of the sample is not always known."""

    reliability: Score
    """How reliable the data are, 1 (best) to 5."""
    completeness: Score
    temporal: Score
    geographical: Score
    technological: Score
    sample_size: Score | None = None
    """How large the sample is, 1 (best) to 5."""

    def of(self, indicator: PedigreeIndicator) -> int | None:
        return {
            PedigreeIndicator.RELIABILITY: self.reliability,
            PedigreeIndicator.COMPLETENESS: self.completeness,
            PedigreeIndicator.TEMPORAL: self.temporal,
            PedigreeIndicator.GEOGRAPHICAL: self.geographical,
            PedigreeIndicator.TECHNOLOGICAL: self.technological,
            PedigreeIndicator.SAMPLE_SIZE: self.sample_size,
        }[indicator]


class PedigreePack(BaseModel):
    """`pedigree.yaml`: both published sets, and basic uncertainties."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: str
    sets: dict[str, dict[PedigreeIndicator, _Five]]
    basic: dict[Basic, Exact]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if set(self.basic) != set(Basic):
            raise ValueError("every kind of basic uncertainty is needed")
        if any(
            set(PedigreeIndicator) - set(rows) - {PedigreeIndicator.SAMPLE_SIZE}
            for rows in self.sets.values()
        ):
            raise ValueError("a set needs every indicator but the size of the sample")
        return self

    def sigma(
        self, scores: PedigreeScores, *, set_name: str, basic: Decimal = Decimal(1)
    ) -> Decimal:
        """Standard deviation of the logarithm: half the root of the sum of ln² U.

        `basic` is the basic uncertainty, as GSD². Raises `PedigreeSetUnknown`.
        """
        rows = self.sets.get(set_name)
        if rows is None:
            raise PedigreeSetUnknown(name=set_name, known=", ".join(sorted(self.sets)))
        factors = [basic]
        for indicator, row in rows.items():
            score = scores.of(indicator)
            if score is not None:
                factors.append(row[score - 1])
        return combined(factors)


def combined(factors: list[Decimal]) -> Decimal:
    """σ of independent uncertainty factors U, each a GSD²."""
    squares = (EXACT.power(EXACT.ln(factor), 2) for factor in factors)
    return EXACT.divide(EXACT.sqrt(total(squares)), Decimal(2))


def gsd2(sigma: Decimal) -> Decimal:
    """The square of the geometric standard deviation: 95 % lie within x/GSD² and x·GSD²."""
    return EXACT.exp(EXACT.multiply(Decimal(2), sigma))


def read_pedigree(text: str) -> tuple[PedigreePack, str]:
    """The pack, and the content hash of its file."""
    pack = PedigreePack.model_validate(yaml.safe_load(text))
    return pack, hashlib.sha256(text.encode()).hexdigest()
