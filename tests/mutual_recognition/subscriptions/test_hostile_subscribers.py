"""Subscribers that redirect, flood, dawdle, vanish or ask for patience."""

import asyncio
from datetime import datetime, timedelta

from starlette.responses import RedirectResponse, Response

from tests.mutual_recognition.receivers import answering, flooding, served
from tests.mutual_recognition.samples import NOON, issued


async def test_a_redirect_is_a_failure_and_is_not_followed(recognition, subscriber):
    async with served(answering(lambda _: RedirectResponse(subscriber.url, 307))) as address:
        id = await recognition.subscribes(address)
        await recognition.happens(issued())

        await recognition.delivers()

    attempt = (await recognition.deliveries(id))[0]["attempts"][0]
    assert (attempt["status"], attempt["failure"]) == (307, "status")
    assert subscriber.counts == []


async def test_an_endless_answer_costs_nothing(recognition):
    async with flooding() as (address, sent):
        id = await recognition.subscribes(address)
        await recognition.happens(issued())

        await recognition.delivers()

    assert (await recognition.deliveries(id))[0]["state"] == "delivered"
    assert sent[0] < 16_000_000


async def test_a_subscriber_that_does_not_answer_in_time_fails(recognition):
    released = asyncio.Event()

    async def slow(_):
        await released.wait()
        return Response()

    async with served(answering(slow)) as address:
        id = await recognition.subscribes(address)
        await recognition.happens(issued())

        await recognition.delivers()
        released.set()

    attempt = (await recognition.deliveries(id))[0]["attempts"][0]
    assert (attempt["status"], attempt["failure"]) == (None, "timeout")


async def test_a_subscriber_that_is_not_there_fails(recognition):
    async with served(answering(lambda _: Response())) as address:
        id = await recognition.subscribes(address)
    await recognition.happens(issued())

    await recognition.delivers()

    assert (await recognition.deliveries(id))[0]["attempts"][0]["failure"] == "unreachable"


async def test_a_busy_subscriber_is_left_alone_as_long_as_it_asked(recognition, clock):
    busy = answering(lambda _: Response(status_code=429, headers={"retry-after": "3600"}))
    async with served(busy) as address:
        id = await recognition.subscribes(address)
        await recognition.happens(issued())

        await recognition.delivers()

    again = datetime.fromisoformat((await recognition.deliveries(id))[0]["next_attempt_at"])
    assert timedelta(hours=1) <= again - NOON < timedelta(hours=1, minutes=1)


async def test_a_wait_that_no_calendar_holds_is_no_wish(recognition, clock):
    odd = {"retry-after": "21 Oct 99999999999999999999 07:28:00 GMT"}
    async with served(answering(lambda _: Response(status_code=503, headers=odd))) as address:
        id = await recognition.subscribes(address)
        await recognition.happens(issued())

        await recognition.delivers()

    again = datetime.fromisoformat((await recognition.deliveries(id))[0]["next_attempt_at"])
    assert again - NOON < timedelta(seconds=10)
