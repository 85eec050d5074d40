"""Certificates of sealed calculations as certification announces them, and whether one stands.

What happened to a certificate is a set of acts, each with its moment. Whether it stands is read
off the set, so it plays no part in which order the events arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ActKind(StrEnum):
    """In the order that decides when two acts have the same moment: the graver one counts."""

    REINSTATED = "reinstated"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Act:
    """What a certification body did to a certificate."""

    kind: ActKind
    at: datetime


@dataclass(frozen=True)
class Certificate:
    """A signed certificate of a calculation with this seal."""

    id: UUID
    calculation: UUID
    seal: str
    number: str
    scheme: str
    body: str
    """Approval number of the certification body."""
    body_name_zh: str
    body_name_en: str
    issuer: str
    """did:web of the body."""
    rule: str
    standard: str
    valid_from: datetime
    valid_until: datetime
    acts: tuple[Act, ...] = ()

    def stands(self, now: datetime) -> bool:
        """Neither expired, nor withdrawn at any time, nor suspended at last."""
        order = list(ActKind)
        acts = sorted(self.acts, key=lambda act: (act.at, order.index(act.kind)))
        if any(act.kind is ActKind.WITHDRAWN for act in acts):
            return False
        return now < self.valid_until and (not acts or acts[-1].kind is ActKind.REINSTATED)


def standing(
    certificates: Iterable[Certificate], now: datetime, *, named: UUID | None
) -> Certificate | None:
    """The certificate to name: the one `named` already while it stands, else the newest."""
    valid = [each for each in certificates if each.stands(now)]
    for each in valid:
        if each.id == named:
            return each
    return max(valid, key=lambda each: (each.valid_from, each.number), default=None)
