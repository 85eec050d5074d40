"""Keys renewed by the owner of the tables: rows encrypted again, data keys wrapped anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnClause,
    Select,
    delete,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.store.key_tables import (
    data_key,
    data_key_wrapping,
    master_key,
    master_key_retirement,
)
from accounting.custody.store.secrets import Holder
from accounting.custody.store.vault import MASTERS_LOCK, add_wrapping, vault_of
from chassis import clock

_ROWS = 200
_KEYS = 500
_tid: ColumnClause[object] = literal_column("ctid")
Position = Sequence[object]


@dataclass(frozen=True)
class Use:
    """How many data keys a master key wraps, and when it was retired."""

    master: str
    data_keys: int
    retired: bool


async def renew_rows(
    tx: AsyncConnection, holder: Holder, after: Position | None
) -> tuple[int, Position | None]:
    """Encrypt one batch of rows under the newest key of whose they are.

    How many, and where the next batch begins; None when there is none. Rows that are plain or
    under an older key are looked for anew, so a run that was broken off is simply run again.
    """
    rows = (
        await tx.execute(_stale(holder, after).limit(_ROWS).with_for_update(of=holder.table))
    ).all()
    contents = await holder.reveal(tx, rows)
    for row, content in zip(rows, contents, strict=True):
        renewed = await holder.conceal(tx, {**row._asdict(), **content}, row.of)
        changed = {"secret", *holder.derived(content)}
        values = dict.fromkeys(holder.plain, null()) | {name: renewed[name] for name in changed}
        here = update(holder.table).where(_tid == row.ctid)
        await tx.execute(here.values(values))
    return len(rows), tuple(rows[-1]._mapping[name] for name in holder.key) if rows else None


async def count_stale(tx: AsyncConnection, holder: Holder) -> int:
    """Rows that `renew_rows` would encrypt."""
    stale = _stale(holder, None).with_only_columns(func.count()).order_by(None)
    return int(await tx.scalar(stale) or 0)


async def rewrap_keys(tx: AsyncConnection) -> int:
    """Wrap a batch of data keys by the current master key as well; 0 when all of them are."""
    vault = vault_of(tx)
    masters, wrapping = vault.masters, data_key_wrapping.c
    done = select(wrapping.data_key).where(wrapping.master == masters.current.id)
    statement = (
        select(data_key.c.id, data_key.c.enterprise, wrapping.master, wrapping.wrapped)
        .join(data_key_wrapping, wrapping.data_key == data_key.c.id)
        .where(data_key.c.id.not_in(done), wrapping.master.in_(list(masters.known)))
        .order_by(data_key.c.position)
        .limit(_KEYS)
    )
    rows = (await tx.execute(statement)).all()
    for row in rows:
        secret = masters.known[row.master].unwrap(row.wrapped, row.id, row.enterprise)
        wrapped = masters.current.wrap(secret, row.id, row.enterprise)
        await add_wrapping(tx, row.id, masters.current, wrapped)
    return len(rows)


async def retire(tx: AsyncConnection, master: str) -> None:
    """Forget what a master key wraps; nothing is wrapped by it from now on.

    Raises `MasterKeysUnusable` while a data key has no other wrapping.
    """
    await tx.execute(select(func.pg_advisory_xact_lock(MASTERS_LOCK)))
    other = data_key_wrapping.alias()
    rescued = select(other.c.data_key).where(other.c.master != master)
    mine = data_key_wrapping.c.master == master
    lonely = select(func.count()).where(mine, data_key_wrapping.c.data_key.not_in(rescued))
    if left := await tx.scalar(lonely):
        reason = f"{left} data keys are wrapped by {master} alone; run `rewrap` first"
        raise MasterKeysUnusable(reason)
    await tx.execute(delete(data_key_wrapping).where(mine))
    row = {"master": master, "retired_at": clock.now()}
    await tx.execute(insert(master_key_retirement).values(row))


async def uses(tx: AsyncConnection) -> list[Use]:
    """Every master key that this database has seen."""
    wrapping = data_key_wrapping
    statement = (
        select(
            master_key.c.id,
            func.count(wrapping.c.data_key).label("data_keys"),
            master_key_retirement.c.retired_at,
        )
        .outerjoin(wrapping, wrapping.c.master == master_key.c.id)
        .outerjoin(master_key_retirement, master_key_retirement.c.master == master_key.c.id)
        .group_by(master_key.c.id, master_key_retirement.c.retired_at, master_key.c.noted_at)
        .order_by(master_key.c.noted_at)
    )
    rows = await tx.execute(statement)
    return [Use(row.id, row.data_keys, row.retired_at is not None) for row in rows]


async def owners(tx: AsyncConnection) -> list[str]:
    """Everyone who has a data key."""
    found = select(data_key.c.enterprise).distinct().order_by(data_key.c.enterprise)
    return list(await tx.scalars(found))


def _stale(holder: Holder, after: Position | None) -> Select[tuple[object, ...]]:
    """Rows that are plain, or encrypted under a key that is not their owner's newest."""
    table, keys = holder.table, [holder.table.c[name] for name in holder.key]
    of = holder.owner if holder.owner is not None else table.c.enterprise
    newest = (
        select(func.uuid_send(data_key.c.id))
        .where(data_key.c.enterprise == of)
        .order_by(data_key.c.position.desc())
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )
    under = func.substring(table.c.secret, 2, 16)
    older = or_(table.c.secret.is_(None), under.is_distinct_from(newest))
    beyond = tuple_(*keys) > tuple_(*after) if after else true()
    statement = select(table, _tid.label("ctid"), of.label("of")).where(of != "", older, beyond)
    return statement.order_by(*keys)
