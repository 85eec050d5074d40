"""Rules about members that belong together: periods, places, packaging, capture, logistics."""

from collections.abc import Iterator

from accounting.pact.domain.footprint import CarbonFootprint, ProductFootprint
from accounting.pact.domain.linter.findings import LintFinding, error, warning
from accounting.pact.domain.validity import YEARS, validity, years_later
from accounting.pact.domain.values import CcuApproach, DeclaredUnit, Operator
from chassis.canonical import rfc3339

_PERIOD = error(
    "reference-period",
    "统计期结束 {end} 必须晚于开始 {start}。",
    "The reference period ends at {end} and must end after it starts, at {start}.",
)
_VALID_FROM = error(
    "validity-start",
    "有效期开始 {start} 早于统计期结束 {end}。",
    "The validity starts at {start}, before the reference period ends at {end}.",
)
_VALID_TO = error(
    "validity-end",
    "有效期至 {stated},最长为统计期结束后 {years} 年,即 {latest}。",
    "The validity ends at {stated}; the latest is {latest}, {years} years after the period.",
)
_VALID_ORDER = error(
    "validity-order",
    "有效期结束 {end} 早于开始 {start}。",
    "The validity ends at {end}, before it starts at {start}.",
)
_GEOGRAPHY = error(
    "geography-exclusive",
    "地区、国家、行政区只能填一项,当前填了:{given}。",
    "Give one of region, country and subdivision; given are {given}.",
)
_PACKAGING = error(
    "packaging-excluded",
    "packagingEmissionsIncluded 为 false 时不得给出 {field}。",
    "{field} cannot be given while packagingEmissionsIncluded is false.",
)
_PACKAGING_MISSING = warning(
    "packaging-unstated",
    "包装排放已计入,但未给出 {field}。",
    "Packaging is included, and {field} does not say how much it is.",
)
_CCS = error(
    "ccs-excluded",
    "ccsTechnologicalCO2CaptureIncluded 不为 true 时不得给出 {field}。",
    "{field} can be given only while ccsTechnologicalCO2CaptureIncluded is true.",
)
_OUTBOUND = warning(
    "outbound-unexplained",
    "给出了 {field},但 boundaryProcessesDescription 未说明由谁承担哪一段运输。",
    "{field} is given, and boundaryProcessesDescription does not say whose transport it is.",
)
_CCU = error(
    "ccu-approach",
    "给出 ccuCarbonContent 时须说明 {field}。",
    "ccuCarbonContent needs {field} beside it.",
)
_OPERATOR = error(
    "rule-operator",
    "{field}:仅当 operator 为 Other 时填写 otherOperatorName,且必须填写。",
    "{field}: otherOperatorName belongs to the operator Other, and to that one alone.",
)
_OWN_ANCESTOR = error(
    "own-predecessor",
    "{field} 不得包含该碳足迹自己的编号。",
    "{field} names the footprint itself.",
)
_MASS = warning(
    "mass-missing",
    "{field} 为 0,只有能源、运输和服务可以没有质量。",
    "{field} is 0, which only energy, transport and services can be.",
)
_WITHOUT_MASS = frozenset(
    {
        DeclaredUnit.KILOWATT_HOUR,
        DeclaredUnit.MEGAJOULE,
        DeclaredUnit.TON_KILOMETER,
        DeclaredUnit.HOUR,
        DeclaredUnit.MEGABIT_SECOND,
    }
)


def coherence(footprint: ProductFootprint) -> Iterator[LintFinding]:
    """Findings about members that contradict one another."""
    pcf = footprint.pcf
    yield from _periods(footprint)
    yield from _geography(pcf)
    yield from _packaging(pcf)
    yield from _capture(pcf)
    yield from _sector_rules(pcf)
    if pcf.outbound_logistics_ghg_emissions and not pcf.boundary_processes_description:
        yield _OUTBOUND.broken("pcf.outboundLogisticsGhgEmissions")
    if (
        pcf.product_mass_per_declared_unit == 0
        and pcf.declared_unit_of_measurement not in _WITHOUT_MASS
    ):
        yield _MASS.broken("pcf.productMassPerDeclaredUnit")
    if footprint.id in (footprint.preceding_pf_ids or ()):
        yield _OWN_ANCESTOR.broken("precedingPfIds")


def _periods(footprint: ProductFootprint) -> Iterator[LintFinding]:
    start, end = footprint.pcf.reference_period_start, footprint.pcf.reference_period_end
    if end <= start:
        yield _PERIOD.broken("pcf.referencePeriodEnd", start=rfc3339(start), end=rfc3339(end))
    period, latest = validity(footprint), years_later(end, YEARS)
    if period.start < end:
        yield _VALID_FROM.broken(
            "validityPeriodStart", start=rfc3339(period.start), end=rfc3339(end)
        )
    if period.end > latest:
        yield _VALID_TO.broken(
            "validityPeriodEnd", stated=rfc3339(period.end), latest=rfc3339(latest), years=YEARS
        )
    if period.end < period.start:
        yield _VALID_ORDER.broken(
            "validityPeriodEnd", start=rfc3339(period.start), end=rfc3339(period.end)
        )


def _geography(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    given = {
        "geographyRegionOrSubregion": pcf.geography_region_or_subregion,
        "geographyCountry": pcf.geography_country,
        "geographyCountrySubdivision": pcf.geography_country_subdivision,
    }
    named = [name for name, value in given.items() if value is not None]
    if len(named) > 1:
        yield _GEOGRAPHY.broken(f"pcf.{named[0]}", given=", ".join(named))


def _packaging(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    field = "pcf.packagingGhgEmissions"
    if pcf.packaging_emissions_included is False and pcf.packaging_ghg_emissions is not None:
        yield _PACKAGING.broken(field)
    if pcf.packaging_emissions_included is True and pcf.packaging_ghg_emissions is None:
        yield _PACKAGING_MISSING.broken(field)


def _capture(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    given = {
        "ccsTechnologicalCO2Capture": pcf.ccs_technological_co2_capture,
        "technologicalCO2Removals": pcf.technological_co2_removals,
        "technologicalCO2CaptureOrigin": pcf.technological_co2_capture_origin,
    }
    if pcf.ccs_technological_co2_capture_included is not True:
        for name, value in given.items():
            if value is not None:
                yield _CCS.broken(f"pcf.{name}")
    if pcf.ccu_carbon_content and pcf.ccu_calculation_approach is None:
        yield _CCU.broken("pcf.ccuCalculationApproach")
    if pcf.ccu_calculation_approach is CcuApproach.CREDIT and pcf.ccu_credit_certification is None:
        yield _CCU.broken("pcf.ccuCreditCertification")


def _sector_rules(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    for index, rules in enumerate(pcf.product_or_sector_specific_rules or ()):
        if (rules.operator is Operator.OTHER) != (rules.other_operator_name is not None):
            yield _OPERATOR.broken(f"pcf.productOrSectorSpecificRules.{index}")
