"""Losses and their settlements; both are added once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.foreign.domain.losses import Loss, RecordedLoss
from accounting.foreign.domain.search import LossesAsked
from accounting.foreign.store.tables import (
    LOSSES,
    SETTLEMENTS,
    import_loss,
    import_loss_settlement,
)
from accounting.values.domain.resolutions import Resolution
from accounting.values.domain.text import Text
from chassis.listing import newest


async def add(tx: AsyncConnection, losses: Sequence[RecordedLoss], *, of: str) -> None:
    rows = [
        {
            "id": each.id,
            "system": each.system,
            "enterprise": of,
            "created_at": each.at,
            "material": each.loss.material,
            "place": each.loss.where,
            "zh": each.loss.what.zh,
            "en": each.loss.what.en,
        }
        for each in losses
    ]
    if rows:
        await tx.execute(insert(import_loss), await LOSSES.conceal_all(tx, rows, of))


async def of_system(tx: AsyncConnection, system: UUID) -> list[RecordedLoss]:
    """Every loss of a system, settled or not."""
    here = import_loss.c.system == system
    return await _found(tx, _losses().where(here).order_by(import_loss.c.id))


async def material(tx: AsyncConnection, system: UUID) -> list[RecordedLoss]:
    """Every loss that can change the footprint, settled or not."""
    return [each for each in await of_system(tx, system) if each.loss.material]


async def page(tx: AsyncConnection, system: UUID, asked: LossesAsked) -> list[RecordedLoss]:
    """Losses of a system, newest first."""
    statement = _losses().where(import_loss.c.system == system)
    if asked.open is not None:
        waits = import_loss_settlement.c.loss.is_(None) & import_loss.c.material
        statement = statement.where(waits if asked.open else ~waits)
    shown = newest(statement, import_loss, asked, import_loss_settlement.c.settled_at)
    return await _found(tx, shown)


async def settle(
    tx: AsyncConnection, losses: Sequence[UUID], settlement: Resolution, *, of: str
) -> set[UUID]:
    """Those that were open; a race is decided by the primary key."""
    rows = [
        {
            "loss": loss,
            "reason": settlement.reason,
            "settled_at": settlement.at,
            "settled_by": settlement.by,
        }
        for loss in losses
    ]
    added = (
        insert(import_loss_settlement)
        .values(await SETTLEMENTS.conceal_all(tx, rows, of))
        .on_conflict_do_nothing()
        .returning(import_loss_settlement.c.loss)
    )
    return set(await tx.scalars(added))


def _losses() -> Select[tuple[object, ...]]:
    settled = import_loss_settlement.c.loss == import_loss.c.id
    columns = (
        import_loss_settlement.c.loss.label("settled"),
        import_loss_settlement.c.settled_at,
        import_loss_settlement.c.settled_by,
    )
    return select(import_loss, *columns).outerjoin(import_loss_settlement, settled)


async def _found(tx: AsyncConnection, statement: Select[tuple[object, ...]]) -> list[RecordedLoss]:
    rows = (await tx.execute(statement)).all()
    contents = await LOSSES.reveal(tx, rows)
    reasons = await _reasons(tx, [row.id for row in rows if row.settled is not None])
    return [
        RecordedLoss(
            id=row.id,
            enterprise=row.enterprise,
            system=row.system,
            at=row.created_at,
            loss=Loss(
                str(content["place"]), Text(str(content["zh"]), str(content["en"])), row.material
            ),
            settlement=Resolution(reasons[row.id], row.settled_at, row.settled_by)
            if row.settled is not None
            else None,
        )
        for row, content in zip(rows, contents, strict=True)
    ]


async def _reasons(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Why losses were settled."""
    if not ids:
        return {}
    here = import_loss_settlement.join(import_loss)
    settled = select(import_loss_settlement, import_loss.c.enterprise).select_from(here)
    rows = (await tx.execute(settled.where(import_loss_settlement.c.loss.in_(ids)))).all()
    contents = await SETTLEMENTS.reveal(tx, rows)
    return {row.loss: str(content["reason"]) for row, content in zip(rows, contents, strict=True)}
