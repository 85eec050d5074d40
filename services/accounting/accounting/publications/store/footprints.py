"""Published footprints, the organisations that may read them, and every reading."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, literal, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.pact.domain.criteria import (
    Criteria,
    all_folded,
    deprecated_wanted,
    geographies,
    nothing_wanted,
)
from accounting.pact.domain.footprint import ProductFootprint, read_footprint
from accounting.pact.domain.product_ids import same_products
from accounting.pact.domain.validity import validity
from accounting.publications.domain.record import Deprecation, PublishedFootprint, Read, Way
from accounting.publications.domain.search import ReadsAsked
from accounting.publications.store.grants import ROOT, granted
from accounting.publications.store.tables import (
    PUBLISHED,
    exchange_secret,
    footprint_deprecation,
    footprint_read,
    published_footprint,
)
from chassis import clock
from chassis.listing import fitting, happened
from chassis.pages import decode
from chassis.written import whole

_PUBLISHING = 0x70616374
_COUNTRY = re.compile("[a-z]{2}")


@dataclass(frozen=True)
class FootprintOrigin:
    """Whose footprint it is and what it was made from."""

    owner: str
    product: UUID
    calculation: UUID
    certificate: UUID | None = None
    edition_of: UUID | None = None
    """The first edition of the same publication, where this is not the first."""


async def lock(tx: AsyncConnection) -> None:
    """One publication at a time, so that positions become visible in their order."""
    await tx.execute(text(f"select pg_advisory_xact_lock({_PUBLISHING})"))


async def add(tx: AsyncConnection, footprint: ProductFootprint, origin: FootprintOrigin) -> None:
    period = validity(footprint)
    row = {
        "id": footprint.id,
        "owner": origin.owner,
        "product": origin.product,
        "calculation": origin.calculation,
        "certificate": origin.certificate,
        "edition_of": origin.edition_of,
        "created_at": footprint.created,
        "document": footprint.written(),
        "product_ids": same_products(footprint.product_ids),
        "company_ids": all_folded(footprint.company_ids),
        "classifications": all_folded(footprint.product_classifications or ()),
        "geographies": all_folded(geographies(footprint)),
        "valid_from": period.start,
        "valid_to": period.end,
    }
    secret = await PUBLISHED.conceal(tx, row, origin.owner)
    await tx.execute(insert(published_footprint).values(secret))


async def deprecate(tx: AsyncConnection, old: UUID, end: Deprecation) -> None:
    row = {
        "footprint": old,
        "replaced_by": end.replaced_by,
        "deprecated_at": end.at,
        "ended_by": end.by,
        "reason": end.reason,
    }
    await tx.execute(insert(footprint_deprecation).values(row))


async def of_calculation(
    tx: AsyncConnection, calculation: UUID, *, owner: str
) -> PublishedFootprint | None:
    """The newest edition of the publication of a calculation."""
    found = await newest_edition(tx, calculation)
    return found if found and found.owner == owner else None


async def newest_edition(tx: AsyncConnection, calculation: UUID) -> PublishedFootprint | None:
    """The same, for the platform's own work."""
    here = _published().where(published_footprint.c.calculation == calculation)
    newest = here.order_by(published_footprint.c.position.desc()).limit(1)
    found = await _records(tx, newest)
    return found[0] if found else None


async def active_of_product(
    tx: AsyncConnection, product: UUID, *, owner: str
) -> PublishedFootprint | None:
    """The version that a new one takes the place of."""
    here = published_footprint.c.product == product
    active = footprint_deprecation.c.footprint.is_(None)
    return await _one(tx, here & (published_footprint.c.owner == owner) & active)


async def find(tx: AsyncConnection, id: UUID, *, reader: str) -> PublishedFootprint | None:
    """A footprint that the organisation `reader` published or was granted."""
    return await _one(tx, (published_footprint.c.id == id) & readable(reader))


async def newest_position(tx: AsyncConnection) -> int:
    found = await tx.scalar(select(func.max(published_footprint.c.position)))
    return int(found or 0)


async def page(
    tx: AsyncConnection,
    criteria: Criteria,
    *,
    reader: str,
    after: int,
    snapshot: int,
    limit: int,
) -> list[PublishedFootprint]:
    """Footprints in the order of publication, no newer than the snapshot."""
    if nothing_wanted(criteria):
        return []
    position = published_footprint.c.position
    here = and_(position > after, position <= snapshot, readable(reader), *_conditions(criteria))
    statement = _published().where(here).order_by(position).limit(limit)
    return await _records(tx, statement)


async def publishes(tx: AsyncConnection, owner: str, products: Sequence[str]) -> bool:
    """Whether the enterprise ever published a footprint of one of these products."""
    named = published_footprint.c.product_ids.overlap(list(products))
    mine = select(published_footprint.c.id).where(published_footprint.c.owner == owner, named)
    return await tx.scalar(mine.limit(1)) is not None


