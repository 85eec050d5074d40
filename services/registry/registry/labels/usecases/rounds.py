"""One round of the sequencer: identities first, then labels, then their status."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.database import Database
from registry.identities.domain.signing import NodeKeys
from registry.identities.usecases.publications import publish_identities, publish_own_identity
from registry.labels.domain.label import place_of
from registry.labels.usecases.announcements import announce_changes
from registry.labels.usecases.publications import publish_labels
from registry.labels.usecases.recovery import remember
from registry.log.domain.pending import Pending
from registry.log.usecases import sequencer
from registry.log.usecases.sequencer import Round, Rounds
from registry.status.usecases.publications import publish_status
from registry.values.domain.node import Node


async def sequence(database: Database, *, node: Node, keys: NodeKeys) -> bool:
    """Make public what waits, and reissue lists that grow old. True when more may be waiting."""
    publish = partial(_publish, node=node, keys=keys)
    return await sequencer.sequence(database, Rounds(keys.log_signer(node), publish, remember))


async def _publish(
    tx: AsyncConnection, batch: Sequence[Pending], at: datetime, *, node: Node, keys: NodeKeys
) -> Round:
    """Identities come first, because labels are only admitted under keys that are in the log."""
    await publish_own_identity(tx, node, keys, at)
    released = await publish_identities(tx, batch, at)
    work = await publish_labels(tx, batch, node, at)
    places = {str(label.number): place_of(label.certificate) for label in work.published}
    changes = await publish_status(tx, places, node, keys, at)
    await announce_changes(tx, work.published, changes, at)
    return Round(work.held, released)
