"""Labels, their publication, and the numbers they take."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, and_, exists, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.certification import CertificateIssued
from registry.labels.domain.label import (
    Label,
    LabelNumber,
    NumberSeries,
    Publication,
    StatusBits,
    parse_number,
)
from registry.labels.store.tables import label, label_publication, label_series, label_tombstone
from registry.status.domain.status_list import Purpose
from registry.status.store.tables import status_bit, status_change


async def next_number(tx: AsyncConnection, series: NumberSeries) -> LabelNumber:
    """Take the next number of a series; whoever asks next waits for this transaction's end.

    A rolled-back transaction gives its number back, so the series has no gaps.
    """
    row = {"prefix": series.prefix, "last_sequence": 1}
    taken = label_series.c.last_sequence + 1
    statement = upsert(label_series).values(row)
    statement = statement.on_conflict_do_update(
        index_elements=["prefix"], set_={"last_sequence": taken}
    )
    sequence = await tx.scalar(statement.returning(label_series.c.last_sequence))
    return series.number(sequence)


async def published_of(tx: AsyncConnection, certificate_number: str) -> str | None:
    """The number of a certificate's label, once it is public."""
    wanted = select(label.c.number).join(label_publication)
    return await tx.scalar(wanted.where(label.c.certificate_number == certificate_number))


async def add(tx: AsyncConnection, number: LabelNumber, certificate: CertificateIssued) -> None:
    """Register the label of a certificate."""
    row = {
        "number": str(number),
        "certificate_id": certificate.certificate_id,
        "certificate_number": certificate.certificate_number,
        "status_list": certificate.status_list,
        "status_index": certificate.status_index,
        "certificate": certificate.model_dump(mode="json"),
        "registered_at": func.now(),
    }
    await tx.execute(insert(label).values(row))


async def bury(tx: AsyncConnection, number: LabelNumber, certificate_number: str) -> None:
    """Keep a number that the log knows for the certificate that it was given to."""
    row = {"number": str(number), "certificate_number": certificate_number}
    await tx.execute(upsert(label_tombstone).values(row).on_conflict_do_nothing())


async def move_series(tx: AsyncConnection, number: LabelNumber) -> None:
    """Have a series go on beyond a number, at least."""
    row = {"prefix": number.series.prefix, "last_sequence": number.sequence}
    larger = func.greatest(label_series.c.last_sequence, number.sequence)
    statement = upsert(label_series).values(row)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["prefix"], set_={"last_sequence": larger})
    )


async def buried_for(tx: AsyncConnection, certificate_number: str) -> LabelNumber | None:
    """The number that the log gave to this certificate before its label was lost."""
    mine = label_tombstone.c.certificate_number == certificate_number
    number = await tx.scalar(select(label_tombstone.c.number).where(mine))
    return parse_number(number) if number else None


async def is_buried(tx: AsyncConnection, number: str) -> bool:
    """Whether the log knows this number of a label that was lost and has not come again."""
    query = select(label_tombstone.c.number).outerjoin(
        label_publication, label_publication.c.label_number == label_tombstone.c.number
    )
    lost = query.where(
        label_tombstone.c.number == number, label_publication.c.label_number.is_(None)
    )
    return await tx.scalar(lost) is not None


async def tombstones(tx: AsyncConnection) -> list[tuple[str, str]]:
    """Numbers of labels that were lost and have not come again, and their certificates'."""
    query = select(label_tombstone).outerjoin(label, label.c.number == label_tombstone.c.number)
    rows = await tx.execute(
        query.where(label.c.number.is_(None)).order_by(label_tombstone.c.number)
    )
    return [(row.number, row.certificate_number) for row in rows]


async def published_among(tx: AsyncConnection, numbers: Sequence[str]) -> list[str]:
    """Those of these numbers whose labels are public, in order."""
    columns = label_publication.c
    query = select(columns.label_number).where(columns.label_number.in_(numbers))
    return list(await tx.scalars(query.order_by(columns.label_number))) if numbers else []


async def number_of(tx: AsyncConnection, certificate_id: UUID) -> LabelNumber | None:
    """The label number of a certificate, published or not."""
    query = select(label.c.number).where(label.c.certificate_id == certificate_id)
    number = await tx.scalar(query)
    return parse_number(number) if number else None


async def find(tx: AsyncConnection, numbers: Sequence[str]) -> list[Label]:
    """The labels with these numbers, published or not."""
    if not numbers:
        return []
    query = _labels_with_bits().where(label.c.number.in_(numbers))
    return [_label_of(row) for row in (await tx.execute(query)).mappings()]


async def find_published(tx: AsyncConnection, number: str) -> Label | None:
    """The published label with this number."""
    query = _labels_with_bits().where(
        label.c.number == number, label_publication.c.log_index.is_not(None)
    )
    row = (await tx.execute(query)).mappings().one_or_none()
    return _label_of(row) if row else None


async def published_after(tx: AsyncConnection, number: str, limit: int) -> list[Label]:
    """Published labels with greater numbers, in order."""
    is_public = label_publication.c.log_index.is_not(None)
    query = _labels_with_bits().where(label.c.number > number, is_public)
    rows = await tx.execute(query.order_by(label.c.number).limit(limit))
    return [_label_of(row) for row in rows.mappings()]


async def publish(tx: AsyncConnection, published: Sequence[Label]) -> None:
    """Record which leaf proves each label."""
    rows = [
        {
            "label_number": str(one.number),
            "log_index": one.publication.log_index,
            "published_at": one.publication.at,
        }
        for one in published
        if one.publication
    ]
    if rows:
        await tx.execute(insert(label_publication), rows)


_IS_CANCELLED = exists().where(
    status_change.c.label_number == label.c.number, status_change.c.is_cancellation
)


_REPLACED_BY = (
    select(func.max(status_change.c.replaced_by))
    .where(status_change.c.label_number == label.c.number)
    .scalar_subquery()
)


def _labels_with_bits() -> Select[tuple[object, ...]]:
    """Every label with its publication, if any, and its bits; rows are read by `_label_of`."""
    suspended, revoked = _bit(Purpose.SUSPENSION), _bit(Purpose.REVOCATION)
    columns = (
        label.c.number,
        label.c.certificate,
        label_publication.c.log_index,
        label_publication.c.published_at,
        suspended.label("suspended"),
        revoked.label("revoked"),
        _IS_CANCELLED.label("cancelled"),
        _REPLACED_BY.label("replaced_by"),
    )
    return select(*columns).outerjoin(label_publication)


def _bit(purpose: Purpose) -> ColumnElement[bool]:
    """Whether the label's certificate is set in the last edition of a list."""
    same = and_(
        status_bit.c.purpose == purpose,
        status_bit.c.list_number == label.c.status_list,
        status_bit.c.status_index == label.c.status_index,
    )
    bit = select(status_bit.c.is_set).where(same).scalar_subquery()
    return func.coalesce(bit, False)


def _label_of(row: RowMapping) -> Label:
    index, at = row["log_index"], row["published_at"]
    return Label(
        number=parse_number(row["number"]),
        certificate=CertificateIssued.model_validate(row["certificate"]),
        publication=None if index is None else Publication(index, at),
        bits=StatusBits(row["suspended"], row["revoked"], row["cancelled"]),
        replaced_by=row["replaced_by"],
    )