async def log_reads(
    tx: AsyncConnection, footprints: Iterable[UUID], *, reader: str, client: str, way: Way
) -> None:
    at = clock.now()
    rows = [
        {"footprint": id, "reader": reader, "client": client, "way": way.value, "read_at": at}
        for id in footprints
    ]
    if rows:
        await tx.execute(insert(footprint_read), rows)


async def read_with(tx: AsyncConnection, ids: Iterable[UUID], *, client: str) -> set[UUID]:
    """Those of the footprints that are in the log as read with this client or delivery."""
    row = footprint_read.c
    here = row.footprint.in_(list(ids)) & (row.client == client)
    return set(await tx.scalars(select(row.footprint).where(here)))


async def reads(tx: AsyncConnection, root: UUID, asked: ReadsAsked) -> list[Read]:
    """The newest readings of a footprint, in whichever edition."""
    editions = select(published_footprint.c.id).where(ROOT.in_([root]))
    row = footprint_read.c
    named = (
        *fitting((row.reader, asked.reader), (row.way, asked.way)),
        *happened(row.read_at, asked),
    )
    mine = select(footprint_read).where(row.footprint.in_(editions), *named)
    if (before := decode(asked.cursor, whole)) is not None:
        mine = mine.where(row.position < before[0])
    rows = await tx.execute(mine.order_by(row.position.desc()).limit(asked.limit + 1))
    return [_read(row) for row in rows]


def _read(row: Row[tuple[object, ...]]) -> Read:
    way = Way(row.way)
    return Read(row.footprint, row.reader, row.client, way, row.read_at, row.position)


async def secret(tx: AsyncConnection, name: str) -> str:
    found = select(exchange_secret.c.secret).where(exchange_secret.c.name == name)
    return str(await tx.scalar(found))


def readable(reader: str) -> ColumnElement[bool]:
    return or_(published_footprint.c.owner == reader, granted(reader))


def _conditions(criteria: Criteria) -> Iterable[ColumnElement[bool]]:
    table = published_footprint.c
    texts = (
        (table.product_ids, criteria.product_ids),
        (table.company_ids, criteria.company_ids),
        (table.classifications, criteria.classifications),
        (table.geographies, criteria.geographies),
    )
    for column, wanted in texts:
        if wanted:
            yield column.overlap(list(wanted))
    if criteria.within:
        yield _within(criteria.within)
    deprecated = deprecated_wanted(criteria)
    if deprecated is not None:
        ended = footprint_deprecation.c.footprint.is_not(None)
        yield ended if deprecated else ~ended
    yield from _valid(criteria)


def _within(wanted: Sequence[str]) -> ColumnElement[bool]:
    """A country and its subdivisions; `cn-tj` lies in `cn`."""
    places = published_footprint.c.geographies
    named = literal(" ").concat(func.array_to_string(places, " "))
    countries = [place for place in wanted if _COUNTRY.fullmatch(place)]
    inside = [named.contains(f" {country}-") for country in countries]
    return or_(places.overlap(list(wanted)), *inside)


def _valid(criteria: Criteria) -> Iterable[ColumnElement[bool]]:
    start, end = published_footprint.c.valid_from, published_footprint.c.valid_to
    if criteria.valid_on:
        yield or_(*((start <= moment) & (end >= moment) for moment in criteria.valid_on))
    if criteria.valid_after:
        yield or_(*(start > moment for moment in criteria.valid_after))
    if criteria.valid_before:
        yield or_(*(end < moment for moment in criteria.valid_before))


def _published() -> Select[tuple[object, ...]]:
    ended = footprint_deprecation.c.footprint == published_footprint.c.id
    end = footprint_deprecation.c
    columns = (end.replaced_by, end.deprecated_at, end.ended_by, end.reason)
    return select(published_footprint, *columns).outerjoin(footprint_deprecation, ended)


async def _one(tx: AsyncConnection, condition: ColumnElement[bool]) -> PublishedFootprint | None:
    found = await _records(tx, _published().where(condition))
    return found[0] if found else None


async def _records(
    tx: AsyncConnection, statement: Select[tuple[object, ...]]
) -> list[PublishedFootprint]:
    rows = (await tx.execute(statement)).all()
    contents = await PUBLISHED.reveal(tx, rows)
    return [_record(row, content) for row, content in zip(rows, contents, strict=True)]


def _record(row: Row[tuple[object, ...]], content: Content) -> PublishedFootprint:
    ended = None
    if row.deprecated_at is not None:
        ended = Deprecation(row.deprecated_at, row.replaced_by, row.ended_by, row.reason)
    return PublishedFootprint(
        position=row.position,
        owner=row.owner,
        calculation=row.calculation,
        product=row.product,
        content=read_footprint(cast(Mapping[str, object], content["document"])),
        deprecation=ended,
        root=row.edition_of or row.id,
        certificate=row.certificate,
    )
