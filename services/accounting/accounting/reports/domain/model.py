"""The accounting report as data, in the structure that GB/T 24067-2024 asks of one.

Amounts are exact decimals; emissions are kg CO2e per declared unit unless a name says otherwise.
"""

from dataclasses import dataclass
from datetime import date, datetime

from accounting.reports.domain.assessment import Assessment
from accounting.values.domain.numbers import Computed
from accounting.values.domain.text import Text

FORMAT = "tanbiao-footprint-report/1"


@dataclass(frozen=True)
class Measure:
    """An amount with its unit."""

    amount: Computed
    unit: str


@dataclass(frozen=True)
class Identity:
    """Which calculation this is a report on, of whom and of which product."""

    calculation: str
    seal: str | None
    """SHA-256 of the sealed document; None: a draft that nobody can rely on."""
    dated: datetime
    """When it was sealed, or else made."""
    enterprise_code: str
    """Unified social credit code of the enterprise."""
    enterprise: Text
    """What the enterprise is called."""
    product: Text
    """What the product is called."""
    model: str
    gtin: str | None
    cpc: str
    category: str
    site_division: str
    piece: tuple[Measure, ...]


@dataclass(frozen=True)
class Scope:
    """By which rule, for which unit, within which boundary and period."""

    standard: str
    general_rule: str
    rule_code: str
    rule_version: str
    rule_name: Text
    """What the rule is called."""
    functional_unit: Text
    declared_unit: Measure
    reference_flow: Measure | None
    """What one declared unit of the product is."""
    boundary: str
    stages: tuple[str, ...]
    stages_left_out: tuple[str, ...]
    """Stages outside the boundary."""
    period_start: date
    period_end: date
    """Exclusive."""
    cut_off_single_percent: Computed
    """Most that a single item left out may be, in percent."""
    cut_off_total_percent: Computed
    """Most that all items left out may be, in percent."""


@dataclass(frozen=True)
class Input:
    """One exchange of a unit process: what was modelled, what was measured, what it emits."""

    id: str
    kind: str
    name: Text
    flow: str
    amount: Computed
    unit: str
    loss: Computed
    sources: tuple[str, ...]
    """The factors, the supplying process or the gas."""
    measured: Measure | None
    """The total of the period, where it was measured."""
    kg_co2e: Computed
    percent: Computed


@dataclass(frozen=True)
class Process:
    """A unit process, its direct and bought-in emissions, and its exchanges."""

    id: str
    name: Text
    stage: str
    output: Measure
    delivered: Measure
    """Per declared unit."""
    kg_co2e: Computed
    biogenic_kg_co2: Computed
    percent: Computed
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class ReportedShare:
    """What a stage, a process, an exchange or a factor contributes."""

    id: str
    name: Text
    kg_co2e: Computed
    percent: Computed


@dataclass(frozen=True)
class ReportedFlow:
    """An elementary flow per declared unit, over all processes."""

    flow: str
    total: Measure
    """How much of it per declared unit."""


@dataclass(frozen=True)
class ReportedPerUnit:
    """The footprint per one of another unit of the product."""

    unit: str
    kg_co2e: Computed


@dataclass(frozen=True)
class GasPotential:
    """The global warming potential of a gas over a hundred years."""

    gas: str
    kg_co2e_per_kg: Computed
    """kg CO2e per kg of the gas."""


@dataclass(frozen=True)
class Emissions:
    """The result, with what the standard wants stated on its own."""

    value: Computed
    """The published value, rounded once."""
    exact: Computed
    fossil: Computed
    biogenic_gases: Computed | None
    """Methane and nitrous oxide of biomass; None: the document does not state them apart."""
    biogenic_kg_co2: Computed
    """Emitted less taken up; beside the footprint, never inside it."""
    biogenic_emitted: Computed | None
    """kg CO2 emitted by biomass."""
    biogenic_taken_up: Computed | None
    """kg CO2 taken up by biomass."""
    land_use_change: Computed | None
    """None: the document does not state it apart."""
    aircraft: Computed | None
    """None: the document does not state it apart."""
    stored_carbon_kg_co2: Computed | None
    """kg CO2 that stays in the product."""
    by_stage: tuple[ReportedShare, ...]
    by_process: tuple[ReportedShare, ...]
    by_exchange: tuple[ReportedShare, ...]
    by_source: tuple[ReportedShare, ...]
    """By the only factor behind an input, or by the input itself where there are several."""
    flows: tuple[ReportedFlow, ...]
    per_unit: tuple[ReportedPerUnit, ...]


