"""Emission factors: what each may be used for, and what to use instead when it may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accounting.domain.numbers import Exact
from accounting.domain.units import dimension, is_known
from chassis.refusals import Invalid


class FactorMissing(Invalid):
    """An exchange names a factor that the library version does not hold."""

    zh = (
        "{where}:因子库 {library} 中没有因子 {factor}。请在 /v1/factors 查找,或改为带理由的取舍项。"
    )
    en = (
        "{where}: library {library} has no factor {factor}. Search /v1/factors, "
        "or declare a cut-off with its reason."
    )


class FactorCountsOnlyCo2(Invalid):
    """A CO2-only factor stands where a footprint needs CO2e over the life cycle."""

    zh = (
        "{where}:因子 {factor} 只含 CO2(口径:{basis}),不能用于产品碳足迹;"
        "请改用 CO2e 足迹因子:{proposal}。"
    )
    en = (
        "{where}: factor {factor} counts CO2 only (basis: {basis}) and cannot enter a product "
        "footprint; use a CO2e footprint factor instead: {proposal}."
    )


class FactorIsResult(Invalid):
    """A published result or benchmark was used as if it were an input factor."""

    zh = "{where}:{factor} 是对标结果,不是输入因子;请改用材料或工序因子。"
    en = "{where}: {factor} is a published result to compare with, not an input factor."


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

    @property
    def reference(self) -> str:
        return f"{self.code}/{self.version}"


_FOOTPRINT_OF = {"electricity-co2": "electricity-footprint"}


def footprint_factor(library: FactorLibrary, id: str, *, where: str, home: str = "CN") -> Factor:
    """The factor, if a CO2e footprint may use it; otherwise a refusal that names the remedy.

    `home` is the region of the maker, such as `CN-120000`; proposals prefer it.
    """
    factor = library.factors.get(id)
    if factor is None:
        raise FactorMissing(where=where, library=library.reference, factor=id)
    if factor.quarantine is not None:
        reasons = {"reason_zh": factor.quarantine.zh, "reason": factor.quarantine.en}
        raise FactorQuarantined(where=where, factor=id, **reasons)
    match factor.basis:
        case Basis.CO2_ONLY:
            found = proposal(library, factor, home=home)
            instead = found.id if found else "/v1/factors"
            raise FactorCountsOnlyCo2(
                where=where, factor=id, basis=factor.gas_basis, proposal=instead
            )
        case Basis.RESULT:
            raise FactorIsResult(where=where, factor=id)
        case Basis.PARTIAL:
            raise FactorIncomplete(where=where, factor=id, basis=factor.gas_basis)
        case _:
            return factor


def proposal(library: FactorLibrary, refused: Factor, *, home: str) -> Factor | None:
    """The nearest usable factor of the same kind: the same region first, the maker's next, then
    the same country; among equals the newest.

    An average factor is preferred to one technology's, so the whole-country mean stands in for a
    provincial CO2 factor.
    """
    category = _FOOTPRINT_OF.get(refused.category, refused.category)
    if not is_known(refused.unit):
        return None
    candidates = [
        factor
        for factor in library.factors.values()
        if factor.usable
        and factor.category == category
        and dimension(factor.unit) is dimension(refused.unit)
    ]
    return max(candidates, key=lambda factor: _nearness(factor, refused, home), default=None)


def _nearness(factor: Factor, refused: Factor, home: str) -> tuple[bool, bool, bool, int, str]:
    average = factor.id.endswith("-nat")
    near = factor.region in (refused.region, home)
    same_country = factor.region.split("-")[0] == refused.region.split("-")[0]
    return (
        average or near,
        average or factor.region == home,
        same_country,
        factor.year or 0,
        factor.id,
    )
