"""Traces of sealed calculations, encrypted: what it takes to add a footprint up again."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.trace import TRACE, Trace
from accounting.calculations.store.tables import TRACES, sealed_trace


async def add(tx: AsyncConnection, calculation: UUID, enterprise: str, trace: Trace) -> None:
    """Keep the trace of a sealed calculation; it never changes, as its seal never does."""
    written = TRACE.dump_json(trace).decode()
    row = {"calculation": calculation, "enterprise": enterprise, "trace": written}
    secret = await TRACES.conceal(tx, row, enterprise)
    await tx.execute(insert(sealed_trace).values(secret).on_conflict_do_nothing())


async def several(tx: AsyncConnection, calculations: Collection[UUID]) -> Mapping[UUID, str]:
    """The traces that there are, as written; seals from before they were kept have none.

    Whoever needs one reads it (`TRACE`) when its turn comes: a thousand of them have so many parts
    that holding them all keeps the garbage collector busier than the sums take.
    """
    wanted = select(sealed_trace).where(sealed_trace.c.calculation.in_(calculations))
    rows = (await tx.execute(wanted)).all()
    contents = await TRACES.reveal(tx, rows)
    return {
        row.calculation: str(content["trace"]) for row, content in zip(rows, contents, strict=True)
    }
