"""Two platforms that exchange footprints."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from accounting import main
from tests.accounting.conftest import Accounting
from tests.accounting.nodes import (
    BUYER,
    BUYER_URL,
    SELLER,
    SELLER_URL,
    Node,
    Wire,
    node_of,
    registers,
)
from tests.support.service import serving


@pytest.fixture
async def nodes(postgres, template, issuer) -> AsyncIterator[tuple[Node, Node, Wire]]:
    """A seller and a buyer, each on its own instance, who have registered one another."""
    wire = Wire()
    async with (
        postgres.service("accounting", template) as first,
        postgres.service("accounting", template) as second,
        serving(main, first.url, issuer) as one,
        serving(main, second.url, issuer, PUBLIC_URL=BUYER_URL, ISSUER=SELLER_URL) as two,
    ):
        wire.apps = {
            SELLER_URL: httpx2.ASGITransport(one.app, raise_app_exceptions=False),
            BUYER_URL: httpx2.ASGITransport(two.app, raise_app_exceptions=False),
        }
        wire.tokens = {
            SELLER_URL: issuer.token(BUYER, "enterprise"),
            BUYER_URL: issuer.token(SELLER, "enterprise"),
        }
        seller = node_of(Accounting(one), SELLER, SELLER_URL, BUYER_URL, wire)
        buyer = node_of(Accounting(two), BUYER, BUYER_URL, SELLER_URL, wire)
        await registers(seller, BUYER, BUYER_URL)
        await registers(buyer, SELLER, SELLER_URL)
        yield seller, buyer, wire
