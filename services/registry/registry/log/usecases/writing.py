"""Append entries to the log and sign its new head. Only the sequencer may call this."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from registry.log.domain import checkpoint
from registry.log.domain.checkpoint import Checkpoint
from registry.log.domain.entry import Entry
from registry.log.domain.merkle import TreeNode
from registry.log.domain.note import SignerKey
from registry.log.domain.records import SignedCheckpoint
from registry.log.store import log


async def append(tx: AsyncConnection, entries: Sequence[Entry]) -> list[int]:
    """The index of each entry; what the log already has keeps its first index."""
    if not entries:
        return []
    indexes = await log.indexes(tx, entries)
    frontier = await log.frontier(tx)
    fresh, completed, first = list[Entry](), dict[TreeNode, bytes](), frontier.size
    for entry in entries:
        if (name := (entry.kind.value, entry.identity)) in indexes:
            continue
        indexes[name] = frontier.size
        fresh.append(entry)
        frontier, nodes = frontier.append(entry.leaf)
        completed |= nodes
    if fresh:
        await log.add(tx, first, fresh, completed)
    return [indexes[entry.kind.value, entry.identity] for entry in entries]


async def sign_head(tx: AsyncConnection, signer: SignerKey, at: datetime) -> bool:
    """Sign the tree as it is now, unless this key has done so; a key's name is the log's origin."""
    key = str(signer.verifier)
    if await log.is_signed(tx, await log.size(tx), key):
        return False
    frontier = await log.frontier(tx)
    head = Checkpoint(signer.name, frontier.size, frontier.root)
    signed = SignedCheckpoint(frontier.size, key, checkpoint.sign(head, signer))
    await log.add_checkpoint(tx, signed, at)
    return True
