"""What the records tell beside a calculation's own document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounting.calculations.domain.record import CalculationRecord
from accounting.custody.domain.authorship import Actor
from accounting.evidence.domain import EvidenceFile
from accounting.factors.domain.datasets import Dataset
from accounting.factors.domain.reviews import Review
from accounting.inventory.domain.findings import Finding
from accounting.suppliers.domain.footprints import Supplied
from packs.models import CategoryPack


@dataclass(frozen=True)
class Made:
    """When a record was made, and by whom if that was written down."""

    at: datetime
    by: Actor | None


@dataclass(frozen=True)
class FactorVersion:
    """One version of a factor, in the order in which versions became known."""

    position: int
    dataset: Dataset
    loaded_at: datetime | None


@dataclass(frozen=True)
class Import:
    """How an enterprise's own factor came in."""

    id: UUID
    at: datetime
    by: str
    review: Review | None


@dataclass(frozen=True)
class Loaded:
    """A version of published data, in the order of loading."""

    version: str
    at: datetime | None


@dataclass(frozen=True)
class Received:
    """A supplier's footprint, and when its end was noticed."""

    supplied: Supplied
    ended_at: datetime | None


@dataclass(frozen=True)
class Admission:
    """A body that may read the calculation, for the sake of an application."""

    body: str
    application: UUID
    at: datetime


@dataclass(frozen=True)
class LaterSeal:
    """A seal of the same product that came after this calculation's."""

    calculation: UUID
    sha256: str
    at: datetime


@dataclass(frozen=True)
class Trail:
    """Everything on record about one calculation that the caller may see."""

    record: CalculationRecord
    product: Made
    system: Made
    activity: Made
    calculation: Made
    evidence: Mapping[str, EvidenceFile]
    versions: Mapping[str, tuple[FactorVersion, ...]]
    """By the identifier of the used factor: its versions, and what supersedes it."""
    imports: Mapping[str, Import]
    libraries: tuple[Loaded, ...]
    gwp_sets: tuple[Loaded, ...]
    categories: tuple[tuple[CategoryPack, datetime | None], ...]
    received: Mapping[str, Received]
    """By the identifier of the factor: `supplier:<id>`."""
    admissions: tuple[Admission, ...]
    findings: tuple[Finding, ...]
    later_seals: tuple[LaterSeal, ...]
