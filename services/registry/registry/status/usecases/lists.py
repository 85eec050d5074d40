"""The status lists as others may see them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Missing
from registry.status.domain.changes import PublishedList
from registry.status.domain.status_list import ListName, Purpose
from registry.status.store import status
from registry.status.store.status import NEWEST as NEWEST
from registry.status.store.status import issued_from as issued_from
from registry.status.store.status import issues_after as issues_after
from registry.status.store.status import latest_issue as latest_issue
from registry.status.store.status import list_names as list_names
from registry.status.store.status import put_back as put_back
from registry.status.store.status import show_bits as show_bits


class StatusListNotFound(Missing):
    """There is no such list, or no such edition of it, or not yet at that moment."""

    zh = "没有状态列表 {purpose}/{number},或没有所问时刻、版次;请核对凭证中的地址与所问内容。"
    en = "There is no status list {purpose}/{number}, or no such edition of it; check both."


async def status_list(
    tx: AsyncConnection, purpose: str, number: int, at: datetime | None = None
) -> PublishedList:
    """The newest list, or the one that was in force at a moment. Raises `StatusListNotFound`.

    Of the future nothing is known, and an edition says nothing about the time after its end.
    """
    known = purpose in set(Purpose) and (at is None or at <= clock.now())
    name = ListName(Purpose(purpose), number) if known else None
    found = await status.latest_issue(tx, name, at) if name else None
    if found is None or (at is not None and at >= found.issue.valid_until):
        raise StatusListNotFound(purpose=purpose, number=number)
    return found


async def edition(
    tx: AsyncConnection, purpose: str, list_number: int, number: int
) -> PublishedList:
    """One edition of a list, for ever the same. Raises `StatusListNotFound`."""
    return _known(
        await status.edition(tx, _named(purpose, list_number), number), purpose, list_number
    )


async def edition_at(
    tx: AsyncConnection, purpose: str, list_number: int, leaf: int
) -> PublishedList:
    """The edition that a leaf of the log commits to. Raises `StatusListNotFound`."""
    return _known(
        await status.edition_at(tx, _named(purpose, list_number), leaf), purpose, list_number
    )


def _named(purpose: str, list_number: int) -> ListName:
    if purpose not in set(Purpose):
        raise StatusListNotFound(purpose=purpose, number=list_number)
    return ListName(Purpose(purpose), list_number)


def _known(found: PublishedList | None, purpose: str, list_number: int) -> PublishedList:
    if found is None:
        raise StatusListNotFound(purpose=purpose, number=list_number)
    return found


async def status_lists(tx: AsyncConnection, number: int) -> Mapping[Purpose, PublishedList]:
    """Both lists of a number as they are now. Raises `StatusListNotFound`."""
    return {purpose: await status_list(tx, purpose, number) for purpose in Purpose}
