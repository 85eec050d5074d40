"""Rules about numbers: the two sums, the sign of every figure, ranges and parts of a whole."""

from collections.abc import Iterator
from decimal import Decimal

from accounting.pact.domain.footprint import CarbonFootprint
from accounting.pact.domain.linter.findings import LintFinding, error, refusal
from accounting.pact.domain.values import wire_name
from accounting.values.domain.numbers import EXACT, plain, total

_SUM_EXCLUDING = error(
    "sum-excluding",
    "{field} 为 {stated},而各分项之和为 {computed},差异超出舍入容差 {tolerance}。",
    "{field} is {stated}, its parts add up to {computed}: more apart than rounding ({tolerance}).",
)
_SUM_INCLUDING = error(
    "sum-including",
    "{field} 为 {stated},应等于不含生物源吸收的碳足迹加 biogenicCO2Uptake,即 {computed}。",
    "{field} is {stated}; the value without uptake plus biogenicCO2Uptake is {computed}.",
)
_NEGATIVE = error(
    "sign-negative",
    "{field} 为 {stated},不得为负。",
    "{field} is {stated} and cannot be negative.",
)
_POSITIVE = error(
    "sign-positive",
    "{field} 为 {stated},是移除量,不得为正。",
    "{field} is {stated}; a removal cannot be positive.",
)
_UPTAKE_POSITIVE = refusal(
    "uptake-positive",
    "{field} 为 {stated},生物源吸收不得为正;该文件不予接收。",
    "{field} is {stated}; an uptake is zero or negative, so the document is not taken in.",
)
_AMOUNT = error(
    "declared-amount",
    "{field} 为 {stated},必须大于 0。",
    "{field} is {stated} and must be above 0.",
)
_DQR = error(
    "dqr-range",
    "{field} 为 {stated},数据质量评分须在 1 至 5 之间。",
    "{field} is {stated}; a data quality rating lies between 1 and 5.",
)
_SHARE = error(
    "share-range",
    "{field} 为 {stated},百分比须在 0 至 100 之间。",
    "{field} is {stated}; a percentage lies between 0 and 100.",
)
_PART = error(
    "part-exceeds-whole",
    "{field} 为 {stated},已包含在 fossilGhgEmissions({whole})中,不能比它大。",
    "{field} is {stated}; it is part of fossilGhgEmissions ({whole}) and cannot exceed it.",
)

EXCLUDING = (
    "fossil_ghg_emissions",
    "land_use_change_ghg_emissions",
    "land_management_biogenic_co2_emissions",
    "land_management_biogenic_co2_removals",
    "technological_co2_removals",
    "ccs_technological_co2_capture",
    "biogenic_non_co2_emissions",
)
"""The parts of the footprint without uptake. Land-management fossil emissions are no part of
their own: fossil emissions contain them already."""
NOT_NEGATIVE = (
    "product_mass_per_declared_unit",
    "fossil_carbon_content",
    "biogenic_carbon_content",
    "recycled_carbon_content",
    "fossil_ghg_emissions",
    "land_use_change_ghg_emissions",
    "biogenic_non_co2_emissions",
    "land_carbon_leakage",
    "land_management_fossil_ghg_emissions",
    "land_management_biogenic_co2_emissions",
    "land_area_occupation",
    "aircraft_ghg_emissions",
    "outbound_logistics_ghg_emissions",
    "packaging_ghg_emissions",
    "packaging_biogenic_carbon_content",
    "ccu_carbon_content",
    "exempted_emissions_percent",
)
NOT_POSITIVE = (
    "land_management_biogenic_co2_removals",
    "ccs_technological_co2_capture",
    "technological_co2_removals",
)
_MOST_ROUNDED = Decimal("0.05")
_PARTS_OF_FOSSIL = ("land_management_fossil_ghg_emissions", "aircraft_ghg_emissions")


def numbers(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    """Findings about the figures of a footprint."""
    yield from _sums(pcf)
    yield from _signs(pcf)
    yield from _ranges(pcf)
    for name in _PARTS_OF_FOSSIL:
        value, whole = _value(pcf, name), pcf.fossil_ghg_emissions
        if value is not None and value > whole:
            yield _PART.broken(_wire(name), stated=plain(value), whole=plain(whole))


def _sums(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    excluding, including = pcf.pcf_excluding_biogenic_uptake, pcf.pcf_including_biogenic_uptake
    parts = [value for name in EXCLUDING if (value := _value(pcf, name)) is not None]
    if broken := _sum_apart(excluding, parts):
        yield _SUM_EXCLUDING.broken(_wire("pcf_excluding_biogenic_uptake"), **broken)
    uptake = pcf.biogenic_co2_uptake
    with_uptake = [excluding] if uptake is None else [excluding, uptake]
    if broken := _sum_apart(including, with_uptake):
        yield _SUM_INCLUDING.broken(_wire("pcf_including_biogenic_uptake"), **broken)


def _sum_apart(stated: Decimal, parts: list[Decimal]) -> dict[str, str]:
    """What is wrong with a sum; nothing when rounding of its terms explains the difference."""
    computed, tolerance = total(parts), _tolerance([stated, *parts])
    if stated == computed or abs(EXACT.subtract(stated, computed)) < tolerance:
        return {}
    return {
        "stated": plain(stated),
        "computed": plain(computed),
        "tolerance": plain(tolerance),
    }


def _tolerance(terms: list[Decimal]) -> Decimal:
    """Half a unit in the last place of every term but zeros, and never more than a twentieth of
    the largest: without that bound a sum of 0 passes for parts of 3, as both may be rounded.
    """
    halves = total(_half_unit(term) for term in terms if term)
    return min(halves, EXACT.multiply(_MOST_ROUNDED, max(abs(term) for term in terms)))


def _half_unit(value: Decimal) -> Decimal:
    """Half a unit in the last place that was written."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)


def _signs(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    if pcf.declared_unit_amount <= 0:
        stated = plain(pcf.declared_unit_amount)
        yield _AMOUNT.broken(_wire("declared_unit_amount"), stated=stated)
    for name in NOT_NEGATIVE:
        value = _value(pcf, name)
        if value is not None and value < 0:
            yield _NEGATIVE.broken(_wire(name), stated=plain(value))
    for name in NOT_POSITIVE:
        value = _value(pcf, name)
        if value is not None and value > 0:
            yield _POSITIVE.broken(_wire(name), stated=plain(value))
    uptake = pcf.biogenic_co2_uptake
    if uptake is not None and uptake > 0:
        yield _UPTAKE_POSITIVE.broken(_wire("biogenic_co2_uptake"), stated=plain(uptake))


def _ranges(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    if pcf.dqi is not None:
        for name in ("technological_dqr", "geographical_dqr", "temporal_dqr"):
            rating: Decimal = getattr(pcf.dqi, name)
            if not 1 <= rating <= 5:
                yield _DQR.broken(f"pcf.dqi.{wire_name(name)}", stated=plain(rating))
    for name in ("primary_data_share", "exempted_emissions_percent"):
        value = _value(pcf, name)
        if value is not None and not 0 <= value <= 100:
            yield _SHARE.broken(_wire(name), stated=plain(value))


def _value(pcf: CarbonFootprint, name: str) -> Decimal | None:
    value: Decimal | None = getattr(pcf, name)
    return value


def _wire(name: str) -> str:
    return f"pcf.{wire_name(name)}"
