"""Three servers of the same bytes, each on one core: the registry, nginx, and the least handler.

The load (wrk) and PostgreSQL have the other cores.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

CORE = "0"
"""Where the server that is measured runs."""
OTHERS = f"1-{(os.cpu_count() or 2) - 1}"
_BROKEN = re.compile("Socket errors: (?!connect 0, read 0, write 0)")
_NGINX = """
worker_processes 1;
daemon off;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    etag on;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        default_type application/json;
        add_header Cache-Control "public, max-age=5, stale-while-revalidate=25";
        add_header X-Content-Type-Options nosniff;
        open_file_cache max=1000;
    }}
}}
"""
_EACH = """
local paths, at = {{}}, {first}
for path in io.lines("{file}") do paths[#paths + 1] = path end
request = function()
    at = at + 1
    return wrk.format("GET", paths[at % #paths + 1])
end
"""


class Missing(SystemExit):
    """A program that this needs is not installed."""


def require(*programs: str) -> None:
    """Raises `Missing` with what to install."""
    if absent := [name for name in programs if shutil.which(name, path=_PATH) is None]:
        raise Missing(f"this bench needs {', '.join(absent)}: apt-get install nginx-light wrk")


_PATIENCE = 1_200
"""Tenths of a second that a server may take to begin."""
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"


@dataclass(frozen=True)
class Load:
    """What wrk found."""

    per_second: float
    p99_ms: float


async def load(
    port: int,
    path: str = "/",
    *,
    seconds: float,
    connections: int = 32,
    script: Path | None = None,
    accept: str = "application/json",
) -> Load:
    """Ask as fast as answers come. Raises `SystemExit` where an answer is none of success."""
    words = ["taskset", "-c", OTHERS, "wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s"]
    words += ["--latency", "-H", f"Accept: {accept}"]
    words += ["-s", str(script)] if script else []
    words.append(f"http://127.0.0.1:{port}{path}")
    process = await asyncio.create_subprocess_exec(*words, stdout=subprocess.PIPE)
    said = (await process.communicate())[0].decode()
    if process.returncode or "Non-2xx" in said or _BROKEN.search(said):
        raise SystemExit(f"{path}: {said}")
    slowest = re.search(r"99%\s+([0-9.]+)(us|ms|s)", said)
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    if not slowest or not rate:
        raise SystemExit(said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[slowest[2]]
    return Load(float(rate[1]), float(slowest[1]) * scale)


def each_once(folder: Path, paths: Sequence[str], first: int) -> Path:
    """A script that asks one address after the other, beginning at a place of them."""
    listed, script = folder / "paths.txt", folder / f"each-{first}.lua"
    listed.write_text("\n".join(paths) + "\n")
    script.write_text(_EACH.format(first=first, file=listed))
    return script


@asynccontextmanager
async def _running(
    words: Sequence[str], port: int, variables: Mapping[str, str] | None = None
) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        "taskset", "-c", CORE, *words, env={**os.environ, "PATH": _PATH, **(variables or {})}
    )
    try:
        await _answering(port)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _answering(port: int) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(_PATIENCE):
            try:
                await client.get(f"http://127.0.0.1:{port}/")
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
            else:
                return
    raise SystemExit(f"nothing answers at port {port}")


@asynccontextmanager
async def nginx(folder: Path, port: int, files: Mapping[str, bytes]) -> AsyncIterator[None]:
    """nginx with these files."""
    home = folder / "nginx"
    (home / "www").mkdir(parents=True)
    for each in (folder, home, home / "www"):
        each.chmod(0o755)
    for name, content in files.items():
        (home / "www" / name).write_bytes(content)
    settings = home / "nginx.conf"
    settings.write_text(_NGINX.format(folder=home, port=port))
    async with _running(["nginx", "-c", str(settings), "-p", str(home)], port):
        yield


@asynccontextmanager
async def registry(port: int, variables: Mapping[str, str]) -> AsyncIterator[None]:
    """The registry's API process."""
    words = [sys.executable, "-m", "chassis", "registry", "api"]
    ports = {"PORT": str(port), "INTERNAL_PORT": str(port + 1)}
    async with _running(words, port, {**variables, **ports}):
        yield


@asynccontextmanager
async def bare(port: int, database_url: str) -> AsyncIterator[None]:
    """One query by asyncpg and its bytes, under the same uvicorn: what nobody can do without."""
    words = [sys.executable, "-c", _BARE, database_url, str(port)]
    async with _running(words, port):
        yield


_BARE = textwrap.dedent(
    """
    import sys
    import asyncpg
    import uvicorn

    pool = None
    HEADERS = [(b"content-type", b"application/json"), (b"cache-control", b"no-cache")]

    async def app(scope, receive, send):
        global pool
        if scope["type"] != "http":
            return
        if pool is None:
            pool = await asyncpg.create_pool(sys.argv[1], min_size=8, max_size=8)
        number = scope["path"].rpartition("/")[2]
        async with pool.acquire() as connection:
            body = await connection.fetchval("select body from bare where number = $1", number)
        body = body or b""
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, length]})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(app, port=int(sys.argv[2]), http="httptools", access_log=False,
                log_level="warning", lifespan="off")
    """
)
