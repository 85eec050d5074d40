"""Forwarding: streams in both directions, with the right header fields, and honest failures."""

import asyncio
import hashlib
import io
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import httpx
import pytest

from tests.gateway.upstream import PACKED, Upstream
from tests.gateway.world import World

MEBIBYTE = bytes(range(256)) * 4096


def fields(answer: httpx.Response) -> dict[str, str]:
    """The header fields that reached the service."""
    return dict(answer.json()["headers"])


def problem(answer: httpx.Response) -> str:
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(body["messages"]) == {"zh", "en"}
    assert body["status"] == answer.status_code
    return str(body["type"]).removeprefix("urn:tanbiao:problem:")


async def test_method_path_query_and_body_arrive_unchanged(world: World, upstream: Upstream):
    answer = await world.http.post("/open/a%2Fb%20%E6%B4%A5", params="q=%2B&x", content=MEBIBYTE)
    # The encoded slash makes two segments, and no template of two segments is listed.
    assert problem(answer) == "route-not-found"

    answer = await world.http.post("/open/a%20%E6%B4%A5?q=%2B&x", content=MEBIBYTE)

    assert answer.headers["x-from"] == "upstream"
    seen = answer.json()
    assert seen["method"] == "POST"
    assert seen["raw_path"] == "/open/a%20%E6%B4%A5"
    assert seen["query"] == "q=%2B&x"
    assert seen["length"] == len(MEBIBYTE)
    assert seen["sha256"] == hashlib.sha256(MEBIBYTE).hexdigest()


async def test_what_a_service_packed_arrives_packed(world: World, upstream: Upstream):
    async with world.http.stream("GET", "/open/packed") as answer:
        raw = b"".join([chunk async for chunk in answer.aiter_raw()])

    assert raw == PACKED
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(PACKED))


async def test_a_template_may_span_segments(world: World, upstream: Upstream):
    answer = await world.http.get("/tiles/entries/x001/234")

    assert answer.json()["raw_path"] == "/tiles/entries/x001/234"


async def test_a_service_hears_of_an_upload_when_it_is_whole(world: World, upstream: Upstream):
    heard_meanwhile = []

    async def slowly() -> AsyncIterator[bytes]:
        yield b"first"
        await world.http.get("/open/echo")
        heard_meanwhile.extend(upstream.requests)
        yield b"second"

    answer = await world.http.post("/open/echo-upload", content=slowly())

    assert heard_meanwhile == [("GET", "/open/echo")]
    assert answer.json()["sha256"] == hashlib.sha256(b"firstsecond").hexdigest()
    assert fields(answer)["content-length"] == "11"


async def test_an_answer_reaches_the_caller_while_the_service_still_sends(
    world: World, upstream: Upstream
):
    async with world.http.stream("GET", "/open/drip") as answer:
        chunks = answer.aiter_raw()
        first = await anext(chunks)
        upstream.release.set()
        rest = [chunk async for chunk in chunks]

    assert first == b"first"
    assert b"".join(rest) == b"second"


async def test_hop_by_hop_fields_end_here(world: World, upstream: Upstream):
    answer = await world.http.get(
        "/open/echo",
        headers={
            "Connection": "keep-alive, X-Secret-Hop",
            "X-Secret-Hop": "1",
            "TE": "trailers",
            "Upgrade": "websocket",
            "Proxy-Authorization": "Basic eDp5",
            "X-Kept": "1",
            "Accept-Encoding": "zstd",
        },
    )

    seen = fields(answer)
    assert seen["x-kept"] == "1"
    assert seen["accept-encoding"] == "zstd"
    assert not {"x-secret-hop", "te", "upgrade", "proxy-authorization"} & seen.keys()
    assert "x-hop" not in answer.headers
    assert "keep-alive" not in answer.headers


async def test_the_gateway_says_who_called_and_how(world: World, upstream: Upstream):
    answer = await world.http.get(
        "/open/echo", headers={"X-Forwarded-For": "6.6.6.6", "Forwarded": "for=6.6.6.6"}
    )

    seen = fields(answer)
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "https"
    assert seen["x-forwarded-host"] == world.address.removeprefix("http://")
    assert "forwarded" not in seen


async def test_a_request_is_called_by_its_trace_here_and_behind(world: World, upstream: Upstream):
    trace = "0af7651916cd43dd8448eb211c80319c"
    given = {"X-Request-Id": "order-2026-0001", "traceparent": f"00-{trace}-b7ad6b7169203331-01"}

    answer = await world.http.get("/open/echo", headers=given)

    assert answer.headers["x-request-id"] == trace
    assert fields(answer)["x-request-id"] == trace
    assert fields(answer)["traceparent"].split("-")[1] == trace


async def test_requests_of_no_trace_have_numbers_of_their_own(world: World, upstream: Upstream):
    numbers = [(await world.http.get("/open/echo")).headers["x-request-id"] for _ in range(2)]

    assert numbers[0] != numbers[1]
    assert all(re.fullmatch("[0-9a-f]{32}", number) for number in numbers)


async def test_a_problem_and_its_answer_are_of_one_number(world: World):
    trace = "0af7651916cd43dd8448eb211c80319c"
    given = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}

    refused = await world.http.get("/v1/products", headers=given)

    assert refused.status_code == 401
    assert refused.headers["x-request-id"] == refused.json()["trace_id"] == trace


async def test_redirects_are_the_callers_to_follow(world: World, upstream: Upstream):
    answer = await world.http.get("/open/move")

    assert answer.status_code == 302
    assert answer.headers["location"] == "https://elsewhere.test/"


