"""Searching the library, the versions of a factor, and the nearest one over the API."""

import pytest
from sqlalchemy import text

from tests.accounting.conftest import Accounting


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


async def ids(accounting: Accounting, query: str) -> list[str]:
    response = await accounting.get(f"/v1/factors?{query}")
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["items"]]


async def test_a_factor_says_who_provides_it_on_which_terms_and_what_it_replaces(accounting):
    factor = (await accounting.get("/v1/factors/ele-fp-cn-2024-nat")).json()

    assert factor["provider"] == "生态环境部 国家统计局 国家能源局"
    assert factor["licence"].startswith("政府公告")
    assert (factor["evaluation"], factor["technology"]) == ("official", "平均 average")
    assert (factor["valid_from"], factor["supersedes"]) == ("2025-10-23", "ele-fp-cn-2023-nat")
    assert (factor["library"], factor["version"], factor["own"]) == ("cn-2025", "2025.1", False)


@pytest.mark.parametrize(
    ("day", "id"),
    [
        ("2025-01-17", "ele-fp-cn-2023-nat"),
        ("2025-10-22", "ele-fp-cn-2023-nat"),
        ("2025-10-23", "ele-fp-cn-2024-nat"),
        ("2030-01-01", "ele-fp-cn-2024-nat"),
    ],
)
@pytest.mark.parametrize("asked", ["ele-fp-cn-2023-nat", "ele-fp-cn-2024-nat"])
async def test_a_day_tells_which_version_was_valid(accounting, asked, day, id):
    response = await accounting.get(f"/v1/factors/{asked}?on={day}")

    assert response.json()["id"] == id


async def test_before_the_first_version_there_was_none(accounting):
    response = await accounting.get("/v1/factors/ele-fp-cn-2024-nat?on=2025-01-16")

    assert response.status_code == 404
    assert response.json()["type"].endswith("factor-not-valid-then")
    assert "ele-fp-cn-2023-nat" in response.json()["messages"]["zh"]


async def test_the_chain_of_a_factor_is_listed_oldest_first(accounting):
    chain = (await accounting.get("/v1/factors/ele-co2-cn-2022-tianjin/versions")).json()["items"]

    assert [link["year"] for link in chain] == [2021, 2022, 2023]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=全国电力平均碳足迹&year=2024", ["ele-fp-cn-2024-nat"]),
        ("q=national average FOOTPRINT&year=2023", ["ele-fp-cn-2023-nat"]),
        ("q=ＦＯＯＴＰＲＩＮＴ nuclear&year=2024", ["ele-fp-cn-2024-nuclear"]),
        ("q=风&basis=co2e&category=electricity-footprint&year=2024", ["ele-fp-cn-2024-wind"]),
        ("q=no such words", []),
        ("category=heat&region=CN-120000&dimension=energy", ["cpcd-17300x0042025c"]),
        ("category=heat&dimension=mass", []),
        ("status=quarantined&category=chemical", ["cpcd-35499x0672021c"]),
        ("status=usable&category=chemical&q=硅", []),
    ],
)
async def test_search_combines_words_and_filters(accounting, query, found):
    assert await ids(accounting, query) == found


async def test_a_search_for_words_uses_their_bigrams(accounting):
    plan = text("explain select id from factor_dataset where bigrams @> array['碳足', '足迹']")
    async with accounting.database.transaction() as tx:
        await tx.execute(text("set local enable_seqscan = off"))
        lines = list(await tx.scalars(plan))

    assert any("factor_dataset_words" in line for line in lines)


@pytest.mark.parametrize("query", ["dimension=colour", "status=lost", "basis=x", "year=x"])
async def test_a_filter_that_does_not_exist_is_refused(accounting, query):
    assert (await accounting.get(f"/v1/factors?{query}")).status_code == 422


async def test_the_nearest_factors_come_ranked_with_reasons(accounting):
    path = "/v1/factors/proposals?flow=electricity&unit=kWh&region=CN-120000&year=2025"

    found = (await accounting.get(path)).json()["items"]
    again = (await accounting.get(path)).json()["items"]

    assert found == again
    assert (found[0]["rank"], found[0]["id"]) == (1, "ele-fp-cn-2024-nat")
    assert [reason["en"] for reason in found[0]["reasons"]] == [
        "its category is electricity-footprint",
        "a mean over technologies",
        "the national value: CN",
        "2024, for 2025",
        "not replaced by another",
        "evaluation: official",
    ]


async def test_a_proposal_needs_a_known_unit(accounting):
    response = await accounting.get("/v1/factors/proposals?flow=electricity&unit=furlong")

    assert response.status_code == 422
    assert response.json()["type"].endswith("unit-unknown")
