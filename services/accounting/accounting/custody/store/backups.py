"""Kept backups, and when a master key was retired."""

from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.backups import Backup
from accounting.custody.store.key_tables import (
    backup_gone,
    kept_backup,
    master_key,
    master_key_retirement,
)
from chassis import clock


async def kept(tx: AsyncConnection) -> list[Backup]:
    """Backups that nobody said are gone, the oldest first."""
    gone = select(backup_gone.c.backup)
    there = select(kept_backup).where(kept_backup.c.name.not_in(gone))
    rows = await tx.execute(there.order_by(kept_backup.c.began_at, kept_backup.c.name))
    return [Backup(row.name, row.began_at) for row in rows]


async def add(tx: AsyncConnection, backup: Backup) -> bool:
    """Whether the name was new."""
    row = {"name": backup.name, "began_at": backup.began_at, "noted_at": clock.now()}
    added = insert(kept_backup).values(row).on_conflict_do_nothing()
    return (await tx.execute(added)).rowcount == 1


async def add_gone(tx: AsyncConnection, name: str, operator: str) -> bool:
    """Whether it was kept until now."""
    known = select(kept_backup.c.name, literal(clock.now()), literal(operator))
    gone = insert(backup_gone).from_select(
        ["backup", "gone_at", "said_by"], known.where(kept_backup.c.name == name)
    )
    return (await tx.execute(gone.on_conflict_do_nothing())).rowcount == 1


async def is_noted(tx: AsyncConnection, master: str) -> bool:
    """Whether this database has ever seen the master key."""
    seen = select(master_key.c.id).where(master_key.c.id == master)
    return await tx.scalar(seen) is not None


async def retired_at(tx: AsyncConnection, master: str) -> datetime | None:
    retirement = master_key_retirement.c
    at: datetime | None = await tx.scalar(
        select(retirement.retired_at).where(retirement.master == master)
    )
    return at
