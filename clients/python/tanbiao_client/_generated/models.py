"""What is sent and answered. Generated from the OpenAPI document by `make generate`; do not edit."""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


ActKind: TypeAlias = 'Literal["opinion", "inclusion", "declination", "publication", "retraction", "withdrawal"]'


class ActView(TypedDict):
    """What happened to a certificate. Names and notes stay in the body's own file."""

    at: 'str'
    """When it happened."""
    by_itself: 'bool'
    """Whether it followed from a date that passed or a visit that failed."""
    kind: 'Literal["suspension", "reinstatement", "withdrawal", "cancellation"]'
    """What was done."""
    reason_code: 'str | None'
    """Why, by the code of the national table."""
    replaced_by: 'str | None'
    """Number of the certificate that took its place; null for others."""
    until: 'str | None'
    """Last moment of a suspension; null for others."""


class ActivityData(TypedDict):
    """Totals of one reference period; `period_end` is exclusive."""

    period_end: 'str'
    """First day after the period."""
    period_start: 'str'
    """First day of the period."""
    processes: 'list[ProcessActivity]'
    """The processes."""


class ActivityPage(TypedDict):
    items: 'list[ActivityView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ActivityView(TypedDict):
    activity: 'ActivityData'
    """The activity data as they were reported."""
    created_at: 'str'
    """When it was made."""
    evidence_present: 'list[str]'
    """Hashes that the activity data names and whose files were handed in."""
    id: 'str'
    """What it is called by; it never changes."""
    system_id: 'str'
    """The product system."""


class Actor(TypedDict):
    """Who did it: an organisation, its client, and the person whom the client is bound to."""

    client: 'NotRequired[str | None]'
    """The program that acted."""
    org: 'str'
    """The organisation."""
    person: 'NotRequired[str | None]'
    """The natural person who acted, by identifier."""


class Allocated(TypedDict):
    """The share of a process's burden that one of its products carries."""

    measured: 'bool'
    """By measured outputs, not by the modelled ones."""
    method: 'str'
    """The method."""
    process: 'str'
    """The process, by its id."""
    product: 'str'
    """The product."""
    reason: 'Text'
    """Why the process cannot be divided, and why no better step of the order is possible."""
    share: 'str'
    """Share of the whole, 0 to 1."""


class AllocatedShare(TypedDict):
    """The share of a process's burden that one of its products carries."""

    factor: 'str'
    """Share of the burden, 0 to 1."""
    measured: 'bool'
    """The share rests on measured outputs, not on the template's."""
    method: 'str'
    """The method."""
    process: 'str'
    """The process, by its id."""
    product: 'str'
    """The product."""


AllocationMethod: TypeAlias = 'Literal["mass", "energy", "economic"]'


class Amount(TypedDict):
    """A positive amount with its unit, such as 1 kWp."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class AmountInput(TypedDict):
    """A positive amount with its unit, such as 1 kWp."""

    amount: 'float | str'
    """How much, in `unit`; a decimal number."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class AnnouncementRequest(TypedDict):
    """A file that will be sent. Activity data of one system names it and the period; in a file of many, the columns `system`, `period_start` and `period_end` do."""

    media_type: 'UploadKind'
    """The media type."""
    name: 'str'
    """What it is called."""
    period_end: 'NotRequired[str | None]'
    """Exclusive."""
    period_start: 'NotRequired[str | None]'
    """First day of the period."""
    sha256: 'str'
    """SHA-256 of the content."""
    size: 'int'
    """Bytes."""
    system_id: 'NotRequired[str | None]'
    """The product system."""
    what: 'UploadContent'
    """What it is about."""


class ApplicationPage(TypedDict):
    items: 'list[ApplicationView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ApplicationRequest(TypedDict):
    """认证委托: which sealed footprint, before which body, under which scheme."""

    body: 'str'
    """Approval number of the certification body that is applied to."""
    calculation_id: 'str'
    """The sealed calculation that is to be certified."""
    replacement: 'NotRequired[ReplacementReason | None]'
    """Why, by the national table: 02 re-certification, 03 another body, 04 a change."""
    replaces: 'NotRequired[str | None]'
    """Number of the certificate whose place the new one is to take."""
    scheme: 'Scheme'
    """Which label it is about."""


class ApplicationView(TypedDict):
    body: 'str'
    """The certification body, by its approval number."""
    boundary: 'str'
    """Where the footprint begins and ends."""
    calculation_id: 'str'
    """The sealed calculation that is to be certified."""
    category: 'str'
    """Code of the product category."""
    certificate_id: 'str | None'
    """The certificate that it led to; null before."""
    certificate_number: 'str | None'
    """Number of that certificate; null before."""
    declared_unit: 'DeclaredUnit'
    """What the figures are for: an amount with its unit."""
    division: 'str'
    """GB/T 2260 code of the county where the product is made."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name: 'Words'
    """What the enterprise is called."""
    gtin: 'str | None'
    """GTIN; null when it has none."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    next_step: 'Step | None'
    """The only step that may be recorded now; null when the procedure ended negatively."""
    product_id: 'str'
    """The product."""
    product_name: 'Words'
    """What the product is called."""
    replacement: 'ReplacementReason | None'
    """Why, by the national table; null likewise."""
    replaces_certificate_id: 'str | None'
    """The certificate whose place the new one is to take; null when it is to take none's."""
    rule_code: 'str'
    """Code of the accounting rule."""
    rule_version: 'str'
    """Version of the accounting rule."""
    scheme: 'Scheme'
    """Which label it is about."""
    state: 'CaseState'
    """Where it stands."""
    steps: 'list[StepView]'
    """The steps so far, in order."""
    submitted_at: 'str'
    """When it was submitted."""
    value: 'str'
    """kg CO2e per declared unit."""
    withdrawn_at: 'str | None'
    """When the enterprise withdrew it; null otherwise."""


class ApprovalRequest(TypedDict):
    """What a checked organisation gets."""

    client_id: 'str'
    """Id that its first client gets."""
    org: 'str'
    """Id of the organisation; one that is known already keeps its names."""
    person: 'NotRequired[PersonModel | None]'
    """The natural person who acted, by identifier."""
    role: 'str'
    """The role of the organisation."""
    sample: 'NotRequired[bool]'
    """Whether it begins in the test tenant, whose labels are worth nothing. It stays there."""
    scopes: 'NotRequired[list[str] | None]'
    """All that the role holds, where it is absent."""


class ArchiveImportView(TypedDict):
    """The recorded system, and what of the archive is not in it."""

    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    losses: 'list[ArchiveLossView]'
    """What could not be carried over."""
    product_id: 'str'
    """The product."""
    system: 'ProductSystem'
    """The product system."""


class ArchiveLossView(TypedDict):
    """Something that could not be carried over, and what became of it."""

    material: 'bool'
    """It can change the footprint, and waits for a person at `/v1/systems/{id}/losses`."""
    what: 'Text'
    """What it is about."""
    where: 'str'
    """Where it is."""


Arrival: TypeAlias = 'Literal["upload", "event", "fetch"]'


class AskRequest(TypedDict):
    """Which footprints a partner is asked for, and until when."""

    comment: 'NotRequired[str | None]'
    """A remark for people."""
    company_ids: 'NotRequired[list[str]]'
    """URNs of the companies whose footprints are asked for."""
    deadline: 'str'
    """Until when an answer is asked for."""
    partner: 'str'
    """The exchange partner."""
    product_ids: 'NotRequired[list[str]]'
    """URNs of the products whose footprints are asked for."""


class Assessment(TypedDict):
    """Quality, uncertainty and position of a result; none of it is certified."""

    benchmark_pack: 'str | None'
    """Version of the published levels."""
    largest: 'list[RatedExchange]'
    """The largest contributions with their own ratings."""
    levels: 'list[PublishedLevel]'
    """Published levels to compare with."""
    pedigree_pack: 'str'
    """Version of the pedigree set."""
    quality_pack: 'str'
    """Version of the rules of data quality."""
    rating: 'Rating'
    """PEF data quality rating; its first three criteria are the indicators of PACT v3."""
    samples: 'int'
    """How many samples are drawn."""
    seed: 'str | None'
    """What the random numbers begin with: the same seed gives the same figures."""
    spreads: 'list[ReportedSpread]'
    """The spread by each set of scores."""


class AttemptView(TypedDict):
    ended_at: 'str'
    """When it ended; null while it has not."""
    failure: 'Failure | None'
    """Why it failed; null when it did not."""
    number: 'int'
    """Which attempt it is, from 1."""
    started_at: 'str'
    """When it was begun."""
    status: 'int | None'
    """The status that was answered; null without an answer."""


class AuditEntryPage(TypedDict):
    items: 'list[AuditEntryView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class AuditEntryView(TypedDict):
    """Somebody read the caller's secrets, or the caller changed something."""

    at: 'str'
    """When it happened."""
    client: 'str'
    """The program that acted."""
    method: 'str'
    """Method of the request."""
    number: 'int | None'
    """Place in the chain; null for the seconds until it has one."""
    objects: 'list[str]'
    """What was read or changed, by identifier."""
    org: 'str'
    """The organisation."""
    person: 'str | None'
    """The natural person who acted, by identifier."""
    position: 'int'
    """Where it stands in the caller's list."""
    role: 'str'
    """The role of the organisation."""
    route: 'str'
    """Path template of the request."""
    sha256: 'str | None'
    """Covers this entry and, through the one before, all earlier ones."""
    trace_id: 'str | None'
    """Names the trace of the request."""


Basis: TypeAlias = 'Literal["co2e", "biogenic", "co2-only", "partial", "result"]'


class BatchPage(TypedDict):
    items: 'list[BatchView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class BatchRequest(TypedDict):
    """公布: included nominations that become the next numbered batch."""

    nomination_ids: 'list[str]'
    """The nominations, each concluded to be included."""
    title_zh: 'str'
    """What the batch is called, in Chinese."""


class BatchView(TypedDict):
    """A batch of pilot products that was published together."""

    number: 'int'
    """Its number."""
    products: 'int'
    """How many products it was published with."""
    published_at: 'str'
    """When it was published."""
    title_zh: 'str'
    """What the batch is called, in Chinese."""


class BilingualText(TypedDict):
    """One sentence or name in both languages of the platform."""

    en: 'str'
    """In English."""
    zh: 'str'
    """In Chinese."""


Boundary: TypeAlias = 'Literal["cradle-to-gate", "cradle-to-grave"]'


class ByLocation(TypedDict):
    """Electricity of the public grid, or the mix that is left when contracts are taken out."""

    by: 'Literal["location", "residual"]'
    """Where the energy comes from."""
    factor: 'str'
    """Footprint factor at the consumer: upstream, generation, transmission and losses."""


class CalculationRequest(TypedDict):
    """Which system to account with which activity data; by today's rule unless one is named."""

    activity_data_id: 'str'
    """The activity data."""
    rule_version: 'NotRequired[str | None]'
    """Version of the rule; today's when absent."""
    system_id: 'str'
    """The product system."""


CalculationState: TypeAlias = 'Literal["open", "sealed"]'


class CalculationSummary(TypedDict):
    """A calculation in a list."""

    category: 'str'
    """Code of the product category."""
    created_at: 'str'
    """When it was made."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    name: 'Text'
    """Of the product, as it was when this was computed."""
    product_id: 'str'
    """The product."""
    rule_code: 'str'
    """Code of the accounting rule."""
    rule_version: 'str'
    """Version of the accounting rule."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    sealed_at: 'str | None'
    """When it was sealed."""
    state: 'CalculationState'
    """Where it stands."""
    value: 'str'
    """kg CO2e per declared unit."""


class CalculationSummaryPage(TypedDict):
    items: 'list[CalculationSummary]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class CalculationView(TypedDict):
    """A calculation with its whole breakdown, per declared unit."""

    activity_data_id: 'str'
    """The activity data."""
    boundary: 'str'
    """Where the footprint begins and ends."""
    category: 'str'
    """Code of the product category."""
    created_at: 'str'
    """When it was made."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    engine_version: 'str'
    """Version of the program that calculated."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    factor_library: 'str'
    """Version and hash of the factor library."""
    gwp_set: 'str'
    """The IPCC report whose global warming potentials count."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    name: 'Text'
    """Of the product, as it was when this was computed."""
    product_id: 'str'
    """The product."""
    result: 'Result'
    """The footprint with all its parts."""
    rule_code: 'str'
    """Code of the accounting rule."""
    rule_version: 'str'
    """Version of the accounting rule."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    sealed_at: 'str | None'
    """When it was sealed."""
    state: 'CalculationState'
    """Where it stands."""
    system_id: 'str'
    """The product system."""
    value: 'str'
    """kg CO2e per declared unit."""


class Calibration(TypedDict):
    """One calibration: readings from `valid_from` on, before `valid_until`, rest on it."""

    certificate: 'NotRequired[str | None]'
    """SHA-256 of the certificate, handed in as evidence."""
    laboratory: 'str'
    """Who calibrated."""
    valid_from: 'str'
    """From when it counts."""
    valid_until: 'str'
    """Until when it counts."""


CancellationReason: TypeAlias = 'Literal["0201", "0202", "0203", "0204", "0299"]'


class CancellationRequest(TypedDict):
    """注销: the national reason code. Final."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""
    reason_code: 'CancellationReason'
    """Why, by the code of the national table."""


class CarbonFootprint(TypedDict):
    """Emissions in kg CO2e, carbon contents in kg C, both per declared unit times its amount."""

    aircraftGhgEmissions: 'NotRequired[str | None]'
    """kg CO2e of aircraft."""
    allocationRulesDescription: 'NotRequired[str | None]'
    """How burdens are shared."""
    biogenicCO2Uptake: 'NotRequired[str | None]'
    """kg CO2 taken up by biomass; zero or negative."""
    biogenicCarbonContent: 'NotRequired[str | None]'
    """kg of biogenic carbon in the product."""
    biogenicNonCO2Emissions: 'NotRequired[str | None]'
    """kg CO2e of methane and nitrous oxide from biomass."""
    boundaryProcessesDescription: 'NotRequired[str | None]'
    """The processes inside the boundary."""
    ccsTechnologicalCO2Capture: 'NotRequired[str | None]'
    """kg CO2 captured and stored; zero or negative."""
    ccsTechnologicalCO2CaptureIncluded: 'NotRequired[bool | None]'
    """Whether capture and storage are counted."""
    ccuCalculationApproach: 'NotRequired[CcuApproach | None]'
    """How carbon that was captured and used is counted."""
    ccuCarbonContent: 'NotRequired[str | None]'
    """kg of captured carbon in the product."""
    ccuCreditCertification: 'NotRequired[str | None]'
    """Address of the certificate of the credit."""
    crossSectoralStandards: 'list[str]'
    """The standards that the footprint follows."""
    declaredUnitAmount: 'str'
    """How much of the unit the footprint is for."""
    declaredUnitOfMeasurement: 'PactUnit'
    """The unit that the footprint is for."""
    dqi: 'NotRequired[DataQualityIndicators | None]'
    """Ratings of the data, 1 (best) to 3."""
    exemptedEmissionsDescription: 'NotRequired[str | None]'
    """Why emissions are left out."""
    exemptedEmissionsPercent: 'str'
    """Emissions left out, in percent."""
    fossilCarbonContent: 'str'
    """kg of fossil carbon in the product."""
    fossilGhgEmissions: 'str'
    """kg CO2e of fossil origin."""
    geographyCountry: 'NotRequired[str | None]'
    """ISO 3166-1 code of the country."""
    geographyCountrySubdivision: 'NotRequired[str | None]'
    """ISO 3166-2 code of the subdivision."""
    geographyRegionOrSubregion: 'NotRequired[Region | None]'
    """UN region."""
    ipccCharacterizationFactors: 'list[str]'
    """IPCC reports whose potentials count."""
    landAreaOccupation: 'NotRequired[str | None]'
    """m2·a of land that is used."""
    landCarbonLeakage: 'NotRequired[str | None]'
    """kg CO2e of land carbon leakage."""
    landManagementBiogenicCO2Emissions: 'NotRequired[str | None]'
    """kg CO2 emitted by land management."""
    landManagementBiogenicCO2Removals: 'NotRequired[str | None]'
    """kg CO2 removed by land management."""
    landManagementFossilGhgEmissions: 'NotRequired[str | None]'
    """kg CO2e of fossil origin from land management."""
    landUseChangeGhgEmissions: 'NotRequired[str | None]'
    """kg CO2e of land use change."""
    outboundLogisticsGhgEmissions: 'NotRequired[str | None]'
    """kg CO2e of outbound logistics."""
    packagingBiogenicCarbonContent: 'NotRequired[str | None]'
    """kg of biogenic carbon in the packaging."""
    packagingEmissionsIncluded: 'NotRequired[bool | None]'
    """Whether packaging is counted."""
    packagingGhgEmissions: 'NotRequired[str | None]'
    """kg CO2e of packaging."""
    pcfExcludingBiogenicUptake: 'str'
    """kg CO2e without what biomass took up."""
    pcfIncludingBiogenicUptake: 'str'
    """kg CO2e less what biomass took up."""
    primaryDataShare: 'NotRequired[str | None]'
    """Share of primary data, in percent."""
    productMassPerDeclaredUnit: 'str'
    """kg of product per declared unit."""
    productOrSectorSpecificRules: 'NotRequired[list[SectorRules] | None]'
    """Rules of the sector that are followed."""
    recycledCarbonContent: 'NotRequired[str | None]'
    """kg of recycled carbon in the product."""
    referencePeriodEnd: 'str'
    """End of the period of the data, exclusive."""
    referencePeriodStart: 'str'
    """Start of the period of the data."""
    secondaryEmissionFactorSources: 'NotRequired[list[FactorSource] | None]'
    """Where secondary factors come from."""
    technologicalCO2CaptureOrigin: 'NotRequired[str | None]'
    """Where captured CO2 comes from."""
    technologicalCO2Removals: 'NotRequired[str | None]'
    """kg CO2 removed by technology; zero or negative."""
    verification: 'NotRequired[Verification | None]'
    """Who verified it, and how."""


CaseState: TypeAlias = 'Literal["open", "granted", "ended"]'


class CatalogueItem(TypedDict):
    """The category's place in the national pilot catalogue."""

    item: 'int'
    """Its number in the catalogue."""
    name_zh: 'str'
    """What it is called in Chinese."""
    published: 'str'
    """When it was published."""


class CategoryPack(TypedDict):
    """A product category: what it is, who may certify it, and by which rule on which date."""

    catalogue: 'CatalogueItem | None'
    """None when the national pilot catalogue does not list the category."""
    code: 'str'
    """A code that stays the same in every language."""
    cpc: 'str'
    """UN CPC class of a product that states none."""
    further_cpc: 'NotRequired[list[str]]'
    """Other classes that a product of this category may state."""
    name: 'BilingualText'
    """What it is called."""
    piece_units: 'list[str]'
    """Units in which a product of this category must state what one piece amounts to."""
    rules: 'list[Rule]'
    """Every version of the category's rule."""
    version: 'str'
    """Its version."""


