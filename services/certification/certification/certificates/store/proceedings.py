"""What was said before certificates were withdrawn or cancelled."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.proceedings import Proceeding, ProceedingKind
from certification.certificates.store.tables import certificate_proceeding


async def add(tx: AsyncConnection, id: UUID, position: int, new: Proceeding) -> None:
    """Add a step at its position; two writers of one position cannot both commit."""
    row = {
        "certificate_id": id,
        "position": position,
        "kind": new.kind.value,
        "person": new.person,
        "note_zh": new.note_zh,
        "at": new.at,
    }
    await tx.execute(insert(certificate_proceeding).values(row))


async def of(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, tuple[Proceeding, ...]]:
    """Every step about these certificates, in order."""
    table = certificate_proceeding
    wanted = select(table).where(table.c.certificate_id.in_(ids)).order_by(table.c.position)
    found: defaultdict[UUID, list[Proceeding]] = defaultdict(list)
    for row in (await tx.execute(wanted)).all():
        step = Proceeding(ProceedingKind(row.kind), row.person, row.note_zh, row.at)
        found[row.certificate_id].append(step)
    return {id: tuple(found[id]) for id in ids}
