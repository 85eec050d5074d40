"""Know of the backups that are kept, and give no key up that one of them needs."""

from datetime import timedelta

from accounting.custody.domain.backups import Backup, BackupUnknown, require_droppable
from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.store import backups as store
from accounting.custody.usecases.rotation import Say
from chassis import clock
from chassis.database import Database


async def show(database: Database, say: Say) -> None:
    async with database.transaction() as tx:
        kept = await store.kept(tx)
    for backup in kept:
        say(f"{backup.began_at:%Y-%m-%d %H:%M:%S}  {backup.name}")
    say(f"{len(kept)} backups are kept")


async def note(database: Database, say: Say, backup: Backup) -> None:
    """Raises `BackupUnknown` for a name that was used before."""
    async with database.transaction() as tx:
        if not await store.add(tx, backup):
            raise BackupUnknown(f"there was a backup {backup.name} already")
    say(f"backup {backup.name} keeps the keys that it needs")


async def gone(database: Database, say: Say, name: str, operator: str) -> None:
    """Raises `BackupUnknown`."""
    async with database.transaction() as tx:
        if not await store.add_gone(tx, name, operator):
            raise BackupUnknown(f"no backup {name} is kept")
    say(f"backup {name} is gone; it needs no key any more")


async def check_droppable(database: Database, master: str, kept: timedelta) -> None:
    """Raises `MasterKeysUnusable` for a key that the database or a backup of it may need."""
    async with database.transaction() as tx:
        if not await store.is_noted(tx, master):
            return  # It never wrapped anything.
        at = await store.retired_at(tx, master)
        if at is None:
            raise MasterKeysUnusable(
                f"{master} is not retired; run `secrets retire {master}` first"
            )
        require_droppable(master, at, await store.kept(tx), kept, clock.now())
