"""Rules as everyone may read them."""

import pytest

from tests.certification.conftest import problem


@pytest.mark.clause("C03")
async def test_rules_are_published_in_full(shared):
    headers = shared.as_enterprise()

    listed = (await shared.get("/v1/rules", headers)).json()
    one = (await shared.get("/v1/rules/TJ-CFP-PV", headers)).json()
    missing = await shared.get("/v1/rules/NONE", headers)

    assert {item["rule"]["code"] for item in one["items"]} == {"TJ-CFP-PV"}
    assert one["items"][0]["rule"]["standard"] == "GB/T 24067-2024"
    assert one["items"][0] in listed["items"]
    assert missing.status_code == 404
    problem(missing, "rule-not-found")


@pytest.mark.parametrize("cursor", ["WyJcdTAwMDAiLCIiXQ", "W10", "x"])
async def test_an_invented_cursor_into_the_rules_is_refused(shared, cursor):
    headers = shared.as_enterprise()

    response = await shared.get(f"/v1/rules?cursor={cursor}", headers)

    assert response.status_code == 422
    problem(response, "cursor-invalid")
