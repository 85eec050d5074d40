"""What a recipient that speaks PACT v2.3 may read: the same footprints, in the older form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain.criteria import Criteria, CriterionUnknown, read_limit
from accounting.pact.domain.cursor import (
    PageLinkInvalid,
    PagePosition,
    open_position,
    seal_position,
)
from accounting.pact.domain.legacy_writing import Written, as_v2
from accounting.pact.domain.odata import FilterTerm, read_filter
from accounting.publications.domain.record import (
    PublishedFootprint,
    PublishedFootprintNotFound,
    Way,
)
from accounting.publications.store import footprints as store
from accounting.publications.usecases import publications
from chassis.auth import Caller

MOST = 200
_FILTER, _LIMIT, _CURSOR = "$filter", "limit", "cursor"


@dataclass(frozen=True)
class LegacyFootprintPage:
    """One page in the form of v2.3, and the cursor of the next where there is more."""

    documents: list[dict[str, object]]
    next: str | None


async def listed(
    tx: AsyncConnection, caller: Caller, parameters: Sequence[tuple[str, str]]
) -> LegacyFootprintPage:
    """Answer a list request. What v2.3 cannot say at all is not in the list."""
    secret = f"2 {await store.secret(tx, _CURSOR)}"
    start = await _position(tx, caller.org, parameters, secret)
    terms = tuple(term for _, text in start.query for term in read_filter(text))
    found: list[tuple[PublishedFootprint, dict[str, object]]] = []
    after = start.after
    while len(found) <= start.limit:
        batch = await store.page(
            tx, Criteria(), reader=caller.org, after=after, snapshot=start.snapshot, limit=MOST
        )
        found += _fitting(batch, terms)
        if len(batch) < MOST:
            break
        after = batch[-1].position
    shown = found[: start.limit]
    await _log(tx, caller, [published for published, _ in shown], Way.LIST)
    documents = [document for _, document in shown]
    if len(found) <= start.limit or not shown:
        return LegacyFootprintPage(documents, None)
    last = shown[-1][0].position
    onward = PagePosition(start.reader, start.query, start.limit, start.snapshot, last)
    return LegacyFootprintPage(documents, seal_position(onward, secret))


async def single(tx: AsyncConnection, caller: Caller, id: UUID) -> dict[str, object]:
    """One footprint; what v2.3 cannot say is missing there."""
    found = await store.find(tx, id, reader=caller.org)
    document = None if found is None else as_v2(found.shown).document
    if found is None or document is None:
        raise PublishedFootprintNotFound(id=id)
    await _log(tx, caller, [found], Way.GET)
    return document


async def report(tx: AsyncConnection, org: str, calculation: UUID) -> Written:
    """The caller's own publication as readers of v2.3 see it, with all that is lost on the way."""
    return as_v2((await publications.read(tx, org, calculation)).shown)


def _fitting(
    batch: Sequence[PublishedFootprint], terms: Sequence[FilterTerm]
) -> Iterator[tuple[PublishedFootprint, dict[str, object]]]:
    for published in batch:
        document = as_v2(published.shown).document
        if document is not None and all(term.holds(document) for term in terms):
            yield published, document


async def _position(
    tx: AsyncConnection, reader: str, parameters: Sequence[tuple[str, str]], secret: str
) -> PagePosition:
    cursors = [value for name, value in parameters if name == _CURSOR]
    if cursors:
        if len(parameters) > 1:
            raise PageLinkInvalid
        return open_position(cursors[0], secret, reader=reader)
    for name, _ in parameters:
        if name not in (_FILTER, _LIMIT):
            raise CriterionUnknown(name=name[:60], known=f"{_FILTER}, {_LIMIT}")
    limits = [read_limit(value, most=MOST) for name, value in parameters if name == _LIMIT]
    query = tuple((name, value) for name, value in parameters if name == _FILTER)
    newest = await store.newest_position(tx)
    return PagePosition(reader, query, min(limits, default=MOST), newest, 0)


async def _log(
    tx: AsyncConnection, caller: Caller, shown: Sequence[PublishedFootprint], way: Way
) -> None:
    read = [published.content.id for published in shown if published.owner != caller.org]
    await store.log_reads(tx, read, reader=caller.org, client=caller.client, way=way)
