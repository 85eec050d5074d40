"""Calculations, their seals, and the bodies that may read them; all insert-only."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    any_,
    exists,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.record import CalculationRecord, Seal
from accounting.calculations.domain.search import CalculationsAsked, CalculationState
from accounting.calculations.store.tables import CALCULATIONS, calculation, seal
from accounting.calculations.store.tables import reader as admission
from accounting.calculations.store.tables import reader_end as admission_end
from accounting.inventory.store.tables import activity_data
from accounting.products.store.tables import product
from chassis import clock
from chassis.listing import fitting, mentioning, newest

T = TypeVar("T")
_DEFLATED = 10
"""Deflating makes a document so many times smaller, about."""
_LENGTH = func.coalesce(calculation.c.length, _DEFLATED * func.octet_length(calculation.c.secret))


async def add(tx: AsyncConnection, record: CalculationRecord) -> None:
    row = {
        "id": record.id,
        "enterprise": record.enterprise,
        "product": record.product,
        "system": record.system,
        "activity": record.activity,
        "created_at": record.at,
        "document": record.document,
        "length": len(record.document),
    }
    secret = await CALCULATIONS.conceal(tx, row, record.enterprise)
    await tx.execute(insert(calculation).values(secret))


async def length(tx: AsyncConnection, id: UUID) -> int:
    """How long a document is, whoever may read it; 0 where there is none."""
    return int(await tx.scalar(select(_LENGTH).where(calculation.c.id == id)) or 0)


async def length_of_page(tx: AsyncConnection, asked: CalculationsAsked, *, reads: str) -> int:
    """How long the documents of a page are together."""
    columns = (calculation.c.created_at, calculation.c.id, _LENGTH.label("length"))
    shown = _page(_records().with_only_columns(*columns), asked, reads).subquery()
    return int(await tx.scalar(select(func.sum(shown.c.length))) or 0)


async def find(tx: AsyncConnection, id: UUID, *, reads: str) -> CalculationRecord | None:
    """A calculation that the organisation `reads` owns or was admitted to."""
    statement = _records().where(calculation.c.id == id, _readable(reads))
    found = await records(tx, (await tx.execute(statement)).all())
    return found[0] if found else None


async def page(
    tx: AsyncConnection, asked: CalculationsAsked, *, reads: str
) -> list[CalculationRecord]:
    rows = await tx.execute(_page(_records(), asked, reads))
    return await records(tx, rows.all())


async def resting_on(tx: AsyncConnection, sha256: str, *, reader: str) -> list[str]:
    """The makers whose calculations name a file as evidence and admit this reader."""
    document = func.jsonb_path_exists(
        activity_data.c.document,
        literal_column("'$.**.sha256 ? (@ == $sha256)'::jsonpath"),
        func.jsonb_build_object("sha256", sha256),
    )
    admitted = (
        select(calculation.c.enterprise)
        .join(admission, admission.c.calculation == calculation.c.id)
        .join(activity_data, activity_data.c.id == calculation.c.activity)
        .where(is_admitted(reader))
        .where((literal(sha256) == any_(activity_data.c.evidence)) | document)
    )
    return list(await tx.scalars(admitted.distinct()))


async def documents(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The documents of several calculations, for the platform's own work; nobody reads these."""
    rows = await tx.execute(_records().where(calculation.c.id.in_(ids)))
    return {record.id: record.document for record in await records(tx, rows.all())}


async def applicant(tx: AsyncConnection, id: UUID) -> str | None:
    """Whose a calculation is that some body was admitted to."""
    admitted = exists().where(admission.c.calculation == calculation.c.id)
    enterprise: str | None = await tx.scalar(
        select(calculation.c.enterprise).where(calculation.c.id == id, admitted)
    )
    return enterprise


async def sealed(tx: AsyncConnection) -> list[tuple[UUID, str]]:
    """Every calculation that is sealed, with its seal, in the order of sealing."""
    rows = await tx.execute(select(seal).order_by(seal.c.sealed_at, seal.c.calculation))
    return [(row.calculation, row.sha256) for row in rows]


async def add_seal(tx: AsyncConnection, id: UUID, sealed: Seal) -> bool:
    """False when the calculation has a seal already; a race is decided by the primary key."""
    row = {
        "calculation": id,
        "sha256": sealed.sha256,
        "sealed_at": sealed.sealed_at,
        "sealed_by": sealed.sealed_by,
    }
    added = insert(seal).values(row).on_conflict_do_nothing(index_elements=["calculation"])
    return (await tx.execute(added)).rowcount > 0


async def admit(tx: AsyncConnection, id: UUID, *, body: str, application: UUID) -> None:
    """Let a body read a calculation, for the sake of one application."""
    row = {
        "calculation": id,
        "body": body,
        "application": application,
        "admitted_at": clock.now(),
    }
    await tx.execute(insert(admission).values(row).on_conflict_do_nothing())


async def end_access(tx: AsyncConnection, application: UUID, until: datetime) -> None:
    """Note until when an application lets its body read; the first word stands."""
    row = {"application": application, "access_until": until}
    await tx.execute(insert(admission_end).values(row).on_conflict_do_nothing())


def is_admitted(body: str) -> ColumnElement[bool]:
    """Whether a row of admissions lets a body read now."""
    over = exists().where(
        admission_end.c.application == admission.c.application,
        admission_end.c.access_until <= clock.now(),
    )
    return and_(admission.c.body == body, ~over)


def _records() -> Select[tuple[object, ...]]:
    sealed = seal.c.calculation == calculation.c.id
    columns = (seal.c.sha256, seal.c.sealed_at, seal.c.sealed_by)
    return select(calculation, *columns).outerjoin(seal, sealed)


def _page(statement: Select[T], asked: CalculationsAsked, reads: str) -> Select[T]:
    """Of a statement on calculations that are joined to their seals."""
    statement = statement.where(_readable(reads), *_criteria(asked))
    return newest(statement, calculation, asked, seal.c.sealed_at)


def _criteria(asked: CalculationsAsked) -> Iterator[ColumnElement[bool]]:
    yield from fitting(
        (calculation.c.enterprise, asked.enterprise),
        (calculation.c.product, asked.product_id),
        (calculation.c.system, asked.system_id),
    )
    if asked.state:
        yield seal.c.calculation.is_(None) == (asked.state is CalculationState.OPEN)
    about = product.c.document
    named = (about["name"]["zh"], about["name"]["en"], about["model"], about["gtin"])
    of_product = [
        *fitting((about["category"].astext, asked.category)),
        *mentioning(asked.q, *(each.astext for each in named)),
    ]
    if of_product:
        yield exists().where(product.c.id == calculation.c.product, *of_product)


def _readable(org: str) -> ColumnElement[bool]:
    admitted = exists().where(admission.c.calculation == calculation.c.id, is_admitted(org))
    return (calculation.c.enterprise == org) | admitted


async def records(
    tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]]
) -> list[CalculationRecord]:
    """Rows of calculations, left joined to their seals, with their documents decrypted."""
    contents = await CALCULATIONS.reveal(tx, rows)
    return [
        _record(row, str(content["document"])) for row, content in zip(rows, contents, strict=True)
    ]


def _record(row: Row[tuple[object, ...]], document: str) -> CalculationRecord:
    sealed = Seal(row.sha256, row.sealed_at, row.sealed_by) if row.sha256 else None
    return CalculationRecord(
        id=row.id,
        enterprise=row.enterprise,
        product=row.product,
        system=row.system,
        activity=row.activity,
        at=row.created_at,
        document=document,
        seal=sealed,
    )
