"""Rotating keys: what an operator runs, with the rights of the tables' owner."""

from collections.abc import Callable, Iterable

from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.store import renewals as store
from accounting.custody.store.secrets import holders
from accounting.custody.store.vault import vault_of
from accounting.values.store.tables import metadata
from chassis.database import Database

Say = Callable[[str], None]


async def status(database: Database, say: Say) -> None:
    """What each key is used for."""
    async with database.transaction() as tx:
        current = vault_of(tx).masters.current.id
        for use in await store.uses(tx):
            stands = "retired" if use.retired else "current" if use.master == current else "known"
            say(f"master key {use.master}: {stands}, wraps {use.data_keys} data keys")
        for holder in holders(metadata):
            say(f"{holder.table.name}: {await store.count_stale(tx, holder)} rows to encrypt")


async def encrypt(database: Database, say: Say) -> None:
    """Encrypt every row that is plain or under an older data key; again and again without harm."""
    for holder in holders(metadata):
        done, after = 0, None
        while True:
            async with database.transaction() as tx:
                count, after = await store.renew_rows(tx, holder, after)
            done += count
            if after is None:
                break
            say(f"{holder.table.name}: {done} rows")
        say(f"{holder.table.name}: {done} rows, all are encrypted under the newest key")


async def rotate(database: Database, say: Say, enterprises: Iterable[str]) -> None:
    """A new data key for each enterprise, or for everyone; processes take it within a minute."""
    async with database.transaction() as tx:
        for owner in list(enterprises) or await store.owners(tx):
            key = await vault_of(tx).add(tx, owner)
            say(f"{owner}: data key {key.id}")


async def rewrap(database: Database, say: Say) -> None:
    """Let the current master key open every data key."""
    done = 0
    while True:
        async with database.transaction() as tx:
            count = await store.rewrap_keys(tx)
        done += count
        if not count:
            break
    say(f"{done} data keys wrapped by the current master key")


async def check_retirable(database: Database, master: str) -> None:
    """Raises `MasterKeysUnusable` for the current key, and for one that nobody knows."""
    async with database.transaction() as tx:
        if master == vault_of(tx).masters.current.id:
            raise MasterKeysUnusable(f"{master} is the current key; put another first")
        if master not in {use.master for use in await store.uses(tx) if not use.retired}:
            raise MasterKeysUnusable(f"no key {master} is in use here")


async def retire(database: Database, say: Say, master: str) -> None:
    """Give up a master key. Raises `MasterKeysUnusable` while a data key still needs it."""
    async with database.transaction() as tx:
        await store.retire(tx, master)
    say(f"master key {master} is retired; take it out of MASTER_KEYS_FILE")
