"""Factor libraries and warming potentials, as calculations and studies need them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.gwp import GwpSet
from accounting.factors.store import libraries as store
from accounting.factors.store.libraries import find_library as find_library
from accounting.factors.store.libraries import newest_gwp as newest_gwp
from accounting.factors.store.libraries import newest_library as newest_library
from accounting.factors.store.libraries import newest_part as newest_part
from accounting.factors.store.libraries import newest_version as newest_version
from accounting.factors.store.libraries import version_before as version_before
from chassis.refusals import Unavailable


class PacksNotLoaded(Unavailable):
    """The operator has not loaded the packs yet."""

    zh = "因子库或 GWP 数据尚未装载,请联系平台运维执行装载后重试。"
    en = "Factors or warming potentials are not loaded yet; ask the operator to load the packs."


async def gwp(tx: AsyncConnection, name: str) -> GwpSet:
    found = await store.find_gwp(tx, name)
    if found is None:
        raise PacksNotLoaded
    return found
