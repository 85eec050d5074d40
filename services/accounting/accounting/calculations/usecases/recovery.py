"""Sealed calculations that a restored database lost come back from certification's archive."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import AwareDatetime, BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.lost import LostCalculation
from accounting.calculations.store import lost as store
from accounting.calculations.usecases.putting_back import prove, put_back
from chassis import aside
from chassis.bus import Envelope
from chassis.canonical import rfc3339
from chassis.database import Database
from chassis.reconciling import Asks
from chassis.work import Pool
from contracts.accounting import FootprintSealed

_OPERATOR = "(restored)"
_MARGIN = timedelta(hours=1)
"""By how much the clocks of two services may differ."""
_PAGE = "200"
_CPU_S = 120.0
_MEMORY_BYTES = 1 << 30


class _Kept(BaseModel):
    calculation_id: UUID
    seal: str
    sealed_at: AwareDatetime

    @property
    def lost(self) -> LostCalculation:
        return LostCalculation(self.calculation_id, self.seal, self.sealed_at)


class _Page(BaseModel):
    items: list[_Kept]
    next: str | None = None


async def restore(tx: AsyncConnection, events: Sequence[Envelope]) -> list[str]:
    """Have certification asked for what was lost; what was sealed and is not here, in lines."""
    await store.search(tx)
    sealed = [
        FootprintSealed.model_validate(each.data)
        for each in events
        if each.type == FootprintSealed.TYPE
    ]
    return [
        f"accounting: {len(sealed)} sealed calculations lost; the worker puts back those that "
        "certification keeps, the others come back by put-back with their enterprise's bundle",
        *(
            f"calculation {each.calculation_id} ({each.product.name_zh}, "
            f"{each.product.enterprise_name_zh}), seal {each.seal}"
            for each in sealed
        ),
    ]


async def recover(database: Database, *, asks: Asks, pool: Pool) -> bool:
    """Do one step: ask what is kept, or put one calculation back; False when nothing is left."""
    return await _search(database, asks) or await _put_back(database, asks, pool)


async def _search(database: Database, asks: Asks) -> bool:
    async with database.transaction() as tx:
        search = await store.next_search(tx)
    if search is None:
        return False
    id, since = search
    cursor: str | None = None
    while True:
        page = await _page(asks, since, cursor)
        async with database.transaction() as tx:
            await store.note(tx, (each.lost for each in page.items))
        if (cursor := page.next) is None:
            break
    async with database.transaction() as tx:
        await store.end_search(tx, id)
    return True


async def _page(asks: Asks, since: datetime | None, cursor: str | None) -> _Page:
    asked = {"limit": _PAGE}
    if since:
        asked["since"] = rfc3339(since - _MARGIN)
    if cursor:
        asked["cursor"] = cursor
    return _Page.model_validate_json(await asks.get("/v1/kept-bundles", asked))


async def _put_back(database: Database, asks: Asks, pool: Pool) -> bool:
    async with aside.attempt(database, store.JOB) as attempt:
        async with database.transaction() as tx:
            lost = await store.next_lost(tx)
        if lost is None:
            return False
        attempt.at(lost.calculation)
        bundle = await asks.get(f"/v1/kept-bundles/{lost.calculation}", {})
        proven = await pool.run(prove, bundle, org="", cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES)
        async with database.transaction() as tx:
            await put_back(tx, proven, seal=lost.seal, operator=_OPERATOR, sealed_at=lost.sealed_at)
            await store.found(tx, lost.calculation)
    return True
