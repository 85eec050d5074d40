"""What a partner region can do with its subscriptions, and what it cannot."""

from uuid import uuid4

import pytest

from contracts.registry import LabelIssued, LabelStatusChanged
from mutual_recognition import main
from mutual_recognition.subscriptions.domain.subscriptions import MOST_PER_SUBSCRIBER
from tests.mutual_recognition.samples import issued
from tests.support.service import serving

URL = "http://127.0.0.1:9/hooks"
PATHS = ["", "/deliveries", "/reactivation"]


def problem_of(response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()["messages"]) == {"zh", "en"}
    return response.status_code, response.json()["type"].rpartition(":")[2]


async def test_a_subscription_without_filter_covers_every_offered_type(recognition):
    response = await recognition.post("/v1/subscriptions", {"url": URL})

    assert response.status_code == 201
    body = response.json()
    assert body["event_types"] == [LabelIssued.TYPE, LabelStatusChanged.TYPE]
    assert (body["url"], body["state"], body["trouble"]) == (URL, "active", None)


async def test_a_region_finds_its_own_subscriptions(recognition):
    ids = [await recognition.subscribes(f"{URL}/{n}") for n in range(3)]
    await recognition.subscribes(URL, region="hebei")

    first = (await recognition.get("/v1/subscriptions?limit=2")).json()
    second = (await recognition.get(f"/v1/subscriptions?limit=2&cursor={first['next']}")).json()

    assert [s["id"] for s in first["items"] + second["items"]] == sorted(ids)
    assert second["next"] is None


@pytest.mark.parametrize("path", PATHS)
async def test_a_foreign_subscription_does_not_exist(recognition, path):
    id = await recognition.subscribes(URL)
    ask = recognition.post if path == "/reactivation" else recognition.get

    response = await ask(f"/v1/subscriptions/{id}{path}", region="hebei")

    assert problem_of(response) == (404, "subscription-not-found")


async def test_a_foreign_subscription_cannot_be_deleted(recognition):
    id = await recognition.subscribes(URL)

    response = await recognition.delete(f"/v1/subscriptions/{id}", region="hebei")

    assert problem_of(response) == (404, "subscription-not-found")
    assert (await recognition.get(f"/v1/subscriptions/{id}")).status_code == 200


async def test_a_region_that_the_pack_does_not_list_cannot_subscribe(recognition):
    response = await recognition.post("/v1/subscriptions", {"url": URL}, region="shanxi")

    assert problem_of(response) == (403, "partner-region-unknown")


async def test_who_has_no_such_scope_cannot_subscribe(recognition):
    headers = recognition.service.issuer.headers("91120116MA0000007N", "enterprise")

    response = await recognition.service.post("/v1/subscriptions", {"url": URL}, headers=headers)

    assert problem_of(response) == (403, "scope-not-granted")


async def test_a_stranger_cannot_subscribe(recognition):
    response = await recognition.service.post("/v1/subscriptions", {"url": URL})

    assert problem_of(response) == (401, "not-authenticated")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, "request-invalid"),
        ({"url": 7}, "request-invalid"),
        ({"url": URL, "secret": "x"}, "request-invalid"),
        ({"url": URL, "event_types": "all"}, "request-invalid"),
        ({"url": URL, "event_types": ["label.printed"]}, "event-type-not-offered"),
        ({"url": "ftp://127.0.0.1/"}, "webhook-url-not-accepted"),
        ({"url": "http://169.254.169.254/latest"}, "webhook-address-not-public"),
        ({"url": "http://no-such-host.invalid/"}, "webhook-address-not-public"),
    ],
)
async def test_a_faulty_request_leaves_nothing_behind(recognition, body, problem):
    response = await recognition.post("/v1/subscriptions", body)

    assert problem_of(response) == (422, problem)
    assert (await recognition.get("/v1/subscriptions")).json()["items"] == []


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://192.0.2.1/", "webhook-url-not-accepted"),
        ("https://127.0.0.1:8443/", "webhook-address-not-public"),
        ("https://2130706433/", "webhook-address-not-public"),
        ("https://0x7f.1/", "webhook-address-not-public"),
        ("https://[::ffff:10.0.0.1]/", "webhook-address-not-public"),
        ("https://localhost/", "webhook-address-not-public"),
    ],
)
async def test_our_own_network_is_closed_unless_development_opens_it(
    database_url, issuer, url, problem
):
    async with serving(main, database_url, issuer) as service:
        headers = issuer.headers("beijing", "partner-region")

        response = await service.post("/v1/subscriptions", {"url": url}, headers=headers)

    assert problem_of(response) == (422, problem)


async def test_an_address_can_be_subscribed_once(recognition):
    id = await recognition.subscribes(URL)

    response = await recognition.post("/v1/subscriptions", {"url": URL})

    assert problem_of(response) == (409, "subscription-already-exists")
    assert id in response.json()["detail"]


async def test_an_address_is_free_again_after_its_subscription_ended(recognition):
    id = await recognition.subscribes(URL)

    assert (await recognition.delete(f"/v1/subscriptions/{id}")).status_code == 204

    assert await recognition.subscribes(URL) != id
    assert problem_of(await recognition.get(f"/v1/subscriptions/{id}"))[0] == 404


async def test_a_region_may_hold_only_so_many_subscriptions(recognition):
    for n in range(MOST_PER_SUBSCRIBER):
        await recognition.subscribes(f"{URL}/{n}")

    response = await recognition.post("/v1/subscriptions", {"url": URL})

    assert problem_of(response) == (409, "too-many-subscriptions")


async def test_a_repeated_idempotency_key_gives_the_first_answer(recognition):
    first = await recognition.post("/v1/subscriptions", {"url": URL}, **{"Idempotency-Key": "k"})

    again = await recognition.post("/v1/subscriptions", {"url": URL}, **{"Idempotency-Key": "k"})

    assert (again.status_code, again.json()) == (201, first.json())


async def test_a_subscription_in_good_health_needs_no_reactivation(recognition):
    id = await recognition.subscribes(URL)

    response = await recognition.post(f"/v1/subscriptions/{id}/reactivation")

    assert problem_of(response) == (409, "subscription-needs-no-reactivation")


async def test_a_subscription_that_never_was_is_not_found(recognition):
    response = await recognition.get(f"/v1/subscriptions/{uuid4()}")

    assert problem_of(response) == (404, "subscription-not-found")


@pytest.mark.parametrize("path", ["/v1/subscriptions", "/v1/subscriptions/{id}/deliveries"])
@pytest.mark.parametrize("cursor", ["%%", "WyJ4Il0", "WzFd"])
async def test_a_made_up_cursor_is_refused(recognition, path, cursor):
    id = await recognition.subscribes(URL)

    response = await recognition.get(f"{path.format(id=id)}?cursor={cursor}")

    assert problem_of(response) == (422, "cursor-invalid")


async def test_deliveries_are_paged_from_the_newest(recognition):
    id = await recognition.subscribes(URL)
    await recognition.happens(*(issued(f"TJ-{n}", n) for n in range(3)))
    path = f"/v1/subscriptions/{id}/deliveries?limit=2"

    first = (await recognition.get(path)).json()
    second = (await recognition.get(f"{path}&cursor={first['next']}")).json()

    assert [d["position"] for d in first["items"]] == [3, 2]
    assert [(d["position"], d["state"]) for d in second["items"]] == [(1, "pending")]


async def test_ending_a_subscription_cancels_what_it_waited_for(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued())

    await recognition.delete(f"/v1/subscriptions/{id}")
    await recognition.delivers()

    assert subscriber.counts == []
