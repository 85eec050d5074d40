"""Sealed footprints as accounting told of them."""

from sqlalchemy import DateTime, Text, cast, select

from certification.footprints.store.tables import footprint
from chassis.holdings import Holding
from contracts.accounting import FootprintSealed

FOOTPRINTS = Holding(
    "footprints",
    FootprintSealed.topic(),
    select(
        footprint.c.calculation_id.label("key"),
        footprint.c.event["seal"].astext.label("state"),
        cast(footprint.c.calculation_id, Text).label("subject"),
        cast(footprint.c.event["sealed_at"].astext, DateTime(timezone=True)).label("at"),
    ),
)
