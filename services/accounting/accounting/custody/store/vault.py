"""The vault of a process: opens data keys with the master keys, and keeps a few of them open.

It hangs on the engine, so that every transaction of the process finds it.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from accounting.custody.domain.encryption import DataKey, MasterKey, SecretUnreadable, new_key
from accounting.custody.domain.master_keys import MasterKeys, MasterKeysUnusable
from accounting.custody.store.key_tables import (
    data_key,
    data_key_wrapping,
    master_key,
    master_key_retirement,
)
from chassis import clock

_OPTION = "vault"
_OPEN_AT_ONCE = 2_000
CURRENT_FOR_S = 60.0
"""How long a process goes on using a data key after a newer one was made, in seconds."""
_PROOF = b"tanbiao accounting master key"
_PROOF_ID = UUID(int=0)
MASTERS_LOCK = 0x6D617374


class Vault:
    """Data keys by number and by enterprise. Never printed."""

    def __init__(self, masters: MasterKeys) -> None:
        self.masters = masters
        self._open: OrderedDict[UUID, DataKey] = OrderedDict()
        self._current: dict[str, tuple[DataKey, float]] = {}
        self._made_here: WeakKeyDictionary[object, dict[str, DataKey]] = WeakKeyDictionary()
        """Keys by the transaction that made them, for its own further secrets."""
        self._unseen: WeakKeyDictionary[object, set[UUID]] = WeakKeyDictionary()
        """What a transaction made and nobody else sees: kept open by none that may be undone."""

    def attach(self, engine: AsyncEngine) -> None:
        """Let every transaction of this engine find the vault."""
        engine.update_execution_options(**{_OPTION: self})

    async def prove(self, tx: AsyncConnection) -> None:
        """Raises `MasterKeysUnusable` for a key that is not the one of its name, or is retired."""
        for master in self.masters.known.values():
            await _prove(tx, master)
        gone = select(master_key_retirement.c.master)
        if self.masters.current.id in set(await tx.scalars(gone)):
            raise MasterKeysUnusable(f"master key {self.masters.current.id} is retired")
        if missing := await _unopenable(tx, self.masters.known):
            raise MasterKeysUnusable(
                f"MASTER_KEYS_FILE lacks {', '.join(missing)}, which data keys are still wrapped by"
            )

    async def current(self, tx: AsyncConnection, owner: str) -> DataKey:
        """The key that encrypts what belongs to `owner`; made at the first secret."""
        found = self._current.get(owner)
        if found and found[1] > time.monotonic():
            return found[0]
        if made := self._made_here.get(_transaction(tx), {}).get(owner):
            return made
        newest = _wrapped().where(data_key.c.enterprise == owner)
        rows = (await tx.execute(newest.order_by(data_key.c.position.desc()))).all()
        if not rows:
            return await self.add(tx, owner)
        [key] = self._opened(row for row in rows if row.id == rows[0].id)
        if key.id not in self._unseen_in(tx):
            if len(self._current) >= _OPEN_AT_ONCE:
                self._current.clear()
            self._current[owner] = key, time.monotonic() + CURRENT_FOR_S
        return key

    async def find(self, tx: AsyncConnection, ids: Iterable[UUID]) -> Mapping[UUID, DataKey]:
        """The keys of these numbers. Raises `SecretUnreadable` where one is missing."""
        wanted = set(ids)
        known = {id: key for id in wanted if (key := self._open.get(id)) is not None}
        if missing := wanted - known.keys():
            rows = await tx.execute(_wrapped().where(data_key.c.id.in_(missing)))
            found = {key.id: key for key in self._opened(rows)}
            if lost := missing - found.keys():
                raise SecretUnreadable(f"there is no data key {', '.join(map(str, lost))}")
            self._keep(key for id, key in found.items() if id not in self._unseen_in(tx))
            known |= found
        return known

    async def add(self, tx: AsyncConnection, owner: str) -> DataKey:
        """Make a data key, from now on the one that `owner`'s secrets are encrypted with.

        It is kept open only once another transaction sees it: this one may still be undone.
        """
        await tx.execute(select(func.pg_advisory_xact_lock_shared(MASTERS_LOCK)))
        await self.prove(tx)
        id, secret, master = uuid4(), new_key(), self.masters.current
        row = {"id": id, "enterprise": owner, "created_at": clock.now()}
        await tx.execute(insert(data_key).values(row))
        await add_wrapping(tx, id, master, master.wrap(secret, id, owner))
        self._unseen_in(tx).add(id)
        key = DataKey(id, owner, AESGCM(secret))
        if not tx.in_nested_transaction():  # A savepoint may be undone within the transaction.
            self._made_here.setdefault(_transaction(tx), {})[owner] = key
        return key

    def forget(self) -> None:
        """Drop what is open, after a rotation in this process."""
        self._open.clear()
        self._current.clear()
        self._made_here.clear()

    def _unseen_in(self, tx: AsyncConnection) -> set[UUID]:
        return self._unseen.setdefault(_transaction(tx), set())

    def _opened(self, rows: Iterable[Row[tuple[object, ...]]]) -> list[DataKey]:
        """Open each key under whichever of its masters is at hand."""
        opened: dict[UUID, DataKey] = {}
        for row in rows:
            master = self.masters.known.get(row.master)
            if master is not None and row.id not in opened:
                secret = master.unwrap(row.wrapped, row.id, row.enterprise)
                opened[row.id] = DataKey(row.id, row.enterprise, AESGCM(secret))
        return list(opened.values())

    def _keep(self, keys: Iterable[DataKey]) -> None:
        for key in keys:
            self._open[key.id] = key
        while len(self._open) > _OPEN_AT_ONCE:
            self._open.popitem(last=False)


def vault_of(tx: AsyncConnection) -> Vault:
    """The vault of the process that this transaction belongs to."""
    found = tx.sync_connection and tx.sync_connection.get_execution_options().get(_OPTION)
    if not isinstance(found, Vault):
        raise SecretUnreadable("this process was given no master keys (MASTER_KEYS_FILE)")
    return found


async def add_wrapping(tx: AsyncConnection, id: UUID, master: MasterKey, wrapped: bytes) -> None:
    row = {"data_key": id, "master": master.id, "wrapped": wrapped, "wrapped_at": clock.now()}
    await tx.execute(insert(data_key_wrapping).values(row).on_conflict_do_nothing())


def _wrapped() -> Select[tuple[object, ...]]:
    wrapping = data_key_wrapping.c
    columns = (data_key.c.id, data_key.c.enterprise, wrapping.master, wrapping.wrapped)
    return select(*columns).join(data_key_wrapping, wrapping.data_key == data_key.c.id)


def _transaction(tx: AsyncConnection) -> object:
    """What lives exactly as long as the transaction."""
    found = tx.sync_connection and tx.sync_connection.get_transaction()
    if found is None:
        raise SecretUnreadable("secrets are written in a transaction only")
    return found


async def _prove(tx: AsyncConnection, master: MasterKey) -> None:
    """Note what a master key must open, at its first use; later hold it to that."""
    proof = master.wrap(_PROOF, _PROOF_ID, master.id)
    row = {"id": master.id, "proof": proof, "noted_at": clock.now()}
    await tx.execute(insert(master_key).values(row).on_conflict_do_nothing())
    noted = await tx.scalar(select(master_key.c.proof).where(master_key.c.id == master.id))
    try:
        master.unwrap(bytes(noted or b""), _PROOF_ID, master.id)
    except SecretUnreadable as failure:
        reason = f"master key {master.id} is not the key that this database knows by that name"
        raise MasterKeysUnusable(reason) from failure


async def _unopenable(tx: AsyncConnection, known: Mapping[str, MasterKey]) -> list[str]:
    """Masters that some data key is wrapped by while nothing at hand opens it."""
    wrapping, other = data_key_wrapping, data_key_wrapping.alias()
    opens = exists().where(other.c.data_key == wrapping.c.data_key, other.c.master.in_(list(known)))
    lacking = select(wrapping.c.master).where(~opens).distinct()
    return sorted(await tx.scalars(lacking))