class CategoryPackInput(TypedDict):
    """A product category: what it is, who may certify it, and by which rule on which date."""

    catalogue: 'CatalogueItem | None'
    """None when the national pilot catalogue does not list the category."""
    code: 'str'
    """A code that stays the same in every language."""
    cpc: 'str'
    """UN CPC class of a product that states none."""
    further_cpc: 'NotRequired[list[str]]'
    """Other classes that a product of this category may state."""
    name: 'BilingualText'
    """What it is called."""
    piece_units: 'list[str]'
    """Units in which a product of this category must state what one piece amounts to."""
    rules: 'list[RuleInput]'
    """Every version of the category's rule."""
    version: 'str'
    """Its version."""


class CategoryPage(TypedDict):
    items: 'list[CategoryView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class CategoryView(TypedDict):
    """A product category and every version of its rule."""

    category: 'CategoryPack'
    """Code of the product category."""
    schemes: 'list[Scheme]'
    """Labels that products of the category may carry."""
    sha256: 'str'
    """SHA-256 of the content."""


Cause: TypeAlias = 'Literal["replaced", "withdrawn", "expired", "not-yet-valid"]'


CcuApproach: TypeAlias = 'Literal["Cut-off", "Credit"]'


class CertificatePage(TypedDict):
    items: 'list[CertificateView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


CertificateState: TypeAlias = 'Literal["01", "02", "03", "04", "05"]'


class CertificateView(TypedDict):
    acts: 'list[ActView]'
    """What happened to it, in order."""
    application_id: 'str'
    """The application that led to it."""
    body: 'str'
    """The certification body, by its approval number."""
    boundary: 'str'
    """Where the footprint begins and ends."""
    calculation_id: 'str'
    """The sealed calculation that was certified."""
    category: 'str'
    """Code of the product category."""
    credential: 'str | None'
    """The certificate itself, as application/vc+jwt."""
    decided_at: 'str'
    """When it was decided."""
    declared_unit: 'DeclaredUnit'
    """What the figures are for: an amount with its unit."""
    division: 'str'
    """GB/T 2260 code of the county where the product is made."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name: 'Words'
    """What the enterprise is called."""
    gtin: 'str | None'
    """GTIN; null when it has none."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    number: 'str'
    """Number of the certificate, as printed."""
    payload_sha256: 'str'
    """SHA-256 of what was signed."""
    proceedings: 'list[ProceedingView]'
    """Notices, statements and wishes before it was withdrawn or cancelled, in order."""
    product_id: 'str'
    """The product."""
    product_name: 'Words'
    """What the product is called."""
    replaces_certificate_id: 'str | None'
    """The certificate whose place it takes; null when it takes none's."""
    rule_code: 'str'
    """Code of the accounting rule."""
    rule_version: 'str'
    """Version of the accounting rule."""
    scheme: 'Scheme'
    """Which label it is about."""
    signed_at: 'str | None'
    """Null in the moment between decision and signature."""
    state: 'CertificateWord'
    """Where it stands."""
    state_code: 'CertificateState'
    """National code: 01 valid, 02 suspended, 03 withdrawn, 04 cancelled, 05 expired."""
    state_name: 'Words'
    """The state in words."""
    status_index: 'int'
    """Its place in those lists."""
    status_list: 'int'
    """Number of the status lists that have its place."""
    valid_from: 'str'
    """From when it counts."""
    valid_until: 'str'
    """Until when it counts."""
    value: 'str'
    """kg CO2e per declared unit."""


CertificateWord: TypeAlias = 'Literal["valid", "suspended", "withdrawn", "cancelled", "expired"]'


class ChangeAmount(TypedDict):
    """An amount per output of the process instead of what was modelled or measured."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    change: 'Literal["change-amount"]'
    """What changes."""
    exchange: 'str'
    """The exchange, by its id within the process."""
    process: 'str'
    """The process, by its id."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class ChangeElectricity(TypedDict):
    """Another electricity supply for some processes, or for all when none is named."""

    change: 'Literal["change-electricity"]'
    """What changes."""
    factor: 'str'
    """The emission factor."""
    processes: 'NotRequired[list[str]]'
    """The processes."""


ChangeState: TypeAlias = 'Literal["proposed", "confirmed", "refused", "withdrawn"]'


class ChangeTransport(TypedDict):
    """Another distance, or another mode with its factor, for one leg of freight."""

    change: 'Literal["change-transport"]'
    """What changes."""
    distance_times: 'NotRequired[str]'
    """The new distance as a multiple of the old one."""
    exchange: 'str'
    """The exchange, by its id within the process."""
    factor: 'NotRequired[str | None]'
    """The emission factor."""
    mode: 'NotRequired[Mode | None]'
    """Means of transport."""
    process: 'str'
    """The process, by its id."""


class ChangeView(TypedDict):
    """What is changed; `factors` are those of the library that are proposed by value."""

    category: 'NotRequired[str | None]'
    """Code of the product category."""
    factors: 'NotRequired[list[FactorChangeView]]'
    """The emission factors."""
    kind: 'str'
    """What would change."""
    library: 'NotRequired[str | None]'
    """The factor library, by its version."""
    rule: 'NotRequired[str | None]'
    """The accounting rule."""


Check: TypeAlias = 'Literal["mass-balance", "energy-balance", "template-outlier", "history-outlier", "category-bounds", "category-outlier", "period-overlap", "period-gap", "copied"]'


class ClientChangePage(TypedDict):
    items: 'list[ClientChangeView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ClientChangeView(TypedDict):
    """A change that takes effect when an operator other than its proposer confirms it."""

    client: 'ClientView | None'
    """The client as it will be."""
    decided_at: 'str | None'
    """When it was decided."""
    decided_by: 'str | None'
    """The client that confirmed or refused it; null while nobody did."""
    decision_reason: 'str | None'
    """Why it was decided so."""
    expires_at: 'str'
    """Until when it can be confirmed."""
    id: 'str'
    """What it is called by; it never changes."""
    keys: 'list[ClientKeyView]'
    """The public keys."""
    kind: 'str'
    """Which kind it is."""
    organisation: 'OrganisationView | None'
    """The organisation as it will be."""
    proposed_at: 'str'
    """When it was proposed."""
    proposed_by: 'str'
    """The client that proposed it."""
    reason: 'str | None'
    """Why, in words."""
    state: 'str'
    """`proposed`, `confirmed`, `refused` or, by its proposer, `withdrawn`."""
    subject: 'str'
    """The id of the client or organisation."""


class ClientKeyView(TypedDict):
    """A public key by its name and its thumbprint (RFC 7638), to compare with its owner."""

    kid: 'str'
    """The name of the key."""
    thumbprint: 'str'
    """Thumbprint of the key (RFC 7638)."""


class ClientPage(TypedDict):
    items: 'list[ClientView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ClientReinstatementRequest(TypedDict):
    """Why a suspended client may act again."""

    reason: 'str'
    """Why, in words."""


ClientState: TypeAlias = 'Literal["active", "suspended", "revoked"]'


class ClientSuspensionRequest(TypedDict):
    """Why a client is to stop at once."""

    reason: 'str'
    """Why, in words."""


class ClientView(TypedDict):
    """A registered client; never its secret."""

    authentication: 'str'
    """How it shows who it is."""
    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    org: 'str'
    """The organisation."""
    person: 'PersonModel | None'
    """The natural person who acted, by identifier."""
    revoked_at: 'str | None'
    """When it was revoked; null while it counts."""
    role: 'str'
    """The role of the organisation."""
    scopes: 'list[str]'
    """The scopes that it may use."""
    state: 'ClientState'
    """`active`, `suspended` until two operators decide, or for good `revoked`."""
    suspended_at: 'str | None'
    """When it was suspended; null while it is not."""
    updated_at: 'str | None'
    """When it changed last; null in a change that waits for a second operator."""


class CoProduct(TypedDict):
    """Something useful that comes out beside a process's main output, per that output."""

    id: 'str'
    """What it is called by; it never changes."""
    name: 'Text'
    """What it is called."""
    output: 'Quantity'
    """How much leaves the process."""


class CoProductDelivery(TypedDict):
    """How much of a co-product the system takes per declared unit."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    process: 'str'
    """The process, by its id."""
    product: 'str'
    """The product."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class CoProductOutput(TypedDict):
    """What came out of one co-product over the period."""

    evidence: 'Evidence'
    """SHA-256 of files that prove it."""
    output: 'Quantity'
    """How much leaves the process."""
    product: 'str'
    """The product."""


class ConclusionRequest(TypedDict):
    """结论: whether the product is to be listed."""

    is_included: 'bool'
    """Whether the product will stand in one of the next batches."""
    reasons_zh: 'str'
    """Why, in Chinese; on record for good, and public where the list is."""


class Consumption(TypedDict):
    """The total of one exchange over the period, losses included."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    evidence: 'Evidence'
    """SHA-256 of files that prove it."""
    exchange: 'str'
    """The exchange, by its id within the process."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class ConsumptionPage(TypedDict):
    items: 'list[ConsumptionView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ConsumptionView(TypedDict):
    """What a meter counted from the beginning of a day to the beginning of another, in China."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    doubts: 'list[DoubtView]'
    """What speaks against the figures."""
    first: 'ReadingView'
    """The first reading that counts."""
    last: 'ReadingView'
    """The last reading that counts."""
    period_end: 'str'
    """First day after the period."""
    period_start: 'str'
    """First day of the period."""
    readings: 'int'
    """How many readings there are."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class ContactModel(TypedDict):
    """Whom the operators ask."""

    email: 'str'
    """Address of electronic mail."""
    name: 'str'
    """What it is called."""
    phone: 'NotRequired[str | None]'
    """Telephone number."""


class ContributionNode(TypedDict):
    """One use of a process, or one exchange; its children's kg CO2e add up to its own exactly."""

    amount: 'str'
    """For one declared unit."""
    children: 'list[ContributionNode]'
    """What it is made of, the largest first."""
    flow: 'str'
    """The supplying process, or the flow that enters from outside."""
    hidden: 'int'
    """Exchanges behind this node that the answer leaves out, for its depth or its size."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    percent: 'str'
    """Of the footprint."""
    place: 'str'
    """`process.exchange`; the root is the product's own process."""
    stage: 'Stage'
    """Stage of the life cycle."""
    unit: 'str'
    """Unit of the amount."""


class ContributionsView(TypedDict):
    """The contribution tree; children add up to their parent exactly."""

    calculation_id: 'str'
    """The calculation."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    tree: 'ContributionNode'
    """The whole footprint, and what it is made of."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


class CountedCasePage(TypedDict):
    items: 'list[CountedCaseView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class CountedCaseView(TypedDict):
    """A sealed footprint or a certificate behind the figures."""

    at: 'str'
    """When it happened."""
    category: 'str'
    """Code of the product category."""
    counts: 'bool'
    """Whether it counts for its year."""
    division: 'str'
    """GB/T 2260 code."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name: 'Words'
    """What the enterprise is called."""
    kind: 'TargetKind'
    """Whether a footprint was accounted or certified."""
    model: 'str'
    """The product's model."""
    not_counted: 'NotCounted | None'
    """Why it does not; null when it counts."""
    product_id: 'str'
    """The product."""
    product_name: 'Words'
    """What the product is called."""
    reference: 'str'
    """The calculation, or the number of the certificate."""
    withdrawn_at: 'str | None'
    """When its certificate was withdrawn; it counts no more from then on."""
    year: 'int'
    """The year that it is of."""


Coverage: TypeAlias = 'Literal["PCF calculation model", "PCF program", "product level"]'


class CrossingView(TypedDict):
    """A threshold that the footprint crosses; limits of the rule have no level."""

    direction: 'MoveDirection'
    """Whether it is above or below now."""
    kg_co2e: 'str | None'
    """kg CO2e per declared unit."""
    threshold: 'str'
    """The level that is crossed."""


class CutOff(TypedDict):
    """An input left out on purpose: kept in the books with its reason, without a burden."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    estimate: 'NotRequired[str | None]'
    """kg CO2e per unit at most, for the books alone: it never enters the footprint."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["cut-off"]'
    """Which kind it is."""
    reason: 'Text'
    """Why, in words."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class CutOffBook(TypedDict):
    """Everything left out, against the rule's limits; a reviewer judges what exceeds them."""

    items: 'list[CutOffItem]'
    """The items."""
    total_burden_percent: 'NotRequired[str | None]'
    """All that is left out, in percent of the footprint."""
    total_energy_percent: 'NotRequired[str | None]'
    """All that is left out, in percent of the energy."""
    total_mass_percent: 'str'
    """All that is left out, in percent of the mass."""
    within_limit: 'bool'
    """Whether it stays within the limit."""


class CutOffItem(TypedDict):
    """One input left out. The shares are of all inputs of mass or energy, and of the footprint with the estimate added."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    burden_percent: 'NotRequired[str | None]'
    """Share of the footprint, in percent."""
    energy_percent: 'NotRequired[str | None]'
    """Share of the energy, in percent."""
    estimated_kg_co2e: 'NotRequired[str | None]'
    """At most, by the maker's estimate; it is never part of the footprint."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    mass_percent: 'str | None'
    """Share of the mass, in percent."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    within_limit: 'bool | None'
    """Whether it stays within the limit."""


class CutOffLimits(TypedDict):
    """Largest mass share that may be left out, per item and in total, in percent."""

    single_percent: 'str'
    """Most that a single item may be, in percent."""
    total_percent: 'str'
    """Most that all of them together may be, in percent."""


class CutOffLimitsInput(TypedDict):
    """Largest mass share that may be left out, per item and in total, in percent."""

    single_percent: 'float | str'
    """Most that a single item may be, in percent."""
    total_percent: 'float | str'
    """Most that all of them together may be, in percent."""


class DataQualityIndicators(TypedDict):
    """Data quality ratings, 1 (best) to 5."""

    geographicalDQR: 'str'
    """How near the place is, 1 (best) to 3."""
    technologicalDQR: 'str'
    """How near the technology is, 1 (best) to 3."""
    temporalDQR: 'str'
    """How near the time is, 1 (best) to 3."""


class DeclaredUnit(TypedDict):
    """The amount of product that a footprint speaks of, such as 1 kWp."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class DefaultFuel(TypedDict):
    """A carrier with the heating values to write into an exchange of the kind `fuel`."""

    carrier: 'str'
    """The fuel."""
    co2_kg_per_unit: 'str'
    """kg CO2 per `heating.per`, from burning alone."""
    heating: 'Heating'
    """How much heat it gives."""
    name: 'Text'
    """What it is called."""


class DefaultFuelPage(TypedDict):
    items: 'list[DefaultFuel]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class DeliveryPage(TypedDict):
    items: 'list[DeliveryView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


DeliveryState: TypeAlias = 'Literal["pending", "delivered", "exhausted", "cancelled"]'


class DeliveryView(TypedDict):
    """An errand to a partner. One that is `dead` was given up, and may be sent once more. `withheld` names footprints that were left out because access to them had ended, for `withheld_reason`; with `withheld_at` there was nothing else in it, and it was not sent."""

    attempts: 'int'
    """How often it was tried, or each attempt."""
    created_at: 'str'
    """When it was made."""
    dead: 'bool'
    """Whether it was given up."""
    delivered_at: 'str | None'
    """When it arrived; null while it has not."""
    errand: 'str'
    """What is delivered."""
    error: 'str | None'
    """Why it failed."""
    id: 'str'
    """What it is called by; it never changes."""
    next_attempt_at: 'str | None'
    """When it is tried next; null when it is not."""
    partner: 'str'
    """The exchange partner."""
    replayed_at: 'str | None'
    """When it was sent again."""
    replayed_by: 'str | None'
    """Who had it sent again."""
    updated_at: 'str'
    """When it changed last."""
    withheld: 'list[str]'
    """Footprints that were left out because access to them had ended."""
    withheld_at: 'str | None'
    """When it was kept back, because there was nothing else in it."""
    withheld_reason: 'str | None'
    """Why access had ended."""


Dimension: TypeAlias = 'Literal["energy", "mass", "area", "volume", "normal-volume", "peak-power", "count", "freight", "length", "time"]'


class Direct(TypedDict):
    """Electricity of one kind of generation by direct supply, with the lines that carry it."""

    by: 'Literal["direct"]'
    """Where the energy comes from."""
    contract: 'Text'
    """Which contract proves the direct supply."""
    generation: 'str'
    """Factor of the generation, kg CO2e per kWh."""
    line_loss: 'NotRequired[str]'
    """Share lost on the way; 0 when the transmission factor includes the losses."""
    transmission: 'str'
    """Factor of the lines that carry it, kg CO2e per kWh."""


class DistrictFigureView(TypedDict):
    """What one district has reached of a target."""

    division: 'str'
    """GB/T 2260 code."""
    reached: 'int'
    """Products that count."""


Doubt: TypeAlias = 'Literal["rolled-over", "reset", "gap", "uncalibrated", "interpolated"]'


class DoubtView(TypedDict):
    doubt: 'Doubt'
    """Which doubt it is."""
    first: 'str'
    """The first of them."""
    times: 'int'
    """How often it occurs."""


DutyKind: TypeAlias = 'Literal["acceptance", "overdue-acceptance", "surveillance-visit", "overdue-surveillance", "suspension-end", "hearing", "hearing-decision", "cancellation", "recertification", "expiry", "archive", "data-age"]'


class DutyPage(TypedDict):
    items: 'list[DutyView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


DutyState: TypeAlias = 'Literal["open", "done", "lapsed", "dropped"]'


class DutyView(TypedDict):
    basis: 'Words'
    """The clause behind it."""
    body: 'str'
    """The certification body, by its approval number."""
    division: 'str'
    """GB/T 2260 code of the county where the product is made."""
    due_at: 'str'
    """The end of its last day, exclusive: a midnight in Beijing, or the moment that was set."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'DutyKind'
    """Which kind it is."""
    matter: 'str'
    """What it is about, `certificate` or `application`."""
    matter_id: 'str'
    """The certificate or application."""
    name: 'Words'
    """What has to be done, in words."""
    overdue: 'bool'
    """Whether it is open although its date has passed; what follows then follows in a moment."""
    owed_by: 'Role'
    """The role of the organisation that owes it."""
    reference: 'str'
    """Number of the certificate, or the application's id."""
    set_at: 'str'
    """When it began."""
    settled_at: 'str | None'
    """When it was done, lapsed or was dropped; null while it is open."""
    state: 'DutyState'
    """Where it stands."""


class Economic(TypedDict):
    """Share the burden by value (step 3), by prices of one currency and one period."""

    currency: 'str'
    """ISO 4217."""
    method: 'Literal["economic"]'
    """The method."""
    not_physical: 'Text'
    """Why no physical relation describes how the products cause the burden (step 2)."""
    not_subdivided: 'Text'
    """Why the process could not be divided instead."""
    period_end: 'str'
    """First day after the period."""
    period_start: 'str'
    """First day of the period."""
    weights: 'list[Weight]'
    """Price per unit of each product's output, averaged over the period."""


