"""Meter readings taken in per second, every line checked, against COPY of the same rows.

Run `python -m bench.intake [ROWS]` from the repository. Three rounds, interleaved, each on a fresh
database: the readings as NDJSON through the use case of `POST /v1/meters/readings`; and the same
rows, written as CSV beforehand, by COPY into the same partitioned table and into a bare one.
Memory is the peak of a process of its own that takes in ten thousand rows, and one that takes a
hundred times as many.
"""

import asyncio
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import asyncpg

from accounting.domain.meters import Meter, MeterKind
from accounting.domain.text import Text
from accounting.usecases import enterprises, meters
from bench.report import Figure, report
from chassis.database import Database
from tests.support.postgres import Databases, running_postgres, shared_postgres
from tests.support.service import migrated

ROUNDS = 3
METERS = 100
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
ORG = "91120116MA0000007N"
PIECE_BYTES = 65_536
FEW, MANY = 10_000, 1_000_000


def rows(count: int) -> Iterator[tuple[int, str, str]]:
    """Meter, moment and value: each meter read every five minutes."""
    for step in range(count // METERS):
        at = (BEGIN + timedelta(minutes=5 * step)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for number in range(1, METERS + 1):
            yield number, at, f"{step * 3 + number}.25"


async def ndjson(count: int) -> AsyncIterator[bytes]:
    """The rows as they would arrive, in pieces of 64 KiB, made while they are read."""
    held: list[str] = []
    size = 0
    for number, at, value in rows(count):
        line = f'{{"meter":"meter-{number}","at":"{at}","value":"{value}"}}\n'
        held.append(line)
        size += len(line)
        if size >= PIECE_BYTES:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


async def prepare(database: Database) -> None:
    """An enterprise with its meters, numbered from one."""
    name = Text("示例", "Sample")
    async with database.transaction() as tx:
        await enterprises.describe(tx, ORG, uscc=ORG, name=name, division="120116")
        for number in range(1, METERS + 1):
            meter = Meter(name=name, kind=MeterKind.ELECTRICITY, unit="kWh", digits=9)
            await meters.describe(tx, ORG, f"meter-{number}", meter)


async def taken_in(database: Database, pieces: AsyncIterator[bytes], count: int) -> float:
    """Seconds until the rows are committed."""
    began = time.perf_counter()
    async with database.transaction() as tx:
        receipt = await meters.take_readings(tx, ORG, pieces)
    took = time.perf_counter() - began
    if (receipt.taken, receipt.refused) != (count, 0):
        raise SystemExit(f"{receipt.taken} of {count} rows were taken, {receipt.refused} refused")
    return took


async def copied(admin_url: str, table: str, content: bytes, months: set[date]) -> float:
    """Seconds that PostgreSQL's COPY needs for the same rows, commit included."""
    connection = await asyncpg.connect(admin_url)
    await connection.execute(
        "create table bare (meter integer, at timestamptz, value numeric(21, 6), reset boolean)"
    )
    for month in months:
        await connection.execute("select provide_reading_partition($1)", month)
    began = time.perf_counter()
    columns = ["meter", "at", "value", "reset"]
    await connection.copy_to_table(table, source=io.BytesIO(content), columns=columns, format="csv")
    took = time.perf_counter() - began
    await connection.close()
    return took


async def round_of(databases: Databases, template: str, count: int, csv: bytes) -> dict[str, float]:
    """Seconds of each way, each on a fresh database; lines are made before the clock runs."""
    lines = [piece async for piece in ndjson(count)]
    months = {date.fromisoformat(at[:7] + "-01") for _, at, _ in rows(count)}

    async def pieces() -> AsyncIterator[bytes]:
        for piece in lines:
            yield piece

    found = {}
    async with databases.service("accounting", template) as urls:
        database = Database(urls.url)
        await prepare(database)
        found["intake"] = await taken_in(database, pieces(), count)
        await database.close()
    for way, table in (("copy", "reading"), ("copy-bare", "bare")):
        async with databases.service("accounting", template) as urls:
            database = Database(urls.url)
            await prepare(database)
            await database.close()
            found[way] = await copied(urls.admin_url, table, csv, months)
    return found


async def measure(count: int) -> None:
    csv = "".join(f"{n},{at},{value},f\n" for n, at, value in rows(count)).encode()
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = shared_postgres() or await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "accounting"))
        rounds = []
        for number in range(ROUNDS):
            rounds.append(await round_of(postgres, urls.name, count, csv))
            shown = "  ".join(f"{way} {count / s:,.0f}/s" for way, s in rounds[-1].items())
            print(f"round {number + 1}  {shown}", flush=True)
        peaks = {n: await peak(postgres, urls.name, n) for n in sorted({FEW, MANY, count})}
    reported(count, rounds, peaks)


async def peak(databases: Databases, template: str, count: int) -> float:
    """MiB that a process of its own held at most while it took in the rows."""
    async with databases.service("accounting", template) as urls:
        command = [sys.executable, "-m", "bench.intake", "take", str(count)]
        child = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, "DATABASE_URL": urls.url}, stdout=subprocess.PIPE
        )
        output, _ = await child.communicate()
    return float(output)


async def take(count: int) -> None:
    database = Database(os.environ["DATABASE_URL"])
    await prepare(database)
    await taken_in(database, ndjson(count), count)
    await database.close()
    # The system's other measure, ru_maxrss, is handed down from the process that started this one.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) / 1024)


def reported(count: int, rounds: list[dict[str, float]], peaks: dict[int, float]) -> None:
    rates = {way: statistics.median(count / each[way] for each in rounds) for way in rounds[0]}
    bound = (
        "PostgreSQL keeps the keys of the partitions, which the bare table has none of, while the "
        "next lines are checked"
    )
    flat = "one piece of lines is held at a time, whatever the size of the upload"
    report(
        "intake",
        [
            Figure.at_least("rows taken in", rates["intake"], "rows/s", rates["copy"], 0.5, bound),
            Figure.at_most("peak memory", max(peaks.values()), "MiB", peaks[FEW], 1.5, flat),
        ],
        notes=[
            f"{count:,} rows, median of {ROUNDS} rounds; COPY into a bare table reaches "
            f"{rates['copy-bare']:,.0f} rows/s",
            *(f"{number:,} rows: at most {size:.0f} MiB" for number, size in peaks.items()),
        ],
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["take"]:
        asyncio.run(take(int(sys.argv[2])))
    else:
        asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else MANY))
