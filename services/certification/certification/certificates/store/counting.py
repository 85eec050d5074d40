"""What was granted until a moment, for whoever counts."""

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.store.tables import certificate, certificate_act
from certification.footprints.usecases import footprint
from contracts.accounting import FootprintSealed

Granted = tuple[str, FootprintSealed, datetime, datetime | None]
"""Number, footprint, when it was decided, and when it was withdrawn if so."""


async def granted_until(tx: AsyncConnection, at: datetime) -> list[Granted]:
    """Every certificate that was granted before a moment, with its withdrawal before it."""
    act = certificate_act
    withdrawn = and_(
        act.c.certificate_id == certificate.c.id, act.c.kind == "withdrawal", act.c.at < at
    )
    wanted = (
        select(
            certificate.c.number,
            footprint.c.event,
            certificate.c.decided_at,
            act.c.at,
        )
        .join(footprint, footprint.c.calculation_id == certificate.c.calculation_id)
        .outerjoin(act, withdrawn)
        .where(certificate.c.decided_at < at)
    )
    rows = (await tx.execute(wanted)).all()
    return [(row[0], FootprintSealed.model_validate(row[1]), row[2], row[3]) for row in rows]
