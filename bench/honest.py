"""Honest load: people who look labels up, ask for tokens, calculate and send readings.

Each kind of request has a client that pauses after every answer, so it asks the same of a quiet
platform as of a busy one. Nothing is tried again: what is not answered as it should be is an error.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import httpx

from tools.pilot.party import Party
from tools.pilot.scenario import Pilot

METER = "soak"
_METER = {
    "name": {"zh": "考验用电表", "en": "Meter of the soak"},
    "kind": "electricity",
    "unit": "kWh",
    "digits": 9,
}
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_TIMEOUT_S, _TAKEN_IN_S = 60.0, 120.0
_LOOK_S, _ASK_S, _WORK_S = 0.1, 0.25, 0.5


class Astray(Exception):
    """The platform answered an honest request otherwise than it should have."""


@dataclass
class Tally:
    """What honest clients noticed: milliseconds by kind of request, and errors."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return sum(map(len, self.waits.values())) + len(self.errors)


class Honest:
    """Honest clients of a platform on which the pilot was played."""

    def __init__(self, pilot: Pilot) -> None:
        self._pilot, self._party = pilot, pilot.party("jinguang")
        self._http = httpx.AsyncClient(base_url=pilot.base_url, timeout=_TIMEOUT_S)
        self._files = 0

    async def close(self) -> None:
        await self._http.aclose()

    async def prepare(self) -> None:
        """Describe the meter whose readings are sent."""
        await self._party.send("PUT", f"/v1/meters/{METER}", _METER)

    async def load(self, seconds: float) -> Tally:
        """What all clients noticed in that time."""
        tally = Tally()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as clients:
                for kind, pause_s, ask in self._kinds():
                    clients.create_task(_repeat(tally, kind, pause_s, ask))
        return tally

    def _kinds(self) -> list[tuple[str, float, Callable[[], Awaitable[None]]]]:
        return [
            ("label look-up", _LOOK_S, self._look_up),
            ("token", _ASK_S, self._ask_for_token),
            ("calculation", _WORK_S, self._calculate),
            ("upload", _WORK_S, self._upload),
        ]

    async def _look_up(self) -> None:
        label = self._pilot.facts["label"]
        await self._ask(200, "GET", f"/label/{label}", headers={"Accept": "application/json"})

    async def _ask_for_token(self) -> None:
        await self._ask(200, "POST", "/oauth/token", data=self._party.grant())

    async def _calculate(self) -> None:
        facts = self._pilot.facts
        order = {"system_id": facts["system"], "activity_data_id": facts["activity"]}
        await self._ask(201, "POST", "/v1/calculations", party=self._party, json=order)

    async def _upload(self) -> None:
        """Announce a small file, send it, and wait until the worker has taken it in."""
        content = self._readings()
        announced = {
            "what": "meter-readings",
            "name": f"soak-{self._files}.ndjson",
            "media_type": "application/x-ndjson",
            "size": len(content),
            "sha256": sha256(content).hexdigest(),
        }
        made = await self._ask(201, "POST", "/v1/uploads", party=self._party, json=announced)
        head = {
            "Upload-Offset": "0",
            "Upload-Complete": "?1",
            "Content-Type": "application/partial-upload",
        }
        place = made.headers["location"]
        await self._ask(None, "PATCH", place, party=self._party, content=content, headers=head)
        await self._taken_in(place)

    async def _taken_in(self, place: str) -> None:
        deadline = time.monotonic() + _TAKEN_IN_S
        while time.monotonic() < deadline:
            upload = (await self._ask(200, "GET", place, party=self._party)).json()
            if upload["state"] == "done":
                return
            if upload["state"] in ("failed", "expired", "cancelled"):
                break
            await asyncio.sleep(0.1)
        raise Astray(f"an upload ended {upload['state']}")

    def _readings(self) -> bytes:
        """Ten readings that nobody sent before."""
        self._files += 1
        first = self._files * 10
        lines = []
        for number in range(first, first + 10):
            at = (_BEGIN + timedelta(minutes=15 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
            lines.append(f'{{"meter":"{METER}","at":"{at}","value":"{number}"}}\n')
        return "".join(lines).encode()

    async def _ask(
        self,
        status: int | None,
        method: str,
        path: str,
        *,
        party: Party | None = None,
        headers: dict[str, str] | None = None,
        **options: object,
    ) -> httpx.Response:
        """The answer, with this status or with any of success. Raises `Astray`."""
        bearer = {"Authorization": f"Bearer {await party.access_token()}"} if party else {}
        head = {**bearer, **(headers or {})}
        answer = await self._http.request(method, path, headers=head, **options)
        if answer.status_code != status and not (status is None and answer.is_success):
            raise Astray(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        return answer


async def _repeat(
    tally: Tally, kind: str, pause_s: float, ask: Callable[[], Awaitable[None]]
) -> None:
    while True:
        began = time.perf_counter()
        try:
            await ask()
        except (httpx.HTTPError, Astray) as failure:
            tally.errors.append(f"{kind}: {type(failure).__name__} {failure}")
        else:
            tally.waits[kind].append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(pause_s)
