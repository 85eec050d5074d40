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
    enterprise: Text
    product: Text
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
    functional_unit: Text
    declared_unit: Measure
    reference_flow: Measure | None
    boundary: str
    stages: tuple[str, ...]
    stages_left_out: tuple[str, ...]
    period_start: date
    period_end: date
    """Exclusive."""
    cut_off_single_percent: Computed
    cut_off_total_percent: Computed


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
    biogenic_taken_up: Computed | None
    land_use_change: Computed | None
    """None: the document does not state it apart."""
    aircraft: Computed | None
    """None: the document does not state it apart."""
    stored_carbon_kg_co2: Computed | None
    by_stage: tuple[ReportedShare, ...]
    by_process: tuple[ReportedShare, ...]
    by_exchange: tuple[ReportedShare, ...]
    by_source: tuple[ReportedShare, ...]
    """By the only factor behind an input, or by the input itself where there are several."""
    flows: tuple[tuple[str, Measure], ...]
    per_unit: tuple[tuple[str, Computed], ...]
    """kg CO2e per one of each other unit of the product."""


@dataclass(frozen=True)
class FactorUsed:
    """A factor of the library, and where its number comes from."""

    id: str
    name: Text
    category: str
    value: Computed
    unit: str
    basis: str
    gas_basis: str
    region: str
    year: int | None
    source: str
    reference: str
    seen: bool


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
    change_percent: Computed


@dataclass(frozen=True)
class Versions:
    """Everything one needs to compute the result again."""

    document_format: str
    engine: str
    digits: str
    rounding: str
    library: str
    library_sha256: str
    rule_sha256: str
    gwp_set: str
    gwp_version: str


@dataclass(frozen=True)
class Report:
    """The accounting report of one calculation."""

    format: str
    identity: Identity
    goal: Text
    scope: Scope
    processes: tuple[Process, ...]
    emissions: Emissions
    omissions: tuple[Omission, ...]
    omitted_mass_percent: Computed
    omissions_within_limit: bool
    allocation: tuple[Allocated, ...]
    loops: tuple[tuple[str, ...], ...]
    """The processes of every loop, such as scrap that goes back; solved exactly."""
    factors: tuple[FactorUsed, ...]
    gwp: tuple[tuple[str, Computed], ...]
    data_quality: ReportedQuality
    sensitivity: tuple[ReportedSensitivity, ...]
    limitations: tuple[Text, ...]
    versions: Versions
    losses: tuple[ReportedLoss, ...] = ()
    """Of a model that was imported, with the reasons why the footprint stands."""
    assessment: Assessment | None = None
    """None: no packs to assess by, or a calculation that is too large for it."""
