"""Every encrypted row, read again: what does not open is found before somebody needs it."""

from collections.abc import AsyncIterator, Sequence

from sqlalchemy import Row, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.encryption import SecretUnreadable
from accounting.custody.store.secrets import Holder

_ROWS = 200
Rows = Sequence[Row[tuple[object, ...]]]


async def unreadable(tx: AsyncConnection, holder: Holder) -> AsyncIterator[str]:
    """Rows of a table that do not open, by their keys, with the reason."""
    after: Sequence[object] | None = None
    while rows := await _rows(tx, holder, after):
        for row in rows:
            try:
                await holder.reveal(tx, [row], noted=False)
            except (SecretUnreadable, ValueError) as failure:
                yield f"{'/'.join(str(row._mapping[name]) for name in holder.key)}: {failure}"
        after = tuple(rows[-1]._mapping[name] for name in holder.key)


async def _rows(tx: AsyncConnection, holder: Holder, after: Sequence[object] | None) -> Rows:
    table, keys = holder.table, [holder.table.c[name] for name in holder.key]
    of = holder.owner if holder.owner is not None else table.c.enterprise
    beyond = tuple_(*keys) > tuple_(*after) if after else true()
    statement = select(table, of.label("of")).where(beyond).order_by(*keys).limit(_ROWS)
    return (await tx.execute(statement)).all()
