"""Requests per second through the gateway, against nginx `proxy_pass` to the same service.

Run `python -m bench.gateway [SECONDS]` from the repository; it takes nginx and wrk from the path
(`apt-get install nginx-light wrk`). The route is protected: every request carries a token that the
gateway verified before, is routed, counted against its limit and logged. nginx does none of that:
it is what passing a request on costs at least. Each proxy has one core to itself, the service and
the load generator share another; the rounds are interleaved, so that all see the same machine, and
each number is the median.
"""

import asyncio
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from gateway.tokens.formats import create_development_keys
from tests.gateway.world import Program, closed_port
from tests.support.postgres import ServiceUrls, running_postgres, shared_postgres
from tests.support.service import migrated

CONNECTIONS = (1, 16, 128)
ROUNDS = 3
ENTERPRISE = "91120116MA0000007N"
BODY = json.dumps({"items": ["x" * 280]})
_COMMON = """
worker_processes 1; daemon off; pid {folder}/{name}.pid; error_log {folder}/{name}.log;
events {{ worker_connections 4096; }}
"""
SERVICE = """
http {{ access_log off; keepalive_requests 1000000000; server {{ listen 127.0.0.1:{port};
  location / {{ default_type application/json; return 200 '{body}'; }} }} }}
"""
PROXY = """
http {{ access_log off; keepalive_requests 1000000000;
  upstream service {{ server 127.0.0.1:{to}; keepalive 256; keepalive_requests 1000000000; }}
  server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://service;
    proxy_http_version 1.1; proxy_set_header Connection ""; }} }} }}
"""
_LATENCY = re.compile(r"50%\s+([\d.]+)(us|ms|s)")
_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Measured:
    """One run of the load generator."""

    rate: float
    """Answers per second."""
    p50_ms: float
    busy: float
    """Share of a core that the proxy took."""


def load(address: str, token: str, connections: int, seconds: float, of: int | None) -> Measured:
    """What wrk saw. Raises `SystemExit` for answers that are not 200."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency"]
    command += ["-H", f"Authorization: Bearer {token}", f"{address}/v1/products"]
    before = _cpu_s(of)
    said = subprocess.run(pinned(1, *command), capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    value, unit = _LATENCY.search(said).groups()  # type: ignore[union-attr]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    return Measured(rate, float(value) * _MS[unit], (_cpu_s(of) - before) / seconds)


def _cpu_s(process: int | None) -> float:
    if process is None:
        return 0.0
    times = [psutil.Process(process)]
    times += times[0].children(recursive=True)
    return sum(each.cpu_times().user + each.cpu_times().system for each in times)


def pinned(core: int, *command: str) -> list[str]:
    """The command on one core, where there are several."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2 or not shutil.which("taskset"):
        return list(command)
    return ["taskset", "-c", str(cores[core]), *command]


@asynccontextmanager
async def process(
    command: list[str], address: str, variables: Mapping[str, str] | None = None
) -> AsyncIterator[int]:
    """A child that answers at `address`; its id."""
    child = subprocess.Popen(
        command, env={**os.environ, **(variables or {})}, stdout=subprocess.DEVNULL
    )
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(60):
            while True:
                try:
                    await client.get(f"{address}/healthz")
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.05)
        yield child.pid
    finally:
        child.terminate()
        child.wait(20)


def nginx(folder: Path, name: str, http: str, **options: object) -> list[str]:
    """The command of an nginx with this configuration."""
    file = folder / f"{name}.conf"
    file.write_text((_COMMON + http).format(folder=folder, name=name, **options), "utf-8")
    return ["nginx", "-p", str(folder), "-c", str(file)]


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
        # One client with 128 connections is no caller as there should be, and no limit is measured.
        "AT_ONCE_PER_CLIENT": "256",
        "AT_ONCE_PER_ORG": "256",
        "CONNECTIONS_PER_SERVICE": "256",
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
    operator, gateway, direct, proxy = Program("operator"), *(closed_port() for _ in range(3))
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = shared_postgres() or await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "gateway"))
        told = variables(urls, gateway, direct, operator)
        run = [sys.executable, "-m", "chassis", "gateway"]
        subprocess.run([*run, "load"], env={**os.environ, **told}, check=True)

        port, to = (address.rpartition(":")[2] for address in (proxy, direct))
        service = nginx(folder, "service", SERVICE, port=to, body=BODY)
        passing = nginx(folder, "proxy", PROXY, port=port, to=to)
        await stack.enter_async_context(process(pinned(1, *service), direct))
        through = await stack.enter_async_context(process(pinned(0, *passing), proxy))
        api = process(pinned(0, *run, "api"), gateway, told)
        own = await stack.enter_async_context(api)
        token = await enterprise_token(gateway, operator)
        targets = {"direct": (direct, None), "nginx": (proxy, through), "gateway": (gateway, own)}
        compare(targets, token, seconds)


def compare(targets: Mapping[str, tuple[str, int | None]], token: str, seconds: float) -> None:
    for connections in CONNECTIONS:
        found: dict[str, list[Measured]] = {name: [] for name in targets}
        for number in range(ROUNDS + 1):
            for name, (address, of) in targets.items():
                measured = load(address, token, connections, seconds if number else 1, of)
                if number:  # Round 0 warms up.
                    found[name].append(measured)
        tell(connections, {name: _median(values) for name, values in found.items()})


def _median(values: list[Measured]) -> Measured:
    return Measured(
        *(
            statistics.median(getattr(v, name) for v in values)
            for name in ("rate", "p50_ms", "busy")
        )
    )


def tell(connections: int, medians: Mapping[str, Measured]) -> None:
    gateway, proxy, direct = (medians[name] for name in ("gateway", "nginx", "direct"))
    bound = "its own core" if gateway.busy > 0.85 else "the rest of the machine"
    print(
        f"{connections:4} connections: gateway {gateway.rate:7,.0f}/s,"
        f" nginx {proxy.rate:7,.0f}/s = {gateway.rate / proxy.rate:.1%};"
        f" direct {direct.rate:7,.0f}/s; p50 {gateway.p50_ms:.2f} ms, over direct"
        f" {gateway.p50_ms - direct.p50_ms:+.2f}, nginx {proxy.p50_ms - direct.p50_ms:+.2f};"
        f" the gateway took {gateway.busy:.0%} of a core"
        f" ({gateway.busy / gateway.rate * 1e6:.0f} us a request, nginx"
        f" {proxy.busy / proxy.rate * 1e6:.0f}): bound by {bound}",
        flush=True,
    )


if __name__ == "__main__":
    if missing := [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]:
        raise SystemExit(f"{' and '.join(missing)} not found: apt-get install nginx-light wrk")
    asyncio.run(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 4))
