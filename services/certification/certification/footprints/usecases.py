"""Sealed footprints: kept when they are announced, found when they are asked for."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.footprints.store import footprints
from certification.footprints.store.counting import first_seals as first_seals
from certification.footprints.store.fitting import fitting as fitting
from certification.footprints.store.footprints import get as get
from certification.footprints.store.holdings import FOOTPRINTS as FOOTPRINTS
from certification.footprints.store.tables import footprint as footprint
from chassis.reconciling import is_gone, settle
from chassis.refusals import Conflict, Missing
from contracts.accounting import FootprintSealed


class FootprintNotFound(Missing):
    """No sealed footprint of this enterprise has arrived here under this calculation."""

    zh = "没有收到核算 {id} 的封存足迹。请确认核算已封存且属于本企业;若刚刚封存,请稍候片刻重试。"
    en = (
        "No sealed footprint has arrived for calculation {id}. Check that it is sealed and yours; "
        "if you sealed it just now, try again in a moment."
    )


class FootprintLost(Conflict):
    """Accounting no longer has the calculation that would be certified."""

    zh = (
        "核算 {id} 已不在核算服务中,不能据此作出认证决定。请企业提供封存包,由核算服务恢复后再决定。"
    )
    en = (
        "Accounting no longer has calculation {id}, so nothing can be decided about it. Have the "
        "enterprise's sealed bundle put back there first."
    )


async def hear(tx: AsyncConnection, sealed: FootprintSealed) -> None:
    """Keep a footprint. A seal never changes, so the first copy stands; it is not lost any more."""
    await footprints.add(tx, sealed)
    await settle(tx, FOOTPRINTS.kind, sealed.calculation_id)


async def check_kept(tx: AsyncConnection, calculation_id: UUID) -> None:
    """Raises `FootprintLost` when comparing with accounting found the calculation gone."""
    if await is_gone(tx, FOOTPRINTS.kind, calculation_id):
        raise FootprintLost(id=calculation_id)


async def find(tx: AsyncConnection, calculation_id: UUID, enterprise: str) -> FootprintSealed:
    """A sealed footprint of this enterprise, or `FootprintNotFound`."""
    found = await footprints.find(tx, calculation_id, enterprise)
    if found is None:
        raise FootprintNotFound(id=calculation_id)
    return found
