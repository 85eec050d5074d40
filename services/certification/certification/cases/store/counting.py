"""What was under way at a moment, for whoever counts."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.store.tables import application, step_record
from certification.certificates.store.tables import certificate
from certification.footprints.usecases import footprint
from contracts.accounting import FootprintSealed


async def open_at(tx: AsyncConnection, at: datetime) -> list[FootprintSealed]:
    """The footprint of each application that was neither refused nor granted before a moment."""
    refused = exists().where(
        step_record.c.application_id == application.c.id,
        step_record.c.outcome == "failed",
        step_record.c.step != "surveillance",
        step_record.c.at < at,
    )
    granted = exists().where(
        certificate.c.application_id == application.c.id, certificate.c.decided_at < at
    )
    wanted = (
        select(footprint.c.event)
        .join(application, application.c.calculation_id == footprint.c.calculation_id)
        .where(application.c.submitted_at < at, ~refused, ~granted)
    )
    return [FootprintSealed.model_validate(event) for event in await tx.scalars(wanted)]
