"""Emission factors: what each may be used for, and what to use instead when it may not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import TypeAdapter

from accounting.factors.domain.description import Description
from accounting.values.domain.numbers import Exact
from chassis.refusals import Invalid


class FactorMissing(Invalid):
    """An exchange names a factor that the library version does not hold."""

    zh = (
        "{where}:因子库 {library} 中没有因子 {factor}。最接近的有效因子:{proposal}({because_zh});"
        "也可在 /v1/factors 查找,或改为带理由的取舍项。"
    )
    en = (
        "{where}: library {library} has no factor {factor}. The nearest valid one: {proposal} "
        "({because}); or search /v1/factors, or declare a cut-off with its reason."
    )


class FactorCountsOnlyCo2(Invalid):
    """A CO2-only factor stands where a footprint needs CO2e over the life cycle."""

    zh = (
        "{where}:因子 {factor} 只含 CO2(口径:{basis}),不能用于产品碳足迹;"
        "请改用 CO2e 足迹因子:{proposal}({because_zh})。"
    )
    en = (
        "{where}: factor {factor} counts CO2 only (basis: {basis}) and cannot enter a product "
        "footprint; use a CO2e footprint factor instead: {proposal} ({because})."
    )


class FactorIsResult(Invalid):
    """A published result or benchmark was used as if it were an input factor."""

    zh = "{where}:{factor} 是对标结果,不是输入因子;请改用材料或工序因子。"
    en = (
        "{where}: {factor} is a published result to compare with, not an input factor; name the "
        "factor of a material or of a process."
    )


class FactorIncomplete(Invalid):
    """A factor covers only part of its own life cycle and would understate the footprint."""

    zh = "{where}:因子 {factor} 只是部分口径({basis}),请把该工序展开建模。"
    en = "{where}: factor {factor} is partial ({basis}); model that process instead."


class FactorQuarantined(Invalid):
    """A factor waits for review because its row looks wrong."""

    zh = "{where}:因子 {factor} 处于隔离待审:{reason_zh}。请换用其他因子。"
    en = "{where}: factor {factor} is in quarantine: {reason}. Choose another factor."


class Basis(StrEnum):
    """What a number counts, and so what it may be used for."""

    CO2E = "co2e"
    BIOGENIC = "biogenic"
    CO2_ONLY = "co2-only"
    PARTIAL = "partial"
    RESULT = "result"


@dataclass(frozen=True)
class Quarantine:
    """Why a row may not be used until a person has looked at it."""

    zh: str
    en: str


@dataclass(frozen=True)
class Factor:
    """One row of a library; the numbers and texts are those of the source."""

    id: str
    name_zh: str
    name_en: str
    category: str
    value: Exact
    unit: str
    """Denominator of the unit: the factor is kg CO2e (or kg CO2) per this."""
    basis: Basis
    gas_basis: str
    region: str
    year: int | None
    source_title: str
    source_ref: str
    seen: bool
    """The value was seen in the source named, not only cited by others."""
    quarantine: Quarantine | None = None

    @property
    def usable(self) -> bool:
        return self.quarantine is None and self.basis in (Basis.CO2E, Basis.BIOGENIC)


@dataclass(frozen=True)
class FactorLibrary:
    """A versioned set of factors; the content hash covers its files."""

    code: str
    version: str
    sha256: str
    factors: Mapping[str, Factor]
    descriptions: Mapping[str, Description] = field(default_factory=dict)
    """For choosing and proposing; no part of what is sealed."""

    @property
    def reference(self) -> str:
        return f"{self.code}/{self.version}"


FACTOR = TypeAdapter(Factor)
FACTORS = TypeAdapter(tuple[Factor, ...])
