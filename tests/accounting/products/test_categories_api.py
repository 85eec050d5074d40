"""Categories and factors over the API."""

import pytest

from tests.accounting import categories, samples
from tests.accounting.conftest import Accounting


@pytest.fixture(scope="module")
def accounting(shared_accounting: Accounting) -> Accounting:
    return shared_accounting


async def test_the_category_says_who_may_certify_it_and_by_which_rule(accounting):
    response = await accounting.get("/v1/categories/pv-module", accounting.as_body())

    category = response.json()
    assert category["schemes"] == ["CB_OWN", "NATIONAL_CFP"]
    assert category["sha256"] == samples.category().sha256
    assert category["category"]["catalogue"]["item"] == 5
    [rule] = category["category"]["rules"]
    assert rule["declared_unit"] == {"amount": "1", "unit": "kWp"}
    assert rule["validity_months"] == 24
    listed = (await accounting.get("/v1/categories")).json()["items"]
    assert [item["category"]["code"] for item in listed] == list(categories.CODES)


async def test_factors_are_found_by_words_in_either_language(accounting):
    chinese = (await accounting.get("/v1/factors?q=全国 平均 2024")).json()["items"]
    english = (await accounting.get("/v1/factors?q=FOOTPRINT 2024 national")).json()["items"]

    assert [item["id"] for item in chinese] == ["ele-fp-cn-2024-nat"]
    assert [item["id"] for item in english] == ["ele-fp-cn-2024-nat"]
    assert chinese[0]["value"] == "0.5777"
    assert chinese[0]["source_title"]


async def test_a_search_treats_wildcards_as_letters(accounting):
    for sign, query in (("%", "%25"), ("_", "_")):
        found = (await accounting.get(f"/v1/factors?q={query}")).json()["items"]

        assert found
        assert all(sign in item["name"]["zh"] + item["name"]["en"] for item in found)


async def test_every_factor_can_be_paged_through_once(accounting):
    ids, cursor = [], ""
    while cursor is not None:
        page = (await accounting.get(f"/v1/factors?limit=200{cursor}")).json()
        ids += [item["id"] for item in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None

    assert len(ids) == len(set(ids)) == 411


async def test_filters_separate_what_a_footprint_may_use(accounting):
    heat = "/v1/factors?category=heat&region=CN-120000&usable=true"
    [tianjin] = (await accounting.get(heat)).json()["items"]
    waiting = (await accounting.get("/v1/factors/mat-ice-silver")).json()

    assert (tianjin["value"], tianjin["unit"]) == ("51", "GJ")
    assert waiting["usable"] is False
    assert waiting["quarantine"]["zh"]
