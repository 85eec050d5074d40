"""The sequencer: the one writer of the log. All of a round is one transaction, or nothing is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.database import Database
from registry.log.domain.note import SignerKey
from registry.log.domain.pending import Pending
from registry.log.store import log, pending
from registry.log.usecases.writing import sign_head

BATCH = 200


@dataclass(frozen=True)
class Round:
    """What a round came to: the pointers that must wait, and whether held ones need no more."""

    held: tuple[Pending, ...]
    released: bool


Publish = Callable[[AsyncConnection, Sequence[Pending], datetime], Awaitable[Round]]
"""Makes public what a batch points at, at the moment of the round."""


async def sequence(database: Database, *, signer: SignerKey, publish: Publish) -> bool:
    """Make public what waits, and sign the log's new head. True when more may be waiting.

    A crash anywhere before the commit leaves nothing; after it, everything.
    """
    async with database.transaction() as tx:
        return await _go_round(tx, signer, publish)


async def _go_round(tx: AsyncConnection, signer: SignerKey, publish: Publish) -> bool:
    await log.lock(tx)
    # Read the clock only now: rounds follow one another, and so must their moments.
    at = clock.now()
    batch = await pending.due(tx, at, BATCH)
    done = await publish(tx, batch, at)
    await sign_head(tx, signer, at)
    await pending.done(tx, [item for item in batch if item not in done.held])
    return done.released or len(batch) == BATCH
