"""A problem of a service and the answer that brings it are known by one number everywhere."""

import httpx
import pytest

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.mark.parametrize("given", [{}, {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}])
async def test_a_problem_of_a_service_bears_the_number_of_its_answer(platform, given):
    async with httpx.AsyncClient(base_url=platform.url) as client:
        refused = await client.get("/v1/labels/N-120116-47150-2699999-9", headers=given)

    assert refused.status_code == 404
    assert refused.headers["x-request-id"] == refused.json()["trace_id"]
    assert given == {} or refused.headers["x-request-id"] == TRACE
    assert refused.headers["ratelimit"].startswith('"address";r=')
    assert refused.headers["link"].startswith("</docs/problems#label-n")
