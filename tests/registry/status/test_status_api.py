"""The status lists as everyone may read them."""

import pytest


@pytest.mark.parametrize("timestamp", ["yesterday", "2026-03-03", "2026-03-03T00:00:00"])
async def test_a_moment_without_a_zone_is_refused(started_registry, timestamp):
    response = await started_registry.get("/status/suspension/1", params={"timestamp": timestamp})

    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/query/timestamp"
