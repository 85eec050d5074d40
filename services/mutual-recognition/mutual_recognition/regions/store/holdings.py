"""Partner regions as the gateway told of them; those that it never told of are not compared."""

from sqlalchemy import Text, Uuid, case, cast, func, select

from chassis.holdings import Holding
from contracts.gateway import OrganisationChanged
from mutual_recognition.regions.store.tables import partner_region

_TAKES_PART = case((partner_region.c.is_active, "active"), else_="idle")
REGIONS = Holding(
    "partner-regions",
    OrganisationChanged.topic(),
    select(
        cast(func.md5(partner_region.c.code), Uuid).label("key"),
        func.concat_ws(" ", partner_region.c.name_zh, partner_region.c.name_en, _TAKES_PART).label(
            "state"
        ),
        cast(partner_region.c.code, Text).label("subject"),
        func.now().label("at"),
    ).where(partner_region.c.is_active.is_not(None)),
)
