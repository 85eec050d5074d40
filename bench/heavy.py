"""What others notice while one enterprise's largest permitted work runs.

Run `python -m bench.heavy [PROCESSES [SAMPLES]]` from the repository. It starts the whole platform
in a folder of its own and measures how long small requests of another client take: first while
nothing else is asked, then while a product system of PROCESSES is submitted, reported on,
calculated and sampled. The second method is the same client in the quiet of the same run.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

from bench.report import Figure, report
from bench.running import running
from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.pilot.scenario import Pilot

PROCESSES, SAMPLES = 20_000, 5_000
QUIET_S, PAUSE_S, POLL_S = 15.0, 0.02, 0.5
AIM = 3.0
CALCULATED = 8
"""The acts of the pilot up to its calculation."""
HEAVY, OTHER = "furnish", "jinguang"
HEAVY_ORG = "91130200MA0000007R"
SMALL = "/v1/products?limit=1"


async def measure(processes: int, samples: int) -> None:
    async with running("heavy", CALCULATED) as platform:
        await compare(platform.pilot, processes, samples)


async def compare(pilot: Pilot, processes: int, samples: int) -> None:
    async with waits_of(pilot) as quiet:
        await asyncio.sleep(QUIET_S)
    steps = {}
    for name, work in heavy_work(pilot, processes, samples):
        async with waits_of(pilot) as waits:
            began = time.perf_counter()
            await work
            took = time.perf_counter() - began
        steps[f"{name} ({took:.1f} s)"] = waits
    figures = [
        Figure.at_most(
            f"p99 of others: {name}",
            p99(waits),
            "ms",
            p99(quiet),
            AIM,
            "processors and memory that the work shares with them, and the database",
        )
        for name, waits in steps.items()
    ]
    report("heavy", figures, notes=[f"{processes} processes, {samples} samples"])


@asynccontextmanager
async def waits_of(pilot: Pilot) -> AsyncIterator[list[float]]:
    """Milliseconds that each small request of the other client took while the block ran."""
    waits: list[float] = []

    async def asking() -> None:
        while True:
            began = time.perf_counter()
            await pilot.party(OTHER).get(SMALL)
            waits.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE_S)

    tasks = [asyncio.create_task(asking()) for _ in range(2)]
    try:
        yield waits
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def heavy_work(pilot: Pilot, processes: int, samples: int) -> "list[tuple[str, Awaitable[None]]]":
    """Each step rests on what the one before it made."""
    made: dict[str, Any] = {}

    async def submit() -> None:
        made["system"] = await once_done(pilot, await place_of_system(pilot), system(processes))

    async def report_activity() -> None:
        path = f"/v1/systems/{made['system']}/activity-data"
        made["activity"] = await once_done(pilot, path, ACTIVITY)

    async def calculate() -> None:
        order = {"system_id": made["system"], "activity_data_id": made["activity"]}
        made["calculation"] = await once_done(pilot, "/v1/calculations", order)

    async def sample() -> None:
        path = f"/v1/calculations/{made['calculation']}/uncertainty"
        await once_done(pilot, path, {"samples": samples})

    steps = (submit, report_activity, calculate, sample)
    return [(step.__name__.replace("_", " "), step()) for step in steps]


ACTIVITY = {
    "period_start": "2025-01-01",
    "period_end": "2026-01-01",
    "processes": [
        {
            "process": "module",
            "output": {"amount": "120000", "unit": "m2"},
            "evidence": {"sha256": "0" * 64, "source": "bench"},
            "consumption": [],
        }
    ],
}


async def place_of_system(pilot: Pilot) -> str:
    """Where the heavy client's system is submitted to."""
    region = load_region(PACKS_DIR, "tianjin")
    registration = {
        "org": HEAVY_ORG,
        "scopes": sorted(region.scopes("enterprise")),
        "jwks": keys.public_jwks(keys.client_key(pilot.data, HEAVY)),
    }
    await pilot.send("operator", "PUT", f"/v1/clients/{HEAVY}", registration)
    party = pilot.party(HEAVY)
    enterprise = {"name": {"zh": "示例家居", "en": "Sample Furnishing"}, "division": "120113"}
    await party.send("PUT", f"/v1/enterprises/{HEAVY_ORG}", enterprise)
    product = {
        "category": "pv-module",
        "name": {"zh": "大组件", "en": "Large module"},
        "model": "HEAVY-1",
        "site_division": "120116",
        "piece": [
            {"amount": "400", "unit": "Wp"},
            {"amount": "2", "unit": "m2"},
            {"amount": "26.4", "unit": "kg"},
        ],
    }
    answer = await party.send("POST", "/v1/products", product)
    return f"/v1/products/{answer['id']}/systems"


def system(processes: int) -> dict[str, object]:
    """A tree in which each process takes from two, so that it is as deep as real supply chains."""
    return {
        "name": {"zh": "大", "en": "large"},
        "reference": "module",
        "processes": [process(number, processes) for number in range(processes)],
    }


def process(number: int, processes: int) -> dict[str, object]:
    power = {
        "kind": "factor",
        "id": "electricity",
        "flow": "electricity",
        "factor": "ele-fp-cn-2024-nat",
        "amount": str(Decimal(1 + number % 97) / 1000),
        "unit": "kWh",
    }
    taken = [
        {
            "kind": "process",
            "id": f"n{other}",
            "process": f"p{other}",
            "amount": "0.4",
            "unit": "kg",
        }
        for other in (2 * number + 1, 2 * number + 2)
        if other < processes
    ]
    return {
        "id": f"p{number}" if number else "module",
        "name": {"zh": "过程", "en": "process"},
        "stage": "production",
        "output": {"amount": "1", "unit": "kg" if number else "m2"},
        "exchanges": [power, *taken],
    }


async def once_done(pilot: Pilot, path: str, body: object) -> Any:
    """The identifier that a request made, however it was carried out."""
    party = pilot.party(HEAVY)
    response = await party.call("POST", path, json=body)
    if response.status_code != 202:
        return response.json().get("id")
    while True:
        task = (await party.get(response.headers["location"])).json()
        if task["state"] not in ("waiting", "running"):
            break
        await asyncio.sleep(POLL_S)
    if task["state"] != "done":
        raise RuntimeError((await party.get(task["answer"])).text)
    return task["made"]


def p99(waits: list[float]) -> float:
    ordered = sorted(waits)
    return ordered[int(len(ordered) * 0.99)]


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(measure(*(given + [PROCESSES, SAMPLES][len(given) :])))
