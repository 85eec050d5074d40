"""The routes of every subject of the gateway."""

from chassis.holdings import router_of
from gateway.clients.api import (
    changes,
    clients,
    enrolling,
    enrolments,
    organisations,
    own,
    own_address,
)
from gateway.clients.usecases.announcing import REGIONS
from gateway.directory.api import catalog, interfaces, pages
from gateway.tokens.api import discovery, oauth

ROUTERS = [
    changes.router,
    own.router,
    own_address.router,
    clients.router,
    discovery.router,
    interfaces.router,
    catalog.router,
    enrolling.router,
    enrolments.router,
    oauth.router,
    organisations.router,
    pages.router,
    router_of([REGIONS]),
]
"""In this order: what a client asks about itself comes before clients by their ids."""
