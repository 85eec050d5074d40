"""What lists of partners and deliveries are asked for."""

from typing import Annotated

from pydantic import Field

from accounting.partners.domain.exchange import Errand, RequestDirection
from accounting.values.domain.criteria import Organisation
from chassis.asking import Asked, AskedByTime, UpdatedSince, Words


class PartnersAsked(Asked):
    """A page of an enterprise's partners."""

    q: Words = None
    updated_since: UpdatedSince = None


class DeliveriesAsked(AskedByTime):
    """A page of what is on its way to an enterprise's partners."""

    dead: Annotated[bool | None, Field(description="Only those given up, or only the others.")] = (
        None
    )
    partner: Organisation = None
    errand: Errand | None = None


class RequestsAsked(AskedByTime):
    """A page of the requests by an enterprise and to it."""

    open: Annotated[
        bool | None, Field(description="Only those not answered, or only those that are.")
    ] = None
    partner: Organisation = None
    direction: RequestDirection | None = None