class Edge(TypedDict):
    """`of` rests on `on`."""

    of: 'str'
    """The node that rests on another."""
    on: 'str'
    """The node that it rests on."""


class Effect(TypedDict):
    """What one change does after those before it; the effects add up to the difference."""

    change: 'str'
    """What changes."""
    difference: 'str'
    """kg CO2e more than without the change; negative is less."""
    number: 'int'
    """Which of the changes it is, from 1."""


class Electricity(TypedDict):
    """Electricity, with how it is supplied."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["electricity"]'
    """Which kind it is."""
    loss: 'NotRequired[str]'
    """Share lost inside the plant before use."""
    supply: 'ByLocation | OnSite | Direct | Mix'
    """Where the electricity comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class Emission(TypedDict):
    """A gas that the process itself releases, as mass."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    gas: 'str'
    """The greenhouse gas."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["emission"]'
    """Which kind it is."""
    origin: 'NotRequired[GasOrigin]'
    """Where it comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class Emissions(TypedDict):
    """The result, with what the standard wants stated on its own."""

    aircraft: 'str | None'
    """None: the document does not state it apart."""
    biogenic_emitted: 'str | None'
    """kg CO2 emitted by biomass."""
    biogenic_gases: 'str | None'
    """Methane and nitrous oxide of biomass; None: the document does not state them apart."""
    biogenic_kg_co2: 'str'
    """Emitted less taken up; beside the footprint, never inside it."""
    biogenic_taken_up: 'str | None'
    """kg CO2 taken up by biomass."""
    by_exchange: 'list[ReportedShare]'
    """Shares of the footprint by exchange."""
    by_process: 'list[ReportedShare]'
    """Shares of the footprint by process."""
    by_source: 'list[ReportedShare]'
    """By the only factor behind an input, or by the input itself where there are several."""
    by_stage: 'list[ReportedShare]'
    """Shares of the footprint by stage of the life cycle."""
    exact: 'str'
    """kg CO2e per declared unit, before it is rounded."""
    flows: 'list[ReportedFlow]'
    """Totals by flow per declared unit."""
    fossil: 'str'
    """kg CO2e of fossil origin."""
    land_use_change: 'str | None'
    """None: the document does not state it apart."""
    per_unit: 'list[ReportedPerUnit]'
    """The same per one of another unit."""
    stored_carbon_kg_co2: 'str | None'
    """kg CO2 that stays in the product."""
    value: 'str'
    """The published value, rounded once."""


class EndRequest(TypedDict):
    """Why access, or the publication, ends; it stays in the records."""

    reason: 'str'
    """Why, in words."""


class EnrolmentPage(TypedDict):
    items: 'list[EnrolmentView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class EnrolmentProgress(TypedDict):
    """What became of an enrolment, for its applicant."""

    client_id: 'str | None'
    """With an approved enrolment: the `iss` and `sub` of its assertions."""
    decided_at: 'str | None'
    """When it was decided."""
    id: 'str'
    """What it is called by; it never changes."""
    proposed_at: 'str'
    """When it was proposed."""
    reason: 'str | None'
    """Why, in words."""
    state: 'str'
    """`proposed`, `approved`, `refused` or `withdrawn`."""


class EnrolmentReceipt(TypedDict):
    """The enrolment, and the secret by which it is asked for; nobody can tell it again."""

    id: 'str'
    """What it is called by; it never changes."""
    receipt: 'str'
    """The secret by which the applicant asks for its progress; it is told once."""
    state: 'str'
    """Where it stands."""


class EnrolmentRefusalRequest(TypedDict):
    """Why an organisation is not taken in; the applicant reads it."""

    reason: 'str'
    """Why, in words."""


class EnrolmentRequest(TypedDict):
    """What an organisation says of itself, and what it asks for."""

    contact: 'ContactModel'
    """Whom the operators ask."""
    credit_code: 'str'
    """Unified social credit code (GB 32100-2015)."""
    division: 'NotRequired[str | None]'
    """GB/T 2260 code of where it is in charge."""
    documents: 'NotRequired[list[ProofModel]]'
    """The documents that prove it, by their digests."""
    jwks: 'dict[str, JsonValue]'
    """Public JWK set (RFC 7517) by whose keys its client will prove itself."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    role: 'str'
    """The role of the organisation."""


EnrolmentState: TypeAlias = 'Literal["proposed", "approved", "refused", "withdrawn"]'


class EnrolmentView(TypedDict):
    """An enrolment as the operators see it."""

    change: 'str | None'
    """The change by which one operator approves it, and which a second one confirms."""
    client_id: 'str | None'
    """With an approved enrolment: the `iss` and `sub` of its assertions."""
    contact: 'ContactModel'
    """Whom the operators ask."""
    credit_code: 'str'
    """Unified social credit code (GB 32100-2015)."""
    decided_at: 'str | None'
    """When it was decided."""
    division: 'str | None'
    """GB/T 2260 code."""
    documents: 'list[ProofModel]'
    """The documents that prove it, by their digests."""
    id: 'str'
    """What it is called by; it never changes."""
    keys: 'list[ClientKeyView]'
    """The public keys."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    proposed_at: 'str'
    """When it was proposed."""
    reason: 'str | None'
    """Why, in words."""
    role: 'str'
    """The role of the organisation."""
    state: 'str'
    """`proposed`, `approved`, `refused` or `withdrawn`."""


class EnterpriseRequest(TypedDict):
    """What an enterprise says about itself."""

    division: 'str'
    """GB/T 2260 code of the registered place."""
    name: 'Text'
    """What it is called."""


class EnterpriseView(TypedDict):
    division: 'str'
    """GB/T 2260 code."""
    name: 'Text'
    """What it is called."""
    uscc: 'str'
    """Unified social credit code."""


Errand: TypeAlias = 'Literal["event", "fetch"]'


ErrorFormat: TypeAlias = 'Literal["ndjson", "csv", "xlsx", "parquet"]'


class Estimate(TypedDict):
    """The spread of a footprint in kg CO2e; 95 % of the outcomes lie between low and high."""

    gsd2: 'str'
    """The squared geometric standard deviation."""
    high: 'str'
    """kg CO2e that 97.5 % stay below."""
    low: 'str'
    """kg CO2e that 2.5 % stay below."""
    mean: 'str'
    """kg CO2e on average."""
    median: 'str'
    """kg CO2e of the middle."""
    sigma: 'str'
    """The standard deviation of the logarithm."""
    standard_deviation: 'str'
    """The standard deviation, in kg CO2e."""


EvaluationStatus: TypeAlias = 'Literal["official", "evaluated", "published", "supplied"]'


class Evidence(TypedDict):
    """The document behind a number: its hash proves later which document it was."""

    sha256: 'str'
    """SHA-256 of the content."""
    source: 'str'
    """Where the figure comes from."""


class EvidencePage(TypedDict):
    items: 'list[EvidenceView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class EvidenceView(TypedDict):
    """A file of the caller's; activity data names it by `sha256`."""

    created_at: 'str'
    """When it was made."""
    media_type: 'str'
    """As its bytes say, whatever the request called it."""
    name: 'str'
    """What it is called."""
    sha256: 'str'
    """SHA-256 of the content."""
    size: 'int'
    """Bytes."""


class ExchangeDifference(TypedDict):
    """One exchange whose kg CO2e differ; 0 where the base or the scenario has none."""

    base: 'str'
    """kg CO2e without the change."""
    difference: 'str'
    """kg CO2e more than without the change; negative is less."""
    place: 'str'
    """Where it is."""
    scenario: 'str'
    """kg CO2e with the change."""


class ExchangeRuleRequest(TypedDict):
    """What becomes of requests for products that the enterprise does not have: `ask` leaves them to a person, `reject` rejects them at once."""

    unknown_products: 'UnknownProducts'
    """What is answered when a product is not known."""


class ExchangeRuleView(TypedDict):
    """The rule that stands; without `changed_at` nobody has set one."""

    changed_at: 'str | None'
    """When it was set last."""
    changed_by: 'str | None'
    """Who set it last."""
    unknown_products: 'UnknownProducts'
    """What is answered when a product is not known."""


class Extension(TypedDict):
    """A data model extension: the sanctioned place for what PACT has no field for."""

    data: 'dict[str, JsonValue]'
    """What it holds."""
    dataSchema: 'str'
    """Address of the schema of the data."""
    documentation: 'NotRequired[str | None]'
    """Address of what explains the data."""
    specVersion: 'str'
    """Version of the specification of extensions."""


class FactorChangeView(TypedDict):
    """A factor of the library as it is proposed."""

    id: 'str'
    """What it is called by; it never changes."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """kg CO2e per `unit`."""


class FactorImportPage(TypedDict):
    items: 'list[FactorImportView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class FactorImportView(TypedDict):
    """An import and how many of its rows had which outcome."""

    accepted: 'int'
    """How many were taken in."""
    created_at: 'str'
    """When it was made."""
    format: 'str'
    """The form of the file."""
    id: 'str'
    """What it is called by; it never changes."""
    quarantined: 'int'
    """Rows that looked wrong when the file came; some may have been decided on since."""
    rejected: 'int'
    """How many were refused."""
    rows: 'int'
    """How many rows there are."""
    sha256: 'str'
    """SHA-256 of the content."""


class FactorPage(TypedDict):
    items: 'list[FactorView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class FactorSource(TypedDict):
    name: 'str'
    """What it is called."""
    version: 'str'
    """Its version."""


class FactorUsed(TypedDict):
    """A factor of the library, and where its number comes from."""

    basis: 'str'
    """What the factor was made from and for."""
    category: 'str'
    """Code of the product category."""
    gas_basis: 'str'
    """Whether the factor counts all greenhouse gases or CO2 alone."""
    id: 'str'
    """What it is called by; it never changes."""
    name: 'Text'
    """What it is called."""
    reference: 'str'
    """Where in the source it stands."""
    region: 'str'
    """Where it is valid."""
    seen: 'bool'
    """What was seen of it in the calculation."""
    source: 'str'
    """Where the figure comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """kg CO2e per `unit`."""
    year: 'int | None'
    """The year that it is of."""


class FactorView(TypedDict):
    """One factor with its source; `unit` is the denominator of kg CO2e per unit."""

    basis: 'Basis'
    """What the factor was made from and for."""
    category: 'str'
    """Code of the product category."""
    evaluation: 'EvaluationStatus'
    """How far it has been evaluated."""
    gas_basis: 'str'
    """Whether the factor counts all greenhouse gases or CO2 alone."""
    gsd: 'str | None'
    """Geometric standard deviation; null when it is not known."""
    id: 'str'
    """What it is called by; it never changes."""
    library: 'str'
    """The factor library, by its version."""
    licence: 'str'
    """Under which licence it may be used."""
    name: 'Text'
    """What it is called."""
    own: 'bool'
    """Whether it is the caller's own."""
    pedigree: 'Pedigree | None'
    """The set of scores and deviations that is used."""
    provider: 'str'
    """Who made it."""
    quarantine: 'Text | None'
    """Why it may not be used; null when it may."""
    region: 'str'
    """Where it is valid."""
    source_ref: 'str'
    """Where in the source it stands."""
    source_title: 'str'
    """Title of the source."""
    supersedes: 'str | None'
    """The factor whose place it took; null when none."""
    technology: 'str | None'
    """The technology that it is of."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    usable: 'bool'
    """Whether it can be used in a calculation."""
    valid_from: 'str | None'
    """From when it counts."""
    valid_until: 'str | None'
    """Until when it counts."""
    value: 'str'
    """kg CO2e per `unit`."""
    version: 'str'
    """Its version."""
    year: 'int | None'
    """The year that it is of."""


Failure: TypeAlias = 'Literal["status", "address-refused", "unreachable", "consent-missing", "timeout"]'


class FailureView(TypedDict):
    message: 'Text'
    """What it means, in words."""
    type: 'str'
    """The problem type that it failed with."""


class Fault(TypedDict):
    """One place of a request that is not as it must be."""

    en: 'str'
    """What to do, in English."""
    pointer: 'str'
    """Where: a JSON pointer that begins with `/body`, `/query`, `/path` or `/header`."""
    zh: 'str'
    """What to do, in Chinese."""


class Feed(TypedDict):
    """What the meter counts for: an exchange of a process, or without one the process's output."""

    exchange: 'NotRequired[str | None]'
    """The exchange, by its id within the process."""
    process: 'str'
    """The process, by its id."""
    share: 'NotRequired[str]'
    """Part of what is metered that belongs here; above 0, at most 1."""
    system: 'str'
    """The product system."""


class FeedItemView(TypedDict):
    event: 'dict[str, JsonValue]'
    """The CloudEvent, the same as in the webhook."""
    log_index: 'int'
    """The leaf of the transparency log that vouches for the event."""
    position: 'int'
    """Its position in the feed; it never changes."""


class FeedView(TypedDict):
    generation: 'str'
    """The life of the feed. When it changes, read again from where the last one was sure."""
    head: 'int'
    """The last position there is; equal to `next` when the reader has everything."""
    items: 'list[FeedItemView]'
    """The events, in order."""
    next: 'int'
    """Ask for `after` this position next time."""


class FigureView(TypedDict):
    """A target with its figures."""

    category: 'str'
    """Code of the product category."""
    districts: 'list[DistrictFigureView]'
    """What was reached by district, by division."""
    forecast: 'int'
    """How many there will be if everything under way succeeds this year."""
    forecast_gap: 'int'
    """How many will then be missing."""
    gap: 'int'
    """How many are missing."""
    kind: 'TargetKind'
    """Whether footprints are to be accounted or certified."""
    reached: 'int'
    """How many count."""
    target: 'int'
    """How many products are to be reached."""
    year: 'int'
    """The year that it is of."""


class FindingPage(TypedDict):
    items: 'list[FindingView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class FindingView(TypedDict):
    activity_data_id: 'str'
    """The activity data."""
    check: 'Check'
    """Which check found it."""
    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    message: 'Message'
    """What it means, in words."""
    place: 'str'
    """A process, `process.exchange`, or a period."""
    resolution: 'ResolutionView | None'
    """How it was settled; null while it is open."""
    system_id: 'str'
    """The product system."""


class Flow(TypedDict):
    """The total of one flow over all processes, per declared unit."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class FootprintRequestPage(TypedDict):
    items: 'list[FootprintRequestView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class FootprintRequestView(TypedDict):
    """A request; `answer` is absent while it is open, `state` tells how its deadline stands. `not_asked` names footprints that came for it and are of other products: they were kept, and leave it open."""

    answer: 'str | None'
    """What came of it."""
    answered_at: 'str | None'
    """When it was answered; null while it is open."""
    created_at: 'str'
    """When it was made."""
    criteria: 'dict[str, JsonValue]'
    """What was asked for."""
    deadline: 'str'
    """Until when an answer is asked for."""
    direction: 'str'
    """Which way it goes."""
    footprints: 'list[str]'
    """The footprints."""
    id: 'str'
    """What it is called by; it never changes."""
    message: 'str | None'
    """What it means, in words."""
    not_asked: 'list[str]'
    """Footprints that came for it and are of other products; they leave it open."""
    partner: 'str'
    """The exchange partner."""
    state: 'RequestState'
    """Where it stands."""


FootprintStatus: TypeAlias = 'Literal["Active", "Deprecated"]'


Form: TypeAlias = 'Literal["html", "json", "vc", "bundle", "bundle-json", "linkset"]'


class FromFactor(TypedDict):
    """An input whose burden comes from the factor library."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    factor: 'str'
    """The factor, by its id."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["factor"]'
    """Which kind it is."""
    loss: 'NotRequired[str]'
    """Share that is lost on the way, 0 to 1."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class FromProcess(TypedDict):
    """An input that another unit process of the system makes."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["process"]'
    """Which kind it is."""
    loss: 'NotRequired[str]'
    """Share of the supply lost before use, 0 or more and below 1."""
    process: 'str'
    """The process, by its id."""
    product: 'NotRequired[str | None]'
    """A co-product of that process; its main product when absent."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class Fuel(TypedDict):
    """A carrier burnt by the process, by mass, normal volume or heat; its supply is a factor."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    carrier: 'str'
    """The fuel."""
    heating: 'Heating'
    """Measured, or a published default of `/v1/fuels`."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["fuel"]'
    """Which kind it is."""
    loss: 'NotRequired[str]'
    """Share that is lost on the way, 0 to 1."""
    no_upstream: 'NotRequired[Text | None]'
    """Why the supply has no factor; exactly one of the two is given."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    upstream: 'NotRequired[str | None]'
    """Factor of extraction, processing and delivery, per unit of the same kind as `unit`."""


class FulfilmentRequest(TypedDict):
    """Own published footprints that answer a request."""

    footprints: 'list[str]'
    """The footprints."""


GasOrigin: TypeAlias = 'Literal["fossil", "biogenic", "land-use-change", "aircraft"]'


class GasPotential(TypedDict):
    """The global warming potential of a gas over a hundred years."""

    gas: 'str'
    """The greenhouse gas."""
    kg_co2e_per_kg: 'str'
    """kg CO2e per kg of the gas."""


class Generation(TypedDict):
    """Assumptions that turn peak power into electricity; a result per kWh states them all."""

    degradation_per_year: 'str'
    """Share of the yield that is lost each year, 0 to 1."""
    irradiation_kwh_m2_a: 'str'
    """Yearly irradiation of the module's plane."""
    performance_ratio: 'str'
    """Share of the yield that is reached, 0 to 1."""
    source: 'Text'
    """Where the figure comes from."""
    years: 'int'
    """Years of use."""


class GrantPage(TypedDict):
    items: 'list[GrantView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


GrantState: TypeAlias = 'Literal["open", "ended"]'


class GrantView(TypedDict):
    """One organisation. `ended_at` is absent while it may read the footprint."""

    ended_at: 'str | None'
    """When it ended; null while it has not."""
    ended_by: 'str | None'
    """Who ended it; null while it counts."""
    granted_at: 'str'
    """Since when it counts."""
    reason: 'str | None'
    """Why, in words."""
    recipient: 'str'
    """The organisation that may read."""


class GrantsRequest(TypedDict):
    """Organisations that may read the footprint from now on."""

    recipients: 'list[str]'
    """The organisations that may read it."""


class GrantsView(TypedDict):
    items: 'list[GrantView]'
    """The items."""


class Heating(TypedDict):
    """What a fuel contains and releases; the product of the first three with 44/12 is its CO2."""

    biogenic: 'NotRequired[bool]'
    """The carbon is that of biomass: its CO2 stands beside the footprint."""
    carbon_content: 'str'
    """t C per GJ."""
    ch4_kg_per_tj: 'NotRequired[str]'
    """kg of methane per TJ."""
    n2o_kg_per_tj: 'NotRequired[str]'
    """kg of nitrous oxide per TJ."""
    net_calorific_value: 'str'
    """GJ per `per`; 1 when `per` is GJ itself."""
    oxidation: 'str'
    """Share of the carbon that burns, above 0 and up to 1."""
    per: 'str'
    """`t`, `kg`, `Nm3`, `m3`, `L` or `GJ`."""
    source: 'Text'
    """Where the figure comes from."""


