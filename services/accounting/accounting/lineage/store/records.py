"""What is on record about where a calculation comes from, and who recorded it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.record import CalculationRecord
from accounting.calculations.store.tables import calculation, reader, seal
from accounting.custody.domain.authorship import Actor
from accounting.custody.store.authorship import authorship
from accounting.evidence.domain import EvidenceFile
from accounting.evidence.store.tables import evidence
from accounting.factors.domain.datasets import EVERYONE, Dataset
from accounting.factors.domain.description import DESCRIPTION
from accounting.factors.domain.factors import FACTOR
from accounting.factors.domain.reviews import Review, ReviewDecision
from accounting.factors.domain.rows import RowOutcome
from accounting.factors.store.tables import (
    FACTORS,
    factor_dataset,
    factor_import,
    factor_import_row,
    factor_library,
    factor_review,
    gwp_set,
)
from accounting.inventory.store.tables import activity_data, product_system
from accounting.lineage.domain.trail import (
    Admission,
    FactorVersion,
    Import,
    LaterSeal,
    Loaded,
    Made,
)
from accounting.products.store.tables import category, product
from accounting.suppliers.store.tables import supplier_deprecation
from chassis.text import KEPT
from packs.models import CategoryPack


async def made(tx: AsyncConnection, of: CalculationRecord) -> tuple[Made, Made, Made, Made]:
    """When and by whom product, system, activity data and calculation were recorded."""
    tables = (product, product_system, activity_data, calculation)
    ids = (of.product, of.system, of.activity, of.id)
    authors = await _authors(tx, ids)
    times: list[datetime] = []
    for table, id in zip(tables, ids, strict=True):
        times.append((await tx.execute(select(table.c.created_at).filter_by(id=id))).scalar_one())
    first, second, third, fourth = (
        Made(at, authors.get(id)) for at, id in zip(times, ids, strict=True)
    )
    return first, second, third, fourth


async def admissions(tx: AsyncConnection, of: CalculationRecord, *, sees: str) -> list[Admission]:
    """Bodies that the owner admitted; a body sees its own admissions alone."""
    rows = select(reader).where(reader.c.calculation == of.id)
    if sees != of.enterprise:
        rows = rows.where(reader.c.body == sees)
    found = await tx.execute(rows.order_by(reader.c.admitted_at, reader.c.body))
    return [Admission(row.body, row.application, row.admitted_at) for row in found]


async def files(tx: AsyncConnection, hashes: Iterable[str], *, of: str) -> dict[str, EvidenceFile]:
    """The evidence files that the enterprise handed in, by hash."""
    mine = evidence.c.sha256.in_(list(hashes)) & (evidence.c.enterprise == of)
    return {row.sha256: _file(row) for row in await tx.execute(select(evidence).where(mine))}


async def factor_versions(
    tx: AsyncConnection, ids: Sequence[str], *, of: str
) -> dict[str, tuple[FactorVersion, ...]]:
    """Of each factor its versions and what supersedes it, in the order they became known."""
    t = factor_dataset.c
    rows = select(factor_dataset).where(
        t.owner.in_([EVERYONE, of]), or_(t.id.in_(ids), t.supersedes.in_(ids))
    )
    found: dict[str, list[FactorVersion]] = {id: [] for id in ids}
    every = (await tx.execute(rows.order_by(t.position))).all()
    contents = await FACTORS.reveal(tx, every)
    for row, content in zip(every, contents, strict=True):
        about = DESCRIPTION.validate_python(content["description"], context=KEPT)
        factor = FACTOR.validate_python(content["factor"], context=KEPT)
        dataset = Dataset(factor, about, row.library, row.version, row.owner)
        version = FactorVersion(row.position, dataset, row.loaded_at)
        for id in {row.id, row.supersedes} & found.keys():
            found[id].append(version)
    return {id: tuple(versions) for id, versions in found.items()}


async def imports(
    tx: AsyncConnection, ids: Sequence[str], *, of: str, before: datetime
) -> dict[str, Import]:
    """The last import of each own factor before the moment, with who released it."""
    row_of, review_of = factor_import_row.c, factor_review.c
    reviewed = (review_of["import"] == row_of["import"]) & (review_of.line == row_of.line)
    about = [column for column in factor_review.c if column.name not in ("import", "line")]
    rows = (
        select(factor_import.c.id, factor_import.c.created_at, factor_import.c.submitted_by)
        .add_columns(row_of.factor, *about)
        .join(factor_import, factor_import.c.id == row_of["import"])
        .outerjoin(factor_review, reviewed)
        .where(factor_import.c.owner == of, row_of.factor.in_(ids))
        .where(factor_import.c.created_at <= before)
        .where(
            or_(
                row_of.outcome == RowOutcome.ACCEPTED.value,
                review_of.decision == ReviewDecision.RELEASED.value,
            )
        )
        .order_by(factor_import.c.created_at)
    )
    return {row.factor: _import(row) for row in await tx.execute(rows)}


async def libraries(tx: AsyncConnection) -> tuple[Loaded, ...]:
    """Library versions as `code/version`, in the order of loading."""
    rows = await tx.execute(select(factor_library).order_by(factor_library.c.position))
    return tuple(Loaded(f"{row.code}/{row.version}", row.loaded_at) for row in rows)


async def gwp_sets(tx: AsyncConnection, name: str) -> tuple[Loaded, ...]:
    rows = select(gwp_set).filter_by(name=name).order_by(gwp_set.c.position)
    return tuple(Loaded(row.version, row.loaded_at) for row in await tx.execute(rows))


async def categories(
    tx: AsyncConnection, code: str
) -> tuple[tuple[CategoryPack, datetime | None], ...]:
    """Every version of a category, in the order of loading."""
    rows = select(category).filter_by(code=code).order_by(category.c.position)
    return tuple(
        (CategoryPack.model_validate(row.document), row.loaded_at) for row in await tx.execute(rows)
    )


async def supply_ends(
    tx: AsyncConnection, ids: Sequence[UUID], *, owner: str
) -> Mapping[UUID, datetime]:
    """When the ends of suppliers' footprints were noticed."""
    ended = supplier_deprecation.c
    rows = select(supplier_deprecation).where(ended.owner == owner, ended.footprint.in_(ids))
    return {row.footprint: row.noticed_at for row in await tx.execute(rows)}


