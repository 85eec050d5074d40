"""The routers of the supply chain: the PACT surface and what enterprises do around it."""

from accounting.api import exchange, pact, publications, supplier_footprints

routers = [pact.router, publications.router, supplier_footprints.router, exchange.router]
