"""What somebody hostile sends, over and over: half requests, huge heads, files, systems, garbage.

Run by `bench.soak` as a process of its own: `python -m bench.attacks URL DATA FACTS SECONDS`. It
speaks to the platform at URL alone, from another address of this machine, since the entrance counts
addresses. Its output is one JSON object per attack: how often, and what came of it.
"""

import asyncio
import itertools
import json
import os
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from bench import hostile
from bench.heavy import ACTIVITY, HEAVY, HEAVY_ORG, once_done, place_of_system, system
from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.pilot.party import Outage, Refused
from tools.pilot.scenario import Pilot

FROM = "127.0.0.2"
REGION = "beijing"
ROUNDS = 2_000
"""At most so many of each, however much time there is."""
_PAUSE_S, _HELD_S, _TIMEOUT_S, _RENEWED_S = 0.5, 4.0, 60.0, 15.0
_PROCESSES, _SAMPLES = 20_000, 2_000
_HALF = (
    b"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 16000\r\n\r\ngrant_type=clien"
)
_HEAD = b"GET /v1/labels HTTP/1.1\r\nHost: x\r\n"
Attack = Callable[[], str]


class Attacker:
    """An enterprise that means ill, and somebody without any credential."""

    def __init__(self, url: str) -> None:
        self._address = ("127.0.0.1", int(url.rpartition(":")[2]))
        transport = httpx.HTTPTransport(local_address=FROM)
        self._http = httpx.Client(base_url=url, transport=transport, timeout=_TIMEOUT_S)

    def use(self, token: str) -> None:
        """From now on."""
        self._http.headers["Authorization"] = f"Bearer {token}"

    def attacks(self, product: str, system: str, partner: str) -> dict[str, Attack]:
        """By name."""
        tables, archives, events = (
            itertools.cycle(list(files()))
            for files in (hostile.sheets, hostile.archives, hostile.garbage)
        )
        check, opened = (
            f"/v1/systems/{system}/activity-data/file-check",
            f"/v1/products/{product}/systems/openlca",
        )
        return {
            "half a token request, 24 times": lambda: self._held(_HALF, 24),
            "a head without an end, 200 times": lambda: self._held(_HEAD + b"X-a: ", 200),
            "a field of 5 MB": lambda: self._raw(_HEAD + b"X: " + b"a" * 5_000_000),
            "50,000 fields": lambda: self._raw(_HEAD + b"X: a\r\n" * 50_000),
            "a target of 1 MB": lambda: self._raw(b"GET /" + b"a" * 1_000_000),
            "a hostile table": lambda: self._post(check, tables),
            "a hostile archive": lambda: self._post(opened, archives),
            "a hostile upload": lambda: self._upload(tables),
            "garbage as an event": lambda: self._post("/3/events", events),
            "a partner that answers garbage": lambda: self._announce(partner),
        }

    def _held(self, begun: bytes, count: int) -> str:
        """Begin so many requests, and add a byte to each now and then."""
        with ExitStack() as stack:
            sockets = [stack.enter_context(self._socket()) for _ in range(count)]
            for each in sockets:
                each.sendall(begun)
            for _ in range(4):
                time.sleep(_HELD_S / 4)
                for each in sockets:
                    with suppress(OSError):
                        each.sendall(b"a")
        return "held"

    def _raw(self, request: bytes) -> str:
        with self._socket() as opened:
            opened.sendall(request + b"\r\n\r\n")
            return opened.recv(100)[9:12].decode("ascii", "replace") or "closed"

    def _socket(self) -> socket.socket:
        return socket.create_connection(self._address, _TIMEOUT_S, source_address=(FROM, 0))

    def _post(self, path: str, files: Iterator[tuple[str, bytes]]) -> str:
        media, content = next(files)
        answer = self._http.post(path, content=content, headers={"Content-Type": media})
        return str(answer.status_code)

    def _upload(self, files: Iterator[tuple[str, bytes]]) -> str:
        """Send a file that the worker will have to read."""
        media, content = next(files)
        announced = {
            "what": "meter-readings",
            "name": f"{uuid4().hex}.bin",
            "media_type": media,
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
        }
        made = self._http.post("/v1/uploads", json=announced)
        if made.status_code != 201:
            return str(made.status_code)
        head = {
            "Upload-Offset": "0",
            "Upload-Complete": "?1",
            "Content-Type": "application/partial-upload",
        }
        place = made.headers["location"]
        return str(self._http.patch(place, content=content, headers=head).status_code)

    def _announce(self, partner: str) -> str:
        """Say that there is a footprint, which the platform then asks the partner for."""
        event = {
            "type": "org.wbcsd.pact.ProductFootprint.PublishedEvent.3",
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": partner,
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "data": {"pfIds": [str(uuid4())]},
        }
        return str(self._http.post("/3/events", json=event).status_code)


