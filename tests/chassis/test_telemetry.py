"""One trace follows a request through HTTP, the outbox and the consumer; logs carry its id."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from chassis import telemetry
from chassis.outbox import outbox
from chassis.telemetry import continued_trace, trace_id

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.fixture(scope="module", autouse=True)
def _tracing():
    telemetry.configure("sample-api", log_level="info", otlp_endpoint=None, trace_ratio=1.0)


async def test_the_trace_of_a_request_travels_with_its_event(service, issuer):
    headers = issuer.headers("91120116MA0000007N", "enterprise") | {"traceparent": PARENT}

    await service.post("/v1/notes", {"words": "hello"}, headers=headers)

    async with service.database.transaction() as tx:
        carried = await tx.scalar(select(outbox.c.traceparent))
    assert carried.split("-")[1] == TRACE
    with continued_trace(carried, "handle"):
        assert trace_id() == TRACE


async def test_a_problem_names_the_trace_that_the_logs_carry(service, capsys):
    response = await service.get("/v1/failure", headers={"traceparent": PARENT})

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert response.json()["trace_id"] == TRACE
    assert [line["trace_id"] for line in lines if line["event"] == "request failed"] == [TRACE]


async def test_metrics_count_requests_by_route_and_not_by_address(service):
    await service.get("/v1/notes")
    await service.get(f"/v1/{uuid4()}")

    text = (await service.inside("/metrics")).text
    assert 'route="/v1/notes"' in text
    assert 'route="(unknown)"' in text


async def test_health_says_what_is_missing(service):
    assert (await service.get("/healthz")).json() == {"status": "ok"}
    assert (await service.inside("/readyz")).json() == {
        "database": "ok",
        "keys": "ok",
        "last-known": "ok",
    }

    service.app.state.tokens._jwks_url = "http://127.0.0.1:9/jwks"
    service.app.state.tokens._keys = None
    response = await service.inside("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "database": "ok",
        "keys": "KeysUnavailable",
        "last-known": "ok",
    }
