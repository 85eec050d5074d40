"""Factor libraries and GWP sets, versioned; rows are added once and never edited."""

from collections.abc import Collection

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.factors import FACTOR, Factor, FactorLibrary
from accounting.factors.domain.gwp import GWP_VALUES, GwpSet
from accounting.factors.store import datasets
from accounting.factors.store.tables import factor, factor_library, gwp_set
from chassis.text import KEPT
from packs.models import PackChanged


async def add_library(tx: AsyncConnection, library: FactorLibrary) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    key = {"code": library.code, "version": library.version}
    claim = insert(factor_library).values(**key, sha256=library.sha256).on_conflict_do_nothing()
    if not (await tx.execute(claim)).rowcount:
        same = select(factor_library.c.sha256).filter_by(**key)
        if await tx.scalar(same) != library.sha256:
            raise PackChanged(library.code, library.version)
        return False
    await tx.execute(insert(factor), [_row(library, item) for item in library.factors.values()])
    return True


async def newest_library(tx: AsyncConnection) -> FactorLibrary | None:
    """The library version loaded last, complete, so that a refusal can propose from it."""
    newest = await newest_version(tx)
    return None if newest is None else await find_library(tx, *newest)


async def newest_part(tx: AsyncConnection, ids: Collection[str]) -> FactorLibrary | None:
    """Of the library version loaded last only these factors, without their descriptions."""
    newest = select(factor_library).order_by(factor_library.c.position.desc()).limit(1).subquery()
    of = (factor.c.library == newest.c.code) & (factor.c.version == newest.c.version)
    columns = (newest.c.code, newest.c.version, newest.c.sha256, factor.c.document)
    wanted = select(*columns).outerjoin(factor, of & factor.c.id.in_(ids))
    rows = (await tx.execute(wanted)).all()
    if not rows:
        return None
    found = [
        FACTOR.validate_python(row.document, context=KEPT)
        for row in rows
        if row.document is not None
    ]
    head = rows[0]
    return FactorLibrary(head.code, head.version, head.sha256, {item.id: item for item in found})


async def newest_version(tx: AsyncConnection) -> tuple[str, str] | None:
    """Code and version of the library loaded last."""
    columns = (factor_library.c.code, factor_library.c.version)
    newest = select(*columns).order_by(factor_library.c.position.desc()).limit(1)
    row = (await tx.execute(newest)).one_or_none()
    return None if row is None else (row.code, row.version)


async def version_before(tx: AsyncConnection, code: str, version: str) -> tuple[str, str] | None:
    """Code and version of the library that was loaded before this one."""
    here = select(factor_library.c.position).filter_by(code=code, version=version)
    earlier = (
        select(factor_library.c.code, factor_library.c.version)
        .where(factor_library.c.position < here.scalar_subquery())
        .order_by(factor_library.c.position.desc())
    )
    row = (await tx.execute(earlier.limit(1))).one_or_none()
    return None if row is None else (row.code, row.version)


async def find_library(tx: AsyncConnection, code: str, version: str) -> FactorLibrary | None:
    """One version of a library, complete."""
    of = select(factor_library).filter_by(code=code, version=version)
    head = (await tx.execute(of)).one_or_none()
    if head is None:
        return None
    rows = select(factor.c.document).filter_by(library=head.code, version=head.version)
    found = [FACTOR.validate_python(document, context=KEPT) for document in await tx.scalars(rows)]
    about = await datasets.descriptions(tx, head.code, head.version)
    return FactorLibrary(
        head.code, head.version, head.sha256, {item.id: item for item in found}, about
    )


async def add_gwp(tx: AsyncConnection, set: GwpSet, sha256: str) -> bool:
    """True when the set is new. Raises `PackChanged` when it was loaded with other content."""
    values = GWP_VALUES.dump_python(dict(set.values), mode="json")
    row = {"name": set.name, "version": set.version, "sha256": sha256, "document": values}
    added = await tx.execute(insert(gwp_set).values(row).on_conflict_do_nothing())
    same = select(gwp_set.c.sha256).filter_by(name=set.name, version=set.version)
    if await tx.scalar(same) != sha256:
        raise PackChanged(set.name, set.version)
    return added.rowcount > 0


async def newest_gwp(tx: AsyncConnection) -> list[GwpSet]:
    """The newest version of every set, by name."""
    newest = (
        select(gwp_set)
        .ext(distinct_on(gwp_set.c.name))
        .order_by(gwp_set.c.name, gwp_set.c.position.desc())
    )
    return [_gwp(row) for row in await tx.execute(newest)]


async def find_gwp(tx: AsyncConnection, name: str) -> GwpSet | None:
    newest = select(gwp_set).where(gwp_set.c.name == name).order_by(gwp_set.c.position.desc())
    row = (await tx.execute(newest.limit(1))).one_or_none()
    return None if row is None else _gwp(row)


def _gwp(row: Row[tuple[object, ...]]) -> GwpSet:
    return GwpSet(row.name, row.version, GWP_VALUES.validate_python(row.document))


def _row(library: FactorLibrary, item: Factor) -> dict[str, object]:
    return {
        "library": library.code,
        "version": library.version,
        "id": item.id,
        "category": item.category,
        "region": item.region,
        "usable": item.usable,
        "names": f"{item.id} {item.name_zh} {item.name_en}".lower(),
        "document": FACTOR.dump_python(item, mode="json"),
    }
