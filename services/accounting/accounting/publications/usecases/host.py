"""What a data recipient may read of the published footprints."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain.criteria import read_criteria, read_limit
from accounting.pact.domain.cursor import (
    PageLinkInvalid,
    PagePosition,
    open_position,
    seal_position,
)
from accounting.publications.domain.record import (
    PublishedFootprint,
    PublishedFootprintNotFound,
    Way,
)
from accounting.publications.store import footprints as store
from chassis.auth import Caller

MOST = 200
"""Footprints on a page, however many were asked for."""
_CURSOR = "cursor"


@dataclass(frozen=True)
class FootprintPage:
    """One page of a list, and the cursor of the next where there is more."""

    footprints: Sequence[PublishedFootprint]
    next: str | None


async def listed(
    tx: AsyncConnection, caller: Caller, parameters: Sequence[tuple[str, str]]
) -> FootprintPage:
    """Answer a list request; what it returns is written to the access log."""
    secret = await store.secret(tx, _CURSOR)
    start = await _position(tx, caller.org, parameters, secret)
    criteria = read_criteria(start.query)
    found = await store.page(
        tx,
        criteria,
        reader=caller.org,
        after=start.after,
        snapshot=start.snapshot,
        limit=start.limit + 1,
    )
    shown = found[: start.limit]
    await _log(tx, caller, shown, Way.LIST)
    if len(found) <= start.limit or not shown:
        return FootprintPage(shown, None)
    onward = PagePosition(
        start.reader, start.query, start.limit, start.snapshot, shown[-1].position
    )
    return FootprintPage(shown, seal_position(onward, secret))


async def single(tx: AsyncConnection, caller: Caller, id: UUID) -> PublishedFootprint:
    """One footprint, deprecated ones too."""
    found = await store.find(tx, id, reader=caller.org)
    if found is None:
        raise PublishedFootprintNotFound(id=id)
    await _log(tx, caller, [found], Way.GET)
    return found


async def _position(
    tx: AsyncConnection, reader: str, parameters: Sequence[tuple[str, str]], secret: str
) -> PagePosition:
    cursors = [value for name, value in parameters if name == _CURSOR]
    if cursors:
        if len(parameters) > 1:
            raise PageLinkInvalid
        return open_position(cursors[0], secret, reader=reader)
    limits = [read_limit(value, most=MOST) for name, value in parameters if name == "limit"]
    query = tuple((name, value) for name, value in parameters if name != "limit")
    newest = await store.newest_position(tx)
    return PagePosition(reader, query, min(limits, default=MOST), newest, 0)


async def _log(
    tx: AsyncConnection, caller: Caller, shown: Sequence[PublishedFootprint], way: Way
) -> None:
    """An owner who looks at its own footprints leaves no trace."""
    read = [published.content.id for published in shown if published.owner != caller.org]
    await store.log_reads(tx, read, reader=caller.org, client=caller.client, way=way)
