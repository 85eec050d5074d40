"""The log: entries, hashes of complete subtrees, checkpoints. Rows are added, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, func, insert, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from registry.log.domain.entry import Entry, EntryKind
from registry.log.domain.merkle import Frontier, Span, TreeNode, cover
from registry.log.domain.records import LoggedEntry, SignedCheckpoint
from registry.log.domain.tiles import Tile
from registry.log.store.tables import checkpoint, log_leaf, log_node

_WRITER_LOCK = 0x6C6F67


async def lock(tx: AsyncConnection) -> None:
    """Become the log's only writer until the transaction ends."""
    await tx.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))


async def size(tx: AsyncConnection) -> int:
    """How many leaves the tree has."""
    last = await tx.scalar(select(func.max(log_leaf.c.log_index)))
    return 0 if last is None else last + 1


async def frontier(tx: AsyncConnection) -> Frontier:
    """The right edge of the tree as it is now."""
    leaves = await size(tx)
    peaks = list(cover(Span(0, leaves)))
    hashes = await nodes(tx, peaks)
    return Frontier(leaves, tuple(hashes[peak] for peak in peaks))


async def nodes(tx: AsyncConnection, wanted: Iterable[TreeNode]) -> dict[TreeNode, bytes]:
    """Hashes of these complete subtrees."""
    places = [tuple(node) for node in wanted]
    if not places:
        return {}
    query = select(log_node).where(tuple_(log_node.c.level, log_node.c.place).in_(places))
    return {TreeNode(row.level, row.place): row.hash for row in await tx.execute(query)}


async def indexes(tx: AsyncConnection, wanted: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """Where things are in the log, by kind and identity; what is missing is not there."""
    names = [(entry.kind.value, entry.identity) for entry in wanted]
    query = select(log_leaf.c.kind, log_leaf.c.identity, log_leaf.c.log_index)
    rows = await tx.execute(query.where(tuple_(log_leaf.c.kind, log_leaf.c.identity).in_(names)))
    return {(row.kind, row.identity): row.log_index for row in rows}


async def data(tx: AsyncConnection, wanted: Sequence[Entry]) -> dict[tuple[str, str], bytes]:
    """What the log says about things, by kind and identity."""
    names = [(entry.kind.value, entry.identity) for entry in wanted]
    query = select(log_leaf.c.kind, log_leaf.c.identity, log_leaf.c.entry)
    rows = await tx.execute(query.where(tuple_(log_leaf.c.kind, log_leaf.c.identity).in_(names)))
    return {(row.kind, row.identity): row.entry for row in rows}


async def add(
    tx: AsyncConnection, first: int, entries: Sequence[Entry], completed: Mapping[TreeNode, bytes]
) -> None:
    """Append entries from index `first` on, with the subtrees that they completed."""
    now = func.now()
    leaves = [
        {
            "log_index": first + offset,
            "kind": entry.kind,
            "identity": entry.identity,
            "hash": entry.leaf,
            "entry": entry.data,
        }
        for offset, entry in enumerate(entries)
    ]
    await tx.execute(insert(log_leaf).values(appended_at=now), leaves)
    hashes = [{"level": n.level, "place": n.place, "hash": h} for n, h in completed.items()]
    await tx.execute(insert(log_node), hashes)


async def entry(tx: AsyncConnection, kind: EntryKind, identity: str) -> LoggedEntry | None:
    """The entry about a thing, if there is one."""
    columns = select(log_leaf.c.log_index, log_leaf.c.entry)
    query = columns.where(log_leaf.c.kind == kind, log_leaf.c.identity == identity)
    row = (await tx.execute(query)).one_or_none()
    return LoggedEntry(row.log_index, row.entry) if row else None


async def entries(tx: AsyncConnection, start: int, end: int) -> list[bytes]:
    """Entries from `start` up to and not including `end`."""
    inside = (log_leaf.c.log_index >= start) & (log_leaf.c.log_index < end)
    query = select(log_leaf.c.entry).where(inside).order_by(log_leaf.c.log_index)
    return list(await tx.scalars(query))


async def entries_from(tx: AsyncConnection, start: int) -> list[Entry]:
    """What was appended from this place on."""
    columns = select(log_leaf.c.kind, log_leaf.c.identity, log_leaf.c.entry)
    query = columns.where(log_leaf.c.log_index >= start).order_by(log_leaf.c.log_index)
    rows = await tx.execute(query)
    return [Entry(EntryKind(row.kind), row.identity, row.entry) for row in rows]


async def tile(tx: AsyncConnection, wanted: Tile) -> bytes:
    """The hashes of a tile, one after the other; fewer than its width when it does not exist."""
    places = (log_node.c.place >= wanted.start) & (log_node.c.place < wanted.start + wanted.width)
    query = select(log_node.c.hash).where(log_node.c.level == wanted.node_level, places)
    return b"".join(await tx.scalars(query.order_by(log_node.c.place)))


async def add_checkpoint(tx: AsyncConnection, signed: SignedCheckpoint, at: datetime) -> None:
    """Record a signed tree head; one that is recorded stays as it was signed first."""
    row = {"tree_size": signed.size, "key": signed.key, "note": signed.note, "signed_at": at}
    await tx.execute(upsert(checkpoint).values(row).on_conflict_do_nothing())


async def is_signed(tx: AsyncConnection, size: int, key: str) -> bool:
    """Whether this key has signed the tree of this size."""
    mine = (checkpoint.c.tree_size == size) & (checkpoint.c.key == key)
    return bool(await tx.scalar(select(select(checkpoint).where(mine).exists())))


async def latest_checkpoint(tx: AsyncConnection) -> SignedCheckpoint | None:
    """The newest tree head, by the newest key."""
    newest = checkpoint.c.tree_size.desc(), checkpoint.c.signed_at.desc()
    row = (await tx.execute(_checkpoints().order_by(*newest).limit(1))).one_or_none()
    return SignedCheckpoint(row.tree_size, row.key, row.note) if row else None


async def checkpoints(tx: AsyncConnection) -> list[SignedCheckpoint]:
    """Every tree head ever signed, oldest first."""
    rows = await tx.execute(_checkpoints().order_by(checkpoint.c.tree_size))
    return [SignedCheckpoint(row.tree_size, row.key, row.note) for row in rows]


def _checkpoints() -> Select[tuple[int, str, str]]:
    return select(checkpoint.c.tree_size, checkpoint.c.key, checkpoint.c.note)
