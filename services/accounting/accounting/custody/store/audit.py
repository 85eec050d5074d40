"""The audit trail of each enterprise: written with the deed, chained by the worker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, delete, func, insert, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.audit import AuditLink, Entry
from accounting.custody.domain.search import AuditAsked
from accounting.custody.store.audit_tables import audit_entry, audit_link, audit_waiting
from chassis import aside
from chassis.listing import fitting, happened
from chassis.pages import decode
from chassis.written import whole

JOB = "chain audit entries"
_BATCH = 500


@dataclass(frozen=True)
class Recorded:
    """An entry, and its place in the chain once it has one."""

    entry: Entry
    link: AuditLink | None

    @property
    def page_position(self) -> tuple[str]:
        """Where the next page of a list begins."""
        return (str(self.entry.position),)


async def add(tx: AsyncConnection, entries: Sequence[dict[str, object]]) -> None:
    """Record entries in the transaction of what they say; the chain follows."""
    added = insert(audit_entry).values(list(entries)).returning(audit_entry.c.position).cte("added")
    await tx.execute(insert(audit_waiting).from_select(["entry"], select(added.c.position)))


async def waiting(tx: AsyncConnection, partition: str | None = None) -> list[Entry]:
    """The oldest entries that are in no chain yet, of one partition or of all."""
    free = aside.free(JOB, audit_entry.c.partition)
    statement = select(audit_entry).join(audit_waiting).where(free)
    if partition is not None:
        statement = statement.where(audit_entry.c.partition == partition)
    statement = statement.order_by(audit_entry.c.position)
    return [_entry(row) for row in await tx.execute(statement.limit(_BATCH))]


async def heads(tx: AsyncConnection, partitions: Iterable[str]) -> dict[str, AuditLink]:
    """The last link of each partition that has one."""
    last = (
        select(audit_link)
        .ext(distinct_on(audit_link.c.partition))
        .where(audit_link.c.partition.in_(list(partitions)))
        .order_by(audit_link.c.partition, audit_link.c.number.desc())
    )
    return {row.partition: AuditLink(row.number, row.sha256) for row in await tx.execute(last)}


async def among(tx: AsyncConnection, known: Mapping[str, AuditLink]) -> dict[str, AuditLink]:
    """The link that is here where one of these was."""
    places = [(partition, link.number) for partition, link in known.items()]
    here = tuple_(audit_link.c.partition, audit_link.c.number).in_(places)
    rows = await tx.execute(select(audit_link).where(here))
    return {row.partition: AuditLink(row.number, row.sha256) for row in rows}


async def chain(tx: AsyncConnection, links: Sequence[tuple[Entry, AuditLink]]) -> None:
    rows = [
        {
            "partition": entry.partition,
            "number": link.number,
            "entry": entry.position,
            "sha256": link.sha256,
        }
        for entry, link in links
    ]
    await tx.execute(insert(audit_link), rows)
    done = [entry.position for entry, _ in links]
    await tx.execute(delete(audit_waiting).where(audit_waiting.c.entry.in_(done)))


async def page(tx: AsyncConnection, partition: str, asked: AuditAsked) -> list[Recorded]:
    """The trail of an enterprise, newest first."""
    entry = audit_entry.c
    named = fitting(
        (entry.client, asked.client), (entry.org, asked.org), (entry.method, asked.method)
    )
    statement = _linked().where(entry.partition == partition, *named, *happened(entry.at, asked))
    if asked.object is not None:
        statement = statement.where(entry.objects.contains([asked.object]))
    if (position := decode(asked.cursor, whole)) is not None:
        statement = statement.where(entry.position < position[0])
    newest = statement.order_by(entry.position.desc()).limit(asked.limit + 1)
    return [_recorded(row) for row in await tx.execute(newest)]


async def partitions(tx: AsyncConnection) -> list[str]:
    """Everyone who has a trail."""
    entries = select(audit_entry.c.partition).union(select(audit_link.c.partition))
    return sorted(await tx.scalars(entries))


async def links(tx: AsyncConnection, partition: str) -> list[tuple[Entry | None, AuditLink]]:
    """The chain of a partition with the entries that are there, in order."""
    statement = (
        select(audit_link.c.number, audit_link.c.sha256, audit_entry)
        .outerjoin(audit_entry, audit_entry.c.position == audit_link.c.entry)
        .where(audit_link.c.partition == partition)
        .order_by(audit_link.c.number)
    )
    rows = await tx.execute(statement)
    return [
        (None if row.position is None else _entry(row), AuditLink(row.number, row.sha256))
        for row in rows
    ]


async def unchained(tx: AsyncConnection, partition: str, *, before: datetime) -> int:
    """Entries that should have been chained long ago."""
    linked = audit_link.c.entry == audit_entry.c.position
    statement = select(func.count()).select_from(audit_entry.outerjoin(audit_link, linked))
    old = (audit_entry.c.partition == partition) & (audit_entry.c.at < before)
    return int(await tx.scalar(statement.where(old, audit_link.c.entry.is_(None))) or 0)


def _linked() -> Select[tuple[object, ...]]:
    linked = audit_link.c.entry == audit_entry.c.position
    columns = (audit_link.c.number, audit_link.c.sha256)
    return select(audit_entry, *columns).outerjoin(audit_link, linked)


def _recorded(row: Row[tuple[object, ...]]) -> Recorded:
    link = None if row.number is None else AuditLink(row.number, row.sha256)
    return Recorded(_entry(row), link)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(
        position=row.position,
        partition=row.partition,
        at=row.at,
        client=row.client,
        org=row.org,
        role=row.role,
        person=row.person,
        method=row.method,
        route=row.route,
        objects=tuple(row.objects),
        trace_id=row.trace_id,
    )
