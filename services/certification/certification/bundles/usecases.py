"""Fetching the bundles that bodies verified, keeping them, and handing them back."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bundles.domain import BundleKeys, Hidden, Wanted, check
from certification.bundles.store import bundles as store
from certification.bundles.store.bundles import want as want
from chassis import aside, clock
from chassis.database import Database
from chassis.reconciling import Asks
from chassis.refusals import Missing


class BundleNotKept(Missing):
    """The archive has no bundle of this calculation."""

    zh = "档案中没有核算 {id} 的封存文件:核查尚未通过,或刚刚通过(稍候再试),或保存期已满。"
    en = (
        "The archive has no bundle of calculation {id}: it was not verified yet, or just now (try "
        "again in a moment), or its time is over."
    )


async def fetch(database: Database, *, asks: Asks, keys: BundleKeys) -> bool:
    """Fetch one bundle that is wanted; False when none is.

    Nothing is held while accounting answers. What it does not have is set aside and asked again.
    """
    async with aside.attempt(database, store.JOB) as attempt:
        async with database.transaction() as tx:
            wanted = await store.next_wanted(tx)
        if wanted is None:
            return False
        attempt.at(wanted.calculation_id)
        bundle = await asks.get(f"/v1/sealed-bundles/{wanted.calculation_id}", {})
        hidden = await asyncio.to_thread(_conceal, keys, wanted, bundle)
        async with database.transaction() as tx:
            await store.keep(tx, wanted.calculation_id, hidden, clock.now())
    return True


async def conceal_anew(database: Database, *, keys: BundleKeys) -> bool:
    """Bring one bundle that lies under an older key under the current one; False when none does."""
    async with aside.attempt(database, store.JOB) as attempt:
        async with database.transaction() as tx:
            kept = await store.next_under_other_key(tx, keys.current)
        if kept is None:
            return False
        attempt.at(kept.of.calculation_id)
        bundle = await asyncio.to_thread(keys.reveal, kept)
        hidden = await asyncio.to_thread(_conceal, keys, kept.of, bundle)
        async with database.transaction() as tx:
            await store.keep(tx, kept.of.calculation_id, hidden, clock.now())
    return True


async def forget(database: Database, *, after: timedelta) -> bool:
    """Delete the bundles whose files ended so long ago; False, as nothing more is to do."""
    async with database.transaction() as tx:
        await store.remove_ended(tx, before=clock.now() - after)
    return False


async def read(tx: AsyncConnection, keys: BundleKeys | None, calculation_id: UUID) -> bytes:
    """The bundle of a calculation as it was sealed. Raises `BundleNotKept`."""
    kept = await store.find(tx, calculation_id)
    if kept is None or keys is None:
        raise BundleNotKept(id=calculation_id)
    return await asyncio.to_thread(keys.reveal, kept)


def _conceal(keys: BundleKeys, wanted: Wanted, bundle: bytes) -> Hidden:
    """Raises `BundleNotOfSeal`."""
    check(bundle, wanted.seal)
    return keys.conceal(wanted, bundle)
