"""What the assembly of an API promises to the process that it runs in."""

import gc
import os
import weakref
from pathlib import Path
from unittest.mock import patch

import httpx

from chassis.settings import ApiSettings
from tests.chassis import sample
from tests.support.service import environment
from tests.support.tokens import ISSUER, Issuer


async def used_and_forgotten(variables: dict[str, str]) -> weakref.ref[object]:
    """An application that answered a request and is in nobody's hands any more."""
    with patch.dict(os.environ, variables):
        app = sample.build(ApiSettings())
    transport = httpx.ASGITransport(app)
    inside = httpx.ASGITransport(app.state.internal)
    async with httpx.AsyncClient(transport=transport, base_url=ISSUER) as client:
        assert (await client.get("/healthz")).status_code == 200
    async with httpx.AsyncClient(transport=inside, base_url=ISSUER) as client:
        assert (await client.get("/readyz")).status_code == 200
    await app.state.database.close()
    return weakref.ref(app)


async def test_an_application_that_nobody_uses_any_more_is_let_go(
    database_url: str, packs_dir: Path, issuer: Issuer
):
    forgotten = await used_and_forgotten(
        environment(database_url, issuer, PACKS_DIR=str(packs_dir))
    )

    gc.collect()

    assert forgotten() is None
