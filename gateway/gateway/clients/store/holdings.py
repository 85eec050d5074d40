"""Partner regions as mutual recognition must know them."""

from sqlalchemy import Text, Uuid, case, cast, func, select

from chassis.holdings import Holding
from contracts.gateway import OrganisationChanged
from gateway.clients.store.organisations import ACTIVE
from gateway.clients.store.tables import organisation
from packs.region import Role

_TAKES_PART = case((ACTIVE, "active"), else_="idle")
REGIONS = Holding(
    "partner-regions",
    OrganisationChanged.topic(),
    select(
        cast(func.md5(organisation.c.id), Uuid).label("key"),
        func.concat_ws(" ", organisation.c.name_zh, organisation.c.name_en, _TAKES_PART).label(
            "state"
        ),
        cast(organisation.c.id, Text).label("subject"),
        organisation.c.updated_at.label("at"),
    ).where(organisation.c.role == Role.PARTNER_REGION.value),
)
