"""Status changes, the bits they set, and the published editions of the status lists."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from registry.status.domain.changes import Place, PublishedList, StatusChange
from registry.status.domain.status_list import (
    ListName,
    Purpose,
    StatusList,
    StatusListIssue,
)
from registry.status.store.tables import (
    status_bit,
    status_change,
    status_list_issue,
    status_publication,
)

NEWEST = select(func.max(status_list_issue.c.log_index))
"""The leaf of the edition that came last, of whatever list."""


async def add_change(tx: AsyncConnection, change: StatusChange) -> None:
    """Note a change that the next edition has to show."""
    row = {
        "label_number": change.label_number,
        "purpose": change.purpose,
        "is_set": change.is_set,
        "reason_code": change.reason_code,
        "changed_at": change.changed_at,
        "is_cancellation": change.is_cancellation,
        "replaced_by": change.replaced_by,
    }
    await tx.execute(insert(status_change).values(row))


async def unpublished_changes(
    tx: AsyncConnection, label_numbers: Sequence[str]
) -> list[StatusChange]:
    """Changes of these labels that no edition shows yet, in the order they came."""
    if not label_numbers:
        return []
    query = select(status_change).outerjoin(status_publication)
    query = query.where(
        status_change.c.label_number.in_(label_numbers),
        status_publication.c.change_id.is_(None),
    )
    rows = await tx.execute(query.order_by(status_change.c.id))
    return [_change(row) for row in rows.mappings()]


async def publish_changes(tx: AsyncConnection, indexes: dict[int, int], at: datetime) -> None:
    """Record which leaf shows each change; `indexes` maps change id to log index."""
    rows = [
        {"change_id": id, "log_index": log_index, "published_at": at}
        for id, log_index in indexes.items()
    ]
    if rows:
        await tx.execute(insert(status_publication), rows)


async def set_bit(tx: AsyncConnection, purpose: Purpose, place: Place, is_set: bool) -> None:
    """Set or clear one bit of the next edition."""
    row = {
        "purpose": purpose,
        "list_number": place.list_number,
        "status_index": place.index,
        "is_set": is_set,
    }
    statement = upsert(status_bit).values(row)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["purpose", "list_number", "status_index"], set_={"is_set": is_set}
        )
    )


async def bits(tx: AsyncConnection, name: ListName) -> StatusList:
    """The whole list as its next edition shows it."""
    columns = status_bit.c
    of_list = (columns.purpose == name.purpose) & (columns.list_number == name.list_number)
    mine = of_list & columns.is_set
    return StatusList().with_set(await tx.scalars(select(status_bit.c.status_index).where(mine)))


async def add_issue(tx: AsyncConnection, published: PublishedList) -> None:
    """Record an edition."""
    issue = published.issue
    row = {
        "purpose": issue.name.purpose,
        "list_number": issue.name.list_number,
        "number": issue.number,
        "url": issue.url,
        "issuer": issue.issuer,
        "key": published.key,
        "credential": published.credential,
        "valid_from": issue.valid_from,
        "log_index": published.log_index,
    }
    await tx.execute(insert(status_list_issue).values(row))


async def list_names(tx: AsyncConnection) -> list[ListName]:
    """Every list that has an edition, in order."""
    query = select(status_list_issue.c.purpose, status_list_issue.c.list_number)
    # Every list begins with edition 1, so nothing else has to be read.
    rows = await tx.execute(query.where(status_list_issue.c.number == 1))
    return sorted(ListName(Purpose(row.purpose), row.list_number) for row in rows)


async def latest_issue(
    tx: AsyncConnection, name: ListName, at: datetime | None = None
) -> PublishedList | None:
    """The newest edition, or the one that was in force at a moment."""
    query = select(status_list_issue).where(*_of(name))
    if at is not None:
        query = query.where(status_list_issue.c.valid_from <= at)
    newest = query.order_by(status_list_issue.c.number.desc()).limit(1)
    row = (await tx.execute(newest)).mappings().one_or_none()
    return _published(row) if row else None


async def edition(tx: AsyncConnection, name: ListName, number: int) -> PublishedList | None:
    """One edition of a list."""
    query = select(status_list_issue).where(*_of(name), status_list_issue.c.number == number)
    row = (await tx.execute(query)).mappings().one_or_none()
    return _published(row) if row else None


async def edition_at(tx: AsyncConnection, name: ListName, leaf: int) -> PublishedList | None:
    """The edition of a list that a leaf of the log commits to."""
    query = select(status_list_issue).where(*_of(name), status_list_issue.c.log_index == leaf)
    row = (await tx.execute(query)).mappings().one_or_none()
    return _published(row) if row else None


async def issues_after(
    tx: AsyncConnection, name: ListName, number: int, limit: int
) -> list[PublishedList]:
    """Later editions of a list, in order."""
    columns = status_list_issue.c
    query = select(status_list_issue).where(*_of(name), columns.number > number)
    rows = await tx.execute(query.order_by(columns.number).limit(limit))
    return [_published(row) for row in rows.mappings()]


async def issued_from(tx: AsyncConnection, index: int) -> list[PublishedList]:
    """Editions whose leaves stand from this place of the log on."""
    query = select(status_list_issue).where(status_list_issue.c.log_index >= index)
    rows = await tx.execute(query.order_by(status_list_issue.c.log_index))
    return [_published(row) for row in rows.mappings()]


async def put_back(tx: AsyncConnection, lost: PublishedList) -> None:
    """Record an edition unless it is there."""
    known = await latest_issue(tx, lost.issue.name)
    if known is None or known.issue.number < lost.issue.number:
        await add_issue(tx, lost)


async def show_bits(tx: AsyncConnection, name: ListName, shown: StatusList) -> None:
    """Have the next edition begin with the bits that this one shows."""
    is_set = [index for index in range(len(shown.bits) * 8) if shown[index]]
    for index in is_set:
        await set_bit(tx, name.purpose, Place(name.list_number, index), True)
    columns = status_bit.c
    of_list = (columns.purpose == name.purpose) & (columns.list_number == name.list_number)
    others = of_list & columns.status_index.not_in(is_set)
    await tx.execute(update(status_bit).where(others).values(is_set=False))


def _of(name: ListName) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    columns = status_list_issue.c
    return columns.purpose == name.purpose, columns.list_number == name.list_number


def _change(row: RowMapping) -> StatusChange:
    return StatusChange(
        label_number=row["label_number"],
        purpose=Purpose(row["purpose"]),
        is_set=row["is_set"],
        changed_at=row["changed_at"],
        reason_code=row["reason_code"],
        is_cancellation=row["is_cancellation"],
        replaced_by=row["replaced_by"],
        id=row["id"],
    )


def _published(row: RowMapping) -> PublishedList:
    issue = StatusListIssue(
        name=ListName(Purpose(row["purpose"]), row["list_number"]),
        number=row["number"],
        url=row["url"],
        issuer=row["issuer"],
        valid_from=row["valid_from"],
    )
    return PublishedList(issue, row["key"], row["credential"], row["log_index"])
