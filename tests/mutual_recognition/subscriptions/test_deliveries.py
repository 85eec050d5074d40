"""Webhooks on their way to subscribers, over real HTTP."""

import asyncio
from datetime import timedelta

import httpx
from prometheus_client import REGISTRY
from starlette.responses import Response

from contracts.registry import LabelIssued, LabelStatus, LabelStatusChanged
from mutual_recognition.regions.store import regions
from tests.mutual_recognition.receivers import answering, served
from tests.mutual_recognition.samples import changed, issued

A_DAY = timedelta(days=1, hours=3)
"""Longer than any wait between two attempts, jitter included."""


async def test_a_subscriber_receives_the_event_that_the_feed_shows(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-1", 7))

    await recognition.delivers()

    item = (await recognition.get("/v1/feed")).json()["items"][0]
    received = subscriber.inbox.events[item["event"]["id"]]
    assert received.event == item["event"]
    assert received.count == 1
    delivery = (await recognition.deliveries(id))[0]
    assert (delivery["state"], delivery["webhook_id"]) == ("delivered", received.id)
    assert [a["status"] for a in delivery["attempts"]] == [200]


async def test_a_subscriber_receives_only_the_types_it_asked_for(recognition, subscriber):
    await recognition.subscribes(subscriber.url, LabelStatusChanged.TYPE)
    await recognition.happens(issued(), changed())

    await recognition.delivers()

    assert subscriber.types == ["status-changed"]


async def test_a_subscription_begins_with_the_events_after_it(recognition, subscriber):
    await recognition.happens(issued("before"))
    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("after"))

    await recognition.delivers()

    assert subscriber.counts == [("after", 1)]


async def test_every_region_receives_its_own_copy(recognition, subscriber_that_answers):
    async with subscriber_that_answers() as beijing, subscriber_that_answers() as hebei:
        await recognition.subscribes(beijing.url, LabelIssued.TYPE)
        await recognition.subscribes(hebei.url, region="hebei")
        await recognition.happens(issued())

        await recognition.delivers()

    assert beijing.counts == hebei.counts == [("TJ-1", 1)]


async def test_many_events_of_many_labels_all_arrive_in_order_per_label(recognition, subscriber):
    await recognition.subscribes(subscriber.url)
    for n in range(10):
        states = (LabelStatus.SUSPENDED, LabelStatus.VALID, LabelStatus.WITHDRAWN)
        changes = [changed(f"TJ-{n}", 3 * n + i, s) for i, s in enumerate(states)]
        await recognition.happens(issued(f"TJ-{n}", n), *changes)

    await recognition.delivers()

    received = list(subscriber.inbox.events.values())
    for n in range(10):
        of_label = [e.event["data"].get("status") for e in received if e.subject == f"TJ-{n}"]
        assert of_label == [None, "suspended", "valid", "withdrawn"]


async def test_two_senders_side_by_side_send_each_event_once(recognition, subscriber):
    await recognition.subscribes(subscriber.url)
    await recognition.happens(*(issued(f"TJ-{n}", n) for n in range(12)))

    await asyncio.gather(*(recognition.delivers() for _ in range(3)))

    assert sorted(subscriber.counts) == sorted((f"TJ-{n}", 1) for n in range(12))


async def test_a_failed_delivery_is_tried_again_after_its_wait(
    recognition, subscriber_that_answers, clock
):
    async with subscriber_that_answers(503, 500) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.happens(issued())
        await recognition.delivers()
        clock.shift(timedelta(seconds=4))
        await recognition.delivers()
        assert len((await recognition.deliveries(id))[0]["attempts"]) == 1

        clock.shift(timedelta(seconds=2))
        await recognition.delivers()
        clock.shift(timedelta(minutes=6))
        await recognition.delivers()

    delivery = (await recognition.deliveries(id))[0]
    assert [a["status"] for a in delivery["attempts"]] == [503, 500, 200]
    assert (delivery["state"], delivery["next_attempt_at"]) == ("delivered", None)
    assert subscriber.counts == [("TJ-1", 1)]


async def test_a_later_event_of_the_same_label_waits_for_the_earlier_one(
    recognition, subscriber_that_answers, clock
):
    async with subscriber_that_answers(503) as subscriber:
        await recognition.subscribes(subscriber.url)
        await recognition.happens(issued("TJ-1"))
        await recognition.delivers()
        await recognition.happens(changed("TJ-1"), issued("TJ-2"))

        await recognition.delivers()
        assert subscriber.counts == [("TJ-2", 1)]
        clock.shift(timedelta(seconds=6))
        await recognition.delivers()

    assert subscriber.counts == [("TJ-2", 1), ("TJ-1", 1), ("TJ-1", 1)]
    assert subscriber.types == ["issued", "issued", "status-changed"]


