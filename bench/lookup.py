"""Look-ups beside nginx with the same bytes and beside the least handler, in the same run.

Run `make bench NAME=lookup`, or `python -m bench.lookup [SIZES]` (10000 unless told otherwise;
10000,100000,1000000 takes an hour). Every server has one core, and they take turns, so that what
else runs here slows all of them alike. Warm is an answer that the registry has given before; cold
is one that it makes, with every check of the label's proof.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx

from bench import servers
from bench.register import grow
from bench.report import Figure, report
from bench.servers import Load, load
from tests.registry.node import SampleBody, running_registry
from tests.support.ports import free_block
from tests.support.postgres import running_postgres
from tests.support.service import environment, migrated
from tests.support.tokens import serve_issuer

SIZES = (10_000,)
ROUNDS, SECONDS = 3, 4.0
LIST = "/status/suspension/1"
_BARE = """
create table if not exists bare (number text primary key, body bytea not null);
insert into bare select number, $1 from label on conflict (number) do nothing;
"""


@dataclass(frozen=True)
class Place:
    """Where the three servers are, and what is asked of them."""

    folder: Path
    nginx: int
    registry: int
    bare: int
    paths: Sequence[str]

    @property
    def label(self) -> str:
        return self.paths[0]

    async def warm(self, path: str, accept: str = "application/json") -> Load:
        return await load(self.registry, path, seconds=SECONDS, accept=accept)

    async def cold(self, turn: int) -> Load:
        share = len(self.paths) // (ROUNDS + 1)
        script = servers.each_once(self.folder, self.paths, (turn + 1) * share)
        return await load(self.registry, seconds=SECONDS / 2, script=script)

    async def least(self) -> Load:
        script = servers.each_once(self.folder, self.paths, 0)
        return await load(self.bare, seconds=SECONDS, script=script)


Found = dict[str, list[Load]]


async def measure(sizes: Sequence[int]) -> None:
    servers.require("nginx", "wrk", "taskset")
    found: dict[int, Found] = {}
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "registry"))
        issuer = stack.enter_context(serve_issuer())
        under_test = await stack.enter_async_context(running_registry(urls, issuer))
        admin = await asyncpg.connect(urls.admin_url)
        stack.push_async_callback(admin.close)
        body, filled = SampleBody(), 0
        await under_test.publishes(body.keys_changed())
        for size in sizes:
            await grow(under_test, admin, body, filled, size)
            filled = size
            variables = environment(urls.url, issuer)
            found[size] = await _times(folder, size, admin, urls.admin_url, variables)
            _tell(size, found[size])
    _figures(found)


async def _times(
    folder: Path, size: int, admin: asyncpg.Connection, admin_url: str, variables: dict[str, str]
) -> Found:
    numbers = [
        row["label_number"]
        for row in await admin.fetch("select label_number from label_search order by random()")
    ]
    base = free_block()
    place = Place(
        folder, base, base + 1, base + 3, [f"/label/{number}?format=json" for number in numbers]
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(servers.registry(place.registry, variables))
        files = await _files(place)
        for statement in filter(str.strip, _BARE.split(";")):
            await admin.execute(statement, *([files["json"]] if "$1" in statement else []))
        await admin.execute("analyze bare")
        home = folder / str(size)
        home.mkdir()
        await stack.enter_async_context(servers.nginx(home, place.nginx, files))
        await stack.enter_async_context(servers.bare(place.bare, admin_url))
        return await _in_turn(place)


async def _files(place: Place) -> dict[str, bytes]:
    """The very bytes that the registry answers, for nginx."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{place.registry}") as client:
        page = place.label.replace("format=json", "lang=zh")
        asked = {"json": place.label, "page": page, "list": LIST}
        accept = {"json": "application/json", "page": "text/html", "list": "*/*"}
        return {
            name: (await client.get(path, headers={"Accept": accept[name]})).content
            for name, path in asked.items()
        }


async def _in_turn(place: Place) -> Found:
    page = place.label.replace("format=json", "lang=zh")
    kinds: dict[str, Callable[[int], Awaitable[Load]]] = {
        "nginx json": lambda _: load(place.nginx, "/json", seconds=SECONDS),
        "warm json": lambda _: place.warm(place.label),
        "nginx page": lambda _: load(place.nginx, "/page", seconds=SECONDS),
        "warm page": lambda _: place.warm(page, "text/html"),
        "nginx list": lambda _: load(place.nginx, "/list", seconds=SECONDS),
        # As many as are answered one after the other by half of what the core can do.
        "few at once": lambda _: load(place.registry, place.label, seconds=SECONDS, connections=2),
        "warm list": lambda _: place.warm(LIST),
        "least handler": lambda _: place.least(),
        "cold json": place.cold,
    }
    found: Found = {name: [] for name in kinds}
    for turn in range(ROUNDS):
        for name, ask in kinds.items():
            found[name].append(await ask(turn))
    return found


def _rate(loads: Sequence[Load]) -> float:
    return statistics.median(load.per_second for load in loads)


def _tell(size: int, found: Found) -> None:
    for name, loads in found.items():
        slowest = statistics.median(load.p99_ms for load in loads)
        print(f"  {size:>9,} {name}: {_rate(loads):,.0f} a second, p99 {slowest:.1f} ms")
    sys.stdout.flush()


def _figures(found: dict[int, Found]) -> None:
    smallest, largest = found[min(found)], found[max(found)]
    bound = "uvicorn's protocol and loop in Python for each request; the question for the state"
    figures = [
        Figure.at_least(
            f"{kind}, warm, beside nginx",
            _rate(largest[f"warm {kind}"]),
            "/s",
            _rate(largest[f"nginx {kind}"]),
            0.25,
            bound,
        )
        for kind in ("json", "page", "list")
    ]
    figures += [
        Figure.at_least(
            "json, cold, beside the least handler",
            _rate(largest["cold json"]),
            "/s",
            _rate(largest["least handler"]),
            0.8,
            "five queries, one P-256 signature and the writing of page or JSON for each label",
        ),
        Figure.at_most(
            "json, warm, p99 with two at once, of 10 ms",
            statistics.median(load.p99_ms for load in largest["few at once"]),
            "ms",
            10,
            1,
            "the shared question to PostgreSQL",
        ),
    ]
    if len(found) > 1:
        figures += [
            Figure.at_most(
                f"{name}, at {max(found):,} labels against {min(found):,}",
                1000 / _rate(largest[name]),
                "ms each",
                1000 / _rate(smallest[name]),
                1.2,
                "one more level of each index, and one more hash of each proof",
            )
            for name in ("warm json", "cold json")
        ]
    report("lookup", figures)


if __name__ == "__main__":
    words = sys.argv[1:]
    asyncio.run(measure([int(size) for size in words[0].split(",")] if words else SIZES))
