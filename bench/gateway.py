"""Requests per second through the gateway, against the same service asked directly.

Run `python -m bench.gateway [SECONDS]` from the repository. Three rounds, interleaved, so that both
see the same machine; each number is the median. The route is protected: every request carries a
token that the gateway verified before, is routed, counted against its limit and logged.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from gateway.tokens.formats import create_development_keys
from tests.gateway.world import Program, closed_port
from tests.support.postgres import ServiceUrls, running_postgres, shared_postgres
from tests.support.service import migrated

CONNECTIONS = 32
ROUNDS = 3
ENTERPRISE = "91120116MA0000007N"
BODY = json.dumps({"items": ["x" * 280]}).encode()


async def service(scope: Any, receive: Any, send: Any) -> None:
    """The fastest service there is: bare ASGI with a fixed answer."""
    if scope["type"] == "lifespan":
        for _ in range(2):
            kind = (await receive())["type"].rpartition(".")[2]
            await send({"type": f"lifespan.{kind}.complete"})
        return
    head = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(BODY))]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": BODY})


class Connection(asyncio.Protocol):
    """Sends the same request again as soon as the answer is complete."""

    def __init__(self, request: bytes) -> None:
        self._request, self._seen, self._length = request, b"", 0
        self.answers, self.refused = 0, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._seen += data
        end = self._seen.find(b"\r\n\r\n")
        if end < 0 or len(self._seen) < end + 4 + len(BODY):
            return
        self.refused += not self._seen.startswith(b"HTTP/1.1 200")
        self.answers += 1
        self._seen = b""
        self._transport.write(self._request)


async def rate(address: str, token: str, seconds: float) -> float:
    """Answers per second over all connections."""
    host, port = address.removeprefix("http://").split(":")
    lines = ["GET /v1/products HTTP/1.1", f"host: {host}", f"authorization: Bearer {token}"]
    request = "\r\n".join([*lines, "", ""]).encode()
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: Connection(request), host, int(port))
        for _ in range(CONNECTIONS)
    ]
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    took = time.perf_counter() - began
    for transport, _ in opened:
        transport.abort()
    if refused := sum(connection.refused for _, connection in opened):
        raise SystemExit(f"{refused} answers were not 200")
    return sum(connection.answers for _, connection in opened) / took


@asynccontextmanager
async def process(*command: str, address: str, **variables: str) -> AsyncIterator[None]:
    """A child of this program that answers at `address`."""
    child = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(60):
            while True:
                try:
                    await client.get(f"{address}/healthz")
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.05)
        yield
    finally:
        child.terminate()
        child.wait(20)


def variables(urls: ServiceUrls, gateway: str, direct: str, operator: Program) -> dict[str, str]:
    keys = Path(tempfile.mkdtemp()) / "keys.json"
    create_development_keys(keys)
    services = ("ACCOUNTING", "CERTIFICATION", "REGISTRY", "MUTUAL_RECOGNITION")
    return {
        "ENVIRONMENT": "development",
        "DATABASE_URL": urls.url,
        "PUBLIC_URL": gateway,
        "PORT": gateway.rpartition(":")[2],
        "TOKEN_KEYS": str(keys),
        "OPERATOR_JWKS": json.dumps(operator.jwks),
        "CLIENT_RATE": "1000000",
        "ADDRESS_RATE": "1000000",
        **{f"{name}_URL": direct for name in services},
    }


async def enterprise_token(gateway: str, operator: Program) -> str:
    audience = f"{gateway}/oauth/token"
    async with httpx.AsyncClient(base_url=gateway, trust_env=False) as client:

        async def token(program: Program) -> str:
            form = program.form(program.assertion(aud=audience))
            return str((await client.post("/oauth/token", data=form)).json()["access_token"])

        program = Program("bench")
        body = {"org": ENTERPRISE, "scopes": ["products.read"], "jwks": program.jwks}
        headers = {"Authorization": f"Bearer {await token(operator)}"}
        answer = await client.put("/v1/clients/bench", json=body, headers=headers)
        answer.raise_for_status()
        return await token(program)


async def measure(seconds: float) -> None:
    operator, gateway, direct = Program("operator"), closed_port(), closed_port()
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = shared_postgres() or await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "gateway"))
        told = variables(urls, gateway, direct, operator)
        load = [sys.executable, "-m", "chassis", "gateway", "load"]
        subprocess.run(load, env={**os.environ, **told}, check=True)
        port = direct.rpartition(":")[2]
        await stack.enter_async_context(process("bench.gateway", "serve", port, address=direct))
        api = process("chassis", "gateway", "api", address=gateway, **told)
        await stack.enter_async_context(api)
        token = await enterprise_token(gateway, operator)
        await compare(direct, gateway, token, seconds)


async def compare(direct: str, gateway: str, token: str, seconds: float) -> None:
    found: dict[str, list[float]] = {"direct": [], "gateway": []}
    for number in range(ROUNDS + 1):
        for name, address in (("direct", direct), ("gateway", gateway)):
            measured = await rate(address, token, seconds if number else 1)
            if number:  # Round 0 warms up.
                found[name].append(measured)
                print(f"round {number}  {name:8}{measured:10,.0f} requests/s")
    medians = {name: statistics.median(values) for name, values in found.items()}
    share = medians["gateway"] / medians["direct"]
    print(f"gateway {medians['gateway']:,.0f}/s of {medians['direct']:,.0f}/s = {share:.1%}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        uvicorn.run(service, port=int(sys.argv[2]), log_level="warning", access_log=False)
    else:
        asyncio.run(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 4))
