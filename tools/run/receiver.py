"""The partner region's webhook receiver beside the platform."""

import asyncio

import httpx

from tools.child import Child
from tools.layout import Layout

PORT_OFFSET = 9
_TIMEOUT_S = 30.0


class Receiver:
    """Stands in for Hebei: a process of its own that verifies and keeps what it receives."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._port = layout.port + PORT_OFFSET
        self._child: Child | None = None
        self.store = layout.data / "partner" / "received.jsonl"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/webhooks"

    async def start(self) -> None:
        """Start it with the public keys that the platform publishes."""
        words = ["-m", "tools.partner", "--port", str(self._port), "--store", str(self.store)]
        for key in await self._keys():
            words += ["--key", key]
        log = self._layout.data / "log" / "partner.log"
        self._child = Child("partner", words, {}, log)
        self._child.start()

    async def stop(self) -> None:
        if self._child:
            await self._child.stop()

    async def received(self) -> list[dict[str, object]]:
        """What it received, by webhook id."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{self._port}/received")
            events: list[dict[str, object]] = answer.json()["events"]
            return events

    async def _keys(self) -> list[str]:
        url = f"{self._layout.url}/.well-known/webhook-keys.json"
        async with asyncio.timeout(_TIMEOUT_S), httpx.AsyncClient() as client:
            while True:
                answer = await client.get(url)
                if answer.status_code == 200 and (published := answer.json()["keys"]):
                    return [key["key"] for key in published]
                await asyncio.sleep(0.1)
