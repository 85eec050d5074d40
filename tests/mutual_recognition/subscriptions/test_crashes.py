"""Senders that die at the worst moment: nothing is lost, and the subscriber sees one event."""

import pytest

from tests.mutual_recognition.samples import LEASE, changed, issued


class Killed(BaseException):
    """Ends a worker: no failure that it could note, as no exception of Python is."""


async def dies(*_):
    raise Killed


async def test_a_worker_that_dies_before_sending_loses_nothing(recognition, subscriber, clock):
    await recognition.subscribes(subscriber.url)
    await recognition.happens(issued())
    with pytest.raises(BaseExceptionGroup):
        await recognition.delivers(dies)

    await recognition.delivers()
    assert subscriber.counts == []
    clock.shift(LEASE)
    await recognition.delivers()

    assert subscriber.counts == [("TJ-1", 1)]


async def test_a_worker_that_dies_after_sending_repeats_under_the_same_id(
    recognition, subscriber, clock
):
    async def sends_and_dies(*parcel):
        await recognition.send(*parcel)
        await dies()

    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued(), changed())
    with pytest.raises(BaseExceptionGroup):
        await recognition.delivers(sends_and_dies)
    clock.shift(LEASE)

    await recognition.delivers()

    assert subscriber.counts == [("TJ-1", 2), ("TJ-1", 1)]
    assert subscriber.types == ["issued", "status-changed"]
    assert [d["state"] for d in await recognition.deliveries(id)] == ["delivered", "delivered"]


async def test_an_attempt_that_outlived_its_lease_is_recorded_and_changes_nothing(
    recognition, subscriber, clock
):
    async def is_overtaken(*parcel):
        clock.shift(LEASE)
        await recognition.delivers()
        return await recognition.send("http://127.0.0.1:9/", *parcel[1:])

    id = await recognition.subscribes(subscriber.url)
    await recognition.happens(issued())

    await recognition.delivers(is_overtaken)

    delivery = (await recognition.deliveries(id))[0]
    assert delivery["state"] == "delivered"
    assert [a["failure"] for a in delivery["attempts"]] == [None, "unreachable"]
