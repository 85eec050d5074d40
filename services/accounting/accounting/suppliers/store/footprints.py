"""Footprints of suppliers, by the enterprise that received them; foreign rows do not exist."""

from collections.abc import Iterable, Mapping
from typing import cast as as_type
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, Text, cast, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.linter import LintFinding
from accounting.pact.domain.validity import validity
from accounting.suppliers.domain.footprints import Arrival, Supplied
from accounting.suppliers.domain.search import SupplierFootprintsAsked
from accounting.suppliers.store.tables import SUPPLIED, supplier_deprecation, supplier_footprint
from chassis import clock
from chassis.listing import fitting, newest

_FINDINGS = TypeAdapter(tuple[LintFinding, ...])


async def add(tx: AsyncConnection, supplied: Supplied) -> None:
    row = {
        "owner": supplied.owner,
        "id": supplied.id,
        "supplier": supplied.supplier,
        "sha256": supplied.content.sha256,
        "way": supplied.way.value,
        "created_at": supplied.at,
        "valid_from": max(validity(supplied.content).start, supplied.content.created),
        "valid_to": validity(supplied.content).end,
        "document": supplied.content.written(),
        "findings": _FINDINGS.dump_python(supplied.findings, mode="json"),
    }
    secret = await SUPPLIED.conceal(tx, row, supplied.owner)
    await tx.execute(insert(supplier_footprint).values(secret))


async def lock(tx: AsyncConnection, owner: str) -> None:
    """Take in footprints of one enterprise one after the other."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"supplied {owner}"))))


async def find(tx: AsyncConnection, id: UUID, *, owner: str) -> Supplied | None:
    mine = (supplier_footprint.c.owner == owner) & (supplier_footprint.c.id == id)
    found = await _records(tx, _supplied().where(mine))
    return found[0] if found else None


async def page(
    tx: AsyncConnection, asked: SupplierFootprintsAsked, *, owner: str
) -> list[Supplied]:
    named = fitting(
        (supplier_footprint.c.supplier, asked.supplier), (supplier_footprint.c.way, asked.way)
    )
    statement = _supplied().where(supplier_footprint.c.owner == owner, *named)
    changed = supplier_deprecation.c.noticed_at
    return await _records(tx, newest(statement, supplier_footprint, asked, changed))


async def newest_of(tx: AsyncConnection, owner: str, *, most: int) -> list[Supplied]:
    """What an enterprise received last, the newest first."""
    statement = _supplied().where(supplier_footprint.c.owner == owner)
    order = (supplier_footprint.c.created_at.desc(), supplier_footprint.c.id.desc())
    return await _records(tx, statement.order_by(*order).limit(most))


async def several(tx: AsyncConnection, ids: Iterable[UUID], *, owner: str) -> list[Supplied]:
    wanted = supplier_footprint.c.id.in_(list(ids))
    return await _records(tx, _supplied().where(supplier_footprint.c.owner == owner, wanted))


async def successor(tx: AsyncConnection, id: UUID, *, owner: str, supplier: str) -> UUID | None:
    """The footprint of the same supplier that names this one as preceding, if it came already."""
    plain = supplier_footprint.c.document["precedingPfIds"].has_key(cast(str(id), Text))
    named = supplier_footprint.c.preceding.contains([str(id)]) | plain
    mine = (supplier_footprint.c.owner == owner) & (supplier_footprint.c.supplier == supplier)
    found: UUID | None = await tx.scalar(select(supplier_footprint.c.id).where(mine, named))
    return found


async def deprecate(tx: AsyncConnection, id: UUID, *, owner: str, replaced_by: UUID | None) -> None:
    """Note that a supplier has ended a version; hearing of it again changes nothing."""
    row = {
        "owner": owner,
        "footprint": id,
        "replaced_by": replaced_by,
        "noticed_at": clock.now(),
    }
    await tx.execute(insert(supplier_deprecation).values(row).on_conflict_do_nothing())


def _supplied() -> Select[tuple[object, ...]]:
    ended = (supplier_deprecation.c.owner == supplier_footprint.c.owner) & (
        supplier_deprecation.c.footprint == supplier_footprint.c.id
    )
    columns = (supplier_deprecation.c.noticed_at, supplier_deprecation.c.replaced_by)
    return select(supplier_footprint, *columns).outerjoin(supplier_deprecation, ended)


async def _records(tx: AsyncConnection, statement: Select[tuple[object, ...]]) -> list[Supplied]:
    rows = (await tx.execute(statement)).all()
    contents = await SUPPLIED.reveal(tx, rows)
    return [_record(row, content) for row, content in zip(rows, contents, strict=True)]


def _record(row: Row[tuple[object, ...]], content: Content) -> Supplied:
    return Supplied(
        owner=row.owner,
        supplier=row.supplier,
        way=Arrival(row.way),
        at=row.created_at,
        content=read_footprint(as_type(Mapping[str, object], content["document"])),
        findings=_FINDINGS.validate_python(content["findings"]),
        deprecated=row.noticed_at is not None,
        replaced_by=row.replaced_by,
    )
