"""The feed: written by whoever hears of a label event, read by whoever sends it."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import generations
from chassis.lastknown import LastKnown
from chassis.refusals import Conflict
from chassis.settings import ServiceSettings
from contracts.registry import LabelIssued
from mutual_recognition.feed.domain import LabelFact, Node
from mutual_recognition.feed.store import feed
from mutual_recognition.feed.store.feed import as_fact as as_fact
from mutual_recognition.feed.store.feed import owners_of as owners_of
from mutual_recognition.feed.store.holdings import LABELS as LABELS

HEAD = "feed"
_IDENTITY = ("certificate_id", "log_index", "credential_sha256")


class LabelIssuedTwice(Conflict):
    """A number, or a leaf of the log, that stands for one label is said to stand for another."""

    zh = (
        "标识 {label}（日志第 {index} 条）此前已为另一证书或另一标识发布，不予转发；"
        "请核查登记系统。"
    )
    en = (
        "Label {label} (leaf {index} of the log) was published before for another certificate or "
        "another label; it is not passed on. Examine the registry."
    )


async def append(tx: AsyncConnection, fact: LabelFact) -> int | None:
    """The fact's position; None when the feed has it already. Raises `LabelIssuedTwice`."""
    if fact.type == LabelIssued.TYPE and await _is_repeated(tx, fact):
        return None
    position = await feed.append(tx, fact)
    if position is not None:
        await generations.note(tx, {HEAD: position})
    return position


async def _is_repeated(tx: AsyncConnection, fact: LabelFact) -> bool:
    """A registry that was put back says again what it said, of the same certificate and leaf."""
    known = await feed.issue_of(tx, fact.label)
    there = await feed.issue_at(tx, fact.log_index)
    if known is None and there is None:
        return False
    if known is None or any(known.data[part] != fact.data[part] for part in _IDENTITY):
        raise LabelIssuedTwice(label=fact.label, index=fact.log_index)
    return True


async def head(tx: AsyncConnection) -> int:
    """The last position that there is."""
    return await feed.head(tx)


async def begin_after(tx: AsyncConnection, known: LastKnown) -> list[str]:
    """Give no position again that somebody may have read."""
    await feed.begin_after(tx, int(known.mark(HEAD, 0)))
    return [f"feed: positions go on after {await feed.head(tx)}"]


def node_of(settings: ServiceSettings) -> Node:
    """This node as others know it; from the settings, never from a request."""
    return Node(settings.region, settings.public_url.rstrip("/"))
