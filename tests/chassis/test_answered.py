"""What answers bear, whatever the route: tags, places, and that an operation will go away."""

import asyncio
from uuid import uuid4

import pytest

from chassis.answered import Addresses, entity_tag
from chassis.routing import Router
from tests.chassis import sample
from tests.chassis.test_requests import ENTERPRISE

NEVER = '"never"'


@pytest.fixture
def enterprise(issuer):
    return issuer.headers(*ENTERPRISE)


@pytest.fixture
async def place(service, enterprise):
    """The address of a note that says `first`."""
    written = await service.post("/v1/notes", {"words": "first"}, headers=enterprise)
    return written.headers["location"]


async def words(service, place):
    return (await service.get(place)).json()["words"]


async def test_a_new_thing_says_where_it_is(service, place):
    assert await words(service, place) == "first"


async def test_a_repeated_key_says_again_where_the_thing_is(service, enterprise):
    headers = enterprise | {"Idempotency-Key": "k-1"}

    first, second = [
        await service.post("/v1/notes", {"words": "once"}, headers=headers) for _ in range(2)
    ]

    assert first.headers["location"] == second.headers["location"]


async def test_a_step_says_where_what_it_is_about_is(service, place):
    response = await service.post(f"{place}/reading")

    assert response.headers["location"] == place


async def test_what_is_known_is_not_sent_again(service, place):
    first = await service.get(place)

    second = await service.get(place, headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "no-cache"
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("weakly", [True, False])
async def test_a_tag_is_compared_weakly_for_reading(service, place, weakly):
    tag = (await service.get(place)).headers["etag"]

    named = f"{NEVER}, W/{tag}" if weakly else f"{NEVER}, {tag}"

    response = await service.get(place, headers={"If-None-Match": named})
    assert response.status_code == 304


async def test_what_changed_is_sent_with_another_tag(service, place, enterprise):
    before = (await service.get(place)).headers["etag"]
    await service.put(place, {"words": "second"}, headers=enterprise)

    response = await service.get(place, headers={"If-None-Match": before})

    assert response.status_code == 200
    assert response.headers["etag"] == entity_tag(response.content) != before


async def test_what_was_read_may_be_replaced(service, place, enterprise):
    seen = enterprise | {"If-Match": (await service.get(place)).headers["etag"]}

    response = await service.put(place, {"words": "second"}, headers=seen)

    assert (response.status_code, await words(service, place)) == (200, "second")


@pytest.mark.parametrize(
    "condition", [{"If-Match": NEVER}, {"If-Match": 'W/"x"'}, {"If-None-Match": "*"}]
)
async def test_what_was_not_seen_is_not_overwritten(service, place, enterprise, condition):
    response = await service.put(place, {"words": "second"}, headers=enterprise | condition)

    assert response.status_code == 412
    assert response.json()["type"] == "urn:tanbiao:problem:precondition-failed"
    assert await words(service, place) == "first"


async def test_a_thing_that_must_not_exist_is_made_once(service, enterprise):
    place, only_new = f"/v1/notes/{uuid4()}", enterprise | {"If-None-Match": "*"}

    statuses = [
        (await service.put(place, {"words": text}, headers=only_new)).status_code
        for text in ("first", "second")
    ]

    assert statuses == [200, 412]
    assert await words(service, place) == "first"


async def test_of_two_who_saw_the_same_only_one_replaces_it(service, place, enterprise):
    seen = enterprise | {"If-Match": (await service.get(place)).headers["etag"]}

    answers = await asyncio.gather(
        *(service.put(place, {"words": f"by {n}"}, headers=seen) for n in range(6))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412, 412]


async def test_a_repeated_key_is_answered_though_the_thing_changed_since(
    service, place, enterprise
):
    tag = (await service.get(place)).headers["etag"]
    headers = enterprise | {"If-Match": tag, "Idempotency-Key": "k-1"}

    statuses = [
        (await service.put(place, {"words": "second"}, headers=headers)).status_code
        for _ in range(2)
    ]

    assert statuses == [200, 200]


async def test_a_step_where_nothing_can_be_read_fails_its_precondition(service, place):
    response = await service.post(f"{place}/reading", headers={"If-Match": "*"})

    assert response.status_code == 412


async def test_head_is_get_without_the_body(service, place):
    whole, head = await service.get(place), await service.client.head(place)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


async def test_an_operation_that_goes_away_says_when_and_what_comes(service, place):
    headers = (await service.get(place)).headers

    # 2026-12-01T00:00:00Z is 20,788 days after 1970-01-01.
    assert headers["deprecation"] == f"@{20_788 * 86_400}"
    assert headers["sunset"] == "Wed, 01 Dec 2027 00:00:00 GMT"
    assert headers["link"] == '</docs/conventions>; rel="deprecation"; type="text/html"'
    assert service.app.openapi()["paths"]["/v1/notes/{id}"]["get"]["deprecated"] is True


async def test_an_operation_that_stays_says_nothing(service):
    headers = (await service.get("/v1/notes")).headers

    assert "deprecation" not in headers
    assert "deprecated" not in service.app.openapi()["paths"]["/v1/notes"]["get"]


router = Router()
for path in ("/v1/things", "/v1/things/{id}", "/v1/things/{id}/parts", "/v1/parts/{name}"):
    router.get(path)(sample.fail)


@pytest.mark.parametrize(
    ("path", "asked", "body", "place"),
    [
        ("/v1/things", "/v1/things", b'{"id":"7"}', "/v1/things/7"),
        ("/v1/things/{id}/parts", "/v1/things/7/parts", b'{"name":"a"}', "/v1/parts/a"),
        ("/v1/things/{id}/parts/zip", "/v1/things/7/parts/zip", b'{"id":"a"}', "/v1/parts/a"),
        ("/v1/things/{id}/parts", "/v1/things/7/parts", b"[]", "/v1/things/7/parts"),
        ("/v1/things/{id}/end", "/v1/things/7/end", b'{"id":"8"}', "/v1/things/7"),
        ("/v1/others", "/v1/others", b'{"id":"8"}', None),
    ],
)
def test_the_nearest_address_that_can_be_read_is_named(path, asked, body, place):
    assert Addresses(router.routes).of_new(path, asked, body) == place
