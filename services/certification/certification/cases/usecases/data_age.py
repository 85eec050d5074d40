"""How old activity data may be that are certified."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import check_age
from certification.duties.domain.duty import DutyKind
from certification.duties.usecases import duties
from certification.values.domain.calendar import CHINA_TIME, add_months
from chassis import clock
from contracts.accounting import FootprintSealed


async def check_data_age(tx: AsyncConnection, footprint: FootprintSealed) -> None:
    """Raises `ActivityDataTooOld` when the region's limit has passed since the data's period."""
    term = (await duties.rules(tx))[DutyKind.DATA_AGE].term
    if term:
        oldest = add_months(clock.now(), -term.amount).astimezone(CHINA_TIME).date()
        check_age(footprint, oldest)