class Garbage(BaseHTTPRequestHandler):
    """A partner that answers everything with something that is wrong."""

    answers = itertools.cycle(
        [
            (200, {}, b'{"data":{"id":"\\ud800"}}'),
            (429, {"Retry-After": "\uff11\uff12"}, b"later"),
            (503, {"Retry-After": "-1e999"}, b""),
            (200, {"Content-Encoding": "gzip"}, b"\x1f\x8bnot gzip"),
            (302, {"Location": "http://127.0.0.1:1/"}, b""),
            (200, {}, b"[" * 100_000),
            (200, {"Content-Type": "text/html"}, b"<html>\xff"),
        ]
    )

    def do_POST(self) -> None:
        status, fields, body = next(self.answers)
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value.encode().decode("latin-1"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def repeat(attack: Attack, deadline: float) -> Counter[str]:
    """What came of it, and how often, until the deadline or the last round."""
    outcomes: Counter[str] = Counter()
    for _ in range(ROUNDS):
        if time.monotonic() >= deadline:
            break
        try:
            outcomes[attack()] += 1
        except (OSError, httpx.HTTPError) as failure:
            outcomes[type(failure).__name__] += 1
        time.sleep(_PAUSE_S)
    return outcomes


async def heavy_systems(pilot: Pilot, place: str, deadline: float) -> Counter[str]:
    """Submit, report on, calculate and sample the largest system that is permitted.

    What was begun is brought to its end, so that nothing is at work when memory is measured.
    """
    outcomes: Counter[str] = Counter()
    while time.monotonic() < deadline:
        outcomes[await _heavy_system(pilot, place)] += 1
    return outcomes


async def _heavy_system(pilot: Pilot, place: str) -> str:
    try:
        made = await once_done(pilot, place, system(_PROCESSES))
        activity = await once_done(pilot, f"/v1/systems/{made}/activity-data", ACTIVITY)
        order = {"system_id": made, "activity_data_id": activity}
        calculation = await once_done(pilot, "/v1/calculations", order)
        path = f"/v1/calculations/{calculation}/uncertainty"
        await once_done(pilot, path, {"samples": _SAMPLES})
    except (Refused, Outage, RuntimeError, httpx.HTTPError) as failure:
        await asyncio.sleep(_PAUSE_S)
        return f"{type(failure).__name__} {failure}"[:100]
    return "calculated and sampled"


def main() -> None:
    borrow_processors()
    url, data, facts, seconds = sys.argv[1:]
    asyncio.run(attack(url, Path(data), json.loads(facts), float(seconds)))


def borrow_processors() -> None:
    """Attackers bring processors of their own; here they borrow what ours leave idle.

    What their requests do to the platform is to be measured, not what it costs to make them. Linux
    may share processors between sessions first, so that both have to stand back: this process in
    its session, and its session among the others.
    """
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text("19", "ascii")


async def attack(url: str, data: Path, facts: dict[str, Any], seconds: float) -> None:
    """Every attack at once, each in a thread of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Garbage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    partner = f"http://127.0.0.1:{server.server_port}"
    pilot = Pilot(url, data, "", facts=facts)
    place = await place_of_system(pilot)
    await acquaint(pilot, partner)
    small = await pilot.party(HEAVY).send("POST", place, system(3))
    attacker = Attacker(url)
    attacks = attacker.attacks(place.split("/")[3], str(small["id"]), partner)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(attacks)))
    renewal = asyncio.create_task(renew(attacker, pilot))
    deadline = time.monotonic() + seconds
    outcomes = await asyncio.gather(
        *(asyncio.to_thread(repeat, each, deadline) for each in attacks.values()),
        heavy_systems(pilot, place, deadline),
        events_for(pilot, deadline),
    )
    renewal.cancel()
    names = (*attacks, "heavy systems", "webhooks to one that answers garbage")
    for name, counted in zip(names, outcomes, strict=True):
        print(json.dumps({"attack": name, "outcomes": counted}, ensure_ascii=False), flush=True)
    await pilot.close()
    server.shutdown()


async def acquaint(pilot: Pilot, partner: str) -> None:
    """Let the platform hand events to the partner, and ask it for footprints."""
    address = {"base_url": partner}
    await pilot.party("jinguang").send("PUT", f"/v1/exchange-partners/{HEAVY_ORG}", address)
    region = load_region(PACKS_DIR, "tianjin")
    client = {
        "org": REGION,
        "scopes": sorted(region.scopes("partner-region")),
        "jwks": keys.public_jwks(keys.client_key(pilot.data, REGION)),
    }
    await pilot.party("operator").send("PUT", f"/v1/clients/{REGION}", client)
    wanted = {"url": f"{partner}/webhooks", "event_types": []}
    await pilot.party(REGION).send("POST", "/v1/subscriptions", wanted)


async def renew(attacker: Attacker, pilot: Pilot) -> None:
    """Keep the attacker's token young."""
    while True:
        attacker.use(await pilot.party(HEAVY).access_token())
        await asyncio.sleep(_RENEWED_S)


async def events_for(pilot: Pilot, deadline: float) -> Counter[str]:
    """Let the body suspend the pilot's certificate and take that back, which subscribers hear."""
    outcomes: Counter[str] = Counter()
    place, body = f"/v1/certificates/{pilot.facts['certificate']}", pilot.party("decider")
    while time.monotonic() < deadline:
        until = (datetime.now(UTC) + timedelta(days=30)).isoformat()
        suspension = {"reason_code": "0201", "until": until, "note_zh": "未按期接受监督。"}
        await body.send("POST", f"{place}/suspension", suspension)
        await body.send("POST", f"{place}/reinstatement", {"note_zh": "整改完成,验证有效。"})
        outcomes["suspended and reinstated"] += 1
        await asyncio.sleep(_HELD_S)
    return outcomes


if __name__ == "__main__":
    main()
