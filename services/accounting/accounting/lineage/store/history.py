"""Which calculations of a product stood on a day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store.tables import calculation, reader, seal
from accounting.lineage.domain.history import Stood, standing
from accounting.lineage.domain.search import StoodAsked
from chassis.listing import newest


async def of_product(
    tx: AsyncConnection,
    product: UUID,
    *,
    reads: str,
    by: datetime,
    asked: StoodAsked,
) -> list[Stood]:
    """Those that existed by the moment and that the organisation may read, newest first."""
    admitted = exists().where(reader.c.calculation == calculation.c.id, reader.c.body == reads)
    mine = and_(calculation.c.product == product, (calculation.c.enterprise == reads) | admitted)
    sealed = (seal.c.calculation == calculation.c.id) & (seal.c.sealed_at <= by)
    current = (
        select(seal.c.calculation)
        .join(calculation, calculation.c.id == seal.c.calculation)
        .where(mine, seal.c.sealed_at <= by)
        .order_by(seal.c.sealed_at.desc(), seal.c.calculation)
        .limit(1)
    )
    latest = await tx.scalar(current)
    statement: Select[tuple[object, ...]] = (
        select(calculation.c.id, calculation.c.created_at, seal.c.sha256, seal.c.sealed_at)
        .outerjoin(seal, sealed)
        .where(mine, calculation.c.created_at <= by)
    )
    rows = await tx.execute(newest(statement, calculation, asked, seal.c.sealed_at))
    return [
        Stood(
            row.id,
            row.created_at,
            row.sha256,
            row.sealed_at,
            standing(sealed=row.sha256 is not None, latest=row.id == latest),
        )
        for row in rows
    ]
