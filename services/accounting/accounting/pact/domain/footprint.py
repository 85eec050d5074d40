"""ProductFootprint and CarbonFootprint of PACT v3, as our own models of the public specification.

Signs, sums and periods are rules of the methodology and live in the linter; here is only what
makes a document readable.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, JsonValue, StringConstraints, ValidationError

from accounting.pact.domain.values import (
    CcuApproach,
    Coverage,
    DeclaredUnit,
    Moment,
    Number,
    Operator,
    Region,
    Status,
    Urn,
    Wire,
)
from accounting.pact.domain.wire import fault_in
from chassis import text
from chassis.canonical import canonical, sha256_hex
from chassis.refusals import Invalid

_NAMES = ("companyName", "productNameCompany")
_LARGEST_INTEGER = 2**53 - 1
SPEC_VERSION = "3.0.3"
"""The version of the specification that our own footprints name."""


class FootprintUnreadable(Invalid):
    """A document is not a PACT v3 product footprint."""

    zh = "{where} 不符合 PACT v3 产品碳足迹的格式:{reason}。请更正后重新提交。"
    en = "{where} is not as PACT v3 describes it: {reason}. Correct it and send it again."


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError("an entry is repeated")
    return values


Some = Annotated[str, StringConstraints(min_length=1)]
Urns = Annotated[tuple[Urn, ...], Field(min_length=1), AfterValidator(_distinct)]
Codes = Annotated[tuple[Some, ...], Field(min_length=1), AfterValidator(_distinct)]


class SectorRules(Wire):
    """Product- or sector-specific rules that a footprint follows."""

    operator: Operator
    rule_names: Annotated[tuple[Some, ...], Field(min_length=1)]
    other_operator_name: Some | None = None


class FactorSource(Wire):
    name: Some
    version: Some


class DataQualityIndicators(Wire):
    """Data quality ratings, 1 (best) to 5."""

    technological_dqr: Number
    geographical_dqr: Number
    temporal_dqr: Number


class Verification(Wire):
    coverage: Coverage | None = None
    provider_name: str | None = None
    completed_at: Moment | None = None
    standard_name: str | None = None
    comments: str | None = None


class CarbonFootprint(Wire):
    """Emissions in kg CO2e, carbon contents in kg C, both per declared unit times its amount."""

    declared_unit_of_measurement: DeclaredUnit
    declared_unit_amount: Number
    product_mass_per_declared_unit: Number
    reference_period_start: Moment
    reference_period_end: Moment
    geography_region_or_subregion: Region | None = None
    geography_country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    geography_country_subdivision: (
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None
    ) = None
    boundary_processes_description: str | None = None
    pcf_excluding_biogenic_uptake: Number
    pcf_including_biogenic_uptake: Number
    fossil_carbon_content: Number
    biogenic_carbon_content: Number | None = None
    recycled_carbon_content: Number | None = None
    fossil_ghg_emissions: Number
    land_use_change_ghg_emissions: Number | None = None
    biogenic_non_co2_emissions: Number | None = None
    land_carbon_leakage: Number | None = None
    land_management_fossil_ghg_emissions: Number | None = None
    land_management_biogenic_co2_emissions: Number | None = None
    land_management_biogenic_co2_removals: Number | None = None
    biogenic_co2_uptake: Number | None = None
    land_area_occupation: Number | None = None
    aircraft_ghg_emissions: Number | None = None
    outbound_logistics_ghg_emissions: Number | None = None
    packaging_emissions_included: bool | None = None
    packaging_ghg_emissions: Number | None = None
    packaging_biogenic_carbon_content: Number | None = None
    ccs_technological_co2_capture_included: bool | None = None
    ccs_technological_co2_capture: Number | None = None
    technological_co2_removals: Number | None = None
    technological_co2_capture_origin: str | None = None
    ccu_carbon_content: Number | None = None
    ccu_calculation_approach: CcuApproach | None = None
    ccu_credit_certification: str | None = None
    ipcc_characterization_factors: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^AR\d+$")], ...],
        Field(min_length=1),
        AfterValidator(_distinct),
    ]
    cross_sectoral_standards: Codes
    product_or_sector_specific_rules: (
        Annotated[tuple[SectorRules, ...], Field(min_length=1)] | None
    ) = None
    exempted_emissions_percent: Number
    exempted_emissions_description: str | None = None
    allocation_rules_description: str | None = None
    secondary_emission_factor_sources: (
        Annotated[tuple[FactorSource, ...], Field(min_length=1)] | None
    ) = None
    primary_data_share: Number | None = None
    dqi: DataQualityIndicators | None = None
    verification: Verification | None = None


class Extension(Wire):
    """A data model extension: the sanctioned place for what PACT has no field for."""

    spec_version: str
    data_schema: Some
    documentation: str | None = None
    data: dict[str, JsonValue]


class ProductFootprint(Wire):
    """One immutable version of a product's footprint."""

    id: UUID
    spec_version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+(-\d{8})?$")]
    preceding_pf_ids: Annotated[tuple[UUID, ...], Field(min_length=1)] | None = None
    created: Moment
    status: Status
    validity_period_start: Moment | None = None
    validity_period_end: Moment | None = None
    company_name: Some
    company_ids: Urns
    product_description: str
    product_ids: Urns
    product_classifications: Urns | None = None
    product_name_company: Some
    comment: str | None = None
    pcf: CarbonFootprint
    extensions: tuple[Extension, ...] | None = None

    @property
    def sha256(self) -> str:
        """Hash of everything that may never change, which is all but the status."""
        fixed = {name: part for name, part in self.written().items() if name != "status"}
        return sha256_hex(canonical(without_floats(fixed)))


def read_footprint(document: Mapping[str, object], *, where: str = "pf") -> ProductFootprint:
    """Read a footprint from JSON. Raises `FootprintUnreadable` naming the first faulty place."""
    try:
        return ProductFootprint.model_validate(document)
    except ValidationError as failure:
        error = failure.errors()[0]
        place = ".".join([where, *(str(part) for part in error["loc"])])
        raise FootprintUnreadable(where=place, reason=error["msg"]) from failure


def must_be_keepable(document: Mapping[str, object], *, where: str = "pf") -> None:
    """Refuse a document with text or numbers that nobody can keep, naming the place.

    Names stand in lists and reports, so the rule for names holds for them too. They are kept as
    they came all the same: a footprint is never changed.
    """
    if fault := fault_in(document):
        place = ".".join(filter(None, (where, fault.place)))
        raise FootprintUnreadable(where=place, reason=fault.reason)
    for name in _NAMES:
        given = document.get(name)
        try:
            text.line(given if isinstance(given, str) else "")
        except text.TextUnfit as unfit:
            raise FootprintUnreadable(
                where=f"{where}.{name}", reason=unfit.facts["reason"]
            ) from None


def stored(footprint: ProductFootprint) -> str:
    """The text by which a footprint is kept."""
    return json.dumps(footprint.written(), ensure_ascii=False, sort_keys=True)


def without_floats(value: object) -> object:
    """The same JSON with binary floats, which only unknown members may bring, as decimals.

    So are integers beyond those of RFC 8785: a database gives a float such as 1e16 back as one.
    """
    match value:
        case float():
            return Decimal(repr(value))
        case int() if abs(value) > _LARGEST_INTEGER:
            return Decimal(value)
        case dict():
            return {name: without_floats(member) for name, member in value.items()}
        case list() | tuple():
            return [without_floats(member) for member in value]
        case _:
            return value