class Held(TypedDict):
    """A row."""

    at: 'str'
    """When it happened."""
    key: 'str'
    """What the row is found by."""
    state: 'str'
    """Where it stands."""
    subject: 'str'
    """What its events are about."""


class HolderStatement(TypedDict):
    """What the holder of a certificate says or wishes."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""


class Holdings(TypedDict):
    """What there is below a prefix: by parts, and row by row where it is little."""

    count: 'int'
    """How many rows there are."""
    parts: 'list[Part]'
    """By the next two digits; those without rows are absent."""
    prefix: 'str'
    """How the keys begin, in hexadecimal digits."""
    rows: 'list[Held]'
    """Every row, unless there are more than 256."""


class HotSpot(TypedDict):
    """One process, exchange or factor, with the share that it and all larger ones explain."""

    cumulative_percent: 'str'
    """Together with all larger ones, in percent."""
    id: 'str'
    """What it is called by; it never changes."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    percent: 'str'
    """Share of the whole, in percent."""


class HotSpots(TypedDict):
    """Rankings until `threshold_percent` of the footprint is explained."""

    exchanges: 'list[HotSpot]'
    """By exchange."""
    factors: 'list[HotSpot]'
    """The emission factors."""
    processes: 'list[HotSpot]'
    """The processes."""
    threshold_percent: 'str'
    """What they come to together at least, in percent."""


class HotSpotsView(TypedDict):
    """What carries most."""

    calculation_id: 'str'
    """The calculation."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    hot_spots: 'HotSpots'
    """The largest parts of the footprint."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


class Identity(TypedDict):
    """Which calculation this is a report on, of whom and of which product."""

    calculation: 'str'
    """The calculation."""
    category: 'str'
    """Code of the product category."""
    cpc: 'str'
    """UN CPC class."""
    dated: 'str'
    """When it was sealed, or else made."""
    enterprise: 'Text'
    """What the enterprise is called."""
    enterprise_code: 'str'
    """Unified social credit code of the enterprise."""
    gtin: 'str | None'
    """GTIN; null when it has none."""
    model: 'str'
    """The product's model."""
    piece: 'list[Measure]'
    """What one piece amounts to, by unit."""
    product: 'Text'
    """What the product is called."""
    seal: 'str | None'
    """SHA-256 of the sealed document; None: a draft that nobody can rely on."""
    site_division: 'str'
    """GB/T 2260 code of where it is made."""


class Input(TypedDict):
    """One exchange of a unit process: what was modelled, what was measured, what it emits."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    kind: 'str'
    """Which kind it is."""
    loss: 'str'
    """Share that is lost on the way, 0 to 1."""
    measured: 'Measure | None'
    """The total of the period, where it was measured."""
    name: 'Text'
    """What it is called."""
    percent: 'str'
    """Share of the whole, in percent."""
    sources: 'list[str]'
    """The factors, the supplying process or the gas."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


InputKind: TypeAlias = 'Literal["factor", "warming-potential", "heating", "amount", "loss", "output", "allocation", "piece"]'


class InventoryBound(TypedDict):
    """The usual amount of an input over all processes; matched by flow, supplier or factor."""

    factor_categories: 'NotRequired[list[str]]'
    """Categories of factors that are counted."""
    flows: 'NotRequired[list[str]]'
    """Totals by flow per declared unit."""
    high: 'str'
    """The upper bound."""
    id: 'str'
    """What it is called by; it never changes."""
    impossible_above: 'NotRequired[str | None]'
    """What is above this cannot be."""
    impossible_below: 'NotRequired[str | None]'
    """What is below this cannot be."""
    low: 'str'
    """The lower bound."""
    name: 'Text'
    """What it is called."""
    needed: 'NotRequired[bool]'
    """No product of the category does without it."""
    per: 'str'
    """A unit of the product: the value is `unit` per one of it."""
    processes: 'NotRequired[list[str]]'
    """What such processes of the system deliver counts too."""
    source: 'str'
    """Where the figure comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    why: 'Text'
    """The reason."""


JsonValue: TypeAlias = 'Any'


class JudgementPage(TypedDict):
    items: 'list[JudgementView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class JudgementView(TypedDict):
    """What a product system takes of something, per one unit of product."""

    id: 'str'
    """What it is called by; it never changes."""
    message: 'Text'
    """What it means, in words."""
    per: 'str'
    """What it is for."""
    place: 'str'
    """`process.exchange`, or the process that delivers most of it."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """The figure, in its unit; footprints are kg CO2e per declared unit."""
    verdict: 'Verdict'
    """Whether it is usual."""


class KeptBundlePage(TypedDict):
    items: 'list[KeptBundleView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class KeptBundleView(TypedDict):
    """A sealed calculation whose bundle is in the archive."""

    calculation_id: 'str'
    """Which calculation was sealed."""
    kept_at: 'str'
    """When its bundle came into the archive."""
    seal: 'str'
    """SHA-256 of the sealed document."""
    sealed_at: 'str'
    """When its enterprise sealed it."""


class KeyRequest(TypedDict):
    """A public key that is to serve beside those that do."""

    jwk: 'dict[str, JsonValue]'
    """JWK (RFC 7517) of a P-256 or RSA signature key with a `kid` of its own."""


class KeyView(TypedDict):
    key: 'str'
    """The public key, as `whpk_…`."""
    retired_at: 'str | None'
    """When it was retired; null while it signs."""
    since: 'str'
    """Since when."""


class KeysAddressRequest(TypedDict):
    """Where the client publishes its JWK set."""

    jwks_uri: 'str'
    """Where the client publishes its public keys (RFC 7591)."""


class KeysAddressView(TypedDict):
    """Where a client's keys are read every five minutes, and how that went last."""

    fault: 'str | None'
    """Why the last attempt took none."""
    jwks_uri: 'str'
    """Where the client publishes its public keys (RFC 7591)."""
    read_at: 'str | None'
    """When keys were last taken from there; the client's keys of before serve until then."""


class KeysView(TypedDict):
    keys: 'list[KeyView]'
    """The public keys."""
    scheme: 'str'
    """How deliveries are signed."""


class LabelFactsView(TypedDict):
    """A label's facts, what it is worth now, and what verifying its proof found. While the proof does not bear the facts out, the status is `unproven` and none of them is told."""

    body: 'NotRequired[dict[str, JsonValue] | None]'
    """The certification body: approval number, names, DID."""
    certificate: 'NotRequired[dict[str, JsonValue] | None]'
    """Number, first and last day, and the hash of the credential."""
    enterprise: 'NotRequired[dict[str, JsonValue] | None]'
    """The holder: unified social credit code and names."""
    footprint: 'NotRequired[dict[str, JsonValue] | None]'
    """The value in kg CO2e, and the amount and unit that it is for."""
    label_number: 'str'
    """What is printed on the label."""
    label_url: 'str'
    """Its public page."""
    links: 'dict[str, str | None]'
    """Where the other forms of the label are."""
    log: 'NotRequired[dict[str, JsonValue] | None]'
    """Origin of the transparency log, and the entry's index in it."""
    not_covered: 'NotRequired[list[str] | None]'
    """Members that the register adds and no signature bears out, such as `sample`."""
    product: 'NotRequired[dict[str, JsonValue] | None]'
    """Names, model, GTIN, category and CPC class."""
    replaced_by: 'NotRequired[str | None]'
    """Number of the label that took its place; absent when none did."""
    rule: 'NotRequired[dict[str, JsonValue] | None]'
    """Code and version of the accounting rule, and its standard."""
    sample: 'NotRequired[bool | None]'
    """Whether the parties are invented."""
    scheme: 'NotRequired[str | None]'
    """Which label it is: `national` or of a region."""
    seal: 'NotRequired[str | None]'
    """SHA-256 of the sealed calculation."""
    status: 'str'
    """What the label is worth at this moment."""
    verification: 'dict[str, JsonValue]'
    """Each check of the proof with its outcome, code and sentence."""


class LabelIssued(TypedDict):
    """A label was published: logged, resolvable and provable."""

    body: 'str'
    """The certification body, by its approval number."""
    boundary: 'str'
    """Where the footprint begins and ends."""
    certificate_id: 'str'
    """The certificate."""
    certificate_number: 'str'
    """Number of the certificate."""
    credential_sha256: 'str'
    """SHA-256 of the credential."""
    declared_unit: 'DeclaredUnit'
    """What the figures are for: an amount with its unit."""
    issued_at: 'str'
    """When it was issued."""
    label_number: 'str'
    """Number that is printed on the label."""
    label_url: 'str'
    """The label's public page."""
    log_index: 'int'
    """The transparency-log leaf that this event can be checked against."""
    product: 'ProductIdentity'
    """The product."""
    scheme: 'Scheme'
    """Which label it is about."""
    seal: 'str'
    """SHA-256 of the sealed document; null while it is not sealed."""
    valid_from: 'str'
    """From when it counts."""
    valid_until: 'str'
    """Until when it counts."""
    value: 'str'
    """The figure, in its unit; footprints are kg CO2e per declared unit."""


class LabelIssuedNotice(TypedDict):
    """A CloudEvent: a label was issued."""

    data: 'LabelIssued'
    """What happened."""
    datacontenttype: 'Literal["application/json"]'
    """The media type of `data`."""
    id: 'str'
    """Names the event; the same in the feed and at every attempt."""
    logindex: 'int'
    """The leaf of the transparency log that vouches for the event."""
    logorigin: 'str'
    """The log that holds it."""
    proofurl: 'str'
    """Where the label's offline proof is."""
    sample: 'NotRequired[bool]'
    """Whether it belongs to the test tenant: the label is worth nothing."""
    source: 'str'
    """The node that says so."""
    specversion: 'Literal["1.0"]'
    """Version of CloudEvents."""
    subject: 'str'
    """Number of the label."""
    time: 'str'
    """When it happened."""
    type: 'Literal["registry.label.issued.v1"]'
    """Which type of event it is."""


LabelStatus: TypeAlias = 'Literal["valid", "suspended", "withdrawn", "cancelled", "expired"]'


class LabelStatusChanged(TypedDict):
    """A label became suspended, valid again or void. `log_index` is the leaf of the status list that shows it."""

    certificate_id: 'str'
    """The certificate."""
    certificate_number: 'str'
    """Number of the certificate."""
    changed_at: 'str'
    """When it changed."""
    is_cancelled: 'NotRequired[bool]'
    """Whether it is void because its holder gave it up (注销), which is no sanction."""
    label_number: 'str'
    """Number that is printed on the label."""
    log_index: 'int'
    """The transparency-log leaf that this event can be checked against."""
    reason_code: 'NotRequired[str | None]'
    """Code of the national table for what happened; absent for a reinstatement."""
    replaced_by: 'NotRequired[str | None]'
    """Number of the certificate that took the place of the label's own."""
    status: 'ToldStatus'
    """Where it stands."""


class LabelStatusChangedNotice(TypedDict):
    """A CloudEvent: a label's status changed."""

    data: 'LabelStatusChanged'
    """What happened."""
    datacontenttype: 'Literal["application/json"]'
    """The media type of `data`."""
    id: 'str'
    """Names the event; the same in the feed and at every attempt."""
    logindex: 'int'
    """The leaf of the transparency log that vouches for the event."""
    logorigin: 'str'
    """The log that holds it."""
    proofurl: 'str'
    """Where the label's offline proof is."""
    sample: 'NotRequired[bool]'
    """Whether it belongs to the test tenant: the label is worth nothing."""
    source: 'str'
    """The node that says so."""
    specversion: 'Literal["1.0"]'
    """Version of CloudEvents."""
    subject: 'str'
    """Number of the label."""
    time: 'str'
    """When it happened."""
    type: 'Literal["registry.label.status-changed.v1"]'
    """Which type of event it is."""


class LabelSummary(TypedDict):
    """One published label, in brief."""

    body: 'str'
    """Approval number of the certification body."""
    boundary: 'str'
    """Where the footprint begins and ends."""
    category: 'str'
    """Code of the product category."""
    certificate_number: 'str'
    """Number of the certificate."""
    division: 'str'
    """GB/T 2260 code of where it is made."""
    enterprise: 'str'
    """Unified social credit code."""
    enterprise_name_en: 'str'
    """The holder in English."""
    enterprise_name_zh: 'str'
    """The holder in Chinese."""
    label_number: 'str'
    """Number that is printed on the label."""
    label_url: 'str'
    """The label's public page."""
    log_index: 'int'
    """Its index in the transparency log."""
    model: 'str'
    """The product's model."""
    per_amount: 'str'
    """The amount of the declared unit."""
    per_unit: 'str'
    """The unit of that amount."""
    product_name_en: 'str'
    """The product in English."""
    product_name_zh: 'str'
    """The product in Chinese."""
    published_at: 'str | None'
    """When the label became public."""
    sample: 'bool'
    """Whether a party is invented."""
    scheme: 'Scheme'
    """Which label it is about."""
    status: 'LabelStatus'
    """What the label is worth at this moment."""
    unit: 'str'
    """`kg CO2e`."""
    valid_from: 'str'
    """From when it counts."""
    valid_until: 'str'
    """Until when it counts."""
    value: 'str'
    """The footprint per declared unit, in `unit`."""


class LabelSummaryPage(TypedDict):
    items: 'list[LabelSummary]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


Language: TypeAlias = 'Literal["zh", "en"]'


class LaterChange(TypedDict):
    """Something that had become known by the day and that the calculation does not rest on."""

    at: 'str | None'
    """When it happened."""
    node: 'str'
    """The node that is meant."""
    what: 'Words'
    """What it is about."""


class LegacyFootprint(TypedDict):
    """One footprint."""

    data: 'dict[str, JsonValue]'
    """The footprint in the data model of PACT v2.3."""


class LegacyFootprintList(TypedDict):
    """A page of footprints; the `Link` header leads to the next."""

    data: 'list[dict[str, JsonValue]]'
    """The footprints in the data model of PACT v2.3."""


class LegacyLossView(TypedDict):
    """Something that v2.3 cannot say, or says otherwise; `field` is its name in v3."""

    en: 'str'
    """In English."""
    field: 'str'
    """The member that is meant."""
    zh: 'str'
    """In Chinese."""


class LegacyView(TypedDict):
    """The footprint as readers of v2.3 get it; without a document they cannot get it at all."""

    document: 'dict[str, JsonValue] | None'
    """The document as it is."""
    losses: 'list[LegacyLossView]'
    """What could not be carried over."""


class LibraryRequest(TypedDict):
    """A version of a factor library that was loaded."""

    code: 'str'
    """A code that stays the same in every language."""
    version: 'str'
    """Its version."""


class LineRefused(TypedDict):
    """A line that was not taken, as it was sent."""

    code: 'str'
    """A code that stays the same in every language."""
    line: 'int'
    """Line of the file, from 1."""
    raw: 'str'
    """The text as it came."""
    reason: 'Text'
    """Why, in words."""


class LineageNode(TypedDict):
    """One thing that a result rests on."""

    at: 'NotRequired[str | None]'
    """When it was recorded, handed in, loaded or decided; None: not written down."""
    by: 'NotRequired[Actor | None]'
    """None: not written down, or nobody in particular."""
    facts: 'NotRequired[dict[str, str]]'
    """What is known of it."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'NodeKind'
    """What it is."""
    name: 'Words'
    """What it is called."""


class LineageView(TypedDict):
    """The graph behind a result. `changes` lists what had become known by the day and is not in the result: newer factors, rules and seals, ended supplies, open findings."""

    as_of: 'str'
    """The moment that it is told for."""
    calculation_id: 'str'
    """The calculation."""
    changes: 'list[LaterChange]'
    """What changes."""
    edges: 'list[Edge]'
    """Which node rests on which."""
    nodes: 'list[LineageNode]'
    """All that the result rests on."""
    root: 'str'
    """The node that was asked for."""
    standing: 'StandingOnDay'
    """How it stands now."""


class LintFindingView(TypedDict):
    """What the linter says; `code` is stable."""

    code: 'str'
    """A code that stays the same in every language."""
    en: 'str'
    """In English."""
    field: 'str'
    """The member that is meant."""
    severity: 'str'
    """Whether it is an error or a warning."""
    zh: 'str'
    """In Chinese."""


class ListedProductPage(TypedDict):
    items: 'list[ListedProductView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ListedProductView(TypedDict):
    """A product of a published batch, for everyone."""

    batch: 'int'
    """Number of the batch in which it was published."""
    category: 'str'
    """Code of the product category."""
    division: 'str'
    """GB/T 2260 code."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name: 'Words'
    """What the enterprise is called."""
    id: 'str'
    """Of the nomination by which it came onto the list."""
    model: 'str'
    """The product's model."""
    national: 'NationalEntryView | None'
    """Its entry of the national pilot catalogue; null on the city's own list."""
    product_id: 'str'
    """The product."""
    product_name: 'Words'
    """What the product is called."""
    published_at: 'str'
    """When it was published."""
    state: 'NominationState'
    """Where it stands."""
    withdrawal_reasons_zh: 'str | None'
    """Why it was taken off the list, in Chinese."""
    withdrawn_at: 'str | None'
    """When it was taken off the list; null while it stands there."""


class LossPage(TypedDict):
    items: 'list[LossView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class LossView(TypedDict):
    """Something of a foreign model that was not carried, or only by an assumption."""

    id: 'str'
    """What it is called by; it never changes."""
    material: 'bool'
    """It can change the footprint: nothing is computed before a person has settled it."""
    settlement: 'SettlementView | None'
    """How it was settled; null while it is not."""
    what: 'Text'
    """What it is about."""
    where: 'str'
    """A process, or `process.exchange`; several with commas."""


class Measure(TypedDict):
    """An amount with its unit."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class Message(TypedDict):
    """The same in both languages."""

    en: 'str'
    """In English."""
    zh: 'str'
    """In Chinese."""


class MessageView(TypedDict):
    """A message in both languages."""

    en: 'str'
    """In English."""
    zh: 'str'
    """In Chinese."""


class Meter(TypedDict):
    """A counter that only grows, until it rolls over or is reset."""

    calibrations: 'NotRequired[list[Calibration]]'
    """Its calibrations."""
    digits: 'NotRequired[int | None]'
    """Digits before the point: after 99999 a meter of five digits shows 0 again."""
    feeds: 'NotRequired[list[Feed]]'
    """The exchanges that it measures."""
    interval_minutes: 'NotRequired[int | None]'
    """How often it is read; a pause of more than twice that is a gap."""
    kind: 'MeterKind'
    """Which kind it is."""
    multiplier: 'NotRequired[str]'
    """Amount in `unit` per count, for example the ratio of a current transformer."""
    name: 'Text'
    """What it is called."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


