"""Seals as certification must know them, and applications as it told of them."""

from sqlalchemy import Text, cast, select

from accounting.calculations.store.tables import reader, seal
from chassis.holdings import Holding
from contracts.accounting import FootprintSealed
from contracts.certification import ApplicationSubmitted

FOOTPRINTS = Holding(
    "footprints",
    FootprintSealed.topic(),
    select(
        seal.c.calculation.label("key"),
        seal.c.sha256.label("state"),
        cast(seal.c.calculation, Text).label("subject"),
        seal.c.sealed_at.label("at"),
    ),
)
APPLICATIONS = Holding(
    "applications",
    ApplicationSubmitted.topic(),
    select(
        reader.c.application.label("key"),
        (cast(reader.c.calculation, Text) + " " + reader.c.body).label("state"),
        cast(reader.c.application, Text).label("subject"),
        reader.c.admitted_at.label("at"),
    ),
)
