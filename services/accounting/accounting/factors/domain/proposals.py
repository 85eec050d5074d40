"""The nearest valid factor for a need: ranked, with the reasons, the same on every run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from accounting.factors.domain.description import BEST_FIRST, UNDESCRIBED, Description
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.factors.domain.ngrams import folded
from accounting.values.domain.text import Text
from accounting.values.domain.units import dimension, is_known

_CATEGORY_OF = {
    "electricity": "electricity-footprint",
    "electricity-co2": "electricity-footprint",
    "电力": "electricity-footprint",
    "热力": "heat",
    "steam": "heat",
    "蒸汽": "heat",
}
"""Everyday names of a flow whose factors have a category of their own."""
_GRIDS = {
    "CN-GRID-NORTH": "11 12 13 14 15 37",
    "CN-GRID-NORTHEAST": "21 22 23",
    "CN-GRID-EAST": "31 32 33 34 35",
    "CN-GRID-CENTRAL": "36 41 42 43",
    "CN-GRID-NORTHWEST": "61 62 63 64 65",
    "CN-GRID-SOUTH": "44 45 46 52 53",
    "CN-GRID-SOUTHWEST": "50 51 54",
}
"""Which provinces (GB/T 2260) a regional grid supplies, as the announcements divide them."""


@dataclass(frozen=True)
class WantedFactor:
    """What a factor is needed for. `region` is such as `CN-120000`."""

    flow: str
    unit: str
    region: str = "CN"
    year: int | None = None
    technology: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A factor that would do, and why it stands where it stands."""

    factor: Factor
    description: Description
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class _Scored:
    """One criterion: the lower the better, and what to say about it."""

    rank: Fraction | int
    reason: Text


def propose(
    factors: Iterable[Factor], descriptions: Mapping[str, Description], wanted: WantedFactor
) -> list[Candidate]:
    """Usable factors for the flow, nearest first: by name, technology, region, year, evaluation.

    A factor that a newer one replaced stands behind its successor; ties are broken by identifier.
    """
    if not is_known(wanted.unit):
        return []
    replaced = {d.supersedes for d in descriptions.values() if d.supersedes}
    ranked: list[tuple[tuple[Fraction | int | str, ...], Candidate]] = []
    for factor in factors:
        if not factor.usable or dimension(factor.unit) is not dimension(wanted.unit):
            continue
        if not (match := _name(factor, wanted)).rank < 1:
            continue
        about = descriptions.get(factor.id, UNDESCRIBED)
        scores = [match, *_criteria(factor, about, wanted, replaced)]
        key = (*(score.rank for score in scores), factor.id)
        ranked.append((key, Candidate(factor, about, tuple(score.reason for score in scores))))
    return [candidate for _, candidate in sorted(ranked, key=lambda item: item[0])]


def nearest(library: FactorLibrary, wanted: WantedFactor | None) -> dict[str, object]:
    """What a refusal says of the nearest factor: `proposal` with the reasons `because` and
    `because_zh`; where there is none, the address to search at.
    """
    found = propose(library.factors.values(), library.descriptions, wanted) if wanted else []
    if not found:
        words = {
            "because_zh": "未找到同类有效因子",
            "because": "no valid one of its kind was found",
        }
        return {"proposal": "/v1/factors", **words}
    reasons = found[0].reasons
    return {
        "proposal": found[0].factor.id,
        "because_zh": ";".join(reason.zh for reason in reasons),
        "because": "; ".join(reason.en for reason in reasons),
    }


def _criteria(
    factor: Factor, about: Description, wanted: WantedFactor, replaced: set[str]
) -> Iterator[_Scored]:
    yield _technology(about, wanted.technology)
    yield _region(factor.region, wanted.region)
    yield _year(factor.year, wanted.year)
    yield _validity(factor.id in replaced)
    status = about.evaluation
    yield _Scored(BEST_FIRST.index(status), Text(f"评价状态:{status}", f"evaluation: {status}"))


def _name(factor: Factor, wanted: WantedFactor) -> _Scored:
    """How much of the flow's name the factor's names hold: 0 is all of it, 1 nothing."""
    flow = folded(wanted.flow)
    if factor.category in (flow, _CATEGORY_OF.get(flow)):
        return _Scored(0, Text(f"类别即 {factor.category}", f"its category is {factor.category}"))
    words = [word for word in re.split(r"[\s\-_/,]+", flow) if word]
    text = folded(f"{factor.id} {factor.name_zh} {factor.name_en} {factor.category}")
    found = [word for word in words if word in text]
    rank = 1 - Fraction(len(found), len(words)) if words else Fraction(1)
    said = " ".join(found)
    return _Scored(rank, Text(f"名称含“{said}”", f"its name has: {said}"))


def _technology(about: Description, technology: str | None) -> _Scored:
    if technology is None:
        if about.is_average:
            return _Scored(0, Text("各技术平均", "a mean over technologies"))
        if about.technology is None:
            return _Scored(1, Text("未限定技术", "no technology is named"))
        return _Scored(2, Text(f"特定技术:{about.technology}", f"of one kind: {about.technology}"))
    if about.technology is not None and folded(technology) in folded(about.technology):
        return _Scored(0, Text(f"技术相同:{technology}", f"the same technology: {technology}"))
    if about.technology is None or about.is_average:
        return _Scored(1, Text("未区分该技术", "does not tell this technology apart"))
    return _Scored(2, Text(f"技术不同:{about.technology}", f"another kind: {about.technology}"))


def _region(region: str, wanted: str) -> _Scored:
    country = wanted.split("-")[0]
    if region == wanted:
        return _Scored(0, Text(f"地区相同:{region}", f"exactly the region {region}"))
    if wanted.startswith("CN-") and wanted[3:5] in _GRIDS.get(region, "").split():
        return _Scored(1, Text(f"所属电网:{region}", f"the grid of the region: {region}"))
    if region == country:
        return _Scored(2, Text(f"全国值:{region}", f"the national value: {region}"))
    if region == "GLO":
        return _Scored(3, Text("全球值", "a global value"))
    if region.split("-")[0] == country:
        return _Scored(4, Text(f"同国其他地区:{region}", f"elsewhere in the country: {region}"))
    return _Scored(5, Text(f"其他国家:{region},须说明理由", f"abroad: {region}; give reasons"))


def _year(year: int | None, wanted: int | None) -> _Scored:
    """The nearest year that is not after the one wanted; later years only after all of those."""
    if year is None:
        return _Scored(20_000, Text("年份未载明", "no year is stated"))
    if wanted is None:
        return _Scored(-year, Text(f"最新年份 {year}", f"the newest year is {year}"))
    if year <= wanted:
        behind = Text(f"{year} 年,距 {wanted} 年 {wanted - year} 年", f"{year}, for {wanted}")
        return _Scored(wanted - year, behind)
    late = Text(f"{year} 年晚于 {wanted} 年,须说明理由", f"{year} is after {wanted}; give reasons")
    return _Scored(10_000 + year - wanted, late)


def _validity(replaced: bool) -> _Scored:
    if replaced:
        return _Scored(1, Text("已有替代版本", "a newer version has replaced it"))
    return _Scored(0, Text("现行版本", "not replaced by another"))
