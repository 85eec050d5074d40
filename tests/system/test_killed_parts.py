"""Whatever dies, whenever: exactly one certificate, one label, one leaf, one delivered event."""

import asyncio
import json
import random

import httpx
import pytest

from tools import fleet
from tools.pilot.scenario import ACTS

A, AW = "accounting-api", "accounting-worker"
C, CW = "certification-api", "certification-worker"
R, RW = "registry-api", "registry-worker"
M, MW = "mutual-recognition-api", "mutual-recognition-worker"
G = "gateway"
PROCESSES = [
    [G],
    [M, G],
    [A],
    [A, G],
    [C],
    [C, G],
    [C, CW],
    [A],
    [A],
    [A],
    [A, AW],
    [AW, CW, C],
    [C],
    [C, G],
    [C],
    [C],
    [AW, A, C],
    [C, CW],
    [CW, RW, R],
    [MW, RW],
]
"""Who dies in each act: those who take part in it."""
SERVERS = [
    [],
    ["kafka"],
    [],
    [],
    [],
    ["postgres"],
    ["kafka"],
    ["postgres"],
    [],
    [],
    ["kafka"],
    ["postgres"],
    [],
    [],
    [],
    [],
    ["postgres"],
    ["kafka"],
    ["postgres", "kafka"],
    ["kafka"],
]


@pytest.mark.slow("plays all 20 acts, and waits in most of them for a process or server to return")
@pytest.mark.parametrize(("run", "victims"), [("processes", PROCESSES), ("servers", SERVERS)])
async def test_every_act_survives_the_death_of_those_who_take_part(platform, run, victims):
    moments = random.Random(run)
    pilot = platform.pilot(f"killed-{run}")

    for act, dying in zip(ACTS, victims, strict=True):
        playing = asyncio.create_task(act.play(pilot))
        await asyncio.sleep(moments.uniform(0, 0.15))
        await die_and_return(platform.stack, dying)
        await playing

    await platform.stack.ready()
    assert await census(platform, pilot) == {
        "certificates": [pilot.facts["certificate"]],
        "labels": [pilot.facts["label"]],
        "leaves": 1,
        "in the feed": 1,
        "at the partner": 1,
    }
    await pilot.close()


async def die_and_return(stack, names: list[str]) -> None:
    for name in names:
        if name == "kafka":
            await stack.local.kill_broker()
            await stack.local.broker.start()
        elif name == "postgres":
            await stack.local.kill_postgres()
            await stack.local.postgres.start()
        else:
            stack.kill(name)
            stack.launch(fleet.process(name))


async def census(platform, pilot) -> dict[str, object]:
    """What the public, the enterprise and the partner see of this playing."""
    number, certificate = pilot.facts["label"], pilot.facts["certificate"]
    enterprise = pilot.party("jinguang")
    applications = (await enterprise.get("/v1/applications", params={"limit": 200})).json()["items"]
    mine = [a for a in applications if a["calculation_id"] == pilot.facts["calculation"]]
    labels = (await enterprise.get("/v1/labels", params={"q": certificate})).json()["items"]
    feed = (await pilot.party("hebei").get("/v1/feed", params={"limit": 200})).json()["items"]
    received = [e for e in await platform.receiver.received() if e["subject"] == number]

    return {
        "certificates": [a["certificate_number"] for a in mine],
        "labels": [label["label_number"] for label in labels],
        "leaves": await leaves_of(platform, number),
        "in the feed": len([i for i in feed if i["event"]["subject"] == number]),
        "at the partner": len(received),
    }


async def leaves_of(platform, label: str) -> int:
    """How many entries of the public log speak of a label."""
    async with httpx.AsyncClient(base_url=f"{platform.url}/log") as public:
        size = int((await public.get("/checkpoint")).text.splitlines()[1])
        assert size < 256, "one tile is enough for this run"
        data = (await public.get(f"/tile/entries/000.p/{size}")).content
    return [entry.get("label") for entry in entries(data)].count(label)


def entries(data: bytes) -> list[dict]:
    """Split an entry bundle: each entry follows its length, two bytes, big-endian (C2SP)."""
    found, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        found.append(json.loads(data[at + 2 : at + 2 + length]))
        at += 2 + length
    return found
