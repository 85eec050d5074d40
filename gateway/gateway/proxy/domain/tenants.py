"""Which of the two tenants a request is for: everybody's, or the one where nothing counts.

A sample organisation is always in the test tenant. Everybody else looks there, and subscribes to
its events, by asking with `sample=true`. What is public there has addresses of its own under
`/sample/`.
"""

import re

from chassis.refusals import Unavailable
from contracts.event import SAMPLE_PATH
from gateway.proxy.domain.routes import Route

SUFFIX = "-sample"
"""What the services of the test tenant are called by, beside their namesakes."""
PUBLISHED_BY = "registry"
"""The service whose public addresses exist twice."""
_ASKED = re.compile(rb"(?:^|&)sample=(true|false)(?=&|$)")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SUBSCRIBING = "/v1/subscriptions"


class TestTenantAbsent(Unavailable):
    """A request is for the test tenant, and this platform runs none."""

    zh = "本平台目前未开通试用租户;请联系运营方。"
    en = "This platform runs no test tenant at present; ask whoever operates it."


def path_within(path: str) -> str | None:
    """The path that stands behind `/sample`; None where it is not an address of the test tenant.

    A DID with a path has its document right there, one without has it in a well-known place
    (did:web, 3.2), which is where the service answers.
    """
    if not path.startswith(f"{SAMPLE_PATH}/"):
        return None
    within = path.removeprefix(SAMPLE_PATH)
    return f"/.well-known{within}" if within == "/did.json" else within


def asks(method: str, path: str, query: bytes) -> bool:
    """Whether the query says `sample=true` of something that whoever is not there may do."""
    found = _ASKED.search(query)
    may = method in _SAFE or path.startswith(_SUBSCRIBING)
    return found is not None and found[1] == b"true" and may


def without_question(query: bytes) -> bytes:
    """The query as the service of either tenant reads it: they know of no tenants."""
    return _ASKED.sub(b"", query).removeprefix(b"&")


def is_open_there(route: Route) -> bool:
    """Whether an address under `/sample/` leads there: what the registry publishes."""
    return route.service == PUBLISHED_BY and route.is_for_pages
