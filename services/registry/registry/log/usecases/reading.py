"""Everything that the log shows: checkpoints, tiles, and the proof that an entry is in it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.refusals import Missing
from registry.log.domain.entry import EntryKind
from registry.log.domain.merkle import inclusion_path, needed, resolve
from registry.log.domain.proof import LogProof
from registry.log.domain.records import Logged, LoggedEntry, SignedCheckpoint
from registry.log.domain.tiles import bundle, parse
from registry.log.store import log


class LogNotStarted(Missing):
    """The worker has not signed a checkpoint yet."""

    zh = "透明日志尚未启动;请稍后重试。"
    en = "The transparency log has not started yet; try again shortly."


class TileNotFound(Missing):
    """The log has no such tile, or not in this width."""

    zh = "日志中没有 {path};请按当前检查点的大小计算地址。"
    en = "The log has no {path}; compute addresses from the size in the current checkpoint."


class LeafNotFound(Missing):
    """No leaf at this place, under the current checkpoint."""

    zh = "日志中没有第 {index} 条;请核对序号与当前检查点。"
    en = "The log has no leaf {index}; compare it with the current checkpoint."


async def checkpoint(tx: AsyncConnection) -> SignedCheckpoint:
    """The newest signed head of the log. Raises `LogNotStarted`."""
    latest = await log.latest_checkpoint(tx)
    if latest is None:
        raise LogNotStarted()
    return latest


async def tile(tx: AsyncConnection, path: str) -> bytes:
    """A tile of hashes or a bundle of entries (C2SP tlog-tiles). Raises `TileNotFound`."""
    wanted = parse(path)
    if wanted is None or not wanted.exists_in((await checkpoint(tx)).size):
        raise TileNotFound(path=path)
    if wanted.level is None:
        entries = await log.entries(tx, wanted.start, wanted.start + wanted.width)
        return bundle(entries)
    return await log.tile(tx, wanted)


async def inclusion(tx: AsyncConnection, index: int) -> LogProof:
    """Proof that leaf `index` is under the newest checkpoint. Raises `LeafNotFound`."""
    head = await checkpoint(tx)
    if not 0 <= index < head.size:
        raise LeafNotFound(index=index)
    path = inclusion_path(index, head.size)
    hashes = resolve(path, await log.nodes(tx, needed(path)))
    return LogProof(index, tuple(hashes), head.note)


async def logged(tx: AsyncConnection, kind: EntryKind, identity: str) -> Logged | None:
    """The entry about a thing with its proof; None while it is not in the log."""
    found: LoggedEntry | None = await log.entry(tx, kind, identity)
    if found is None:
        return None
    return Logged(found.data.decode(), await inclusion(tx, found.index))
