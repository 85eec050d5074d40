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
    FootprintStatus,
    Moment,
    Number,
    Operator,
    PactUnit,
    Region,
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
    """Who made the rules."""
    rule_names: Annotated[tuple[Some, ...], Field(min_length=1)]
    """What the rules are called."""
    other_operator_name: Some | None = None
    """Who made them, when the list does not have it."""


class FactorSource(Wire):
    name: Some
    version: Some


class DataQualityIndicators(Wire):
    """Data quality ratings, 1 (best) to 5."""

    technological_dqr: Number
    """How near the technology is, 1 (best) to 3."""
    geographical_dqr: Number
    """How near the place is, 1 (best) to 3."""
    temporal_dqr: Number
    """How near the time is, 1 (best) to 3."""


class Verification(Wire):
    coverage: Coverage | None = None
    """What was verified."""
    provider_name: str | None = None
    """Who verified."""
    completed_at: Moment | None = None
    """When it was completed."""
    standard_name: str | None = None
    """By which standard."""
    comments: str | None = None
    """What the verifier adds."""


class CarbonFootprint(Wire):
    """Emissions in kg CO2e, carbon contents in kg C, both per declared unit times its amount."""

    declared_unit_of_measurement: PactUnit
    """The unit that the footprint is for."""
    declared_unit_amount: Number
    """How much of the unit the footprint is for."""
    product_mass_per_declared_unit: Number
    """kg of product per declared unit."""
    reference_period_start: Moment
    """Start of the period of the data."""
    reference_period_end: Moment
    """End of the period of the data, exclusive."""
    geography_region_or_subregion: Region | None = None
    """UN region."""
    geography_country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 code of the country."""
    geography_country_subdivision: (
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None
    ) = None
    """ISO 3166-2 code of the subdivision."""
    boundary_processes_description: str | None = None
    """The processes inside the boundary."""
    pcf_excluding_biogenic_uptake: Number
    """kg CO2e without what biomass took up."""
    pcf_including_biogenic_uptake: Number
    """kg CO2e less what biomass took up."""
    fossil_carbon_content: Number
    """kg of fossil carbon in the product."""
    biogenic_carbon_content: Number | None = None
    """kg of biogenic carbon in the product."""
    recycled_carbon_content: Number | None = None
    """kg of recycled carbon in the product."""
    fossil_ghg_emissions: Number
    """kg CO2e of fossil origin."""
    land_use_change_ghg_emissions: Number | None = None
    """kg CO2e of land use change."""
    biogenic_non_co2_emissions: Number | None = None
    """kg CO2e of methane and nitrous oxide from biomass."""
    land_carbon_leakage: Number | None = None
    """kg CO2e of land carbon leakage."""
    land_management_fossil_ghg_emissions: Number | None = None
    """kg CO2e of fossil origin from land management."""
    land_management_biogenic_co2_emissions: Number | None = None
    """kg CO2 emitted by land management."""
    land_management_biogenic_co2_removals: Number | None = None
    """kg CO2 removed by land management."""
    biogenic_co2_uptake: Number | None = None
    """kg CO2 taken up by biomass; zero or negative."""
    land_area_occupation: Number | None = None
    """m2·a of land that is used."""
    aircraft_ghg_emissions: Number | None = None
    """kg CO2e of aircraft."""
    outbound_logistics_ghg_emissions: Number | None = None
    """kg CO2e of outbound logistics."""
    packaging_emissions_included: bool | None = None
    """Whether packaging is counted."""
    packaging_ghg_emissions: Number | None = None
    """kg CO2e of packaging."""
    packaging_biogenic_carbon_content: Number | None = None
    """kg of biogenic carbon in the packaging."""
    ccs_technological_co2_capture_included: bool | None = None
    """Whether capture and storage are counted."""
    ccs_technological_co2_capture: Number | None = None
    """kg CO2 captured and stored; zero or negative."""
    technological_co2_removals: Number | None = None
    """kg CO2 removed by technology; zero or negative."""
    technological_co2_capture_origin: str | None = None
    """Where captured CO2 comes from."""
    ccu_carbon_content: Number | None = None
    """kg of captured carbon in the product."""
    ccu_calculation_approach: CcuApproach | None = None
    """How carbon that was captured and used is counted."""
    ccu_credit_certification: str | None = None
    """Address of the certificate of the credit."""
    ipcc_characterization_factors: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^AR\d+$")], ...],
        Field(min_length=1),
        AfterValidator(_distinct),
    ]
    """IPCC reports whose potentials count."""
    cross_sectoral_standards: Codes
    """The standards that the footprint follows."""
    product_or_sector_specific_rules: (
        Annotated[tuple[SectorRules, ...], Field(min_length=1)] | None
    ) = None
    """Rules of the sector that are followed."""
    exempted_emissions_percent: Number
    """Emissions left out, in percent."""
    exempted_emissions_description: str | None = None
    """Why emissions are left out."""
    allocation_rules_description: str | None = None
    """How burdens are shared."""
    secondary_emission_factor_sources: (
        Annotated[tuple[FactorSource, ...], Field(min_length=1)] | None
    ) = None
    """Where secondary factors come from."""
    primary_data_share: Number | None = None
    """Share of primary data, in percent."""
    dqi: DataQualityIndicators | None = None
    """Ratings of the data, 1 (best) to 3."""
    verification: Verification | None = None
    """Who verified it, and how."""


class Extension(Wire):
    """A data model extension: the sanctioned place for what PACT has no field for."""

    spec_version: str
    """Version of the specification of extensions."""
    data_schema: Some
    """Address of the schema of the data."""
    documentation: str | None = None
    """Address of what explains the data."""
    data: dict[str, JsonValue]


class ProductFootprint(Wire):
    """One immutable version of a product's footprint."""

    id: UUID
    spec_version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+(-\d{8})?$")]
    """Version of PACT that the document follows."""
    preceding_pf_ids: Annotated[tuple[UUID, ...], Field(min_length=1)] | None = None
    """The footprints whose place it takes."""
    created: Moment
    """When it was made."""
    status: FootprintStatus
    validity_period_start: Moment | None = None
    """From when it may be used."""
    validity_period_end: Moment | None = None
    """Until when it may be used."""
    company_name: Some
    """What the company is called."""
    company_ids: Urns
    """URNs of the company."""
    product_description: str
    """What the product is."""
    product_ids: Urns
    """URNs of the product."""
    product_classifications: Urns | None = None
    """URNs of its classes."""
    product_name_company: Some
    """What the company calls the product."""
    comment: str | None = None
    pcf: CarbonFootprint
    """The footprint in figures."""
    extensions: tuple[Extension, ...] | None = None
    """What PACT has no member for."""

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
