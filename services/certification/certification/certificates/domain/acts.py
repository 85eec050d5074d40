"""What happens to a certificate after it was decided. An act is added and never changed."""

from dataclasses import dataclass
from datetime import datetime

from certification.certificates.domain.states import (
    CancellationReason,
    Reason,
    ReplacementReason,
    SuspensionReason,
    WithdrawalReason,
)

BY_ITSELF = "(by itself)"
"""Stands for the person where an act followed from a passed date or a failed visit."""


@dataclass(frozen=True)
class Suspension:
    """The certificate is worth nothing for now, until a person reinstates it or it lapses."""

    reason: SuspensionReason
    until: datetime
    person: str
    note_zh: str
    at: datetime


@dataclass(frozen=True)
class Reinstatement:
    """A suspension ended."""

    person: str
    note_zh: str
    at: datetime


@dataclass(frozen=True)
class Withdrawal:
    """The certificate is void for good: a sanction."""

    reason: WithdrawalReason
    person: str
    note_zh: str
    at: datetime


@dataclass(frozen=True)
class Successor:
    """The certificate that took another one's place."""

    number: str
    why: ReplacementReason


@dataclass(frozen=True)
class Cancellation:
    """The certificate is void for good: its holder wished it, or a new one took its place."""

    reason: CancellationReason
    person: str
    note_zh: str
    at: datetime
    successor: Successor | None = None


Act = Suspension | Reinstatement | Withdrawal | Cancellation


def reason_of(act: Act) -> Reason | None:
    """The code of an act; None for a reinstatement, which has none."""
    return None if isinstance(act, Reinstatement) else act.reason
