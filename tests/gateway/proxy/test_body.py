"""The limits of bodies, to the byte, and who has left."""

import asyncio
from collections.abc import Iterable

import pytest
from starlette.types import Message, Receive

from chassis.bodies import BodyTooLarge, Limits
from gateway.proxy.remote.body import ClientLeft, RequestBody

LEFT: Message = {"type": "http.disconnect"}
LIMITS = Limits(most_bytes=10)


def sending(*messages: Message) -> Receive:
    waiting = iter(messages)

    async def receive() -> Message:
        return next(waiting)

    return receive


def parts(*sizes: int) -> list[Message]:
    last = len(sizes) - 1
    return [
        {"type": "http.request", "body": b"x" * size, "more_body": number < last}
        for number, size in enumerate(sizes)
    ]


def body(messages: Iterable[Message], *, declared: str = "", chunked: bool = True) -> RequestBody:
    return RequestBody(sending(*messages), LIMITS, declared=declared, chunked=chunked)


async def test_a_stream_of_just_the_limit_passes():
    read = body(parts(4, 0, 6))

    assert [len(chunk) async for chunk in read.chunks()] == [4, 6]
    assert read.refusal is None


async def test_a_stream_of_one_byte_more_is_cut():
    read = body(parts(4, 7))

    with pytest.raises(BodyTooLarge):
        [chunk async for chunk in read.chunks()]

    assert isinstance(read.refusal, BodyTooLarge)


async def test_a_sender_that_leaves_is_noticed():
    read = body([*parts(4, 1)[:1], LEFT])

    with pytest.raises(ClientLeft):
        [chunk async for chunk in read.chunks()]

    assert read.sender_left
    assert read.refusal is None


@pytest.mark.parametrize(
    ("declared", "chunked", "present"),
    [
        ("", False, False),
        ("0", False, False),
        ("0", True, True),
        ("10", False, True),
        ("-1", False, True),
    ],
)
def test_what_is_declared_says_whether_there_is_a_body(declared, chunked, present):
    read = body([], declared=declared, chunked=chunked)

    assert read.present == present
    assert not read.sender_left


def test_a_body_that_declares_one_byte_too_many_is_refused_unread():
    with pytest.raises(BodyTooLarge):
        body([], declared="11", chunked=False)


async def test_who_leaves_is_noticed_after_the_body_was_read_and_not_before():
    read = body([*parts(3), *parts(0), LEFT])
    watching = asyncio.create_task(read.wait_until_sender_leaves())
    await asyncio.sleep(0)

    assert [chunk async for chunk in read.chunks()] == [b"xxx"]
    await watching

    assert read.sender_left


async def test_without_a_body_who_leaves_is_noticed_at_once():
    read = body([LEFT], chunked=False)

    await read.wait_until_sender_leaves()

    assert read.sender_left