MeterKind: TypeAlias = 'Literal["electricity", "gas", "heat", "water", "mass", "production"]'


class MeterPage(TypedDict):
    items: 'list[MeterView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class MeterView(TypedDict):
    described_at: 'str'
    """When it was described last."""
    id: 'str'
    """What it is called by; it never changes."""
    meter: 'Meter'
    """The meter as it was described."""
    version: 'int'
    """Counts the descriptions; earlier ones are kept."""


class MeteredRequest(TypedDict):
    """A period that is over, the end exclusive; days begin at midnight in China."""

    co_products: 'NotRequired[list[StatedCoProduct]]'
    """What came out beside; a process that has co-products needs every one of them."""
    outputs: 'NotRequired[list[StatedOutput]]'
    """What processes made that no production meter counts."""
    period_end: 'str'
    """First day after the period."""
    period_start: 'str'
    """First day of the period."""


class Mix(TypedDict):
    """A stated mix of generation; the shares add up to exactly 1."""

    by: 'Literal["mix"]'
    """Where the energy comes from."""
    line_loss: 'NotRequired[str]'
    """Share that lines lose, 0 to 1."""
    parts: 'list[MixPart]'
    """The parts of the mix; their shares come to 1."""
    transmission: 'NotRequired[str | None]'
    """Factor of the lines that carry it, kg CO2e per kWh."""


class MixPart(TypedDict):
    """One kind of generation in a mix."""

    factor: 'str'
    """The emission factor."""
    share: 'str'
    """Share of the whole, 0 to 1."""


Mode: TypeAlias = 'Literal["road", "rail", "sea", "inland-water", "air"]'


class ModelledView(TypedDict):
    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    product_id: 'str'
    """The product."""
    system: 'ProductSystem'
    """The product system."""
    warnings: 'list[Unusual]'
    """What is unusual about it."""


MoveDirection: TypeAlias = 'Literal["above", "below"]'


MoveOutcome: TypeAlias = 'Literal["up", "down", "same", "restated", "refused"]'


class NationalEntryView(TypedDict):
    """An entry of the national pilot catalogue."""

    edition: 'str'
    """Day on which this edition of the catalogue was published, YYYY-MM-DD."""
    item: 'int'
    """Its number in the catalogue."""
    name_zh: 'str'
    """What it is called in Chinese."""


class NewValueRequest(TypedDict):
    """A factor of the library with the value it would have; what is not given stays."""

    basis: 'NotRequired[Basis | None]'
    """What the factor was made from and for."""
    id: 'str'
    """What it is called by; it never changes."""
    source_title: 'NotRequired[str | None]'
    """Title of the source."""
    unit: 'NotRequired[str | None]'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """kg CO2e per `unit`."""
    year: 'NotRequired[int | None]'
    """The year that it is of."""


NodeKind: TypeAlias = 'Literal["result", "process", "exchange", "measurement", "evidence", "activity-data", "product-system", "product", "factor", "supplier-footprint", "factor-library", "gwp-set", "rule", "engine", "calculation", "seal", "certification-body", "finding"]'


class NominationActView(TypedDict):
    """Something that happened to a nomination."""

    at: 'str'
    """When it happened."""
    kind: 'ActKind'
    """What was done."""
    org: 'str'
    """The organisation."""
    position: 'OpinionPosition | None'
    """Of an opinion: for it or against it."""
    reasons_zh: 'str'
    """Why, in Chinese."""
    role: 'str'
    """The role of the organisation."""


class NominationPage(TypedDict):
    items: 'list[NominationView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class NominationRequest(TypedDict):
    """提名: which product should stand on the list of pilot products, and why."""

    category: 'str'
    """Code of the product category."""
    division: 'str'
    """GB/T 2260 code of the county where the product is made."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name_en: 'str'
    """What the enterprise is called in English."""
    enterprise_name_zh: 'str'
    """What the enterprise is called in Chinese."""
    model: 'str'
    """The product's model."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    product_id: 'str'
    """The product under which the enterprise accounts for it; certification looks for this one."""
    reasons_zh: 'str'
    """Why it should be listed, in Chinese."""


NominationState: TypeAlias = 'Literal["open", "included", "declined", "published", "retracted", "withdrawn"]'


class NominationView(TypedDict):
    """A nomination with its whole history."""

    acts: 'list[NominationActView]'
    """What happened to it, oldest first."""
    awaited: 'list[str]'
    """Roles whose opinion is asked and not given yet."""
    batch: 'int | None'
    """Number of the batch in which it was published; null before."""
    category: 'str'
    """Code of the product category."""
    division: 'str'
    """GB/T 2260 code."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    enterprise_name: 'Words'
    """What the enterprise is called."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    nominated_at: 'str'
    """When it was nominated."""
    nominated_by: 'str'
    """The organisation that nominated it."""
    opinions_until: 'str'
    """Until when opinions are taken."""
    product_id: 'str'
    """The product."""
    product_name: 'Words'
    """What the product is called."""
    reasons_zh: 'str'
    """Why it was nominated, in Chinese."""
    silent: 'list[str]'
    """Roles that gave no opinion before the deadline."""
    state: 'NominationState'
    """Where it stands."""


NotCounted: TypeAlias = 'Literal["not-listed", "withdrawn", "counted-before"]'


class Omission(TypedDict):
    """An input that was left out, with its reason."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    energy_percent: 'str | None'
    """Share of the energy, in percent."""
    estimated_kg_co2e: 'str | None'
    """At most, by the maker's estimate; never part of the footprint."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    mass_percent: 'str | None'
    """Share of the mass, in percent."""
    reason: 'Text'
    """Why, in words."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    within_limit: 'bool | None'
    """Whether it stays within the limit."""


class OnSite(TypedDict):
    """Electricity made and used on the site, so that no public line lies between."""

    by: 'Literal["on-site"]'
    """Where the energy comes from."""
    generation: 'str'
    """Electricity that is made here."""


class OpenApiDocument(TypedDict):
    """A document of OpenAPI 3.1; its specification describes every member."""

    info: 'dict[str, JsonValue]'
    """Title, version, contact and licence."""
    openapi: 'str'
    """Version of the specification."""
    paths: 'dict[str, JsonValue]'
    """Every operation by path and method."""


Operator: TypeAlias = 'Literal["PEF", "EPD International", "Other"]'


OpinionPosition: TypeAlias = 'Literal["support", "object"]'


class OpinionRequest(TypedDict):
    """意见: what a department thinks of a nomination, with its reasons."""

    position: 'OpinionPosition'
    """Whether the department is for it or against it."""
    reasons_zh: 'str'
    """Why, in Chinese; on record for good, and public where the list is."""


class OrganisationEntry(TypedDict):
    """An organisation in the list; what follows its names only those see who manage clients."""

    division: 'NotRequired[str | None]'
    """GB/T 2260 code."""
    id: 'str'
    """What it is called by; it never changes."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    role: 'str'
    """The role of the organisation."""
    sample: 'NotRequired[bool | None]'
    """Whether it is invented."""
    state: 'NotRequired[str | None]'
    """`active` while a client can act for it, else `idle`."""
    updated_at: 'NotRequired[str | None]'
    """When it changed last."""


class OrganisationEntryPage(TypedDict):
    items: 'list[OrganisationEntry]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class OrganisationRequest(TypedDict):
    """What an operator says about an organisation."""

    division: 'NotRequired[str | None]'
    """GB/T 2260 code; a district bureau sees only files of its own division."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    role: 'str'
    """The role of the organisation."""
    sample: 'NotRequired[bool]'
    """Whether it belongs to the test tenant, whose labels are worth nothing. It stays there."""


OrganisationState: TypeAlias = 'Literal["active", "idle"]'


class OrganisationView(TypedDict):
    """An organisation that may hold clients."""

    division: 'NotRequired[str | None]'
    """GB/T 2260 code; a district bureau sees only files of its own division."""
    id: 'str'
    """What it is called by; it never changes."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    role: 'str'
    """The role of the organisation."""
    sample: 'NotRequired[bool]'
    """Whether it belongs to the test tenant, whose labels are worth nothing. It stays there."""


Outcome: TypeAlias = 'Literal["passed", "failed"]'


class OwnKeyPage(TypedDict):
    items: 'list[OwnKeyView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class OwnKeyView(TypedDict):
    """A key of the client that asks."""

    algorithms: 'list[str]'
    """What it may sign with."""
    ends_at: 'str | None'
    """From when on it does not serve any more, where that is set."""
    kid: 'str'
    """The name of the key."""
    thumbprint: 'str'
    """Thumbprint of the key (RFC 7638)."""


class Packaging(TypedDict):
    """What the product leaves in; reusable packaging counts by its uses."""

    content: 'Quantity'
    """What goes around the process's output, before reuse is counted."""
    factor: 'str'
    """The emission factor."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["packaging"]'
    """Which kind it is."""
    loss: 'NotRequired[str]'
    """Share that is lost on the way, 0 to 1."""
    uses: 'NotRequired[str]'
    """How many times it travels, 1 or more."""


class PactError(TypedDict):
    """Why a request was refused, as PACT has it."""

    code: 'str'
    """A code that stays the same in every language."""
    message: 'str'
    """What it means, in words."""


class PactFootprint(TypedDict):
    """One footprint."""

    data: 'ProductFootprint'
    """The footprint in the data model of PACT v3."""


class PactFootprintList(TypedDict):
    """A page of footprints; the `Link` header leads to the next."""

    data: 'list[ProductFootprint]'
    """The footprints in the data model of PACT v3."""


PactUnit: TypeAlias = 'Literal["liter", "kilogram", "cubic meter", "kilowatt hour", "megajoule", "ton kilometer", "square meter", "piece", "hour", "megabit second"]'


class Part(TypedDict):
    """The rows whose keys begin so."""

    count: 'int'
    """How many rows there are."""
    digest: 'str'
    """Sum of the hashes of key and state."""
    prefix: 'str'
    """How the keys begin, in hexadecimal digits."""


class PartnerPage(TypedDict):
    items: 'list[PartnerView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class PartnerRequest(TypedDict):
    """Where a partner's PACT host is, where it gives out tokens (absent: no token needed), and the major version of PACT that it speaks."""

    auth_base: 'NotRequired[str | None]'
    """Address at which the partner gives tokens."""
    base_url: 'str'
    """Address at which the partner is reached."""
    version: 'NotRequired[Version]'
    """Its version."""


class PartnerView(TypedDict):
    auth_base: 'str | None'
    """Address at which the partner gives tokens."""
    base_url: 'str'
    """Address at which the partner is reached."""
    org: 'str'
    """The organisation."""
    version: 'Version'
    """Its version."""


class Pedigree(TypedDict):
    """Scores from 1 (best) to 5: reliability, completeness, time, place, technology[, sample]."""

    scores: 'list[int]'
    """Scores of the data, 1 (best) to 5."""
    set: 'PedigreeSet'
    """The set of deviations that is used."""


class PedigreeScores(TypedDict):
    """How good one datum is, 1 (best) to 5; the size of the sample is not always known."""

    completeness: 'int'
    """How complete the data are, 1 (best) to 5."""
    geographical: 'int'
    """How near the place is, 1 (best) to 5."""
    reliability: 'int'
    """How reliable the data are, 1 (best) to 5."""
    sample_size: 'NotRequired[int | None]'
    """How large the sample is, 1 (best) to 5."""
    technological: 'int'
    """How near the technology is, 1 (best) to 5."""
    temporal: 'int'
    """How near the time is, 1 (best) to 5."""


PedigreeSet: TypeAlias = 'Literal["v1", "v2"]'


class PerUnit(TypedDict):
    """The footprint per one of another unit that the product converts to."""

    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class PersonModel(TypedDict):
    """The human whom a certification body's client stands for."""

    id: 'str'
    """What it is called by; it never changes."""
    name: 'str'
    """What it is called."""


class Physical(TypedDict):
    """Share the burden by mass or by energy content (step 2 of the standard's order). Weights are kg or MJ per unit of the product's output; a product that is counted in a unit of mass or of energy already needs none."""

    method: 'Literal["mass", "energy"]'
    """The method."""
    not_subdivided: 'Text'
    """Why the process cannot be divided into one for each product (step 1)."""
    weights: 'NotRequired[list[Weight]]'
    """What shares are by."""


class PieceBound(TypedDict):
    """What one piece amounts to in one unit per another, such as kg per m2."""

    high: 'str'
    """The upper bound."""
    id: 'str'
    """What it is called by; it never changes."""
    impossible_above: 'NotRequired[str | None]'
    """What is above this cannot be."""
    impossible_below: 'NotRequired[str | None]'
    """What is below this cannot be."""
    low: 'str'
    """The lower bound."""
    name: 'Text'
    """What it is called."""
    per: 'str'
    """A unit of the product: the value is `unit` per one of it."""
    source: 'str'
    """Where the figure comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    why: 'Text'
    """The reason."""


PlaceInHistory: TypeAlias = 'Literal["current", "earlier", "open"]'


PlatformState: TypeAlias = 'Literal["up", "partly", "down"]'


class PlatformStateView(TypedDict):
    """Who answers now: all services, some, or none."""

    at: 'str'
    """When it happened."""
    services: 'list[ServiceStateView]'
    """Each service."""
    state: 'PlatformState'
    """Where it stands."""


class PlausibilityPack(TypedDict):
    """`plausibility.yaml` of a category; a change is a new version."""

    category: 'str'
    """Code of the product category."""
    inventory: 'NotRequired[list[InventoryBound]]'
    """What one unit of the product takes."""
    pieces: 'NotRequired[list[PieceBound]]'
    """What one piece amounts to."""
    version: 'str'
    """Its version."""


class Position(TypedDict):
    """Published levels, and the standing; None while too few enterprises have sealed."""

    fewest_enterprises: 'NotRequired[int]'
    """With fewer enterprises than this, nothing is compared."""
    levels: 'list[PublishedLevel]'
    """Published levels to compare with."""
    standing: 'RelativeStanding | None'
    """How it stands now."""


class PositionView(TypedDict):
    """Where the footprint stands."""

    calculation_id: 'str'
    """The calculation."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    position: 'Position'
    """Where the footprint stands."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


class Problem(TypedDict):
    """Why a request was refused, and what to do next (RFC 9457)."""

    detail: 'str'
    """What happened and what to do, in the language that was asked for."""
    errors: 'NotRequired[list[Fault]]'
    """Each place that has to be corrected; absent when no place of the request is to blame."""
    instance: 'str'
    """The path that was asked."""
    messages: 'Words'
    """The same in both languages."""
    status: 'int'
    """The status of the answer."""
    title: 'str'
    """The type in words."""
    trace_id: 'str | None'
    """Names the trace of this request; tell it to whoever runs the platform."""
    type: 'str'
    """Which problem it is; docs/problems.md lists all of them. Decide by this member alone."""


ProceedingKind: TypeAlias = 'Literal["withdrawal-notice", "statement", "cancellation-request"]'


class ProceedingView(TypedDict):
    """What was said before a certificate was withdrawn or cancelled."""

    at: 'str'
    """When it happened."""
    kind: 'ProceedingKind'
    """Which kind it is."""


class Process(TypedDict):
    """A unit process, its direct and bought-in emissions, and its exchanges."""

    biogenic_kg_co2: 'str'
    """kg of biogenic CO2, emitted less taken up; beside the footprint, never inside it."""
    delivered: 'Measure'
    """Per declared unit."""
    id: 'str'
    """What it is called by; it never changes."""
    inputs: 'list[Input]'
    """By input."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    name: 'Text'
    """What it is called."""
    output: 'Measure'
    """How much leaves the process."""
    percent: 'str'
    """Share of the whole, in percent."""
    stage: 'str'
    """Stage of the life cycle."""


class ProcessActivity(TypedDict):
    """What one process made and consumed over the period."""

    co_products: 'NotRequired[list[CoProductOutput] | None]'
    """Every co-product of the process, or none when it has none."""
    consumption: 'list[Consumption]'
    """What was consumed in the period."""
    evidence: 'Evidence'
    """SHA-256 of files that prove it."""
    output: 'Quantity'
    """How much leaves the process."""
    process: 'str'
    """The process, by its id."""


class ProcessDelivery(TypedDict):
    """How much a process delivers per declared unit."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    process: 'str'
    """The process, by its id."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class ProductFootprint(TypedDict):
    """One immutable version of a product's footprint."""

    comment: 'NotRequired[str | None]'
    """A remark for people."""
    companyIds: 'list[str]'
    """URNs of the company."""
    companyName: 'str'
    """What the company is called."""
    created: 'str'
    """When it was made."""
    extensions: 'NotRequired[list[Extension] | None]'
    """What PACT has no member for."""
    id: 'str'
    """What it is called by; it never changes."""
    pcf: 'CarbonFootprint'
    """The footprint in figures."""
    precedingPfIds: 'NotRequired[list[str] | None]'
    """The footprints whose place it takes."""
    productClassifications: 'NotRequired[list[str] | None]'
    """URNs of its classes."""
    productDescription: 'str'
    """What the product is."""
    productIds: 'list[str]'
    """URNs of the product."""
    productNameCompany: 'str'
    """What the company calls the product."""
    specVersion: 'str'
    """Version of PACT that the document follows."""
    status: 'FootprintStatus'
    """Where it stands."""
    validityPeriodEnd: 'NotRequired[str | None]'
    """Until when it may be used."""
    validityPeriodStart: 'NotRequired[str | None]'
    """From when it may be used."""


class ProductIdentity(TypedDict):
    """What a label says about a product; nothing here is a trade secret."""

    category: 'str'
    """Code of the product category."""
    cpc: 'str'
    """UN CPC class, five digits."""
    enterprise: 'str'
    """Unified social credit code, GB 32100-2015."""
    enterprise_name_en: 'str'
    """What the enterprise is called in English."""
    enterprise_name_zh: 'str'
    """What the enterprise is called in Chinese."""
    gtin: 'NotRequired[str | None]'
    """GTIN; null when it has none."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    name_en: 'str'
    """What it is called in English."""
    name_zh: 'str'
    """What it is called in Chinese."""
    site_division: 'str'
    """GB/T 2260 code of the county where the product is made, six digits."""


class ProductPage(TypedDict):
    items: 'list[ProductView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ProductRequest(TypedDict):
    """A product model. `piece` says what one piece amounts to in each unit of its category."""

    category: 'str'
    """Code of the product category."""
    cpc: 'NotRequired[str | None]'
    """UN CPC class, where the product is not of its category's first one."""
    generation: 'NotRequired[Generation | None]'
    """Of a PV module: the assumptions by which its footprint is also told per kWh."""
    gtin: 'NotRequired[str | None]'
    """GTIN; null when it has none."""
    model: 'str'
    """The product's model."""
    name: 'Text'
    """What it is called."""
    piece: 'list[Quantity]'
    """What one piece amounts to, by unit."""
    site_division: 'str'
    """GB/T 2260 code of where it is made."""


