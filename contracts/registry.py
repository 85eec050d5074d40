"""Events that the registry publishes."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from contracts.accounting import DeclaredUnit, ProductIdentity
from contracts.certification import Scheme
from contracts.event import AwareDatetime, Event, ExactDecimal, Sha256


class LabelStatus(StrEnum):
    """What a label is worth at a moment."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    """Its holder gave it up (注销), which is no sanction."""
    EXPIRED = "expired"

    @property
    def told(self) -> "ToldStatus":
        """As events of version 1 say it: what is cancelled is void, as what is withdrawn."""
        return ToldStatus("withdrawn" if self is LabelStatus.CANCELLED else self.value)


class ToldStatus(StrEnum):
    """The statuses that readers of events of version 1 know."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class _LabelEvent(Event):
    label_number: str
    certificate_id: UUID
    certificate_number: str
    log_index: int
    """The transparency-log leaf that this event can be checked against."""

    @property
    def subject(self) -> str:
        return self.label_number


class LabelIssued(_LabelEvent):
    """A label was published: logged, resolvable and provable."""

    TYPE: ClassVar[str] = "registry.label.issued.v1"

    scheme: Scheme
    body: str
    product: ProductIdentity
    declared_unit: DeclaredUnit
    value: ExactDecimal
    boundary: str
    seal: Sha256
    credential_sha256: Sha256
    label_url: str
    valid_from: AwareDatetime
    valid_until: AwareDatetime
    issued_at: AwareDatetime


class LabelStatusChanged(_LabelEvent):
    """A label became suspended, valid again or void.

    `log_index` is the leaf of the status list that shows it.
    """

    TYPE: ClassVar[str] = "registry.label.status-changed.v1"

    status: ToldStatus
    changed_at: AwareDatetime
    reason_code: str | None = None
    """Code of the national table for what happened; absent for a reinstatement."""
    is_cancelled: bool = False
    """Whether it is void because its holder gave it up (注销), which is no sanction."""
    replaced_by: str | None = None
    """Number of the certificate that took the place of the label's own."""
