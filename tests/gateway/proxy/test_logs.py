"""Logs: enough to follow a request, and never a secret."""

import json
import logging
from typing import Any

import pytest
import structlog
from prometheus_client import REGISTRY

from tests.gateway.upstream import Upstream
from tests.gateway.world import Program, World

ENTERPRISE = "91120116MA0000007N"
NOT_OURS = ("httpx", "httpcore", "uvicorn.access")
"""The test's own client, and uvicorn's access log: switched off, yet pytest listens to it."""


def requests(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of the access log since they were looked at last."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line[:1] == "{"]
    return [line for line in lines if line["event"] == "request"]


async def test_the_access_log_names_caller_route_and_outcome(
    world: World, upstream: Upstream, capsys: pytest.CaptureFixture[str]
):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    headers = await world.headers(program)

    mine = {**headers, "X-Request-Id": "order-2026-0001"}
    answer = await world.http.get("/v1/products?page=2", headers=mine)

    entry = requests(capsys)[-1]
    assert entry["client"] == program.id
    assert entry["org"] == ENTERPRISE
    assert (entry["method"], entry["route"], entry["status"]) == ("GET", "/v1/products", 200)
    assert entry["upstream"] == "accounting"
    assert entry["path"] == "/v1/products"
    assert entry["request_id"] == answer.headers["x-request-id"]
    assert entry["callers_id"] == "order-2026-0001"


async def test_what_passes_through_is_measured_by_its_route(world: World, upstream: Upstream):
    def measured() -> float:
        labels = {"method": "GET", "route": "/open/{name}", "status": "200"}
        return REGISTRY.get_sample_value("tanbiao_request_seconds_count", labels) or 0

    before = measured()
    await world.http.get("/open/a")
    await world.http.get("/open/b")

    assert measured() - before == 2


async def test_a_refused_caller_is_named_too(world: World, capsys: pytest.CaptureFixture[str]):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    headers = await world.headers(program)

    await world.http.post("/v1/products", headers=headers)

    entry = requests(capsys)[-1]
    assert (entry["client"], entry["status"]) == (program.id, 403)


async def test_no_secret_is_ever_logged(
    world: World,
    upstream: Upstream,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    secret, private = "the-development-secret", program.key.as_dict(private=True)
    form = program.form()
    body = {"org": ENTERPRISE, "scopes": ["products.read"], "secret": secret}
    caplog.set_level(logging.DEBUG)

    with structlog.testing.capture_logs() as entries:
        token = (await world.http.post("/oauth/token", data=form)).json()["access_token"]
        await world.http.post("/oauth/token", data=form)
        await world.http.get("/v1/products", headers={"Authorization": f"Bearer {token}"})
        await world.http.get("/v1/products", headers={"Authorization": f"Bearer {token}x"})
        await world.http.get(f"/open/echo?access_token={token}")
        await world.http.get(f"/nowhere?access_token={token}")
        await world.as_operator("PUT", "/v1/clients/secretive", body)
        await world.as_operator(
            "PUT", "/v1/clients/careless", {**body, "secret": None, "jwks": {"keys": [private]}}
        )
        grant = {"grant_type": "client_credentials"}
        await world.http.post("/oauth/token", data=grant, auth=("secretive", secret))
        await world.http.post("/oauth/token", data=grant, auth=("secretive", secret + "!"))

    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(NOT_OURS)]
    lines = requests(capsys)
    written = str(entries) + str(lines) + "\n".join(ours)
    assert len(lines) >= 10
    for hidden in (token, form["client_assertion"], secret, str(private["d"])):
        assert hidden not in written
    assert Program(program.id).id in written


async def test_a_line_says_the_same_whatever_is_in_it(
    world: World, upstream: Upstream, capsys: pytest.CaptureFixture[str]
):
    for path in ("/open/a", "/open/%E6%B4%A5", "/open/%7F%C2%85"):
        await world.http.get(path)

    entries = requests(capsys)
    assert [entry["path"] for entry in entries] == ["/open/a", "/open/津", "/open/\x7f\x85"]
    assert [set(entry) for entry in entries] == [set(entries[0])] * 3
    assert entries[0].keys() >= {"level", "timestamp", "ms", "bytes"}