async def later_seals(
    tx: AsyncConnection, of: CalculationRecord, *, sees: str
) -> tuple[LaterSeal, ...]:
    """Seals of the same product after this one; a body sees those it was admitted to."""
    admitted = select(reader.c.calculation).where(reader.c.body == sees)
    visible = (calculation.c.enterprise == sees) | calculation.c.id.in_(admitted)
    since = of.seal.sealed_at if of.seal else of.at
    rows = (
        select(seal)
        .join(calculation, calculation.c.id == seal.c.calculation)
        .where(calculation.c.product == of.product, calculation.c.id != of.id)
        .where(seal.c.sealed_at > since, visible)
        .order_by(seal.c.sealed_at)
        .limit(_MOST_SEALS)
    )
    found = await tx.execute(rows)
    return tuple(LaterSeal(row.calculation, row.sha256, row.sealed_at) for row in found)


_MOST_SEALS = 100


async def _authors(tx: AsyncConnection, ids: Iterable[UUID]) -> dict[UUID, Actor]:
    rows = select(authorship).where(authorship.c.record.in_(list(ids)))
    return {r.record: Actor(r.org, r.client, r.person) for r in await tx.execute(rows)}


def _import(row: Row[tuple[object, ...]]) -> Import:
    review = None
    if row.decision is not None:
        decision = ReviewDecision(row.decision)
        review = Review(decision, row.reason, row.decided_at, row.org, row.client, row.person)
    return Import(row.id, row.created_at, row.submitted_by, review)


def _file(row: Row[tuple[object, ...]]) -> EvidenceFile:
    return EvidenceFile(
        id=row.id,
        enterprise=row.enterprise,
        sha256=row.sha256,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        at=row.created_at,
        added_by=row.added_by,
    )
