"""The routers of the supply chain: the PACT surface and what enterprises do around it."""

from accounting.publications.api import grants as publication_grants
from accounting.publications.api import publications
from accounting.requests.api import deliveries as exchange_deliveries
from accounting.requests.api import exchange, pact, pact_legacy
from accounting.suppliers.api import findings as supplier_findings
from accounting.suppliers.api import footprints as supplier_footprints

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