async def test_head_is_answered_like_get_without_a_body(world: World, upstream: Upstream):
    answer = await world.http.head("/open/echo")

    assert answer.status_code == 200
    assert answer.headers["x-from"] == "upstream"
    assert answer.content == b""


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_beyond_the_limit_is_refused(world: World, upstream: Upstream, declared: bool):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(6):
            yield MEBIBYTE

    content: Any = io.BytesIO(MEBIBYTE * 6) if declared else endless()
    address = f"{world.address}/open/echo"
    async with aiohttp.ClientSession() as session, session.post(address, data=content) as answer:
        body = await answer.json(content_type="application/problem+json")

    assert answer.status == 413
    assert body["type"] == "urn:tanbiao:problem:body-too-large"


async def test_an_unknown_address_is_a_problem_in_both_languages(world: World):
    zh = await world.http.get("/nowhere", headers={"Accept-Language": "zh-CN"})
    en = await world.http.get("/nowhere", headers={"Accept-Language": "en-GB, zh"})

    assert zh.status_code == 404
    assert problem(zh) == "route-not-found"
    assert zh.json()["detail"] == zh.json()["messages"]["zh"]
    assert en.json()["detail"] == en.json()["messages"]["en"]


async def test_a_wrong_method_names_the_right_ones(world: World):
    answer = await world.http.delete("/open/echo")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize("path", ["/open/echo", "/oauth/jwks"])
async def test_pages_of_any_site_may_read_what_is_public(world: World, path: str):
    page = {"Origin": "https://a.example"}

    read = await world.http.get(path, headers=page)
    asked = await world.http.options(path, headers={**page, "Access-Control-Request-Method": "GET"})

    assert read.headers.get_list("access-control-allow-origin") == ["*"]
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "access-control-allow-credentials" not in {*read.headers, *asked.headers}


@pytest.mark.parametrize("path", ["/open/echo", "/docs", "/nowhere", "/v1/products"])
async def test_no_answer_is_guessed_to_be_of_another_type(world: World, path: str):
    answer = await world.http.get(path)

    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]


@pytest.mark.parametrize("path", ["/v1/clients", "/oauth/token"])
async def test_pages_of_other_sites_read_nothing_that_needs_a_token(world: World, path: str):
    page = {"Origin": "https://a.example"}

    asked = await world.http.options(path, headers=page)
    sent = await world.http.post(path, headers=page)

    assert asked.status_code == 405
    for answer in (asked, sent):
        assert "access-control-allow-origin" not in answer.headers


async def test_a_service_that_is_down_is_a_503(world: World):
    answer = await world.http.get("/down")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert problem(answer) == "service-unreachable"


async def test_a_service_that_stalls_is_a_504(world: World, upstream: Upstream):
    answer = await world.http.get("/open/stall")

    assert answer.status_code == 504
    assert problem(answer) == "answer-overdue"


async def test_a_service_that_hangs_up_is_a_502(world: World, rude: tuple[str, list[bytes]]):
    rude[1].clear()

    answer = await world.http.post("/rude", content=b"once")

    assert answer.status_code == 502
    assert problem(answer) == "answer-broken"
    assert len(rude[1]) == 1


async def test_a_stale_connection_costs_an_idempotent_request_nothing(
    world: World, forgetful: tuple[str, list[bytes]]
):
    answers = [await world.http.get("/forgetful") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


async def test_a_command_with_a_key_is_sent_again_when_its_connection_was_stale(
    world: World, forgetful: tuple[str, list[bytes]]
):
    program = await world.registered("91120116MA0000007N", scopes=["products.write"])
    keyed = {**await world.headers(program), "Idempotency-Key": "k-1"}

    answers = [
        await world.http.post("/v1/forgetful", content=b"1", headers=keyed) for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


async def test_a_command_is_never_sent_twice(world: World, forgetful: tuple[str, list[bytes]]):
    heard = forgetful[1]
    first = await world.http.post("/forgetful", content=b"1")
    heard.clear()

    second = await world.http.post("/forgetful", content=b"2")

    assert {first.status_code, second.status_code} <= {200, 502}
    assert sum(line.startswith(b"POST") for line in heard) <= 1


async def test_a_caller_that_leaves_ends_the_work_behind(world: World, upstream: Upstream):
    host, port = world.address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /open/stall HTTP/1.1\r\nhost: x\r\n\r\n")
    async with asyncio.timeout(5):
        await upstream.waiting.wait()

        writer.close()
        await upstream.abandoned.wait()

    assert upstream.abandoned.is_set()


async def test_a_caller_that_leaves_in_mid_upload_disturbs_nobody(world: World, upstream: Upstream):
    host, port = world.address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /open/echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf")
    await writer.drain()
    writer.close()

    answer = await world.http.get("/open/echo")

    assert answer.status_code == 200
    assert upstream.requests == [("GET", "/open/echo")]


async def test_many_requests_at_once_do_not_mix(world: World, upstream: Upstream):
    async def ask(number: int) -> bool:
        body = json.dumps({"number": number}).encode() * 1000
        answer = await world.http.post(f"/open/n{number}", content=body)
        seen = answer.json()
        expected = (f"/open/n{number}", hashlib.sha256(body).hexdigest())
        return (seen["raw_path"], seen["sha256"]) == expected

    assert all(await asyncio.gather(*(ask(number) for number in range(100))))


async def test_nobody_changes_the_protocol(world: World, upstream: Upstream):
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await session.ws_connect(f"{world.address}/open/echo")

    assert refusal.value.status == 200
