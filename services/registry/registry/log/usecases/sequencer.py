"""The sequencer: the one writer of the log. All of a round is one transaction, or nothing is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside, clock
from chassis.database import Database
from chassis.generations import DatabaseOlder
from registry.log.domain.note import SignerKey
from registry.log.domain.pending import Pending
from registry.log.store import log as merkle
from registry.log.store import pending
from registry.log.usecases.writing import sign_head

BATCH = 200
log = structlog.get_logger()


@dataclass(frozen=True)
class Round:
    """What a round came to: the pointers that must wait, and whether held ones need no more."""

    held: tuple[Pending, ...]
    released: bool


@dataclass(frozen=True)
class Rounds:
    """How a round is done."""

    signer: SignerKey
    publish: Callable[[AsyncConnection, Sequence[Pending], datetime], Awaitable[Round]]
    """Makes public what a batch points at, at the moment of the round."""
    remember: Callable[[AsyncConnection, int], Awaitable[None]]
    """Writes down what was added to a log of so many leaves, before it becomes public."""


async def sequence(database: Database, rounds: Rounds) -> bool:
    """Make public what waits, and sign the log's new head. True when more may be waiting.

    A crash anywhere before the commit leaves nothing; after it, everything. When a round fails,
    each subject has a round of its own, and what cannot be made public waits aside.
    """
    try:
        async with database.transaction() as tx:
            return await _go_round(tx, rounds)
    except DatabaseOlder:
        raise
    except Exception as failure:
        log.error("the round failed; one subject after the other now", error=aside.reason(failure))
    return await _one_by_one(database, rounds)


async def _one_by_one(database: Database, rounds: Rounds) -> bool:
    async with database.transaction() as tx:
        # What fails without any subject is the fault of none: it raises here.
        await _go_round(tx, rounds, limit=0)
        waiting = await pending.due(tx, clock.now(), BATCH)
    for subject in dict.fromkeys(item.subject for item in waiting):
        async with aside.attempt(database, pending.JOB) as attempt, database.transaction() as tx:
            attempt.at(subject)
            await _go_round(tx, rounds, subject=subject)
    return bool(waiting)


async def _go_round(
    tx: AsyncConnection,
    rounds: Rounds,
    *,
    limit: int = BATCH,
    subject: str | None = None,
) -> bool:
    await merkle.lock(tx)
    # Read the clock only now: rounds follow one another, and so must their moments.
    at = clock.now()
    before = await merkle.size(tx)
    batch = await pending.due(tx, at, limit, subject)
    done = await rounds.publish(tx, batch, at)
    if await sign_head(tx, rounds.signer, at):
        await rounds.remember(tx, before)
    await pending.done(tx, [item for item in batch if item not in done.held])
    return done.released or len(batch) == BATCH
