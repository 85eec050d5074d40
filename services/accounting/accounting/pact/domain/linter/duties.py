"""Rules about members that the methodology demands, some of them only from a date on."""

from collections.abc import Iterator
from datetime import UTC, datetime

from accounting.pact.domain.footprint import CarbonFootprint, ProductFootprint
from accounting.pact.domain.linter.findings import LintFinding, Rule, Severity, error, warning
from accounting.pact.domain.values import wire_name

BINDING_FROM = datetime(2027, 12, 31, tzinfo=UTC)
"""From here on the members marked 2027 in the methodology are no longer optional."""

_SHALL = error(
    "shall-missing",
    "方法学要求给出 {field}。",
    "The methodology demands {field}.",
)
_SHOULD = warning(
    "should-missing",
    "方法学建议给出 {field}。",
    "The methodology recommends {field}.",
)
_BIOGENIC = error(
    "bio-missing",
    "产品含生物质,须给出 {field}。",
    "The product holds biogenic carbon, so {field} is needed.",
)
_LATER_CODE, _LATER_ZH, _LATER_EN = (
    "due-2027",
    "{field} 自 2027-12-31 起必填。",
    "{field} is needed from 2027-12-31 on.",
)
_GWP = warning(
    "gwp-outdated",
    "{field} 未采用最新的 AR6。",
    "{field} does not name AR6, the latest assessment.",
)
_SPEC = error(
    "spec-version",
    "specVersion 为 {stated},此处只接收 3.x。",
    "specVersion is {stated}; a footprint of version 3 is expected here.",
)
_SECONDARY = warning(
    "secondary-sources",
    "初级数据占比低于 100%,建议给出 {field}。",
    "Less than all data are primary, so {field} should be named.",
)
_BIO = (
    "biogenic_carbon_content",
    "land_use_change_ghg_emissions",
    "biogenic_non_co2_emissions",
    "biogenic_co2_uptake",
)
_BIO_2027 = ("land_management_fossil_ghg_emissions", "land_management_biogenic_co2_emissions")


def duties(footprint: ProductFootprint) -> Iterator[LintFinding]:
    """Findings about what is missing; dates count against the day the footprint was made."""
    pcf = footprint.pcf
    if not footprint.spec_version.startswith("3."):
        yield _SPEC.broken("specVersion", stated=footprint.spec_version)
    if pcf.primary_data_share is None:
        yield _SHALL.broken("pcf.primaryDataShare")
    for name in ("boundary_processes_description", "allocation_rules_description"):
        yield from _absent(pcf, name, _SHOULD)
    if pcf.dqi is None:
        yield _due(footprint.created).broken("pcf.dqi")
    if is_biogenic(pcf):
        for name in _BIO:
            yield from _absent(pcf, name, _BIOGENIC)
        for name in _BIO_2027:
            yield from _absent(pcf, name, _due(footprint.created))
    if "AR6" not in pcf.ipcc_characterization_factors:
        yield _GWP.broken("pcf.ipccCharacterizationFactors")
    share = pcf.primary_data_share
    if share is not None and share < 100 and pcf.secondary_emission_factor_sources is None:
        yield _SECONDARY.broken("pcf.secondaryEmissionFactorSources")


def is_biogenic(pcf: CarbonFootprint) -> bool:
    """Whether the product holds or took up biogenic carbon."""
    return bool(pcf.biogenic_carbon_content) or bool(pcf.biogenic_co2_uptake)


def _due(made: datetime) -> Rule:
    severity = Severity.ERROR if made >= BINDING_FROM else Severity.WARNING
    return Rule(_LATER_CODE, severity, _LATER_ZH, _LATER_EN)


def _absent(pcf: CarbonFootprint, name: str, rule: Rule) -> Iterator[LintFinding]:
    if getattr(pcf, name) is None:
        yield rule.broken(f"pcf.{wire_name(name)}")
