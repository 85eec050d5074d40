"""Changes that one operator proposes and another confirms: four eyes on who may do what."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from pydantic import TypeAdapter

from gateway.clients.domain.clients import Client, Organisation
from gateway.clients.domain.refusals import (
    ChangeAlreadyDecided,
    ChangeExpired,
    ChangeOutdated,
    NeedsAnotherPerson,
    OperatorNotNamed,
)

OPEN_FOR = timedelta(days=14)
"""How long a proposed change may be confirmed; later it is proposed anew."""
CONSOLE = "console:"
"""What the names of those begin with who act at the node's console and not by a token."""


class ChangeKind(StrEnum):
    """What a change does when it is confirmed."""

    ORGANISATION = "organisation"
    REGISTRATION = "registration"
    ENROLMENT = "enrolment"
    """A client together with its new organisation."""
    SUSPENSION = "suspension"
    """By one operator, alone."""
    REVOCATION = "revocation"
    REINSTATEMENT = "reinstatement"
    RECOVERY = "recovery"
    KEYS = "keys"
    """By the client itself, alone."""


class ChangeState(StrEnum):
    """What became of a change."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Actor:
    """Who acts: a client and, where it is bound to one, the person behind it."""

    client: str
    org: str = ""
    person: str | None = None

    def is_another_than(self, other: "Actor") -> bool:
        """Two clients of one person are one pair of eyes, and of nobody none."""
        return self.client != other.client and self.person != other.person

    def must_be_named(self) -> None:
        if self.person is None:
            raise OperatorNotNamed(client=self.client)


@dataclass(frozen=True)
class Decision:
    """Who settled a change, when and, unless it was confirmed, why."""

    state: ChangeState
    by: Actor
    at: datetime
    reason: str | None = None


Wanted = Client | Organisation
_STATE_OF_THINGS: TypeAdapter[Wanted | None] = TypeAdapter(Client | Organisation | None)


def base_of(known: Wanted | None) -> str:
    """What a change builds upon, as a digest: it is confirmed only while that is still so."""
    document = _STATE_OF_THINGS.dump_python(known, mode="json")
    if isinstance(known, Client):
        document["scopes"] = sorted(known.scopes)
        del document["updated_at"]
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    """A change as it was proposed, whole, and what became of it."""

    id: UUID
    kind: ChangeKind
    wanted: Wanted
    reason: str | None
    base: str
    proposed_by: Actor
    proposed_at: datetime
    decision: Decision | None = None

    @classmethod
    def by_one(
        cls,
        kind: ChangeKind,
        wanted: Wanted,
        by: Actor,
        at: datetime,
        *,
        known: Wanted | None,
        reason: str | None = None,
    ) -> "Change":
        """What one may do alone, for the record."""
        decision = Decision(ChangeState.CONFIRMED, by, at)
        return cls(uuid4(), kind, wanted, reason, base_of(known), by, at, decision)

    @property
    def subject(self) -> str:
        """The id of the client or organisation."""
        return self.wanted.id

    @property
    def state(self) -> ChangeState:
        return self.decision.state if self.decision else ChangeState.PROPOSED

    def confirmed(self, by: Actor, at: datetime, known: Wanted | None) -> "Change":
        """By another person, in time, and while what it builds upon is as it was."""
        self._must_be_open(at)
        by.must_be_named()
        self.proposed_by.must_be_named()
        if not by.is_another_than(self.proposed_by):
            raise NeedsAnotherPerson(id=self.id)
        if self.base != base_of(known):
            raise ChangeOutdated(id=self.id, subject=self.subject)
        return replace(self, decision=Decision(ChangeState.CONFIRMED, by, at))

    def refused(self, by: Actor, at: datetime, reason: str) -> "Change":
        """By another; whoever takes back what he proposed himself withdraws it."""
        if self.decision:
            raise ChangeAlreadyDecided(id=self.id, state=self.state)
        own = by.client == self.proposed_by.client
        state = ChangeState.WITHDRAWN if own else ChangeState.REFUSED
        return replace(self, decision=Decision(state, by, at, reason))

    def _must_be_open(self, at: datetime) -> None:
        if self.decision:
            raise ChangeAlreadyDecided(id=self.id, state=self.state)
        if at >= self.proposed_at + OPEN_FOR:
            raise ChangeExpired(id=self.id, days=OPEN_FOR.days)
