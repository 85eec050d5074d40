"""Rate limits: per client with a token, per address without one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chassis.crowd import household
from gateway.proxy.domain.headers import caller_address
from gateway.proxy.domain.rates import Buckets
from gateway.proxy.domain.refusals import TooManyRequests
from tests.gateway.upstream import Upstream
from tests.gateway.world import Program, World, running_gateway
from tests.support.postgres import ServiceUrls

ENTERPRISE = "91120116MA0000007N"


def passed(buckets: Buckets, key: str, tries: int) -> int:
    count = 0
    for _ in range(tries):
        try:
            buckets.take(key, [])
        except TooManyRequests:
            break
        count += 1
    return count


def test_a_bucket_gives_its_burst_and_then_its_rate():
    seconds = [0.0]
    buckets = Buckets("client", 2, 5, clock=lambda: seconds[0])

    assert passed(buckets, "a", 10) == 5
    seconds[0] += 1.5
    assert passed(buckets, "a", 10) == 3
    seconds[0] += 3600
    assert passed(buckets, "a", 10) == 5


def test_buckets_are_kept_apart_and_say_when_to_return():
    buckets = Buckets("client", 0.1, 1)

    buckets.take("a", [])
    buckets.take("b", [])

    with pytest.raises(TooManyRequests) as refusal:
        buckets.take("a", [])
    assert refusal.value.facts["seconds"] == 10


def test_the_least_recently_used_of_too_many_buckets_is_forgotten():
    buckets = Buckets("client", 0.001, 1, clock=lambda: 0.0)
    keys = [str(number) for number in range(20_001)]
    for key in keys[:-1]:
        buckets.take(key, [])

    assert passed(buckets, keys[0], 1) == 0
    buckets.take(keys[-1], [])

    assert passed(buckets, keys[0], 1) == 0
    assert passed(buckets, keys[2], 1) == 0
    assert passed(buckets, keys[1], 1) == 1


def test_a_rate_of_zero_is_no_limit():
    assert passed(Buckets("client", 0, 1), "a", 1000) == 1000


def test_a_caller_is_told_what_is_left_and_when_all_is_there_again():
    seconds = [0.0]
    buckets = Buckets("client", 2, 5, clock=lambda: seconds[0])
    counted = []

    for _ in range(5):
        buckets.take("a", counted)
    with pytest.raises(TooManyRequests):
        buckets.take("a", counted)
    seconds[0] += 0.75
    buckets.take("a", counted)

    assert {standing.policy for standing in counted} == {'"client";q=5;w=3'}
    assert [standing.state for standing in counted] == [
        '"client";r=4;t=1',
        '"client";r=3;t=1',
        '"client";r=2;t=2',
        '"client";r=1;t=2',
        '"client";r=0;t=3',
        '"client";r=0;t=3',
        '"client";r=0;t=3',
    ]


@pytest.mark.parametrize(
    ("hops", "address"),
    [(0, "10.0.0.9"), (1, "3.3.3.3"), (2, "2.2.2.2"), (3, "1.1.1.1"), (4, "10.0.0.9")],
)
def test_only_as_many_proxies_are_believed_as_there_are(hops: int, address: str):
    headers = [(b"x-forwarded-for", b"1.1.1.1"), (b"x-forwarded-for", b"2.2.2.2, 3.3.3.3")]

    assert caller_address("10.0.0.9", headers, hops) == address


@pytest.fixture(scope="module")
async def strict(
    gateway_database: ServiceUrls,
    operator: Program,
    stub_packs: Path,
    running_upstream: tuple[Upstream, str],
) -> AsyncIterator[World]:
    more = {
        "PACKS_DIR": str(stub_packs),
        "ACCOUNTING_URL": running_upstream[1],
        "CLIENT_RATE": "0.01",
        "CLIENT_BURST": "5",
        "ADDRESS_RATE": "0.01",
        "ADDRESS_BURST": "20",
    }
    async with running_gateway(gateway_database, operator, **more) as world:
        yield world


async def test_a_greedy_client_is_slowed_and_others_are_not(strict: World, upstream: Upstream):
    greedy, modest = [
        await strict.registered(ENTERPRISE, scopes=["products.read"]) for _ in range(2)
    ]
    headers = await strict.headers(greedy)

    answers = [await strict.http.get("/v1/products", headers=headers) for _ in range(6)]
    other = await strict.http.get("/v1/products", headers=await strict.headers(modest))

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[5].json()["type"] == "urn:tanbiao:problem:too-many-requests"
    assert int(answers[5].headers["retry-after"]) >= 1
    assert other.status_code == 200
    # The first request with a new token is counted against its address too.
    assert answers[0].headers["ratelimit-policy"] == '"address";q=20;w=2000, "client";q=5;w=500'
    assert [answer.headers["ratelimit"] for answer in answers[1:]] == [
        '"client";r=3;t=200',
        '"client";r=2;t=300',
        '"client";r=1;t=400',
        '"client";r=0;t=500',
        '"client";r=0;t=500',
    ]


async def test_guessing_tokens_uses_up_the_share_of_the_address(strict: World):
    statuses = set()
    for number in range(25):
        answer = await strict.http.get(
            "/v1/products", headers={"Authorization": f"Bearer guess-{number}"}
        )
        statuses.add(answer.status_code)

    assert statuses == {401, 429}


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0DB8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_whoever_has_a_network_of_addresses_is_one_sender(address: str, sender: str):
    assert household(address) == sender
