"""Organisations that ask to take part: proposed, then approved, refused or withdrawn."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from gateway.clients.domain.keys import PublicKeys
from gateway.clients.domain.refusals import EnrolmentAlreadyDecided


class EnrolmentState(StrEnum):
    """What became of an enrolment."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Contact:
    """Whom the operators ask about an enrolment."""

    name: str
    email: str
    phone: str | None


@dataclass(frozen=True)
class Proof:
    """A document by its digest; the applicant shows the document itself to the operators."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Applicant:
    """What an organisation says of itself."""

    name_zh: str
    name_en: str
    division: str | None
    contact: Contact
    documents: tuple[Proof, ...]


@dataclass(frozen=True)
class Enrolment:
    """A proposal with its keys, and what became of it."""

    id: UUID
    receipt_sha256: str
    applicant: Applicant
    credit_code: str
    role: str
    keys: PublicKeys
    proposed_at: datetime
    state: EnrolmentState = EnrolmentState.PROPOSED
    change: UUID | None = None
    """The change that approves it, once a second operator confirms that."""
    client_id: str | None = None
    reason: str | None = None
    decided_at: datetime | None = None

    def is_receipted_by(self, receipt: str) -> bool:
        return hmac.compare_digest(self.receipt_sha256, digest_of(receipt))

    def awaiting(self, change: UUID, client_id: str) -> "Enrolment":
        """A first operator approves; a second one has to confirm that."""
        self._must_be_open()
        return replace(self, change=change, client_id=client_id)

    def approved(self, client_id: str, at: datetime) -> "Enrolment":
        self._must_be_open()
        return replace(self, state=EnrolmentState.APPROVED, client_id=client_id, decided_at=at)

    def refused(self, reason: str, at: datetime) -> "Enrolment":
        self._must_be_open()
        refused = EnrolmentState.REFUSED
        return replace(self, state=refused, client_id=None, reason=reason, decided_at=at)

    def withdrawn(self, at: datetime) -> "Enrolment":
        self._must_be_open()
        return replace(self, state=EnrolmentState.WITHDRAWN, client_id=None, decided_at=at)

    def _must_be_open(self) -> None:
        if self.state is not EnrolmentState.PROPOSED:
            raise EnrolmentAlreadyDecided(id=self.id, state=self.state)


def new_receipt() -> str:
    """A secret by which an applicant without a token asks for his own enrolment."""
    return secrets.token_urlsafe(24)


def digest_of(receipt: str) -> str:
    """What is kept of a receipt; it is random, so a plain digest hides it."""
    return hashlib.sha256(receipt.encode()).hexdigest()