class ProductSystem(TypedDict):
    """The unit processes behind one product; `reference` makes the product itself."""

    name: 'Text'
    """What it is called."""
    processes: 'list[UnitProcess]'
    """The processes."""
    reference: 'str'
    """The process whose output is the product."""
    wood: 'NotRequired[list[Wood] | None]'
    """Wood per output of the reference process, for the carbon stored beside the footprint."""


class ProductView(TypedDict):
    category: 'str'
    """Code of the product category."""
    cpc: 'str'
    """UN CPC class."""
    created_at: 'str'
    """When it was made."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    generation: 'Generation | None'
    """Electricity that is made here."""
    gtin: 'str | None'
    """GTIN-14."""
    id: 'str'
    """What it is called by; it never changes."""
    model: 'str'
    """The product's model."""
    name: 'Text'
    """What it is called."""
    piece: 'list[Quantity]'
    """What one piece amounts to, by unit."""
    site_division: 'str'
    """GB/T 2260 code of where it is made."""


class ProgrammeView(TypedDict):
    """The pilot as it stood at a moment."""

    as_of: 'str'
    """What happened before this moment is counted."""
    targets: 'list[FigureView]'
    """Every target of the plan, in its order."""


class ProgressView(TypedDict):
    """Steps of the work itself, such as samples that were drawn."""

    done: 'int'
    """How many steps are done."""
    of: 'int'
    """How many steps there are."""


class ProofModel(TypedDict):
    """A document by its digest; the document itself is shown to the operators."""

    name: 'str'
    """What it is called."""
    sha256: 'str'
    """SHA-256 of the content."""


class ProposalPage(TypedDict):
    items: 'list[ProposalView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ProposalRequest(TypedDict):
    """A change that is only thought of: exactly one of `factors`, `factor_import` (what waits in quarantine), `library` and `category` (a document with the proposed rule) is given."""

    category: 'NotRequired[CategoryPackInput | None]'
    """Code of the product category."""
    every_seal: 'NotRequired[bool]'
    """Look at every seal, not only at the newest of each product."""
    factor_import: 'NotRequired[str | None]'
    """An import whose factors would be used."""
    factors: 'NotRequired[list[NewValueRequest]]'
    """The emission factors."""
    library: 'NotRequired[LibraryRequest | None]'
    """The factor library, by its version."""
    title: 'str'
    """What is proposed, for whoever reads the study."""


class ProposalView(TypedDict):
    """A factor that would do, with what speaks for and against it, in the order of its rank."""

    id: 'str'
    """What it is called by; it never changes."""
    name: 'Text'
    """What it is called."""
    rank: 'int'
    """Its place, from 1."""
    reasons: 'list[Text]'
    """Why it fits."""
    region: 'str'
    """Where it is valid."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """kg CO2e per `unit`."""
    year: 'int | None'
    """The year that it is of."""


class PublicationRequest(TypedDict):
    """Who may read the footprint, and what PACT asks for beyond the calculation."""

    allocation: 'NotRequired[str | None]'
    """How burdens are shared among products that are made together."""
    biogenic_carbon_kg: 'NotRequired[str | None]'
    """kg of biogenic carbon in the product."""
    boundary: 'NotRequired[str | None]'
    """Where the footprint begins and ends."""
    dqi: 'NotRequired[Ratings | None]'
    """Ratings of the data; null when they are not rated."""
    fossil_carbon_kg: 'str'
    """kg of fossil carbon in one declared unit as published (one piece where PACT has no unit)."""
    recipients: 'list[str]'
    """The organisations that may read it."""


class PublicationView(TypedDict):
    """A published version; `footprint` is the PACT document as recipients read it."""

    calculation_id: 'str'
    """The calculation."""
    footprint: 'dict[str, JsonValue]'
    """The footprint."""
    id: 'str'
    """What it is called by; it never changes."""
    replaced_by: 'str | None'
    """What took its place; null when nothing did."""
    status: 'str'
    """Whether it may still be used."""


class PublishedLevel(TypedDict):
    """A published level, expressed in the declared unit."""

    difference_percent: 'str'
    """How far the footprint lies above (+) or below (-) the level."""
    id: 'str'
    """What it is called by; it never changes."""
    kg_co2e: 'str'
    """Per declared unit."""
    name: 'Text'
    """What it is called."""
    published: 'str'
    """The level as it was published."""
    published_unit: 'str'
    """The unit that it was published in."""
    region: 'str'
    """Where it is valid."""
    source_ref: 'str'
    """Where in the source it stands."""
    source_title: 'str'
    """Title of the source."""
    year: 'int | None'
    """The year that it is of."""


class Quality(TypedDict):
    """The rating of a footprint: that of its exchanges, weighted by what they contribute."""

    exchanges: 'list[RatedExchange]'
    """By exchange."""
    geographical_dqr: 'str'
    """Mean rating of the place."""
    given_percent: 'str'
    """Of the footprint, with scores that a person gave."""
    pef: 'Rating'
    """The rating after PEF."""
    primary_percent: 'str'
    """Of the footprint, by measured amounts."""
    technological_dqr: 'str'
    """The three of PACT v3, 1 to 5."""
    temporal_dqr: 'str'
    """Mean rating of the time."""


class QualityView(TypedDict):
    """The PEF rating and the PACT indicators, weighted by contribution."""

    calculation_id: 'str'
    """The calculation."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    quality: 'Quality'
    """The ratings."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


class Quantity(TypedDict):
    """An amount with its unit."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class RatedExchange(TypedDict):
    """One exchange with its rating and its weight."""

    given: 'bool'
    """A person gave the scores; otherwise they follow from the pack's assumptions."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    percent: 'str'
    """Share of the whole, in percent."""
    place: 'str'
    """`process.exchange`."""
    rating: 'Rating'
    """Its ratings."""


class Rating(TypedDict):
    """The four PEF criteria, 1 (best) to 5, and their mean."""

    dqr: 'str'
    """The mean of the ratings."""
    geographical: 'str'
    """How near the place is, 1 (best) to 5."""
    precision: 'str'
    """How precise it is, 1 (best) to 5."""
    technological: 'str'
    """How near the technology is, 1 (best) to 5."""
    temporal: 'str'
    """How near the time is, 1 (best) to 5."""


class Ratings(TypedDict):
    """PACT data quality ratings, 1 (best) to 5."""

    geographical: 'str'
    """How near the place is, 1 (best) to 5."""
    technological: 'str'
    """How near the technology is, 1 (best) to 5."""
    temporal: 'str'
    """How near the time is, 1 (best) to 5."""


class ReactivationView(TypedDict):
    repair_after: 'int'
    """Position of the feed after which events may be missing."""
    subscription: 'SubscriptionView'
    """The subscription as it is now."""


class ReadPage(TypedDict):
    items: 'list[ReadView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ReadView(TypedDict):
    """One reading of the footprint by somebody it was granted to."""

    client: 'str'
    """The program that acted."""
    footprint_id: 'str'
    """The footprint."""
    read_at: 'str'
    """When it was read."""
    reader: 'str'
    """The organisation that read."""
    way: 'str'
    """By which operation it was read."""


class ReadingView(TypedDict):
    at: 'str'
    """When it happened."""
    value: 'str'
    """What the meter showed."""


class ReasonCodePage(TypedDict):
    items: 'list[ReasonCodeView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ReasonCodeView(TypedDict):
    act: 'Literal["suspension", "withdrawal", "cancellation"]'
    """The table: a code means something else in each."""
    code: 'str'
    """A code that stays the same in every language."""
    stand_in: 'bool'
    """Whether the words are the pilot's own, because the national ones were not found."""
    words: 'Words'
    """What it means."""


class ReasonView(TypedDict):
    """Why the calculation can no longer be done; `type` is that of the refusal."""

    message: 'MessageView'
    """What it means, in words."""
    type: 'str'
    """The problem type of the refusal."""


class ReasonsRequest(TypedDict):
    """Why it is done."""

    reasons_zh: 'str'
    """Why, in Chinese; on record for good, and public where the list is."""


class ReceiptView(TypedDict):
    """What became of a batch: taken + known + refused is the number of its lines."""

    known: 'int'
    """Already recorded, with the same value."""
    lines_refused: 'list[LineRefused]'
    """At most the first thousand."""
    refused: 'int'
    """How many were refused."""
    taken: 'int'
    """How many readings were taken in."""


class RefusalRequest(TypedDict):
    """Why a change is not to be."""

    reason: 'str'
    """Why, in words."""


Region: TypeAlias = 'Literal["Africa", "Americas", "Asia", "Europe", "Oceania", "Australia and New Zealand", "Central Asia", "Eastern Asia", "Eastern Europe", "Latin America and the Caribbean", "Melanesia", "Micronesia", "Northern Africa", "Northern America", "Northern Europe", "Polynesia", "South-eastern Asia", "Southern Asia", "Southern Europe", "Sub-Saharan Africa", "Western Asia", "Western Europe"]'


class RegistrationRequest(TypedDict):
    """A client's registration; exactly one of `jwks` and, in development, `secret`."""

    jwks: 'NotRequired[dict[str, JsonValue] | None]'
    """Its public keys (RFC 7517)."""
    org: 'str'
    """The organisation that it acts for."""
    person: 'NotRequired[PersonModel | None]'
    """The natural person it is bound to, where it is bound to one."""
    scopes: 'list[str]'
    """The scopes that it may use."""
    secret: 'NotRequired[str | None]'
    """A secret instead of keys; in development only."""


class ReinstatementRequest(TypedDict):
    """恢复: why the certificate is good again."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""


class RejectedReadingPage(TypedDict):
    items: 'list[RejectedReadingView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class RejectedReadingView(TypedDict):
    """A line that was not taken, and where it stands in the enterprise's topic."""

    code: 'str'
    """A code that stays the same in every language."""
    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    line: 'int'
    """Counts from 1 within the record."""
    offset: 'int'
    """Its place in the partition."""
    partition: 'int'
    """The partition of the topic."""
    raw: 'str'
    """The beginning of the line; bytes that are not UTF-8 are shown as U+FFFD."""
    reason: 'Text'
    """Why, in words."""


class RejectionRequest(TypedDict):
    message: 'str'
    """What it means, in words."""


class RelativeStanding(TypedDict):
    """The place among the category's sealed footprints, without anybody's value."""

    enterprises: 'int'
    """Of how many enterprises it is."""
    percentile: 'str'
    """Share of the others that are higher; 100 is the lowest footprint of all."""
    products: 'int'
    """Of how many products it is."""


class ReplaceFactor(TypedDict):
    """Another factor for one exchange: another supplier's data, another material, another fuel."""

    change: 'Literal["replace-factor"]'
    """What changes."""
    exchange: 'str'
    """The exchange, by its id within the process."""
    factor: 'str'
    """The emission factor."""
    process: 'str'
    """The process, by its id."""


class ReplaceSupplier(TypedDict):
    """Another process in the place of one; what only the old one needed falls away."""

    by: 'UnitProcess'
    """Where the energy comes from."""
    change: 'Literal["replace-supplier"]'
    """What changes."""
    process: 'str'
    """The process, by its id."""


ReplacementReason: TypeAlias = 'Literal["01", "02", "03", "04", "99"]'


class Report(TypedDict):
    """The accounting report of one calculation."""

    allocation: 'list[Allocated]'
    """How burdens are shared among products that are made together."""
    assessment: 'NotRequired[Assessment | None]'
    """None: no packs to assess by, or a calculation that is too large for it."""
    data_quality: 'ReportedQuality'
    """What the data rest on."""
    emissions: 'Emissions'
    """The result."""
    factors: 'list[FactorUsed]'
    """The emission factors."""
    format: 'str'
    """Name and version of this form."""
    goal: 'Text'
    """Why the footprint is found."""
    gwp: 'list[GasPotential]'
    """The global warming potential of each gas."""
    identity: 'Identity'
    """What the report is about."""
    limitations: 'list[Text]'
    """What the result does not say."""
    loops: 'list[list[str]]'
    """The processes of every loop, such as scrap that goes back; solved exactly."""
    losses: 'NotRequired[list[ReportedLoss]]'
    """Of a model that was imported, with the reasons why the footprint stands."""
    omissions: 'list[Omission]'
    """What was left out, and why."""
    omissions_within_limit: 'bool'
    """Whether all that was left out stays within the limit."""
    omitted_mass_percent: 'str'
    """All that was left out, in percent of the mass."""
    processes: 'list[Process]'
    """The processes."""
    scope: 'Scope'
    """What it covers."""
    sensitivity: 'list[ReportedSensitivity]'
    """How the result moves with its largest inputs."""
    versions: 'Versions'
    """Versions of all that it was made with."""


ReportFormat: TypeAlias = 'Literal["json", "pdf", "docx", "xlsx"]'


ReportLanguage: TypeAlias = 'Literal["zh", "en"]'


class ReportedEvidence(TypedDict):
    """A measured number and the document behind it."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    sha256: 'str'
    """SHA-256 of the content."""
    source: 'str'
    """Where the figure comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    where: 'str'
    """Where it is."""


class ReportedFlow(TypedDict):
    """An elementary flow per declared unit, over all processes."""

    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    total: 'Measure'
    """How much of it per declared unit."""


class ReportedLoss(TypedDict):
    """What of a model made in another program is not in this one, and who settled that."""

    place: 'str'
    """Where it is."""
    reason: 'str'
    """Why, in words."""
    settled_at: 'str'
    """UTC."""
    settled_by: 'str'
    """Who settled it."""
    what: 'Text'
    """What it is about."""


class ReportedPerUnit(TypedDict):
    """The footprint per one of another unit of the product."""

    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class ReportedQuality(TypedDict):
    """How much rests on measurement, and on which documents."""

    evidence: 'list[ReportedEvidence]'
    """SHA-256 of files that prove it."""
    primary_percent: 'str'
    """Share of the footprint that rests on primary data, in percent."""


class ReportedSensitivity(TypedDict):
    """How the result moves when one factor or input is ten percent larger or smaller. The footprint is linear in each of them, so this follows from the contributions exactly."""

    change_kg_co2e: 'str'
    """kg CO2e more or less when the input moves by ten percent."""
    change_percent: 'str'
    """The same in percent of the footprint."""
    name: 'Text'
    """What it is called."""
    source: 'str'
    """Where the figure comes from."""


class ReportedShare(TypedDict):
    """What a stage, a process, an exchange or a factor contributes."""

    id: 'str'
    """What it is called by; it never changes."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""
    name: 'Text'
    """What it is called."""
    percent: 'str'
    """Share of the whole, in percent."""


class ReportedSpread(TypedDict):
    """The spread by one published set of uncertainty factors, found in two independent ways."""

    analytic: 'Estimate'
    """Found by formula, to first order."""
    exact_mean: 'str | None'
    """Of the distribution; None for loops and co-products, where only samples know it."""
    exact_standard_deviation: 'str | None'
    """The standard deviation, exactly, in kg CO2e."""
    monte_carlo: 'Estimate | None'
    """None where a sampled loop consumes all that it makes."""
    pedigree_set: 'str'
    """The set of deviations that is used."""
    standard_error: 'str | None'
    """Of the sampled mean."""


RequestDirection: TypeAlias = 'Literal["in", "out"]'


RequestState: TypeAlias = 'Literal["open", "due-soon", "overdue", "answered", "answered-late"]'


class ResolutionRequest(TypedDict):
    """Why the finding is in order, or what was done about it; for an auditor to read."""

    reason: 'str'
    """Why, in words."""


class ResolutionView(TypedDict):
    reason: 'str'
    """Why, in words."""
    resolved_at: 'str'
    """When it was settled."""
    resolved_by: 'str'
    """Who settled it."""


class ResolverDescription(TypedDict):
    """What the GS1-Conformant Resolver Standard wants to be told; it names the members."""

    jsonLdContextLocation: 'str'
    """Where the JSON-LD context of its link sets is."""
    linkTypeDefaultCanBeLinkset: 'bool'
    """Whether an answer without a link type can be a link set."""
    name: 'str'
    """What the resolver is called."""
    resolverRoot: 'str'
    """Where its addresses begin."""
    supportedLinkType: 'list[dict[str, str]]'
    """Namespaces of link types, each with its prefix."""
    supportedPrimaryKeys: 'list[str]'
    """Application identifiers that it resolves: `01` is the GTIN."""


class Result(TypedDict):
    """The footprint of one declared unit. Every number is exact but `value`."""

    allocations: 'NotRequired[list[AllocatedShare] | None]'
    """How burdens were shared."""
    biogenic_kg_co2: 'str'
    """Beside the footprint, never inside it: emission +1, uptake -1."""
    by_exchange: 'list[Share]'
    """Shares of the footprint by exchange."""
    by_process: 'list[Share]'
    """Shares of the footprint by process."""
    by_stage: 'list[Share]'
    """Shares of the footprint by stage of the life cycle."""
    co_products: 'NotRequired[list[CoProductDelivery] | None]'
    """Products that leave the process beside its output."""
    cut_offs: 'CutOffBook'
    """What was left out."""
    deliveries: 'list[ProcessDelivery]'
    """What each process delivers per declared unit."""
    exact: 'str'
    """kg CO2e per declared unit, before it is rounded."""
    flows: 'list[Flow]'
    """Totals by flow per declared unit."""
    loops: 'NotRequired[list[list[str]] | None]'
    """The processes of every loop; their deliveries include what the loop takes back itself."""
    per_unit: 'NotRequired[list[PerUnit] | None]'
    """The same per one of another unit."""
    primary_percent: 'str'
    """Share of the footprint that rests on measured amounts."""
    separate: 'NotRequired[Separate | None]'
    """The footprint's parts; since engine 1.1, like everything below."""
    stored_carbon: 'NotRequired[StoredCarbon | None]'
    """Beside the footprint, never inside it (EN 16449)."""
    value: 'str'
    """kg CO2e per declared unit, rounded once by the rule."""


class ResultPage(TypedDict):
    items: 'list[ResultView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class ResultView(TypedDict):
    """The published footprint of one sealed calculation before and after the change, in kg CO2e per declared unit. The calculation itself stays as it was sealed."""

    calculation_id: 'str'
    """The calculation."""
    category: 'str'
    """Code of the product category."""
    change: 'str | None'
    """The difference in kg CO2e."""
    crossed: 'list[CrossingView]'
    """How many crossed a threshold."""
    enterprise: 'str'
    """The enterprise, by its unified social credit code."""
    model: 'str'
    """The product's model."""
    name: 'Text'
    """What it is called."""
    new: 'str | None'
    """The footprint after, in kg CO2e."""
    new_unit: 'str | None'
    """The unit after."""
    old: 'str'
    """The value before, in kg CO2e."""
    outcome: 'MoveOutcome'
    """Whether it went up, down, stayed, or cannot be compared."""
    percent: 'str | None'
    """The difference in percent."""
    product_id: 'str'
    """The product."""
    reason: 'ReasonView | None'
    """Why, in words."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


class RetirementRequest(TypedDict):
    """Which key ends, and when."""

    at: 'NotRequired[str | None]'
    """Now, where it is absent."""
    kid: 'str'
    """The name of the key."""


class RetreatRequest(TypedDict):
    """The enterprise withdraws its application."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""


