"""How a product comes onto the list of pilot products, and off it again."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine

from chassis import clock
from contracts.certification import (
    CatalogueBatchPublished,
    CatalogueEntryWithdrawn,
    NationalCatalogueEntry,
)
from tests.certification.conftest import problem
from tests.certification.samples import ENTERPRISE, OTHER_ENTERPRISE

AGENCIES = {
    "market-regulator": "scjg",
    "development-reform": "fgw",
    "ecology-environment": "sthj",
    "industry-information": "gxj",
}
PATH = "/v1/catalogue/nominations"
REASONS = {"reasons_zh": "依据充分。"}
INCLUDED = {"is_included": True, **REASONS}


class List:
    """The agencies and enterprises around the list."""

    def __init__(self, certification) -> None:
        self.certification = certification

    def lead(self) -> dict[str, str]:
        return self.certification.as_("scjg", "market-regulator")

    async def nominates(self, headers=None, **changes: object):
        body = {
            "enterprise": ENTERPRISE,
            "enterprise_name_zh": "津光示例光伏(天津)有限公司",
            "enterprise_name_en": "Jinguang Sample Photovoltaic (Tianjin) Co., Ltd.",
            "product_id": str(uuid4()),
            "category": "pv-module",
            "name_zh": "示例组件",
            "name_en": "Sample module",
            "model": "JG-1",
            "division": "120116",
            **REASONS,
            **changes,
        }
        return await self.certification.post(
            PATH, body, headers or self.certification.as_enterprise(str(body["enterprise"]))
        )

    async def nomination(self, **changes: object) -> dict[str, Any]:
        response = await self.nominates(**changes)
        assert response.status_code == 201, response.text
        return response.json()

    async def opines(self, id: str, role: str, position: str = "support", **changes: object):
        headers = self.certification.as_(AGENCIES.get(role, role), role)
        body = {"position": position, **REASONS, **changes}
        return await self.certification.post(f"{PATH}/{id}/opinions", body, headers)

    async def does(self, id: str, act: str, body: object = REASONS, headers=None):
        return await self.certification.post(f"{PATH}/{id}/{act}", body, headers or self.lead())

    async def publishes(self, *ids: str, headers=None):
        body = {"title_zh": "第一批", "nomination_ids": list(ids)}
        return await self.certification.post("/v1/catalogue/batches", body, headers or self.lead())

    async def included(self, **changes: object) -> dict[str, Any]:
        """A nomination that all agencies support and the lead concluded to list."""
        nomination = await self.nomination(**changes)
        for role in AGENCIES:
            assert (await self.opines(nomination["id"], role)).status_code == 201
        concluded = await self.does(nomination["id"], "conclusion", INCLUDED)
        assert concluded.status_code == 201, concluded.text
        return concluded.json()

    async def products(self, query: str = "") -> list[dict[str, Any]]:
        found = await self.certification.service.get(f"/v1/catalogue/products?{query}")
        assert found.status_code == 200, found.text
        return found.json()["items"]


@pytest.fixture
def pilot(certification) -> List:
    return List(certification)


@pytest.mark.clause("C02")
async def test_four_opinions_a_conclusion_and_a_batch_put_a_product_on_the_list(pilot):
    nomination = await pilot.included()

    published = await pilot.publishes(nomination["id"])

    assert published.status_code == 201, published.text
    [listed] = await pilot.products(f"batch={published.json()['number']}")
    assert (listed["id"], listed["state"]) == (nomination["id"], "published")
    assert listed["national"] == {"item": 5, "name_zh": "光伏组件", "edition": "2025-07-09"}
    acts = [act["kind"] for act in nomination["acts"]]
    assert acts == ["opinion"] * 4 + ["inclusion"]
    assert nomination["silent"] == nomination["awaited"] == []


@pytest.mark.clause("C02")
async def test_silence_is_recorded_as_silence(pilot):
    nomination = await pilot.nomination()
    await pilot.opines(nomination["id"], "market-regulator")
    early = await pilot.does(nomination["id"], "conclusion", INCLUDED)

    with time_machine.travel(clock.now() + timedelta(days=16), tick=True):
        late = await pilot.opines(nomination["id"], "ecology-environment")
        concluded = await pilot.does(nomination["id"], "conclusion", INCLUDED)

    assert "ecology-environment" in problem(early, "opinions-outstanding")["en"]
    assert late.status_code == 409
    problem(late, "opinions-closed")
    assert concluded.json()["silent"] == [
        "development-reform",
        "ecology-environment",
        "industry-information",
    ]


async def test_a_last_day_for_opinions_ends_at_midnight_in_china(pilot):
    with time_machine.travel("2026-03-02T15:59:59Z", tick=False):
        nomination = await pilot.nomination()

    assert nomination["opinions_until"] == "2026-03-17T16:00:00Z"
    with time_machine.travel("2026-03-17T15:59:59Z", tick=False):
        assert (await pilot.opines(nomination["id"], "market-regulator")).status_code == 201
    with time_machine.travel("2026-03-17T16:00:00Z", tick=False):
        assert (await pilot.opines(nomination["id"], "market-regulator")).status_code == 409


async def test_an_agency_may_think_again_until_the_deadline(pilot):
    id = (await pilot.nomination())["id"]
    await pilot.opines(id, "ecology-environment", "object")

    again = (await pilot.opines(id, "ecology-environment")).json()

    assert [act["position"] for act in again["acts"]] == ["object", "support"]
    assert "ecology-environment" not in again["awaited"]


@pytest.mark.parametrize("role", ["finance", "district-ecology-environment", "enterprise"])
async def test_who_is_not_asked_gives_no_opinion(pilot, role):
    nomination = await pilot.nomination()
    org = {"enterprise": ENTERPRISE, "finance": "czj"}.get(role, "sthj-120116")
    headers = pilot.certification.as_(org, role)

    response = await pilot.certification.post(
        f"{PATH}/{nomination['id']}/opinions", {"position": "support", **REASONS}, headers
    )

    assert response.status_code == 403


@pytest.mark.parametrize("act", ["conclusion", "withdrawal"])
@pytest.mark.parametrize(
    ("org", "role"),
    [("fgw", "development-reform"), ("scjg-120116", "district-market-regulator")],
)
async def test_only_the_lead_concludes_and_withdraws(pilot, act, org, role):
    id = (await pilot.nomination())["id"]
    body = INCLUDED if act == "conclusion" else REASONS
    headers = pilot.certification.as_(org, role)

    assert (await pilot.does(id, act, body, headers)).status_code == 403
    assert (await pilot.publishes(id, headers=headers)).status_code == 403


async def test_a_product_is_nominated_once_at_a_time(pilot):
    product = str(uuid4())
    first = await pilot.nomination(product_id=product)

    second = await pilot.nominates(product_id=product)
    taken_back = await pilot.does(
        first["id"], "retraction", headers=pilot.certification.as_enterprise()
    )
    third = await pilot.nominates(product_id=product)

    problem(second, "product-already-nominated")
    assert taken_back.json()["state"] == "retracted"
    assert third.status_code == 201


async def test_a_nomination_is_taken_back_by_who_made_it(pilot):
    id = (await pilot.nomination())["id"]

    response = await pilot.does(id, "retraction")

    assert response.status_code == 403
    problem(response, "nomination-of-another")


@pytest.mark.parametrize(
    ("org", "role", "status"),
    [
        (OTHER_ENTERPRISE, "enterprise", 403),
        ("scjg-120113", "district-market-regulator", 403),
        ("scjg-120116", "district-market-regulator", 201),
        ("gxj", "industry-information", 201),
        ("czj", "finance", 403),
    ],
)
async def test_enterprises_nominate_their_own_and_bureaus_what_is_of_their_district(
    pilot, org, role, status
):
    response = await pilot.nominates(pilot.certification.as_(org, role))

    assert response.status_code == status, response.text


@pytest.mark.parametrize(
    ("org", "role", "status"),
    [
        (ENTERPRISE, "enterprise", 200),
        (OTHER_ENTERPRISE, "enterprise", 404),
        ("fgw", "development-reform", 200),
        ("fgw-120116", "district-development-reform", 200),
        ("fgw-120113", "district-development-reform", 404),
        ("pboc-tj", "central-bank", 403),
    ],
)
async def test_a_nomination_is_seen_by_whom_it_concerns(pilot, org, role, status):
    id = (await pilot.nomination())["id"]
    headers = pilot.certification.as_(org, role)

    assert (await pilot.certification.get(f"{PATH}/{id}", headers)).status_code == status
    if status != 403:
        listed = (await pilot.certification.get(PATH, headers)).json()["items"]
        assert (id in [item["id"] for item in listed]) is (status == 200)


async def test_an_unknown_category_cannot_be_nominated(pilot):
    response = await pilot.nominates(category="no-such-category")

    assert response.status_code == 422
    problem(response, "nominated-category-unknown")


async def test_a_batch_is_published_whole_or_not_at_all(pilot):
    ready, waiting = await pilot.included(), await pilot.nomination()

    refused = await pilot.publishes(ready["id"], waiting["id"])
    published = await pilot.publishes(ready["id"])

    problem(refused, "nomination-out-of-turn")
    # Two sample batches stand there before; the refused one left no gap.
    assert published.json()["number"] == 3
    again = await pilot.publishes(ready["id"])
    problem(again, "nomination-out-of-turn")


async def test_a_batch_is_told_with_its_entries(pilot):
    module = await pilot.included()
    cabinet = await pilot.included(
        category="wood-furniture", enterprise=OTHER_ENTERPRISE, division="120113"
    )

    await pilot.publishes(module["id"], cabinet["id"])

    [told] = await pilot.certification.published(CatalogueBatchPublished)
    national = {str(entry.nomination_id): entry.national for entry in told.entries}
    assert national[module["id"]] == NationalCatalogueEntry(
        item=5, name_zh="光伏组件", edition="2025-07-09"
    )
    assert national[cabinet["id"]] is None


@pytest.mark.clause("C02")
async def test_who_is_in_no_published_batch_cannot_apply_under_the_national_scheme(pilot):
    product = str(uuid4())
    footprint = await pilot.certification.has_footprint(product_id=product)
    nomination = await pilot.included(product_id=product)

    before = await pilot.certification.applies(footprint)
    await pilot.publishes(nomination["id"])
    after = await pilot.certification.applies(footprint)

    assert before.status_code == 409
    assert "CB_OWN" in problem(before, "product-not-listed")["en"]
    assert after.status_code == 201, after.text


@pytest.mark.clause("C02")
async def test_a_product_of_the_citys_list_alone_is_certified_under_the_bodys_own_scheme(pilot):
    product = str(uuid4())
    footprint = await pilot.certification.has_footprint(
        product_id=product, category="wood-furniture", rule_code="OWN-CFP-FURNITURE"
    )
    nomination = await pilot.included(product_id=product, category="wood-furniture")
    await pilot.publishes(nomination["id"])

    national = await pilot.certification.applies(footprint)
    own = await pilot.certification.applies(footprint, scheme="CB_OWN")

    problem(national, "national-label-not-open")
    assert own.status_code == 201, own.text


@pytest.mark.clause("C02")
async def test_a_product_that_was_taken_off_the_list_keeps_its_history(pilot):
    product = str(uuid4())
    footprint = await pilot.certification.has_footprint(product_id=product)
    nomination = await pilot.included(product_id=product)
    number = (await pilot.publishes(nomination["id"])).json()["number"]

    withdrawn = await pilot.does(nomination["id"], "withdrawal", {"reasons_zh": "企业停产。"})

    assert withdrawn.json()["state"] == "withdrawn"
    [listed] = await pilot.products(f"batch={number}")
    assert listed["withdrawal_reasons_zh"] == "企业停产。"
    assert await pilot.products(f"batch={number}&is_listed=true") == []
    problem(await pilot.certification.applies(footprint), "product-not-listed")
    [told] = await pilot.certification.published(CatalogueEntryWithdrawn)
    assert (told.product_id, told.reasons_zh) == (UUID(product), "企业停产。")


async def test_lists_are_narrowed_by_their_criteria(pilot):
    begun = clock.now()
    first = await pilot.included(model="AB-77")
    second = await pilot.nomination(category="wood-furniture")
    await pilot.publishes(first["id"])

    async def found(query: str) -> set[str]:
        page = await pilot.certification.get(f"{PATH}?{query}", pilot.lead())
        assert page.status_code == 200, page.text
        return {item["id"] for item in page.json()["items"]}

    since = f"since={begun.strftime('%Y-%m-%dT%H:%M:%SZ')}"
    assert await found(since) == {first["id"], second["id"]}
    assert await found(f"{since}&state=open") == {second["id"]}
    assert await found(f"{since}&state=published") == {first["id"]}
    assert await found("q=ab-77") == {first["id"]}
    assert await found("category=wood-furniture") == {second["id"]}
    assert await found(f"product_id={first['product_id']}") == {first["id"]}
    with time_machine.travel(clock.now() + timedelta(days=20), tick=True):
        later = clock.now() - timedelta(days=10)
        # By time alone: its deadline passed in silence.
        silent = await found(f"updated_since={later.strftime('%Y-%m-%dT%H:%M:%SZ')}")
    assert second["id"] in silent


async def test_batches_are_listed_for_everyone_page_by_page(pilot):
    await pilot.publishes((await pilot.included())["id"])

    first = (await pilot.certification.service.get("/v1/catalogue/batches?limit=2")).json()
    rest = await pilot.certification.service.get(
        f"/v1/catalogue/batches?limit=2&cursor={first['next']}"
    )

    assert [batch["number"] for batch in first["items"]] == [3, 2]
    assert [batch["number"] for batch in rest.json()["items"]] == [1]
    assert first["items"][0]["products"] == 1
