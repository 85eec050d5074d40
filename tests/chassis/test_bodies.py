"""Bodies of requests: bounded in size and time, and here before anything is held."""

import asyncio
import json
from collections.abc import Iterable

import pytest
from starlette.requests import ClientDisconnect, Request
from structlog.testing import capture_logs

from chassis.bodies import BodyTooLarge, BodyTooSlow, Bounded, Limits, received, takes_cut

MIB = 1 << 20
HALF = {"type": "http.request", "body": b'{"wor', "more_body": True}
LEFT = {"type": "http.disconnect"}


class Sender:
    """`receive` that gives these messages after pauses; after the last one it waits for ever."""

    def __init__(self, messages: Iterable[dict], pause_s: float = 0.0) -> None:
        self.messages, self.pause_s, self.asked = list(messages), pause_s, 0

    async def __call__(self) -> dict:
        self.asked += 1
        await asyncio.sleep(self.pause_s)
        if not self.messages:
            await asyncio.Event().wait()
        return self.messages.pop(0)


def pieces(*bodies: bytes) -> list[dict]:
    more = [{"type": "http.request", "body": each, "more_body": True} for each in bodies]
    return [*more[:-1], {**more[-1], "more_body": False}]


def request(sender: Sender, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw}, sender)


async def taken(sender: Sender, limits: Limits) -> list[bytes]:
    async with received(request(sender, transfer_encoding="chunked"), limits) as whole:
        return [piece async for piece in whole.stream() if piece]


@pytest.mark.parametrize("sizes", [(0,), (1,), (65_536,), (65_536, 1), (3 * MIB, 0, 2 * MIB)])
async def test_a_body_is_read_again_as_it_came(sizes):
    bodies = [bytes([n + 1]) * size for n, size in enumerate(sizes)]

    assert b"".join(await taken(Sender(pieces(*bodies)), Limits())) == b"".join(bodies)


async def test_a_body_at_its_limit_is_taken_and_one_byte_more_is_not():
    limits = Limits(most_bytes=10)

    assert await taken(Sender(pieces(b"x" * 6, b"y" * 4)), limits) == [b"xxxxxxyyyy"]
    with pytest.raises(BodyTooLarge) as refusal:
        await taken(Sender(pieces(b"x" * 6, b"y" * 5)), limits)
    assert refusal.value.facts == {"limit": 10}


async def test_a_body_that_declares_too_much_is_refused_before_a_byte_is_read():
    sender = Sender(pieces(b"x"))

    with pytest.raises(BodyTooLarge):
        async with received(request(sender, content_length="11"), Limits(most_bytes=10)):
            pytest.fail("it was taken in")

    assert sender.asked == 0


@pytest.mark.parametrize("length", ["9" * 5_000, "-1", "ten", "²"])
async def test_a_declared_length_is_never_believed_blindly(length):
    limits = Limits(most_bytes=10, grace_s=0.05)

    with pytest.raises((BodyTooLarge, BodyTooSlow)):
        async with received(request(Sender([HALF]), content_length=length), limits):
            pytest.fail("it was taken in")


async def test_a_request_without_a_body_is_not_waited_for():
    sender = Sender([])

    async with received(request(sender, content_length="0"), Limits()) as whole:
        assert whole.headers["content-length"] == "0"

    assert sender.asked == 0


async def test_a_sender_that_stops_is_given_up_after_its_grace():
    with pytest.raises(BodyTooSlow):
        await taken(Sender([HALF]), Limits(grace_s=0.05))


async def test_a_sender_below_the_least_rate_is_given_up_however_long_it_goes_on():
    trickle = Sender([HALF] * 1_000, pause_s=0.01)

    with pytest.raises(BodyTooSlow):
        await taken(trickle, Limits(grace_s=0.05, least_per_s=10_000))

    assert trickle.asked < 30


async def test_a_sender_above_the_least_rate_may_take_its_time():
    steady = Sender(pieces(*[b"x" * 1_000] * 10), pause_s=0.01)

    assert sum(map(len, await taken(steady, Limits(grace_s=0.05, least_per_s=10_000)))) == 10_000


async def test_no_body_may_take_longer_than_the_whole_time():
    steady = Sender([HALF] * 1_000, pause_s=0.01)

    with pytest.raises(BodyTooSlow):
        await taken(steady, Limits(within_s=0.1, grace_s=10, least_per_s=1))


async def test_the_time_that_a_reader_takes_is_not_the_senders():
    bounded = Bounded(Sender(pieces(b"x", b"y")), Limits(grace_s=0.2, least_per_s=1_000_000))
    await bounded()

    await asyncio.sleep(0.3)

    assert (await bounded())["body"] == b"y"


async def test_after_the_body_the_connection_may_be_silent():
    sender = Sender([*pieces(b"x"), LEFT], pause_s=0.1)
    bounded = Bounded(sender, Limits(grace_s=0.15, least_per_s=1_000_000))
    await bounded()

    assert await bounded() == LEFT


