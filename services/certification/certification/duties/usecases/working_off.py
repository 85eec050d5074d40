"""The one job that acts when a date has passed.

What follows and the note that it followed are one transaction, so it happens once whatever crashes.
"""

from collections.abc import Mapping

from certification.duties.domain.duty import DutyKind, DutyState, Follow
from certification.duties.store import duties
from certification.values.store.locks import hold
from chassis import aside, clock
from chassis.database import Database


async def work_off(database: Database, *, follow: Mapping[DutyKind, Follow]) -> bool:
    """Have what follows from the longest passed date; False when no date has passed."""
    async with aside.attempt(database, duties.JOB) as attempt, database.transaction() as tx:
        now = clock.now()
        due = await duties.first_due(tx, now)
        if due is None:
            return False
        attempt.at(due.id)
        # Commands take the file's lock before they settle duties, so this does too.
        await hold(tx, due.matter.lock)
        if await duties.still_due(tx, due.id, now):
            await duties.settle_one(tx, due.id, DutyState.LAPSED, now)
            await follow[due.kind](tx, due)
    return True
