"""Events that accounting publishes."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from contracts.event import AwareDatetime, Event, ExactDecimal, Message, Sha256


class DeclaredUnit(Message):
    """The amount of product that a footprint speaks of, such as 1 kWp."""

    amount: ExactDecimal
    unit: str


class ProductIdentity(Message):
    """What a label says about a product; nothing here is a trade secret."""

    id: UUID
    name_zh: str
    name_en: str
    model: str
    gtin: str | None = None
    category: str
    cpc: str
    """UN CPC class, five digits."""
    enterprise: str
    """Unified social credit code, GB 32100-2015."""
    enterprise_name_zh: str
    enterprise_name_en: str
    site_division: str
    """GB/T 2260 code of the county where the product is made, six digits."""


class FootprintSealed(Event):
    """A calculation became immutable; its seal is the SHA-256 of its canonical JSON (RFC 8785)."""

    TYPE: ClassVar[str] = "accounting.footprint.sealed.v1"

    calculation_id: UUID
    seal: Sha256
    product: ProductIdentity
    declared_unit: DeclaredUnit
    value: ExactDecimal
    """kg CO2e per declared unit, rounded once for publication."""
    boundary: str
    """Life-cycle boundary from the rule, such as `cradle-to-gate`."""
    rule_code: str
    rule_version: str
    gwp_set: str
    engine_version: str
    period_start: date
    period_end: date
    """Reference period of the activity data; the end is exclusive."""
    sealed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.calculation_id)


class ImpactStudyProgressed(Event):
    """A study of what moves has listed the calculations that depend on a change, or went on by
    about a tenth of them.
    """

    TYPE: ClassVar[str] = "accounting.impact-study.progressed.v1"

    study_id: UUID
    affected: int
    """Sealed calculations that depend on the change."""
    done: int
    progressed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.study_id)


class ImpactTotals(Message):
    """How many sealed calculations of a category depend on a change, and what becomes of them."""

    category: str
    affected: int
    up: int
    down: int
    same: int
    """They depend on it and do not move in the published rounding."""
    restated: int
    """The rule's declared unit is another one, so that values cannot be compared."""
    refused: int
    """They can no longer be computed."""
    crossed: int
    """They cross a published level or a limit of the rule, in either direction."""


class ImpactStudyCompleted(Event):
    """It is known what a change of factors, of a rule or of warming potentials would move.

    The rows stay with accounting, at `results`: there may be any number of them.
    """

    TYPE: ClassVar[str] = "accounting.impact-study.completed.v1"

    study_id: UUID
    origin: str
    """`proposed` before publication, `published` after it."""
    change: str
    """`factors`, `own-factors`, `factor-import`, `supplier-footprint`, `library`, `rule`, `gwp`."""
    totals: tuple[ImpactTotals, ...]
    """By category; none when nothing depends on the change."""
    results: str
    """Path of the rows; each caller sees those that concern it."""
    completed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.study_id)


class UploadRows(Message):
    """How many rows of an uploaded file were read, and what became of them."""

    read: int
    accepted: int
    rejected: int
    """Every row of a refused system and period, not only those with a reason."""
    known: int
    """Recorded before, with the same values."""


class UploadFinished(Event):
    """All that can be taken in of an uploaded file was taken in, or it ended without that.

    The refused rows stay with accounting, at `errors`: they are the enterprise's alone.
    """

    TYPE: ClassVar[str] = "accounting.upload.finished.v1"

    upload_id: UUID
    enterprise: str
    """Unified social credit code, GB 32100-2015."""
    what: str
    """`meter-readings` or `activity-data`."""
    sha256: Sha256
    """Of the file."""
    outcome: str
    """`accepted`; `with-errors`, when rows were refused; `refused`, the file as a whole;
    `expired`, its bytes did not all arrive; `cancelled` by the enterprise."""
    rows: UploadRows
    failure: str | None = None
    """Type of the problem for which the file as a whole was refused; the upload says more."""
    errors: str | None = None
    """Path of the file of refused rows, where there are any."""
    finished_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.upload_id)