async def test_no_endpoint_begins_with_a_body_that_was_cut():
    sender = Sender([HALF, LEFT])

    with pytest.raises(ClientDisconnect):
        async with received(request(sender, transfer_encoding="chunked"), Limits(), taken):
            pytest.fail("the endpoint began")


async def test_of_a_body_that_was_cut_what_arrived_is_read_and_then_that_it_was_cut():
    sender = Sender([{**HALF, "body": b"x" * 65_536}, HALF, LEFT])

    @takes_cut
    async def endpoint() -> None:
        """Takes what there is."""

    asked = request(sender, transfer_encoding="chunked")
    async with received(asked, Limits(), endpoint) as whole:
        messages = [await whole.receive() for _ in range(3)]

    assert b"".join(m.get("body", b"") for m in messages) == b"x" * 65_536 + HALF["body"]
    assert messages[-1] == LEFT


async def test_while_a_large_body_is_read_others_go_on():
    turns = 0

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    others = asyncio.create_task(take_turns())
    sender = Sender(pieces(*[b"x" * MIB] * 8))
    async with received(request(sender, transfer_encoding="chunked"), Limits()) as whole:
        before = turns
        read = [len(piece) async for piece in whole.stream()]
    others.cancel()

    assert sum(read) == 8 * MIB
    assert turns - before >= 8 * MIB // 65_536


class Answer:
    """What an application sends."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 0, {}, b""

    async def __call__(self, message: dict) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        self.body += message.get("body", b"")


async def asked(app, path: str, sender: Sender, **headers: str) -> Answer:
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
    }
    answer = Answer()
    await app(scope, sender, answer)
    return answer


@pytest.mark.parametrize("more", [{}, {"Idempotency-Key": "k"}])
async def test_half_sent_commands_hold_no_connection_of_the_database(service, issuer, more):
    caller = issuer.headers("91120116MA0000007N", "enterprise")
    half = [
        asyncio.create_task(
            asked(
                service.app,
                "/v1/notes",
                Sender([HALF]),
                **{"Content-Length": "100", "Content-Type": "application/json"},
                **caller,
                **({name: f"{value}{n}" for name, value in more.items()}),
            )
        )
        for n in range(30)
    ]
    await asyncio.sleep(0.2)

    async with asyncio.timeout(0.5):
        assert (await service.get("/v1/notes")).json() == []
    answers = await asyncio.gather(*half)

    assert {answer.status for answer in answers} == {408}
    assert json.loads(answers[0].body)["type"] == "urn:tanbiao:problem:body-too-slow"
    assert answers[0].headers[b"connection"] == b"close"


async def test_half_sent_streams_hold_no_connection_of_the_database(service):
    half = [
        asyncio.create_task(
            asked(service.app, "/v1/sizes", Sender([HALF]), **{"Content-Length": "100"})
        )
        for _ in range(30)
    ]
    await asyncio.sleep(0.2)

    async with asyncio.timeout(0.5):
        assert (await service.get("/v1/notes")).json() == []
    assert {answer.status for answer in await asyncio.gather(*half)} == {408}


async def test_an_endpoint_may_have_limits_and_a_refusal_of_its_own(service):
    taken = await service.client.post("/v1/sizes", content=b"x" * 200_000)
    refused = await service.client.post("/v1/sizes", content=b"x" * 200_001)

    assert taken.json() == 200_000
    assert (refused.status_code, refused.json()["detail"][:6]) == (409, "不收录「> ")


async def test_an_endpoint_without_limits_has_those_of_its_service(service, issuer):
    caller = issuer.headers("91120116MA0000007N", "enterprise")

    refused = await service.post("/v1/notes", {"words": "x" * 1_000_001}, headers=caller)

    assert (refused.status_code, refused.json()["type"]) == (
        413,
        "urn:tanbiao:problem:body-too-large",
    )


async def test_a_caller_who_may_not_send_is_refused_before_the_body_is_read(service):
    sender = Sender([HALF])

    answer = await asked(service.app, "/v1/notes", sender, **{"Content-Length": "100"})

    assert (answer.status, sender.asked) == (401, 0)


async def test_who_leaves_before_the_end_of_a_body_costs_no_transaction_and_no_error(
    service, issuer, monkeypatch
):
    caller = issuer.headers("91120116MA0000007N", "enterprise")
    head = {"Content-Length": "100", "Content-Type": "application/json"}
    monkeypatch.setattr(service.database, "engine", None)

    with capture_logs() as logs:
        answer = await asked(service.app, "/v1/notes", Sender([HALF, LEFT]), **head, **caller)

    assert answer.status == 0
    assert {entry["log_level"] for entry in logs} == {"info"}


async def test_a_stream_that_was_cut_tells_its_endpoint(service):
    answer = await asked(
        service.app, "/v1/sizes", Sender([HALF, LEFT]), **{"Content-Length": "100"}
    )

    assert answer.body == b"-1"
