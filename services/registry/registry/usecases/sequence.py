"""The sequencer: the one writer of the log. All of a round is one transaction, or nothing is."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.database import Database
from registry.domain.did import Node
from registry.domain.signing import NodeKeys
from registry.store import log, pending
from registry.usecases.append_log import sign_head
from registry.usecases.publish_identities import publish_identities, publish_own_identity
from registry.usecases.publish_labels import publish_labels
from registry.usecases.publish_status import publish_status

BATCH = 200


async def sequence(database: Database, *, node: Node, keys: NodeKeys) -> bool:
    """Make public what waits, and reissue lists that grow old. True when more may be waiting.

    A crash anywhere before the commit leaves nothing; after it, everything. Identities come
    first, because labels are only admitted under keys that are in the log.
    """
    async with database.transaction() as tx:
        return await _round(tx, node, keys)


async def _round(tx: AsyncConnection, node: Node, keys: NodeKeys) -> bool:
    await log.lock(tx)
    # Read the clock only now: rounds follow one another, and so must their moments.
    at = clock.now()
    batch = await pending.due(tx, at, BATCH)
    await publish_own_identity(tx, node, keys, at)
    released = await publish_identities(tx, batch, at)
    work = await publish_labels(tx, batch, node, at)
    await publish_status(tx, work.published, node, keys, at)
    await sign_head(tx, node, keys, at)
    await pending.done(tx, [item for item in batch if item not in work.held])
    return released or len(batch) == BATCH
