"""The sequencer: the one writer of the log. All of a round is one transaction, or nothing is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside, clock
from chassis.database import Database
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


Publish = Callable[[AsyncConnection, Sequence[Pending], datetime], Awaitable[Round]]
"""Makes public what a batch points at, at the moment of the round."""


async def sequence(database: Database, *, signer: SignerKey, publish: Publish) -> bool:
    """Make public what waits, and sign the log's new head. True when more may be waiting.

    A crash anywhere before the commit leaves nothing; after it, everything. When a round fails,
    each subject has a round of its own, and what cannot be made public waits aside.
    """
    try:
        async with database.transaction() as tx:
            return await _go_round(tx, signer, publish)
    except Exception as failure:
        log.error("the round failed; one subject after the other now", error=aside.reason(failure))
    return await _one_by_one(database, signer, publish)


async def _one_by_one(database: Database, signer: SignerKey, publish: Publish) -> bool:
    async with database.transaction() as tx:
        # What fails without any subject is the fault of none: it raises here.
        await _go_round(tx, signer, publish, limit=0)
        waiting = await pending.due(tx, clock.now(), BATCH)
    for subject in dict.fromkeys(item.subject for item in waiting):
        async with aside.attempt(database, pending.JOB) as attempt, database.transaction() as tx:
            attempt.at(subject)
            await _go_round(tx, signer, publish, subject=subject)
    return bool(waiting)


async def _go_round(
    tx: AsyncConnection,
    signer: SignerKey,
    publish: Publish,
    *,
    limit: int = BATCH,
    subject: str | None = None,
) -> bool:
    await merkle.lock(tx)
    # Read the clock only now: rounds follow one another, and so must their moments.
    at = clock.now()
    batch = await pending.due(tx, at, limit, subject)
    done = await publish(tx, batch, at)
    await sign_head(tx, signer, at)
    await pending.done(tx, [item for item in batch if item not in done.held])
    return done.released or len(batch) == BATCH
