"""What machines find without being told: the catalogue (RFC 9727), and who answers."""

from datetime import UTC, datetime

from gateway.directory.domain.states import PlatformState, ServiceState, Survey
from tests.gateway.world import World

SERVICES = ["accounting", "certification", "gateway", "mutual-recognition", "registry"]


async def test_the_catalogue_leads_to_each_services_document_pages_and_state(documented: World):
    answer = await documented.http.get("/.well-known/api-catalog")

    linkset = answer.json()["linkset"]
    items = [item["href"] for item in linkset[0]["item"]]
    assert answer.headers["content-type"].startswith("application/linkset+json; profile=")
    assert items == [f"https://gateway.test/openapi/{name}.json" for name in SERVICES]
    assert [each["anchor"] for each in linkset[1:]] == items
    for each in linkset[1:]:
        for relation in ("service-desc", "service-doc", "status"):
            (link,) = each[relation]
            address = link["href"].removeprefix("https://gateway.test")
            found = await documented.http.get(address)
            assert found.status_code == 200, address


async def test_who_asks_only_for_the_head_is_told_the_relation(documented: World):
    answer = await documented.http.head("/.well-known/api-catalog")

    assert answer.status_code == 200
    assert answer.headers["link"] == '</.well-known/api-catalog>; rel="api-catalog"'


async def test_a_service_has_a_document_of_its_own(documented: World):
    document = (await documented.http.get("/openapi/accounting.json")).json()
    unknown = await documented.http.get("/openapi/billing.json")

    assert sorted(document["paths"]) == ["/tiles/{path}", "/v1/products"]
    assert unknown.status_code == 404
    assert unknown.json()["type"] == "urn:tanbiao:problem:service-not-in-directory"


async def test_everybody_may_know_which_services_answer(documented: World):
    answer = (await documented.http.get("/v1/status")).json()

    states = {each["service"]: each["state"] for each in answer["services"]}
    assert answer["state"] == "partly"
    assert states == {
        "accounting": "up",
        "certification": "down",
        "registry": "down",
        "mutual-recognition": "down",
    }


def test_the_platform_is_as_its_services_are():
    up, down = ServiceState.UP, ServiceState.DOWN

    states = [
        Survey(datetime(2026, 11, 30, tzinfo=UTC), dict(enumerate(each))).state
        for each in ([up, up], [up, down], [down])
    ]

    assert states == [PlatformState.UP, PlatformState.PARTLY, PlatformState.DOWN]