@dataclass(frozen=True)
class FactorUsed:
    """A factor of the library, and where its number comes from."""

    id: str
    name: Text
    category: str
    value: Computed
    """kg CO2e per `unit`."""
    unit: str
    basis: str
    gas_basis: str
    region: str
    year: int | None
    source: str
    reference: str
    """Where in the source it stands."""
    seen: bool
    """What was seen of it in the calculation."""


@dataclass(frozen=True)
class Omission:
    """An input that was left out, with its reason."""

    id: str
    flow: str
    amount: Computed
    unit: str
    mass_percent: Computed | None
    energy_percent: Computed | None
    estimated_kg_co2e: Computed | None
    """At most, by the maker's estimate; never part of the footprint."""
    within_limit: bool | None
    reason: Text


@dataclass(frozen=True)
class ReportedLoss:
    """What of a model made in another program is not in this one, and who settled that."""

    place: str
    what: Text
    reason: str
    settled_at: str
    """UTC."""
    settled_by: str


@dataclass(frozen=True)
class Allocated:
    """The share of a process's burden that one of its products carries."""

    process: str
    product: str
    method: str
    share: Computed
    measured: bool
    """By measured outputs, not by the modelled ones."""
    reason: Text
    """Why the process cannot be divided, and why no better step of the order is possible."""


@dataclass(frozen=True)
class ReportedEvidence:
    """A measured number and the document behind it."""

    where: str
    amount: Computed
    unit: str
    source: str
    sha256: str


@dataclass(frozen=True)
class ReportedQuality:
    """How much rests on measurement, and on which documents."""

    primary_percent: Computed
    evidence: tuple[ReportedEvidence, ...]


@dataclass(frozen=True)
class ReportedSensitivity:
    """How the result moves when one factor or input is ten percent larger or smaller.

    The footprint is linear in each of them, so this follows from the contributions exactly.
    """

    source: str
    name: Text
    change_kg_co2e: Computed
    """kg CO2e more or less when the input moves by ten percent."""
    change_percent: Computed
    """The same in percent of the footprint."""


@dataclass(frozen=True)
class Versions:
    """Everything one needs to compute the result again."""

    document_format: str
    """The form of the sealed document."""
    engine: str
    """The program that calculated."""
    digits: str
    """Digits that figures are calculated with."""
    rounding: str
    """How figures are rounded."""
    library: str
    library_sha256: str
    """SHA-256 of the factor library."""
    rule_sha256: str
    """SHA-256 of the rule."""
    gwp_set: str
    gwp_version: str
    """Version of the global warming potentials."""


@dataclass(frozen=True)
class Report:
    """The accounting report of one calculation."""

    format: str
    """Name and version of this form."""
    identity: Identity
    """What the report is about."""
    goal: Text
    """Why the footprint is found."""
    scope: Scope
    processes: tuple[Process, ...]
    emissions: Emissions
    """The result."""
    omissions: tuple[Omission, ...]
    omitted_mass_percent: Computed
    """All that was left out, in percent of the mass."""
    omissions_within_limit: bool
    """Whether all that was left out stays within the limit."""
    allocation: tuple[Allocated, ...]
    loops: tuple[tuple[str, ...], ...]
    """The processes of every loop, such as scrap that goes back; solved exactly."""
    factors: tuple[FactorUsed, ...]
    gwp: tuple[GasPotential, ...]
    """The global warming potential of each gas."""
    data_quality: ReportedQuality
    """What the data rest on."""
    sensitivity: tuple[ReportedSensitivity, ...]
    """How the result moves with its largest inputs."""
    limitations: tuple[Text, ...]
    """What the result does not say."""
    versions: Versions
    """Versions of all that it was made with."""
    losses: tuple[ReportedLoss, ...] = ()
    """Of a model that was imported, with the reasons why the footprint stands."""
    assessment: Assessment | None = None
    """None: no packs to assess by, or a calculation that is too large for it."""
