"""The routers of the supply chain: the PACT surface and what enterprises do around it."""

from accounting.api import (
    exchange,
    exchange_deliveries,
    pact,
    pact_legacy,
    publication_grants,
    publications,
    supplier_findings,
    supplier_footprints,
)

routers = [
    pact.router,
    pact_legacy.router,
    pact_legacy.own,
    publications.router,
    publication_grants.router,
    supplier_footprints.router,
    supplier_findings.router,
    exchange.router,
    exchange_deliveries.router,
]