async def test_after_75_hours_a_delivery_is_exhausted_and_its_owner_sees_it(
    recognition, subscriber_that_answers, clock
):
    async with subscriber_that_answers(*[500] * 10) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.happens(issued("TJ-1"), changed("TJ-1"))
        for _ in range(9):
            await recognition.delivers()
            clock.shift(A_DAY)
        assert (await recognition.get(f"/v1/subscriptions/{id}")).json()["trouble"] is None

        await recognition.delivers()

    lost, later = await recognition.deliveries(id)
    assert (lost["state"], len(lost["attempts"])) == ("exhausted", 10)
    assert later["state"] == "delivered"
    subscription = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert subscription["state"] == "active"
    assert subscription["trouble"]["kind"] == "exhausted"
    assert subscription["trouble"]["repair_after"] == 0


async def test_a_subscriber_that_answers_gone_is_not_called_again(
    recognition, subscriber_that_answers
):
    async with subscriber_that_answers(410) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.happens(issued("TJ-1"))
        await recognition.delivers()
        await recognition.happens(issued("TJ-2"), changed("TJ-1"))

        await recognition.delivers()

        assert subscriber.counts == []
        subscription = (await recognition.get(f"/v1/subscriptions/{id}")).json()
        assert (subscription["state"], subscription["trouble"]["kind"]) == ("disabled", "gone")


async def test_a_reactivated_subscriber_repairs_its_loss_from_the_feed(
    recognition, subscriber_that_answers
):
    async with subscriber_that_answers(200, 410) as subscriber:
        id = await recognition.subscribes(subscriber.url)
        await recognition.happens(issued("TJ-1"))
        await recognition.delivers()
        await recognition.happens(issued("TJ-2"))
        await recognition.delivers()
        await recognition.happens(issued("TJ-3"))

        answer = (await recognition.post(f"/v1/subscriptions/{id}/reactivation")).json()
        await recognition.happens(issued("TJ-4"))
        await recognition.delivers()

    feed = await recognition.get(f"/v1/feed?after={answer['repair_after']}")
    repaired = {i["event"]["id"]: i["event"]["subject"] for i in feed.json()["items"]}
    received = {e.id: e.subject for e in subscriber.inbox.events.values()}
    assert answer["subscription"]["state"] == "active"
    assert sorted(received.values()) == ["TJ-1", "TJ-4"]
    assert sorted((received | repaired).values()) == ["TJ-1", "TJ-2", "TJ-3", "TJ-4"]


async def test_a_gone_subscriber_loses_everything_that_was_waiting(recognition, subscriber):
    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("TJ-1"))

    async def first_unreachable_then_gone(url, webhook_id, body):
        answers = (httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GONE)
        sends.append(webhook_id)
        async with served(
            answering(lambda _: Response(status_code=answers[len(sends) - 1]))
        ) as address:
            return await recognition.send(address, webhook_id, body)

    sends = []
    await recognition.delivers(first_unreachable_then_gone)
    await recognition.happens(issued("TJ-2"))
    await recognition.delivers(first_unreachable_then_gone)

    assert [d["state"] for d in await recognition.deliveries(id)] == ["cancelled", "cancelled"]
    subscription = (await recognition.get(f"/v1/subscriptions/{id}")).json()
    assert subscription["trouble"]["repair_after"] == 0


async def test_a_slow_subscriber_takes_only_its_part_of_a_batch(recognition, subscriber):
    calls = []

    async def send(url, webhook_id, body):
        calls.append(url)
        return await recognition.send(subscriber.url, webhook_id, body)

    await recognition.subscribes("http://127.0.0.1:9/slow", region="hebei")
    await recognition.happens(*(issued(f"TJ-{n}", n) for n in range(40)))
    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued("last", 99))

    await recognition.delivers(send)

    assert calls.index(subscriber.url) < 5
    assert len(calls) == 42


async def test_a_region_that_is_no_longer_listed_receives_nothing(recognition, subscriber):
    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued())
    async with recognition.database.transaction() as tx:
        await regions.list_regions(tx, [])

    await recognition.happens(issued("TJ-2"))
    await recognition.delivers()

    assert subscriber.counts == []


async def test_attempts_are_counted_by_their_outcome(recognition, subscriber_that_answers):
    def counted(outcome: str) -> float:
        name = "tanbiao_webhook_attempts_total"
        return REGISTRY.get_sample_value(name, {"outcome": outcome}) or 0

    before = counted("delivered"), counted("status")
    async with subscriber_that_answers(410, 200) as subscriber:
        await recognition.subscribes(subscriber.url)
        await recognition.subscribes(subscriber.url, region="hebei")
        await recognition.happens(issued())

        await recognition.delivers()

    assert (counted("delivered"), counted("status")) == (before[0] + 1, before[1] + 1)
