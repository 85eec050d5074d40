"""Changing a subscription: a pause, another address, other events, a webhook once more."""

import pytest

from contracts.registry import LabelIssued, LabelStatusChanged
from tests.mutual_recognition.samples import changed, issued
from tests.mutual_recognition.subscriptions.test_subscriptions import URL, problem_of


async def test_a_paused_subscription_gets_afterwards_what_happened_meanwhile(
    recognition, subscriber
):
    id = await recognition.subscribes(subscriber.url)
    paused = await recognition.patch(f"/v1/subscriptions/{id}", {"state": "paused"})
    await recognition.happens(issued("TJ-1", 1))
    await recognition.delivers()
    before = list(subscriber.counts)

    await recognition.patch(f"/v1/subscriptions/{id}", {"state": "active"})
    await recognition.delivers()

    assert (paused.status_code, paused.json()["state"]) == (200, "paused")
    assert before == []
    assert subscriber.counts == [("TJ-1", 1)]


async def test_what_waits_goes_to_the_new_address(recognition, subscriber):
    id = await recognition.subscribes(URL)
    await recognition.happens(issued("TJ-1", 1))

    changed_to = await recognition.patch(f"/v1/subscriptions/{id}", {"url": subscriber.url})
    await recognition.delivers()

    assert changed_to.json()["url"] == subscriber.url
    assert subscriber.counts == [("TJ-1", 1)]


async def test_other_events_are_told_from_then_on(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url, LabelIssued.TYPE)
    await recognition.patch(f"/v1/subscriptions/{id}", {"event_types": [LabelStatusChanged.TYPE]})
    await recognition.happens(issued(), changed())

    await recognition.delivers()

    assert subscriber.types == ["status-changed"]


async def test_what_is_not_named_stays_as_it_is(recognition):
    id = await recognition.subscribes(URL, LabelIssued.TYPE)

    same = (await recognition.patch(f"/v1/subscriptions/{id}", {})).json()

    assert (same["url"], same["event_types"], same["state"]) == (URL, [LabelIssued.TYPE], "active")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"state": "ended"}, (422, "request-invalid")),
        ({"name": "x"}, (422, "request-invalid")),
        ({"event_types": ["label.printed"]}, (422, "event-type-not-offered")),
        ({"url": "ftp://127.0.0.1/"}, (422, "webhook-url-not-accepted")),
        ({"url": "http://169.254.169.254/"}, (422, "webhook-address-not-public")),
        ({"url": f"{URL}/taken"}, (409, "subscription-already-exists")),
    ],
)
async def test_a_faulty_change_changes_nothing(recognition, body, problem):
    await recognition.subscribes(f"{URL}/taken")
    id = await recognition.subscribes(URL)
    before = (await recognition.get(f"/v1/subscriptions/{id}")).json()

    refused = await recognition.patch(f"/v1/subscriptions/{id}", body)

    assert problem_of(refused) == problem
    assert (await recognition.get(f"/v1/subscriptions/{id}")).json() == before


async def test_a_change_of_what_was_read_before_is_refused(recognition):
    id = await recognition.subscribes(URL)
    path = f"/v1/subscriptions/{id}"
    tag = (await recognition.get(path)).headers["etag"]
    await recognition.patch(path, {"state": "paused"}, **{"If-Match": tag})

    refused = await recognition.patch(path, {"state": "active"}, **{"If-Match": tag})

    assert problem_of(refused) == (412, "precondition-failed")


@pytest.mark.parametrize("path", ["", "/tests", "/deliveries/{id}/redelivery"])
async def test_a_foreign_subscription_cannot_be_changed_or_tried(recognition, path):
    id = await recognition.subscribes(URL)
    address = f"/v1/subscriptions/{id}{path.format(id=id)}"

    if path:
        refused = await recognition.post(address, region="hebei")
    else:
        refused = await recognition.patch(address, {"state": "paused"}, region="hebei")

    assert problem_of(refused) == (404, "subscription-not-found")


async def test_a_delivered_webhook_is_sent_once_more_under_the_same_id(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-1", 1))
    await recognition.delivers()
    [delivery] = await recognition.deliveries(id)

    again = await recognition.post(
        f"/v1/subscriptions/{id}/deliveries/{delivery['webhook_id']}/redelivery"
    )
    await recognition.delivers()

    [after] = await recognition.deliveries(id)
    assert (again.status_code, again.json()["state"]) == (201, "pending")
    assert again.headers["location"] == f"/v1/subscriptions/{id}/deliveries"
    assert subscriber.counts == [("TJ-1", 2)]
    assert [attempt["number"] for attempt in after["attempts"]] == [1, 2]


async def test_an_unknown_webhook_cannot_be_sent_again(recognition):
    id = await recognition.subscribes(URL)

    refused = await recognition.post(f"/v1/subscriptions/{id}/deliveries/{id}/redelivery")

    assert problem_of(refused) == (404, "webhook-delivery-not-found")


async def test_a_disabled_subscription_is_reactivated_and_not_merely_changed(
    recognition, subscriber_that_answers
):
    async with subscriber_that_answers(410) as gone:
        id = await recognition.subscribes(gone.url)
        await recognition.happens(issued("TJ-1", 1))
        await recognition.delivers()
    [delivery] = await recognition.deliveries(id)
    path = f"/v1/subscriptions/{id}"

    changed_to = await recognition.patch(path, {"state": "active"})
    resent = await recognition.post(f"{path}/deliveries/{delivery['webhook_id']}/redelivery")

    assert problem_of(changed_to) == problem_of(resent) == (409, "subscription-disabled")


async def test_deliveries_are_found_by_their_state(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-1", 1))
    await recognition.delivers()
    await recognition.happens(issued("TJ-2", 2))

    by_state = {
        state: (await recognition.get(f"/v1/subscriptions/{id}/deliveries?state={state}")).json()
        for state in ("delivered", "pending", "exhausted")
    }

    labels = {s: [item["label_number"] for item in p["items"]] for s, p in by_state.items()}
    assert labels == {"delivered": ["TJ-1"], "pending": ["TJ-2"], "exhausted": []}
