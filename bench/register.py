"""The register as it grows: look-ups, searches and the newest page, and decisions beside them.

Run `make bench NAME=register`, or `python -m bench.register [SIZES]` (10000,100000,1000000 unless
told otherwise; a million takes half an hour and some twenty gigabytes of disk). Real PostgreSQL is
filled with signed labels (`bench/signed_labels.py`); the real application answers, with every check
of a label's proof. Each figure is held to the same at the smallest size, taken in the same run.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg

from bench import decided
from bench.report import Figure, report
from bench.signed_labels import PLACES, fill
from tests.registry.node import RegistryUnderTest, SampleBody, running_registry
from tests.registry.samples import sample_product
from tests.support.postgres import running_postgres
from tests.support.service import migrated
from tests.support.tokens import serve_issuer

SIZES = (10_000, 100_000, 1_000_000)
ASKED = 300
Times = dict[str, list[float]]
"""Milliseconds of each request, by what was asked."""


async def measure(sizes: Sequence[int]) -> None:
    found: dict[int, Times] = {}
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "registry"))
        decisions = await stack.enter_async_context(decided.running(postgres))
        issuer = stack.enter_context(serve_issuer())
        registry = await stack.enter_async_context(running_registry(urls, issuer))
        admin = await asyncpg.connect(urls.admin_url)
        stack.push_async_callback(admin.close)
        body = SampleBody()
        await registry.publishes(body.keys_changed())
        filled = 0
        for size in sizes:
            await grow(registry, admin, body, filled, size)
            await decisions.grow(filled, size)
            filled = size
            found[size] = await times(registry, size) | await decisions.times()
            tell(size, found[size])
    figures(found)


async def grow(
    registry: RegistryUnderTest, admin: asyncpg.Connection, body: SampleBody, first: int, last: int
) -> None:
    """Fill the register, and have the sequencer sign over all of it by way of one label more."""
    began = time.perf_counter()
    async with registry.database.transaction() as tx:
        await fill(admin, tx, body, first, last)
    place = PLACES + last.bit_length()
    product = sample_product(site_division="110101")
    await registry.publishes(body.certificate(product=product, status_index=place))
    print(f"{last:,} labels after {time.perf_counter() - began:.0f} s more", flush=True)


async def times(registry: RegistryUnderTest, size: int) -> Times:
    chosen = random.Random(size)  # noqa: S311  The same in every run.
    numbers = await some_numbers(registry, chosen, size)
    return {
        "look-up": await asked(registry, [f"/label/{number}?format=json" for number in numbers]),
        "newest page": await asked(registry, ["/v1/labels?limit=50"] * ASKED),
        "exact number": await asked(registry, [f"/v1/labels?q={number}" for number in numbers]),
        "search": await asked(registry, list(searches(chosen, size))),
    }


async def some_numbers(registry: RegistryUnderTest, chosen: random.Random, size: int) -> list[str]:
    after = [f"/v1/labels?limit=1&q=TB-{chosen.randrange(size):07}" for _ in range(ASKED)]
    found = [(await registry.get(path)).json()["items"] for path in after]
    return [items[0]["label_number"] for items in found if items]


def searches(chosen: random.Random, size: int) -> list[str]:
    """Rare and common words, none at all, and every criterion."""
    asked = []
    for _ in range(ASKED // 6):
        maker, number = chosen.randrange(5_000), chosen.randrange(size)
        asked += [
            f"q=型号{number:07}",
            f"q=第{maker}示例",
            f"q=衣柜 型号{number // 100:05}",
            f"q=石家庄第{chosen.randrange(10**6)}",
            f"enterprise=91120116MA{maker:07}N",
            f"status={chosen.choice(('valid', 'suspended', 'withdrawn', 'expired'))}",
        ]
    return [f"/v1/labels?{query}" for query in asked]


async def asked(registry: RegistryUnderTest, paths: Sequence[str]) -> list[float]:
    """Milliseconds of each, one after the other."""
    found = []
    for path in paths:
        began = time.perf_counter()
        response = await registry.get(path)
        found.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{path}: {response.status_code} {response.text[:300]}")
    return found


def p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def tell(size: int, times: Times) -> None:
    for name, found in times.items():
        middle, worst = statistics.median(found), p99(found)
        print(f"  {size:>9,} {name}: median {middle:.1f} ms, p99 {worst:.1f} ms")
    sys.stdout.flush()


def figures(found: dict[int, Times]) -> None:
    smallest, largest = min(found), max(found)
    small, large = found[smallest], found[largest]
    flat = f"at {largest:,} labels, against {smallest:,}"
    report(
        "register",
        [
            *(
                Figure.at_most(
                    f"{name}, median {flat}",
                    statistics.median(large[name]),
                    "ms",
                    statistics.median(small[name]),
                    1.2,
                    "one more level of each index, and pages that are no longer all in memory",
                )
                for name in ("look-up", "exact number", "decision")
            ),
            Figure.at_most(
                f"decision, p99 {flat}",
                p99(large["decision"]),
                "ms",
                p99(small["decision"]),
                1.2,
                "the lock on the body's series, so that no number is left out",
            ),
            Figure.at_most(
                f"search, p99 at {largest:,} labels, of 50 ms",
                p99(large["search"]),
                "ms",
                50,
                1,
                "what is found by the index of words and sorted by age",
            ),
            Figure.at_most(
                f"newest page, median at {largest:,} labels, of 5 ms",
                statistics.median(large["newest page"]),
                "ms",
                5,
                1,
                "reading fifty certificates and writing their summaries",
            ),
        ],
    )


if __name__ == "__main__":
    words = sys.argv[1:]
    asyncio.run(measure([int(size) for size in words[0].split(",")] if words else SIZES))
