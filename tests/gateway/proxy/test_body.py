"""A body is here as a whole before a service hears of it, and may be sent again."""

import asyncio
from collections.abc import Iterable

import pytest
from starlette.types import Message, Receive

from chassis.bodies import BodyTooLarge, Limits
from gateway.proxy.remote.body import ClientLeft, Sender, has_body, taken_in

LEFT: Message = {"type": "http.disconnect"}
LIMITS = Limits(most_bytes=10)


def sending(messages: Iterable[Message]) -> Receive:
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


async def taken(*messages: Message, declared: str = "") -> bytes:
    headers = [(b"content-length", declared.encode())]
    async with taken_in(sending(messages), headers, LIMITS) as body:
        assert body.size == sum(len(m.get("body", b"")) for m in messages)
        return b"".join(body.pieces())


async def test_a_body_of_just_the_limit_passes():
    assert await taken(*parts(4, 0, 6)) == b"x" * 10


async def test_a_body_of_one_byte_more_is_refused():
    with pytest.raises(BodyTooLarge):
        await taken(*parts(4, 7))


async def test_a_body_that_declares_one_byte_too_many_is_refused_unread():
    with pytest.raises(BodyTooLarge):
        await taken(declared="11")


async def test_of_a_sender_that_leaves_nothing_is_passed_on():
    with pytest.raises(ClientLeft):
        await taken(parts(4, 1)[0], LEFT)


async def test_a_body_is_the_same_when_it_is_sent_again():
    async with taken_in(sending(parts(3)), [], LIMITS) as body:
        twice = [b"".join(body.pieces()) for _ in range(2)]

    assert twice == [b"xxx"] * 2


@pytest.mark.parametrize(
    ("fields", "present"),
    [
        ([], False),
        ([(b"content-length", b"0")], False),
        ([(b"content-length", b"10")], True),
        ([(b"transfer-encoding", b"chunked")], True),
        ([(b"transfer-encoding", b"chunked"), (b"content-length", b"0")], True),
    ],
)
def test_what_is_declared_says_whether_there_is_a_body(fields, present):
    assert has_body(fields) == present


async def test_who_leaves_is_noticed():
    sender = Sender(sending([*parts(0), LEFT]))
    assert not sender.left

    await asyncio.wait_for(sender.wait_until_gone(), 5)

    assert sender.left
