"""Applications as accounting must know them."""

from sqlalchemy import Text, cast, select

from certification.cases.store.tables import application
from chassis.holdings import Holding
from contracts.certification import ApplicationSubmitted

APPLICATIONS = Holding(
    "applications",
    ApplicationSubmitted.topic(),
    select(
        application.c.id.label("key"),
        (cast(application.c.calculation_id, Text) + " " + application.c.body).label("state"),
        cast(application.c.id, Text).label("subject"),
        application.c.submitted_at.label("at"),
    ),
)
