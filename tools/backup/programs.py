"""PostgreSQL's own programs for dumps: those of the wheel, else those on the PATH."""

import asyncio
import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tools.local.errors import LocalError
from tools.local.system_user import programs


async def dump(url: str, snapshot: str, into: Path) -> None:
    """What a transaction with this snapshot sees of the database, compressed, into a file."""
    arguments = ["--format=custom", f"--snapshot={snapshot}", f"--file={into}"]
    await _run("pg_dump", url, *arguments, _database(url))


async def load(url: str, dumped: Path) -> None:
    """Fill an empty database, whole or not at all."""
    arguments = ["--single-transaction", "--exit-on-error", f"--dbname={_database(url)}"]
    await _run("pg_restore", url, *arguments, str(dumped))


async def read_whole(dumped: Path) -> None:
    """Read a dump to its end. Raises `LocalError` where it breaks off."""
    await _run("pg_restore", "", "--file=/dev/null", str(dumped))


def _database(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


async def _run(program: str, url: str, *arguments: str) -> None:
    """Raises `LocalError` with its last words."""
    process = await asyncio.create_subprocess_exec(
        _path(program),
        *arguments,
        env={"PATH": os.environ.get("PATH", ""), **_connection(url)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        raise LocalError(f"{program} failed: {said.decode('utf-8', 'replace').strip()[-800:]}")


def _connection(url: str) -> dict[str, str]:
    """In the environment: a command line can be read by every user."""
    parts = urlsplit(url)
    if not parts.hostname:
        return {}
    query = dict(each.split("=", 1) for each in parts.query.split("&") if "=" in each)
    known = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    return {
        "PGHOST": parts.hostname,
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        **{name: unquote(query[key]) for key, name in known.items() if key in query},
    }


def _path(program: str) -> str:
    try:
        return str(programs() / program)
    except LocalError as missing:
        if found := shutil.which(program):
            return found
        raise LocalError(f"{program} is missing; install PostgreSQL's client programs") from missing
