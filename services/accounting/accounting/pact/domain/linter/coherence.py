"""Rules about members that belong together: periods, places, packaging, capture, logistics."""

import re
from collections.abc import Iterator

from accounting.pact.domain.footprint import CarbonFootprint, ProductFootprint
from accounting.pact.domain.linter.findings import LintFinding, error, warning
from accounting.pact.domain.product_ids import gtin_digits, is_gtin
from accounting.pact.domain.validity import YEARS, validity, years_later
from accounting.pact.domain.values import COUNTRIES, WITHOUT_MASS, CcuApproach, Operator
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
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_OUTSIDE = warning(
    "created-before-period-end",
    "{field} 为 {created},早于统计期结束 {end}:数据含尚未发生的部分。",
    "{field} is {created}, before the reference period ends at {end}: part of it is a forecast.",
)
_BORN_EXPIRED = warning(
    "created-after-validity",
    "{field} 为 {created},晚于有效期结束 {end}。",
    "{field} is {created}, after the validity ended at {end}.",
)
_VERIFIED_EARLY = warning(
    "verified-before-period-end",
    "{field} 为 {at},早于统计期结束 {end}。",
    "{field} is {at}, before the reference period ends at {end}.",
)
_COUNTRY = warning(
    "country-unknown",
    "{field} 为 {stated},不是 ISO 3166-1 的国家或地区代码。",
    "{field} is {stated}, which is no country of ISO 3166-1.",
)
_GTIN = warning(
    "gtin-invalid",
    "{field} 的 GTIN {stated} 位数或校验位不正确,无法与其他编号对应。",
    "{field}: the GTIN {stated} has a wrong length or check digit and will match no other.",
)
_PREDECESSORS = warning(
    "predecessor-repeated",
    "{field} 重复列出同一编号。",
    "{field} names a footprint more than once.",
)
_CCS_UNSTATED = warning(
    "ccs-unstated",
    "已计入碳捕集,但未给出 {field}。",
    "Capture is included, and {field} does not say how much it is.",
)
_URI = warning(
    "uri-malformed",
    "{field} 不是网址:{stated}。",
    "{field} is no URI: {stated}.",
)
_PRIMARY = warning(
    "secondary-contradiction",
    "初级数据占比为 100%,却列出了 {field}。",
    "All data are primary, and {field} names sources of secondary data.",
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
        and pcf.declared_unit_of_measurement not in WITHOUT_MASS
    ):
        yield _MASS.broken("pcf.productMassPerDeclaredUnit")
    yield from _identifiers(footprint)
    yield from _moments(footprint)
    yield from _statements(pcf)


def _identifiers(footprint: ProductFootprint) -> Iterator[LintFinding]:
    before = footprint.preceding_pf_ids or ()
    if footprint.id in before:
        yield _OWN_ANCESTOR.broken("precedingPfIds")
    if len(set(before)) < len(before):
        yield _PREDECESSORS.broken("precedingPfIds")
    for index, id in enumerate(footprint.product_ids):
        digits = gtin_digits(id)
        if digits is not None and not is_gtin(digits):
            yield _GTIN.broken(f"productIds.{index}", stated=repr(digits[:20]))


def _moments(footprint: ProductFootprint) -> Iterator[LintFinding]:
    pcf, created, until = footprint.pcf, footprint.created, validity(footprint).end
    end = pcf.reference_period_end
    if created < end:
        yield _OUTSIDE.broken("created", created=rfc3339(created), end=rfc3339(end))
    if created > until:
        yield _BORN_EXPIRED.broken("created", created=rfc3339(created), end=rfc3339(until))
    verified = pcf.verification and pcf.verification.completed_at
    if verified and verified < end:
        field = "pcf.verification.completedAt"
        yield _VERIFIED_EARLY.broken(field, at=rfc3339(verified), end=rfc3339(end))


def _statements(pcf: CarbonFootprint) -> Iterator[LintFinding]:
    said = (pcf.ccs_technological_co2_capture, pcf.technological_co2_capture_origin)
    if pcf.ccs_technological_co2_capture_included and said == (None, None):
        yield _CCS_UNSTATED.broken("pcf.ccsTechnologicalCO2Capture")
    certified = pcf.ccu_credit_certification
    if certified is not None and not _SCHEME.match(certified):
        yield _URI.broken("pcf.ccuCreditCertification", stated=repr(certified[:60]))
    if pcf.primary_data_share == 100 and pcf.secondary_emission_factor_sources is not None:
        yield _PRIMARY.broken("pcf.secondaryEmissionFactorSources")


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
    for name in named[-2:]:
        country = str(given[name])[:2]
        if name != "geographyRegionOrSubregion" and country not in COUNTRIES:
            yield _COUNTRY.broken(f"pcf.{name}", stated=str(given[name]))


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