ReviewDecision: TypeAlias = 'Literal["released", "rejected"]'


class ReviewRequest(TypedDict):
    """Release the row to its owner, or reject it; the reason is kept with who gave it and when."""

    decision: 'ReviewDecision'
    """What was decided."""
    reason: 'str'
    """What was looked at, and what it showed."""


class ReviewView(TypedDict):
    """What a person decided on a quarantined row."""

    decided_at: 'str'
    """When it was decided."""
    decided_by: 'str'
    """The organisation that decided."""
    decision: 'ReviewDecision'
    """What was decided."""
    person: 'str | None'
    """The natural person who acted, by identifier."""
    reason: 'str'
    """Why, in words."""


class RevocationRequest(TypedDict):
    """Why a client ends."""

    reason: 'str'
    """Why, in words."""


Role: TypeAlias = 'Literal["enterprise", "certification-body", "market-regulator", "development-reform", "ecology-environment", "industry-information", "finance", "central-bank", "financial-regulator", "district-market-regulator", "district-development-reform", "district-ecology-environment", "district-industry-information", "agency", "bank", "partner-region", "operator", "platform"]'


Route: TypeAlias = 'Literal["landfill", "incineration", "recycling", "composting", "wastewater", "other"]'


RowOutcome: TypeAlias = 'Literal["accepted", "quarantined", "rejected"]'


class RowPage(TypedDict):
    items: 'list[RowView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class RowView(TypedDict):
    """One row of an import with its outcome; `line` is that of the spreadsheet."""

    factor: 'str'
    """The emission factor."""
    line: 'int'
    """Line of the file, from 1."""
    outcome: 'RowOutcome'
    """What came of it."""
    reason: 'Text | None'
    """Why, in words."""
    review: 'ReviewView | None'
    """How it was decided; null while it is not."""


class RowsView(TypedDict):
    """How many rows were read, and what became of them."""

    accepted: 'int'
    """How many were taken in."""
    known: 'int'
    """Recorded before, with the same values."""
    read: 'int'
    """How many rows were read."""
    rejected: 'int'
    """Every row of a refused system and period, not only those with a reason."""


class Rule(TypedDict):
    """One version of a category's implementation rule. Never edited: a change is a new version."""

    boundary: 'Boundary'
    """Where the footprint begins and ends."""
    code: 'str'
    """Rule number (SSGZBH in the national filing), at most 50 characters."""
    cut_off: 'CutOffLimits'
    """The limits of what may be left out."""
    decimals: 'int'
    """Places of the published value; rounded once, half to even (GB/T 8170)."""
    declared_unit: 'Amount'
    """What the figures are for: an amount with its unit."""
    forbidden_allocation: 'NotRequired[list[AllocationMethod]]'
    """Methods of allocation that products of the category may not use."""
    functional_unit: 'BilingualText'
    """What the product does, how much, how well and for how long."""
    general_rule: 'str'
    """The national rule that this one implements, such as CNCA-CFP-00:2025."""
    gwp_set: 'str'
    """The IPCC report whose global warming potentials count."""
    in_force_from: 'str'
    """The first day on which it counts."""
    modules: 'NotRequired[dict[str, str] | None]'
    """Which module of EN 15804 a stage is declared as, where it is not the usual one."""
    name: 'BilingualText'
    """What it is called."""
    stages: 'list[Stage]'
    """Stages of the life cycle."""
    standard: 'str'
    """The standard that it follows."""
    surveillance_interval_months: 'int'
    """Months between surveillances, at most."""
    validity_months: 'int'
    """Months that a certificate counts."""
    version: 'str'
    """Its version."""


class RuleInput(TypedDict):
    """One version of a category's implementation rule. Never edited: a change is a new version."""

    boundary: 'Boundary'
    """Where the footprint begins and ends."""
    code: 'str'
    """Rule number (SSGZBH in the national filing), at most 50 characters."""
    cut_off: 'CutOffLimitsInput'
    """The limits of what may be left out."""
    decimals: 'int'
    """Places of the published value; rounded once, half to even (GB/T 8170)."""
    declared_unit: 'AmountInput'
    """What the figures are for: an amount with its unit."""
    forbidden_allocation: 'NotRequired[list[AllocationMethod]]'
    """Methods of allocation that products of the category may not use."""
    functional_unit: 'BilingualText'
    """What the product does, how much, how well and for how long."""
    general_rule: 'str'
    """The national rule that this one implements, such as CNCA-CFP-00:2025."""
    gwp_set: 'str'
    """The IPCC report whose global warming potentials count."""
    in_force_from: 'str'
    """The first day on which it counts."""
    modules: 'NotRequired[dict[str, str] | None]'
    """Which module of EN 15804 a stage is declared as, where it is not the usual one."""
    name: 'BilingualText'
    """What it is called."""
    stages: 'list[Stage]'
    """Stages of the life cycle."""
    standard: 'str'
    """The standard that it follows."""
    surveillance_interval_months: 'int'
    """Months between surveillances, at most."""
    validity_months: 'int'
    """Months that a certificate counts."""
    version: 'str'
    """Its version."""


class RulePage(TypedDict):
    items: 'list[RuleView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class RuleView(TypedDict):
    """A rule version; a category with a catalogue item is open to the national scheme."""

    catalogue_item: 'int | None'
    """Number in the national pilot catalogue; null when it is not listed."""
    category: 'str'
    """Code of the product category."""
    rule: 'Rule'
    """The accounting rule."""


class ScaleAmount(TypedDict):
    """So many times the amount, be it modelled or measured."""

    change: 'Literal["scale-amount"]'
    """What changes."""
    exchange: 'str'
    """The exchange, by its id within the process."""
    process: 'str'
    """The process, by its id."""
    times: 'str'
    """The factor by which it grows."""


class Scenario(TypedDict):
    """Changes that are made one after the other."""

    changes: 'list[ReplaceFactor | ChangeAmount | ScaleAmount | ChangeElectricity | ChangeTransport | ReplaceSupplier]'
    """What changes."""
    name: 'str'
    """What it is called."""


class ScenarioOutcome(TypedDict):
    """A scenario beside the base, kg CO2e per declared unit."""

    by_exchange: 'list[ExchangeDifference]'
    """The largest difference first."""
    by_stage: 'list[StageDifference]'
    """Shares of the footprint by stage of the life cycle."""
    difference: 'str'
    """kg CO2e more than without the change; negative is less."""
    difference_percent: 'str'
    """The difference in percent."""
    effects: 'list[Effect]'
    """What each change does."""
    exact: 'str'
    """kg CO2e per declared unit, before it is rounded."""
    name: 'str'
    """What it is called."""
    value: 'str'
    """Rounded by the rule, and not certified."""


class ScenariosRequest(TypedDict):
    """Named scenarios, each with changes that are made one after the other."""

    scenarios: 'list[Scenario]'
    """The scenarios."""


class ScenariosView(TypedDict):
    """The scenarios beside the base. They are estimates: only a sealed calculation is certified."""

    calculation_id: 'str'
    """The calculation."""
    certified: 'NotRequired[bool]'
    """Whether the figures are those of a certified footprint; here they never are."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    scenarios: 'list[ScenarioOutcome]'
    """The scenarios."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


Scheme: TypeAlias = 'Literal["NATIONAL_CFP", "CB_OWN"]'


class Scope(TypedDict):
    """By which rule, for which unit, within which boundary and period."""

    boundary: 'str'
    """Where the footprint begins and ends."""
    cut_off_single_percent: 'str'
    """Most that a single item left out may be, in percent."""
    cut_off_total_percent: 'str'
    """Most that all items left out may be, in percent."""
    declared_unit: 'Measure'
    """What the figures are for: an amount with its unit."""
    functional_unit: 'Text'
    """What the product does, how much, how well and for how long."""
    general_rule: 'str'
    """The national rule that it implements."""
    period_end: 'str'
    """Exclusive."""
    period_start: 'str'
    """First day of the period."""
    reference_flow: 'Measure | None'
    """What one declared unit of the product is."""
    rule_code: 'str'
    """Code of the accounting rule."""
    rule_name: 'Text'
    """What the rule is called."""
    rule_version: 'str'
    """Version of the accounting rule."""
    stages: 'list[str]'
    """Stages of the life cycle."""
    stages_left_out: 'list[str]'
    """Stages outside the boundary."""
    standard: 'str'
    """The standard that it follows."""


class ScoresRequest(TypedDict):
    """Scores by people who know better than the packs' assumptions, 1 (best) to 5."""

    amounts: 'NotRequired[dict[str, PedigreeScores]]'
    """By `process.exchange`."""
    factors: 'NotRequired[dict[str, PedigreeScores]]'
    """By the identifier of the factor."""


class ScoresView(TypedDict):
    """Each 0 to 1. The formulas are in the service's page on data quality."""

    accuracy: 'str'
    """How accurate the data are, 0 to 1 (best)."""
    completeness: 'str'
    """How complete the data are, 0 to 1 (best)."""
    exchanges: 'int'
    """Of the system, those cut off left out."""
    measured: 'int'
    """How many of the exchanges were measured."""
    sound: 'int'
    """Measured, with evidence present and no open finding."""
    timeliness: 'str'
    """How timely they are, 0 to 1 (best)."""


class SealView(TypedDict):
    """The seal of a calculation: SHA-256 over its canonical JSON document."""

    calculation_id: 'str'
    """The calculation."""
    seal: 'str'
    """SHA-256 of the sealed document; null while it is not sealed."""
    sealed_at: 'str'
    """When it was sealed."""


class SectorRules(TypedDict):
    """Product- or sector-specific rules that a footprint follows."""

    operator: 'Operator'
    """Who made the rules."""
    otherOperatorName: 'NotRequired[str | None]'
    """Who made them, when the list does not have it."""
    ruleNames: 'list[str]'
    """What the rules are called."""


class SensitivitiesView(TypedDict):
    """Every input, the strongest first."""

    calculation_id: 'str'
    """The calculation."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    inputs: 'list[Sensitivity]'
    """By input."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


class Sensitivity(TypedDict):
    """One input, and what the footprint does when it moves."""

    derivative: 'str'
    """kg CO2e per one unit of the input."""
    elasticity: 'str'
    """Percent per percent; 0 when the footprint is 0."""
    input: 'str'
    """The factor, gas or carrier, `process.exchange`, the process or its product, or the piece."""
    kind: 'InputKind'
    """Which kind it is."""
    measured: 'bool'
    """Whether it was measured, not assumed."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """The input as it is, in `unit`."""


class SentAgain(TypedDict):
    """How many events wait to be sent once more."""

    events: 'int'
    """How many."""


class Separate(TypedDict):
    """The footprint's parts, which add up to it, and biogenic CO2 beside it (GB/T 24067-2024)."""

    aircraft: 'str'
    """kg CO2e of aircraft."""
    biogenic_co2_emitted: 'str'
    """Beside the footprint, counted +1."""
    biogenic_co2_taken_up: 'str'
    """Beside the footprint, counted -1: 0 or less."""
    biogenic_gases: 'str'
    """Methane and nitrous oxide from biomass, in kg CO2e."""
    fossil: 'str'
    """kg CO2e of fossil origin."""
    land_use_change: 'str'
    """kg CO2e of land use change."""


class ServerMetadata(TypedDict):
    """Authorization server metadata (RFC 8414, 2)."""

    grant_types_supported: 'list[str]'
    """`client_credentials` alone."""
    issuer: 'str'
    """The `iss` of its tokens."""
    jwks_uri: 'str'
    """Where the keys are that verify its tokens."""
    response_types_supported: 'list[str]'
    """None: nobody signs in."""
    scopes_supported: 'list[str]'
    """Every scope that somebody can hold."""
    service_documentation: 'str'
    """Where people read on."""
    token_endpoint: 'str'
    """Where tokens are asked for, and the `aud` of assertions."""
    token_endpoint_auth_methods_supported: 'list[str]'
    """How clients show who they are."""
    token_endpoint_auth_signing_alg_values_supported: 'list[str]'
    """How assertions are signed."""
    ui_locales_supported: 'list[str]'
    """Languages of pages and messages."""


ServiceState: TypeAlias = 'Literal["up", "down"]'


class ServiceStateView(TypedDict):
    """Whether a service answers."""

    service: 'str'
    """The service."""
    state: 'ServiceState'
    """Where it stands."""


class SettlementRequest(TypedDict):
    """Why these losses are in order, or what was done about them; for an auditor to read."""

    losses: 'list[str]'
    """Each named, so that nobody settles what they have not read."""
    reason: 'str'
    """Why, in words."""


class SettlementView(TypedDict):
    reason: 'str'
    """Why, in words."""
    settled_at: 'str'
    """When it was settled."""
    settled_by: 'str'
    """Who settled it."""


class Share(TypedDict):
    """What one process, stage or exchange contributes, in kg CO2e per declared unit. Like `ProcessDelivery` not frozen, which would double its time: a result has thousands of them."""

    biogenic_kg_co2: 'str'
    """kg of biogenic CO2, emitted less taken up; beside the footprint, never inside it."""
    id: 'str'
    """What it is called by; it never changes."""
    kg_co2e: 'str'
    """kg CO2e per declared unit."""


class Spread(TypedDict):
    """One uncertain input; its median is the value of the calculation."""

    basic: 'str | None'
    """The basic deviation of its kind."""
    given: 'bool'
    """Whether the scores were given, not assumed."""
    input: 'str'
    """`process.exchange` for an amount, the identifier for a factor."""
    log_deviation: 'str'
    """Standard deviation of the logarithm."""
    scores: 'PedigreeScores'
    """Scores of the data, 1 (best) to 5."""


class SpreadView(TypedDict):
    """The spread of a footprint, in independent ways that must agree within sampling error."""

    analytic: 'Estimate'
    """Lognormal approximation of first order around the certified value."""
    calculation_id: 'str'
    """The calculation."""
    certified: 'NotRequired[bool]'
    """Whether the figures are those of a certified footprint; here they never are."""
    declared_unit: 'str'
    """What the figures are for: an amount with its unit."""
    exact_mean: 'str | None'
    """Of the distribution; None for loops and co-products, where only samples know it."""
    exact_standard_deviation: 'str | None'
    """The standard deviation, exactly, in kg CO2e."""
    inputs: 'list[Spread]'
    """By input."""
    monte_carlo: 'Estimate'
    """Percentiles, mean and spread of the samples."""
    pedigree: 'str'
    """The set of scores and deviations that is used."""
    samples: 'int'
    """How many samples are drawn."""
    seal: 'str | None'
    """SHA-256 of the sealed document; null while it is not sealed."""
    seed: 'str'
    """Made from the calculation's document, so that everybody draws the same samples."""
    standard_error: 'str'
    """Of the sampled mean."""
    value: 'str'
    """kg CO2e per declared unit, of the calculation."""


Stage: TypeAlias = 'Literal["raw-materials", "production", "distribution", "use", "end-of-life"]'


class StageDifference(TypedDict):
    """One life-cycle stage of the base and of the scenario."""

    base: 'str'
    """kg CO2e without the change."""
    difference: 'str'
    """kg CO2e more than without the change; negative is less."""
    scenario: 'str'
    """kg CO2e with the change."""
    stage: 'str'
    """Stage of the life cycle."""


StandingOnDay: TypeAlias = 'Literal["calculated", "sealed"]'


class StatedCoProduct(TypedDict):
    """What came out of a co-product of a process; meters count main outputs."""

    evidence: 'Evidence'
    """SHA-256 of files that prove it."""
    output: 'Quantity'
    """How much leaves the process."""
    process: 'str'
    """The process, by its id."""
    product: 'str'
    """The product."""


class StatedOutput(TypedDict):
    """What a process made, where no meter counts it."""

    evidence: 'Evidence'
    """SHA-256 of files that prove it."""
    output: 'Quantity'
    """How much leaves the process."""
    process: 'str'
    """The process, by its id."""


Step: TypeAlias = 'Literal["application", "acceptance", "planning", "document-review", "on-site-inspection", "footprint-verification", "decision", "surveillance"]'


class StepRequest(TypedDict):
    """How a step ended, why, and the SHA-256 of each evidence file."""

    evidence: 'NotRequired[list[str]]'
    """SHA-256 of each file of evidence."""
    note_zh: 'str'
    """Remark of the person, in Chinese."""
    outcome: 'Outcome'
    """What came of it."""


class StepView(TypedDict):
    at: 'str'
    """When it happened."""
    evidence: 'list[str]'
    """SHA-256 of each file of evidence."""
    name: 'Words'
    """The step in words."""
    note_zh: 'str'
    """Remark of the person, in Chinese."""
    outcome: 'Outcome'
    """What came of it."""
    person: 'str'
    """The natural person who acted, by identifier."""
    recomputed_seal: 'str | None'
    """The seal that the body found; null for other steps."""
    step: 'Step'
    """Which step it is."""


class StoodPage(TypedDict):
    items: 'list[StoodView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class StoodView(TypedDict):
    """A calculation of the product as it stood on the day."""

    calculation_id: 'str'
    """The calculation."""
    created_at: 'str'
    """When it was made."""
    place: 'PlaceInHistory'
    """What it was among the calculations of its product then."""
    seal: 'str | None'
    """None: not sealed by then."""
    sealed_at: 'str | None'
    """When it was sealed."""


class StoredCarbon(TypedDict):
    """CO2 that the wood of one declared unit keeps from the air; no part of the footprint."""

    items: 'list[StoredCarbonItem]'
    """The items."""
    kg_co2: 'str'
    """kg of CO2."""
    method: 'str'
    """The method."""


class StoredCarbonItem(TypedDict):
    """One kind of wood in the declared unit."""

    id: 'str'
    """What it is called by; it never changes."""
    kg_co2: 'str'
    """kg CO2 that stays in it."""


class StudyDetail(TypedDict):
    """`affected` and `done` count everybody's calculations and are told to those who oversee."""

    affected: 'int | None'
    """How many calculations the change touches."""
    change: 'ChangeView'
    """What would change, as it was asked."""
    created_at: 'str'
    """When it was made."""
    done: 'int | None'
    """How many calculations were compared."""
    every_seal: 'bool'
    """Whether the seal of every calculation was found again."""
    finished_at: 'str | None'
    """When it was done; null while it is not."""
    id: 'str'
    """What it is called by; it never changes."""
    origin: 'StudyOrigin'
    """Where it comes from."""
    proposed_by: 'str | None'
    """The organisation that asked."""
    state: 'StudyState'
    """How far the study is."""
    title: 'str'
    """What it is called."""
    totals: 'list[TotalsView]'
    """The totals by category."""


StudyOrigin: TypeAlias = 'Literal["proposed", "published"]'


