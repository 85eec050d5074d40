"""How applications end without a certificate, and with them the body's access."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import (
    Application,
    ApplicationNoLongerOpen,
    Case,
    CaseState,
    Retreat,
)
from certification.cases.store import retreats
from certification.cases.usecases import clocks
from certification.cases.usecases.cases import find_case
from certification.values.domain.sight import Sight
from certification.values.store.locks import hold
from chassis import clock, outbox
from contracts.certification import ApplicationEnded, ApplicationEnding


async def retreat(
    tx: AsyncConnection, id: UUID, enterprise: str, client: str, note_zh: str
) -> Case:
    """The enterprise withdraws its application while nothing is decided."""
    await hold(tx, f"application {id}")
    case = await find_case(tx, id, Sight(enterprise=enterprise))
    if case.state is not CaseState.OPEN:
        raise ApplicationNoLongerOpen(id=id)
    ended = Retreat(client, note_zh, clock.now())
    await retreats.add(tx, id, ended)
    await clocks.stop(tx, case.application)
    await tell_ended(tx, case.application, ApplicationEnding.WITHDRAWN, ended.at)
    return replace(case, retreat=ended)


async def tell_ended(
    tx: AsyncConnection, application: Application, ending: ApplicationEnding, at: datetime
) -> None:
    """The body reads the calculation no longer: what it must keep is in its own case file."""
    await outbox.append(
        tx,
        ApplicationEnded(
            application_id=application.id,
            calculation_id=application.calculation_id,
            enterprise=application.enterprise,
            body=application.body,
            ending=ending,
            ended_at=at,
            access_until=at,
        ),
    )
