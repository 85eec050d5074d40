"""Finding the cases that a caller may see; what is hidden does not exist."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import Case
from certification.cases.store import applications
from certification.cases.store.counting import open_at as open_at
from certification.cases.store.holdings import APPLICATIONS as APPLICATIONS
from certification.values.domain.sight import Sight
from chassis.refusals import Missing


class ApplicationNotFound(Missing):
    """There is no such application, or it belongs to other parties."""

    zh = "没有编号为 {id} 的申请,或您无权查看;请核对编号。"
    en = "There is no application {id}, or it is not yours to see; check the id."


async def find_case(tx: AsyncConnection, id: UUID, sight: Sight) -> Case:
    """One case, or `ApplicationNotFound`."""
    case = await applications.find(tx, id, sight)
    if case is None:
        raise ApplicationNotFound(id=id)
    return case
