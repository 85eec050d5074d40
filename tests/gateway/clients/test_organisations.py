"""Organisations can be listed: operators see all of them, agencies their names."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests.gateway.world import Program, World

NAMES = {"name_zh": "甲市联络处", "name_en": "Liaison of A"}


@pytest.fixture(scope="module")
async def agency(world: World) -> Program:
    return await world.registered("fgw", scopes=["organisations.read"])


async def ids(world: World, query: str) -> list[str]:
    items = (await world.as_operator("GET", f"/v1/organisations?{query}")).json()["items"]
    return [item["id"] for item in items]


async def as_agency(world: World, agency: Program, query: str) -> Any:
    headers = await world.headers(agency)
    return await world.http.get(f"/v1/organisations?{query}", headers=headers)


async def test_organisations_are_found_by_role_place_name_and_state(world: World, agency: Program):
    await world.as_operator(
        "PUT",
        "/v1/organisations/liaison-a",
        {"role": "agency", "division": "659010", **NAMES},
    )

    assert await ids(world, "division=650000") == ["liaison-a"]
    assert await ids(world, "division=650100") == []
    assert await ids(world, "q=LIAISON%20OF%20A") == ["liaison-a"]
    operators = await ids(world, "role=operator")
    assert "operator" in operators
    assert "liaison-a" not in operators
    assert "liaison-a" in await ids(world, "role=agency&state=idle")
    assert "fgw" in await ids(world, "role=development-reform&state=active")
    assert "sample-bank" in await ids(world, "division=120000&role=bank")


async def test_a_copy_is_kept_by_what_changed_since(world: World):
    path, body = "/v1/organisations/liaison-b", {"role": "agency", **NAMES}
    await world.as_operator("PUT", path, body)
    [entry] = (await world.as_operator("GET", "/v1/organisations?q=liaison-b")).json()["items"]
    await world.as_operator("PUT", path, body)
    later = datetime.fromisoformat(entry["updated_at"]) + timedelta(microseconds=1)
    since = f"q=liaison-b&updated_since={quote(later.astimezone(UTC).isoformat())}"

    unchanged = await ids(world, since)
    await world.as_operator("PUT", path, {**body, "name_en": "Liaison of B"})

    assert (unchanged, await ids(world, since)) == ([], ["liaison-b"])


async def test_an_agency_sees_names_only(world: World, agency: Program):
    listed = await as_agency(world, agency, "q=scjg-120116")
    by_state = await as_agency(world, agency, "state=active")

    [entry] = listed.json()["items"]
    assert {name for name, value in entry.items() if value is not None} == {
        "id",
        "role",
        "name_zh",
        "name_en",
    }
    assert by_state.status_code == 403


async def test_the_list_is_read_page_by_page(world: World):
    seen, cursor = [], ""
    while cursor is not None:
        page = (await world.as_operator("GET", f"/v1/organisations?limit=5{cursor}")).json()
        seen += [item["id"] for item in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None

    assert len(seen) > 15
    assert seen == sorted(set(seen))


@pytest.mark.parametrize(
    ("id", "division", "status"),
    [("sthj-120110", "120110", 201), ("sthj-120110", None, 422), ("liaison-d", "120110", 422)],
)
async def test_a_district_bureau_goes_by_the_division_that_it_sees(
    world: World, id, division, status
):
    body = {"role": "district-ecology-environment", "division": division, **NAMES}

    answer = await world.as_operator("PUT", f"/v1/organisations/{id}", body)

    assert answer.status_code in ({200, 201} if status == 201 else {422})
    assert status == 201 or answer.json()["type"].endswith(":district-not-named")
