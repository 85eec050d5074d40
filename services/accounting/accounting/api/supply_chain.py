"""The routers of the supply chain: the PACT surface and what enterprises do around it."""

from accounting.api import pact, publications

routers = [pact.router, publications.router]
