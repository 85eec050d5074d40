"""A test webhook: signed like every other, sent once, and its outcome told."""

from mutual_recognition.subscriptions.domain.trials import TYPE
from tests.mutual_recognition.subscriptions.test_subscriptions import URL, problem_of


async def outcomes(recognition, id: str) -> list[tuple[int | None, str | None]]:
    tests = (await recognition.get(f"/v1/subscriptions/{id}/tests")).json()["items"]
    return [(test["status"], test["failure"]) for test in tests]


async def test_a_test_arrives_signed_and_is_in_no_feed(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)

    asked = await recognition.post(f"/v1/subscriptions/{id}/tests")
    await recognition.tests()

    [received] = subscriber.inbox.events.values()
    assert (asked.status_code, asked.json()["ended_at"]) == (201, None)
    assert asked.headers["location"] == f"/v1/subscriptions/{id}/tests"
    assert (received.id, received.type, received.subject) == (asked.json()["webhook_id"], TYPE, id)
    assert await outcomes(recognition, id) == [(200, None)]
    assert (await recognition.get("/v1/feed")).json()["items"] == []
    assert await recognition.deliveries(id) == []


async def test_a_test_that_fails_is_not_tried_again(recognition, subscriber_that_answers):
    async with subscriber_that_answers(503) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.post(f"/v1/subscriptions/{id}/tests")
        await recognition.tests()
        await recognition.tests()

    assert await outcomes(recognition, id) == [(503, "status")]


async def test_a_test_says_that_the_address_did_not_consent(recognition):
    id = await recognition.subscribes(URL)
    await recognition.post(f"/v1/subscriptions/{id}/tests")

    await recognition.tests()

    assert await outcomes(recognition, id) == [(None, "unreachable")]


async def test_a_paused_subscription_can_be_tried(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.patch(f"/v1/subscriptions/{id}", {"state": "paused"})
    await recognition.post(f"/v1/subscriptions/{id}/tests")

    await recognition.tests()

    assert await outcomes(recognition, id) == [(200, None)]


async def test_there_is_one_test_at_a_time(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    path = f"/v1/subscriptions/{id}/tests"
    await recognition.post(path)

    refused = await recognition.post(path)
    await recognition.tests()
    next_one = await recognition.post(path)

    assert problem_of(refused) == (409, "subscription-test-under-way")
    assert next_one.status_code == 201


async def test_tests_are_read_page_by_page_the_newest_first(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    path, asked = f"/v1/subscriptions/{id}/tests", []
    for _ in range(3):
        asked.append((await recognition.post(path)).json()["webhook_id"])
        await recognition.tests()

    first = (await recognition.get(f"{path}?limit=2")).json()
    second = (await recognition.get(f"{path}?limit=2&cursor={first['next']}")).json()

    found = [item["webhook_id"] for item in first["items"] + second["items"]]
    assert found == asked[::-1]
    assert second["next"] is None


async def test_an_ended_subscription_is_tried_no_more(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.post(f"/v1/subscriptions/{id}/tests")
    await recognition.delete(f"/v1/subscriptions/{id}")

    await recognition.tests()

    assert subscriber.counts == []