class StudyPage(TypedDict):
    items: 'list[StudyView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


StudyState: TypeAlias = 'Literal["waiting", "running", "completed"]'


class StudyView(TypedDict):
    """A study: what it asks, how far it is, and the totals of what the caller may see."""

    change: 'ChangeView'
    """What would change, as it was asked."""
    created_at: 'str'
    """When it was made."""
    every_seal: 'bool'
    """Whether the seal of every calculation was found again."""
    finished_at: 'str | None'
    """When it was done; null while it is not."""
    id: 'str'
    """What it is called by; it never changes."""
    origin: 'StudyOrigin'
    """Where it comes from."""
    state: 'StudyState'
    """How far the study is."""
    title: 'str'
    """What it is called."""


class SubjectsAsked(TypedDict):
    """What somebody missed."""

    subjects: 'list[str]'
    """What the events are about."""


class SubscriptionChange(TypedDict):
    """What is to be otherwise; what is absent or null stays as it is."""

    event_types: 'NotRequired[list[str] | None]'
    """All offered types when the list is empty."""
    state: 'NotRequired[Literal["active", "paused"] | None]'
    """`paused` keeps what happens meanwhile and sends it after `active`."""
    url: 'NotRequired[str | None]'
    """A new address; it is asked for its consent before anything goes there."""


class SubscriptionPage(TypedDict):
    items: 'list[SubscriptionView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class SubscriptionRequest(TypedDict):
    """Where label events go, and which."""

    event_types: 'NotRequired[list[Literal["registry.label.issued.v1", "registry.label.status-changed.v1"]]]'
    """All offered types when none is named."""
    url: 'str'
    """Where events are sent: https, public."""


SubscriptionState: TypeAlias = 'Literal["active", "paused", "disabled", "ended"]'


class SubscriptionTestPage(TypedDict):
    items: 'list[SubscriptionTestView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class SubscriptionTestView(TypedDict):
    asked_at: 'str'
    """When it was asked for."""
    ended_at: 'str | None'
    """Null while it is on its way."""
    failure: 'Failure | None'
    """Null as well when the address answered 2xx."""
    status: 'int | None'
    """Where it stands."""
    webhook_id: 'str'
    """The header `webhook-id` of the test, and its CloudEvent's id."""


class SubscriptionView(TypedDict):
    created_at: 'str'
    """When it was made."""
    event_types: 'list[str]'
    """Types of events; all when absent."""
    id: 'str'
    """What it is called by; it never changes."""
    proven_at: 'str | None'
    """When the address said that it wants webhooks of this node; none is sent before."""
    state: 'SubscriptionState'
    """Where it stands."""
    trouble: 'TroubleView | None'
    """What keeps it from working; null when nothing does."""
    updated_at: 'str'
    """When it changed last."""
    url: 'str'
    """The address."""


class SupplierFindingPage(TypedDict):
    items: 'list[SupplierFindingView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class SupplierFindingView(TypedDict):
    """A product system rests on a version that ended; `published` footprints rest on it too."""

    calculations: 'int'
    """How many calculations rest on it."""
    cause: 'Cause'
    """What ended."""
    company_name: 'str'
    """What the supplier is called."""
    en: 'str'
    """In English."""
    footprint_id: 'str'
    """The footprint."""
    noticed_at: 'str'
    """When it was noticed."""
    product_id: 'str'
    """The product."""
    product_name: 'str'
    """What the product is called."""
    published: 'int'
    """How many published footprints rest on it."""
    replaced_by: 'str | None'
    """What took its place; null when nothing did."""
    resolution: 'ResolutionView | None'
    """How it was settled; null while it is open."""
    sealed: 'int'
    """How many of the calculations are sealed."""
    system_id: 'str'
    """The product system."""
    zh: 'str'
    """In Chinese."""


class SupplierFootprintPage(TypedDict):
    items: 'list[SupplierFootprintView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class SupplierFootprintRequest(TypedDict):
    """A PACT v3 document, and the organisation that it came from."""

    document: 'dict[str, JsonValue]'
    """The document as it is."""
    supplier: 'str'
    """The supplier."""


class SupplierFootprintView(TypedDict):
    """A received version. `factor` is how an exchange of a product system names it."""

    company_name: 'str'
    """What the supplier is called."""
    deprecated: 'bool'
    """Whether it was replaced or withdrawn."""
    document: 'dict[str, JsonValue]'
    """The document as it is."""
    factor: 'str'
    """The emission factor."""
    findings: 'list[LintFindingView]'
    """What was found."""
    id: 'str'
    """What it is called by; it never changes."""
    product_name: 'str'
    """What the product is called."""
    received_at: 'str'
    """When it was received."""
    replaced_by: 'str | None'
    """What took its place; null when nothing did."""
    sha256: 'str'
    """SHA-256 of the content."""
    supplier: 'str'
    """The supplier."""
    usable: 'bool'
    """Whether it can be used in a calculation."""
    way: 'str'
    """How it came in."""


SuspensionReason: TypeAlias = 'Literal["0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0299"]'


class SuspensionRequest(TypedDict):
    """暂停: the national reason code, and when the suspension ends at the latest."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""
    reason_code: 'SuspensionReason'
    """Why, by the code of the national table."""
    until: 'str'
    """Last moment of the suspension."""


class SystemPage(TypedDict):
    items: 'list[SystemView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class SystemView(TypedDict):
    created_at: 'str'
    """When it was made."""
    id: 'str'
    """What it is called by; it never changes."""
    product_id: 'str'
    """The product."""
    system: 'ProductSystem'
    """The product system."""


TableFormat: TypeAlias = 'Literal["csv", "xlsx", "parquet"]'


TargetKind: TypeAlias = 'Literal["accounted", "certified"]'


class TaskPage(TypedDict):
    items: 'list[TaskView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


TaskState: TypeAlias = 'Literal["waiting", "running", "done", "failed", "cancelled"]'


class TaskView(TypedDict):
    """A request that is carried out later, and how far it is."""

    ahead: 'int'
    """Unended tasks of the organisation that were asked for before. Organisations take turns."""
    answer: 'str | None'
    """Where the answer is, once there is one."""
    attempt: 'int'
    """How often it was begun: once, unless its process broke down."""
    created_at: 'str'
    """When it was made."""
    created_by: 'str'
    """The client that asked."""
    ended_at: 'str | None'
    """When it ended; null while it has not."""
    id: 'str'
    """What it is called by; it never changes."""
    made: 'str | None'
    """What it recorded, where it records something."""
    method: 'str'
    """Method of the request that is carried out."""
    most_cpu_s: 'int'
    """Time of processor that it may take, in seconds."""
    most_memory_mib: 'int'
    """Memory that it may take."""
    progress: 'ProgressView | None'
    """How far the work is, some two seconds ago; absent where it cannot tell."""
    started_at: 'str | None'
    """When it was begun."""
    state: 'TaskState'
    """How far the task is."""
    status: 'int | None'
    """Of the answer, as the request itself would have had it."""
    target: 'str'
    """The path that was asked."""
    updated_at: 'str'
    """When it changed last."""


TemplateFormat: TypeAlias = 'Literal["json", "csv", "xlsx", "parquet"]'


class TemplateView(TypedDict):
    """A product system to begin from: `system` is the body of `POST /v1/products/{id}/systems`."""

    category: 'str'
    """Code of the product category."""
    guide: 'BilingualText'
    """How it is filled in."""
    system: 'ProductSystem'
    """The product system."""
    version: 'str'
    """Its version."""


class Text(TypedDict):
    """One name or sentence in both languages of the platform."""

    en: 'str'
    """In English."""
    zh: 'str'
    """In Chinese."""


class TokenError(TypedDict):
    """Why there is no token (RFC 6749, 5.2)."""

    detail: 'NotRequired[str | None]'
    """The same in the caller's language."""
    error: 'str'
    """`invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type` and so on."""
    error_description: 'NotRequired[str | None]'
    """The same in words: English, ASCII."""
    messages: 'NotRequired[Words | None]'
    """The same in both languages."""


class TokenKeysView(TypedDict):
    """A JWK set (RFC 7517)."""

    keys: 'list[dict[str, JsonValue]]'
    """The public keys; `kid` in the head of a token says which signed it."""


class TokenView(TypedDict):
    """An access token (RFC 6749, 5.1)."""

    access_token: 'str'
    """Send it as `Authorization: Bearer …`."""
    expires_in: 'int'
    """Seconds until it ends; then ask for another."""
    scope: 'str'
    """What it allows, separated by spaces."""
    token_type: 'str'
    """`Bearer`."""


ToldStatus: TypeAlias = 'Literal["valid", "suspended", "withdrawn", "expired"]'


class TotalsView(TypedDict):
    """How many calculations of a category had which outcome, among those the caller may see."""

    affected: 'int'
    """How many calculations the change touches."""
    category: 'str'
    """Code of the product category."""
    crossed: 'int'
    """They cross a published level or a limit of the rule, in either direction."""
    down: 'int'
    """How many footprints become smaller."""
    refused: 'int'
    """They can no longer be computed."""
    restated: 'int'
    """The rule's declared unit is another one, so the values cannot be compared."""
    same: 'int'
    """They depend on the change and do not move in the published rounding."""
    up: 'int'
    """How many footprints become larger."""


class Transport(TypedDict):
    """One leg of freight: mass times distance by mode and class of vehicle."""

    assumption: 'Text'
    """What is assumed about load and way back, for instance that the factor contains both."""
    distance: 'Quantity'
    """One way, loaded."""
    empty_return: 'NotRequired[str]'
    """Share of the distance driven back empty that is added, 0 to 1; 0 if the factor has it."""
    factor: 'str'
    """kg CO2e per t.km at the load that the class usually carries."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["transport"]'
    """Which kind it is."""
    mass: 'Quantity'
    """How heavy it is."""
    mode: 'Mode'
    """Means of transport."""
    upstream: 'NotRequired[str | None]'
    """Factor of the fuel's supply per t.km, where `factor` counts only the driving."""
    vehicle: 'str'
    """Class of the vehicle that the factor stands for, such as `heavy-diesel-truck`."""


TroubleKind: TypeAlias = 'Literal["gone", "exhausted", "restored"]'


class TroubleView(TypedDict):
    kind: 'TroubleKind'
    """Which trouble it is."""
    repair_after: 'int'
    """Read `/v1/feed?after=` from here to find every event that was not delivered."""
    since: 'str'
    """Since when."""


class TrustPolicyView(TypedDict):
    """The anchors of a verification; docs/verification.md says how they are used."""

    bodies: 'list[dict[str, JsonValue]]'
    """The accepted certification bodies with their names and keys."""
    format: 'str'
    """Which form of policy this is."""
    log: 'dict[str, JsonValue]'
    """Origin and verifier key of the transparency log (C2SP)."""
    node: 'dict[str, JsonValue]'
    """The node's DID and its keys."""
    status_max_age_s: 'int'
    """How old a status list may be, in seconds."""


class UncertaintyRequest(TypedDict):
    """Scores, the published set of uncertainty factors, and how often to sample."""

    amounts: 'NotRequired[dict[str, PedigreeScores]]'
    """By `process.exchange`."""
    factors: 'NotRequired[dict[str, PedigreeScores]]'
    """By the identifier of the factor."""
    pedigree: 'NotRequired[str]'
    """The set of scores and deviations that is used."""
    samples: 'NotRequired[int]'
    """How many samples are drawn."""


class UnitProcess(TypedDict):
    """One process: its exchanges are per `output`."""

    allocation: 'NotRequired[Physical | Economic | None]'
    """How burdens are shared among products that are made together."""
    co_products: 'NotRequired[list[CoProduct] | None]'
    """Products that leave the process beside its output."""
    exchanges: 'list[FromProcess | FromFactor | Emission | CutOff | Transport | Packaging | Waste | Fuel | Electricity | Uptake]'
    """By exchange."""
    id: 'str'
    """What it is called by; it never changes."""
    name: 'Text'
    """What it is called."""
    output: 'Quantity'
    """How much leaves the process."""
    stage: 'Stage'
    """Stage of the life cycle."""


UnknownProducts: TypeAlias = 'Literal["ask", "reject"]'


class Unusual(TypedDict):
    """Something unusual for the category, for the caller to look at; nothing was refused."""

    en: 'str'
    """In English."""
    place: 'str'
    """Where it is."""
    zh: 'str'
    """In Chinese."""


UploadContent: TypeAlias = 'Literal["meter-readings", "activity-data"]'


UploadKind: TypeAlias = 'Literal["application/x-ndjson", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.apache.parquet"]'


class UploadPage(TypedDict):
    items: 'list[UploadView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


UploadState: TypeAlias = 'Literal["receiving", "waiting", "checking", "done", "failed", "expired", "cancelled"]'


class UploadView(TypedDict):
    """A file, and how far it is."""

    created_at: 'str'
    """When it was made."""
    expires_at: 'str'
    """When an upload ends whose bytes did not all arrive."""
    failure: 'FailureView | None'
    """Why the file as a whole was refused."""
    finished_at: 'str | None'
    """When it was done; null while it is not."""
    id: 'str'
    """What it is called by; it never changes."""
    media_type: 'UploadKind'
    """The media type."""
    name: 'str'
    """What it is called."""
    percent: 'int'
    """Of the bytes while they are received, then of the rows while they are checked."""
    period_end: 'str | None'
    """First day after the period."""
    period_start: 'str | None'
    """First day of the period."""
    received: 'int'
    """Bytes that arrived; the next piece begins here."""
    rows: 'RowsView'
    """How many rows there are."""
    sha256: 'str'
    """SHA-256 of the content."""
    size: 'int'
    """Bytes."""
    started_at: 'str | None'
    """When it was begun."""
    state: 'UploadState'
    """How far the upload is."""
    system_id: 'str | None'
    """The product system."""
    updated_at: 'str'
    """When it changed last."""
    what: 'UploadContent'
    """What it is about."""


class Uptake(TypedDict):
    """CO2 that biomass took from the air, as mass: -1 beside the footprint, never inside it."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["uptake"]'
    """Which kind it is."""
    source: 'Text'
    """Where the figure comes from."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


Verdict: TypeAlias = 'Literal["plausible", "unusual", "impossible"]'


class Verification(TypedDict):
    comments: 'NotRequired[str | None]'
    """What the verifier adds."""
    completedAt: 'NotRequired[str | None]'
    """When it was completed."""
    coverage: 'NotRequired[Coverage | None]'
    """What was verified."""
    providerName: 'NotRequired[str | None]'
    """Who verified."""
    standardName: 'NotRequired[str | None]'
    """By which standard."""


class VerificationRequest(TypedDict):
    """产品碳足迹核查: a passed one states the seal that the reviewer recomputed."""

    evidence: 'NotRequired[list[str]]'
    """SHA-256 of each file of evidence."""
    note_zh: 'str'
    """Remark of the person, in Chinese."""
    outcome: 'Outcome'
    """What came of it."""
    recomputed_seal: 'NotRequired[str | None]'
    """The seal that the body found by calculating anew."""


Version: TypeAlias = 'Literal["2", "3"]'


class Versions(TypedDict):
    """Everything one needs to compute the result again."""

    digits: 'str'
    """Digits that figures are calculated with."""
    document_format: 'str'
    """The form of the sealed document."""
    engine: 'str'
    """The program that calculated."""
    gwp_set: 'str'
    """The IPCC report whose global warming potentials count."""
    gwp_version: 'str'
    """Version of the global warming potentials."""
    library: 'str'
    """The factor library, by its version."""
    library_sha256: 'str'
    """SHA-256 of the factor library."""
    rounding: 'str'
    """How figures are rounded."""
    rule_sha256: 'str'
    """SHA-256 of the rule."""


class WaitingPage(TypedDict):
    items: 'list[WaitingView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class WaitingView(TypedDict):
    """A quarantined row as a reviewer sees it."""

    import_id: 'str'
    """The import that it came with."""
    name: 'Text'
    """What it is called."""
    owner: 'str'
    """The organisation that it belongs to."""
    row: 'RowView'
    """The row with its outcome."""
    source_ref: 'str'
    """Where in the source it stands."""
    source_title: 'str'
    """Title of the source."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""
    value: 'str'
    """kg CO2e per `unit`."""


class Waste(TypedDict):
    """Waste handed over for treatment. It is an output, so it is no input of the mass balance."""

    amount: 'str'
    """How much, in `unit`; a decimal number."""
    factor: 'str'
    """kg CO2e per unit treated; a factor that credits what recycling saves is refused."""
    flow: 'str'
    """What flows: a gas, a material, a form of energy."""
    id: 'str'
    """What it is called by; it never changes."""
    kind: 'Literal["waste"]'
    """Which kind it is."""
    route: 'Route'
    """What becomes of the waste."""
    unit: 'str'
    """The unit, such as kg, kWh or t.km."""


Way: TypeAlias = 'Literal["list", "get", "event"]'


class WebhookDeliveryPage(TypedDict):
    items: 'list[WebhookDeliveryView]'
    """What is on this page, in the order of the list."""
    next: 'NotRequired[str | None]'
    """`cursor` of the next page, if any."""


class WebhookDeliveryView(TypedDict):
    attempts: 'list[AttemptView]'
    """Each attempt, in order."""
    label_number: 'str'
    """Number that is printed on the label."""
    next_attempt_at: 'str | None'
    """When it is tried next; null when it is not."""
    occurred_at: 'str'
    """When it happened."""
    position: 'int'
    """Its place in the order."""
    state: 'DeliveryState'
    """Where it stands."""
    type: 'str'
    """Which type it is."""
    updated_at: 'str'
    """When it changed last."""
    webhook_id: 'str'
    """The CloudEvent's id, in the feed and in the header `webhook-id` of every attempt."""


class Weight(TypedDict):
    """What one unit of a product weighs, contains or costs. The main product has its process's identifier."""

    per_unit: 'str'
    """The same per one of another unit."""
    product: 'str'
    """The product."""


WithdrawalReason: TypeAlias = 'Literal["0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0209", "0299"]'


class WithdrawalRequest(TypedDict):
    """撤销: the national reason code. Final."""

    note_zh: 'str'
    """Remark of the person, in Chinese."""
    reason_code: 'WithdrawalReason'
    """Why, by the code of the national table."""


class Wood(TypedDict):
    """Wood in one output of the reference process, for the carbon that it stores (EN 16449)."""

    carbon_fraction: 'NotRequired[str]'
    """Of the dry mass; 0.45 is the careful value."""
    density_kg_m3: 'str'
    """At the moisture given."""
    id: 'str'
    """What it is called by; it never changes."""
    moisture_percent: 'NotRequired[str]'
    """Water, in percent of the dry mass."""
    volume: 'Quantity'
    """m3 of wood."""


class Words(TypedDict):
    """A name or a term in Chinese and in English."""

    en: 'str'
    """In English."""
    zh: 'str'
    """In Chinese."""


YearReportFormat: TypeAlias = 'Literal["pdf", "docx"]'
