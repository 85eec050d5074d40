"""Duties are set and settled in the transaction of what they follow from."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.duties.domain.duty import Duty, DutyKind, DutyState, Matter
from certification.duties.domain.working_days import due_at
from certification.duties.store import duties, terms
from certification.duties.store.duties import open_of as open_of
from certification.duties.store.terms import rules as rules
from chassis import clock
from packs.duties import DutiesPack


class DutiesIncomplete(Exception):
    """The region pack leaves out a kind of duty, or names one that nobody knows."""


async def load(tx: AsyncConnection, pack: DutiesPack) -> None:
    """Keep the region's calendar and terms. Raises `DutiesIncomplete`."""
    named, known = {rule.kind for rule in pack.duties}, {kind.value for kind in DutyKind}
    if named != known:
        raise DutiesIncomplete(f"duties.yaml: left out or unknown: {sorted(named ^ known)}")
    await terms.save_calendar(tx, pack.years)
    await terms.save_rules(tx, pack.duties)


async def oblige(
    tx: AsyncConnection, kind: DutyKind, matter: Matter, due: datetime | None = None
) -> Duty:
    """Set a duty, due at a moment or after the region's term. One that is open is replaced."""
    rule, now = (await terms.rules(tx))[kind], clock.now()
    until = due if due is not None else await end_of_term(tx, kind, now)
    await duties.settle(tx, matter.id, [kind], DutyState.DROPPED, now)
    new = Duty(uuid4(), kind, matter, rule.owed_by, now, until)
    await duties.add(tx, new)
    return new


async def end_of_term(tx: AsyncConnection, kind: DutyKind, start: datetime) -> datetime:
    """When the region's term for a kind of duty ends that begins at a moment."""
    rule = (await terms.rules(tx))[kind]
    if rule.term is None:
        raise DutiesIncomplete(f"duties.yaml: {kind} has no term")
    return due_at(start, rule.term, await terms.working_days(tx))


async def discharge(tx: AsyncConnection, matter: UUID, *kinds: DutyKind) -> None:
    """Note that what had to be done was done."""
    await duties.settle(tx, matter, kinds, DutyState.DONE, clock.now())


async def drop(tx: AsyncConnection, matter: UUID, *kinds: DutyKind) -> None:
    """Note that nothing of these kinds has to be done any more."""
    await duties.settle(tx, matter, kinds, DutyState.DROPPED, clock.now())
