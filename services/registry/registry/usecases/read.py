"""Everything public: checkpoints, tiles, proofs, labels, status lists, DID documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Missing
from registry.domain.entry import EntryKind
from registry.domain.label import Label, LabelNotFound, parse_number
from registry.domain.merkle import inclusion_path, needed, resolve
from registry.domain.proof import LogProof
from registry.domain.status_list import Purpose
from registry.domain.tiles import bundle, parse
from registry.store import dids, labels, log, status
from registry.store.dids import DidVersion
from registry.store.log import LoggedEntry, SignedCheckpoint
from registry.store.status import PublishedList


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


class StatusListNotFound(Missing):
    """There is no such list, or it was not published yet at that moment."""

    zh = "没有状态列表 {purpose}/{number},或该时刻尚未发布;请核对凭证中的地址与时间。"
    en = "There is no status list {purpose}/{number}, or not at that time; check both."


class IdentityNotFound(Missing):
    """No DID document of this name was published here."""

    zh = "这里没有 {did} 的 DID 文档;请核对机构批准号。"
    en = "There is no DID document of {did} here; check the approval number."


@dataclass(frozen=True)
class Logged:
    """Proof that the log has an entry: the entry itself, its path, a signed checkpoint."""

    entry: str
    proof: LogProof


@dataclass(frozen=True)
class LoggedDocument:
    """The newest published version of a DID document, with its proof."""

    version: DidVersion
    logged: Logged


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


async def label_facts(tx: AsyncConnection, number: str) -> Label:
    """A published label with its current bits.

    Raises `LabelNumberMalformed` for a mistyped number, `LabelNotFound` for an unknown one.
    """
    label = await labels.find_published(tx, str(parse_number(number)))
    if label is None:
        raise LabelNotFound(number=number)
    return label


async def status_list(
    tx: AsyncConnection, purpose: str, number: int, at: datetime | None = None
) -> PublishedList:
    """The newest list, or the one that was in force at a moment. Raises `StatusListNotFound`.

    Of the future nothing is known, and an edition says nothing about the time after its end.
    """
    known = purpose in set(Purpose) and number == 1 and (at is None or at <= clock.now())
    found = await status.latest_issue(tx, Purpose(purpose), at) if known else None
    if found is None or (at is not None and at >= found.issue.valid_until):
        raise StatusListNotFound(purpose=purpose, number=number)
    return found


async def status_lists(tx: AsyncConnection) -> Mapping[Purpose, PublishedList]:
    """Both lists as they are now."""
    return {purpose: await status_list(tx, purpose, 1) for purpose in Purpose}


async def did_document(tx: AsyncConnection, did: str) -> DidVersion:
    """The newest logged version of a DID document. Raises `IdentityNotFound`."""
    found = await dids.latest_logged(tx, did)
    if found is None:
        raise IdentityNotFound(did=did)
    return found


async def logged_document(tx: AsyncConnection, did: str) -> LoggedDocument:
    """The same with its proof. Raises `IdentityNotFound`."""
    version = await did_document(tx, did)
    proven = await logged(tx, EntryKind.DID_DOCUMENT, f"{did}#{version.version}")
    if proven is None:
        raise IdentityNotFound(did=did)
    return LoggedDocument(version, proven)


async def logged_label(tx: AsyncConnection, label: Label) -> Logged:
    """The log entry of a published label with its proof. Raises `LabelNotFound`."""
    proven = await logged(tx, EntryKind.LABEL, str(label.number))
    if proven is None:
        raise LabelNotFound(number=label.number)
    return proven
