"""Meter readings taken in per second, every line checked, against COPY of the same rows.

Run `python -m bench.intake [ROWS [MOST]]` from the repository. Five rounds, interleaved, each way
on a fresh database: readings as NDJSON through the use case of `POST /v1/meters/readings`; as an
upload, from its first piece to its last row; and the same rows, written as CSV beforehand, by COPY
into the same partitioned table with the same keys, which is the ceiling. What COPY reaches with the
same rows in its binary format, as PostgreSQL wrote them, and into a bare table is noted beside it.
Memory is the peak of a process of its own for each of ten thousand, a million and ten million rows,
made while they are read.
"""

import asyncio
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import asyncpg

from accounting.custody.domain.master_keys import read_master_keys
from accounting.custody.store.vault import Vault
from accounting.evidence.store.files import one_piece
from accounting.evidence.store.folder import EvidenceFolder
from accounting.meters.domain.meters import Meter, MeterKind
from accounting.meters.usecases import meters
from accounting.products.usecases import enterprises
from accounting.uploads.domain.limits import Limits
from accounting.uploads.domain.uploads import Announcement, UploadContent, UploadKind, UploadState
from accounting.uploads.usecases import uploads
from accounting.uploads.usecases.intake import Desk, take_in
from accounting.uploads.usecases.uploads import UploadPiece
from accounting.values.domain.text import Text
from bench.report import Figure, report
from chassis.auth import Caller
from chassis.database import Database
from chassis.work import Pool
from tests.support.postgres import Databases, ServiceUrls, running_postgres, shared_postgres
from tests.support.service import MASTER_KEYS, migrated

ROUNDS = 5
ROWS = 500_000
METERS = 100
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
ORG = "91120116MA0000007N"
PIECE_BYTES = 65_536
WORK = Pool()
FEW, MANY, MOST = 10_000, 1_000_000, 10_000_000
LIMITS = Limits(max_bytes=1 << 40, piece_bytes=8 << 20, open=1, keep=timedelta(days=1))
_COLUMNS = ["meter", "at", "value", "reset"]
_BARE = "create table bare (meter integer, at timestamptz, value numeric(21, 6), reset boolean)"
CALLER = Caller("bench", ORG, "enterprise", frozenset(), None)


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
        receipt = await meters.take_readings(tx, WORK, ORG, pieces)
    took = time.perf_counter() - began
    if (receipt.taken, receipt.refused) != (count, 0):
        raise SystemExit(f"{receipt.taken} of {count} rows were taken, {receipt.refused} refused")
    return took


async def uploaded(database: Database, content: bytes, count: int, folder: Path) -> float:
    """Seconds from the first piece of an upload to its last row."""
    files = EvidenceFolder(LIMITS.max_bytes, folder)
    digest = sha256(content).hexdigest()
    announced = Announcement(
        UploadContent.METER_READINGS, "bench", UploadKind.NDJSON, len(content), digest
    )
    began = time.perf_counter()
    async with database.transaction() as tx:
        upload, _ = await uploads.announce(tx, CALLER, announced, LIMITS)
    for begins in range(0, len(content), LIMITS.piece_bytes):
        part = content[begins : begins + LIMITS.piece_bytes]
        piece = UploadPiece(begins, one_piece(part), lambda: False)
        async with database.transaction() as tx:
            await uploads.append(tx, files, ORG, upload.id, piece, LIMITS)
    while await take_in(database, desk=Desk(files, count, WORK)):
        pass
    took = time.perf_counter() - began
    async with database.transaction() as tx:
        done = await uploads.read(tx, ORG, upload.id)
    if (done.state, done.tally.accepted) != (UploadState.DONE, count):
        raise SystemExit(f"the upload is {done.state} with {done.tally}")
    return took


@dataclass(frozen=True)
class Copy:
    """One way to give the rows to COPY, written before the clock runs."""

    table: str
    format: str
    content: bytes


async def copied(admin_url: str, way: Copy, months: set[date]) -> float:
    """Seconds that PostgreSQL's COPY needs for the same rows, commit included."""
    connection = await asyncpg.connect(admin_url)
    await connection.execute(_BARE)
    for month in months:
        await connection.execute("select provide_reading_partition($1)", month)
    began = time.perf_counter()
    await connection.copy_to_table(
        way.table, source=io.BytesIO(way.content), columns=_COLUMNS, format=way.format
    )
    took = time.perf_counter() - began
    await connection.close()
    return took


async def as_binary(admin_url: str, csv: bytes) -> bytes:
    """The rows in the binary format of COPY, as PostgreSQL writes them."""
    connection = await asyncpg.connect(admin_url)
    await connection.execute(_BARE)
    written = io.BytesIO()
    await connection.copy_to_table("bare", source=io.BytesIO(csv), columns=_COLUMNS, format="csv")
    await connection.copy_from_table("bare", columns=_COLUMNS, output=written, format="binary")
    await connection.close()
    return written.getvalue()


async def copies(databases: Databases, template: str, csv: bytes) -> dict[str, Copy]:
    """Every way of COPY that the intake is seen beside."""
    async with prepared(databases, template) as (urls, _):
        binary = await as_binary(urls.admin_url, csv)
    return {
        "copy": Copy("reading", "csv", csv),
        "copy-binary": Copy("reading", "binary", binary),
        "copy-bare": Copy("bare", "csv", csv),
    }


@asynccontextmanager
async def prepared(
    databases: Databases, template: str
) -> AsyncIterator[tuple[ServiceUrls, Database]]:
    """A fresh database with meters, and the way that the program has to it."""
    async with databases.service("accounting", template) as urls:
        database = opened(urls.url)
        await prepare(database)
        yield urls, database
        await database.close()


def opened(url: str) -> Database:
    database = Database(url)
    Vault(read_master_keys(MASTER_KEYS.read_text("utf-8"))).attach(database.engine)
    return database


async def round_of(
    databases: Databases, template: str, count: int, ways: dict[str, Copy]
) -> dict[str, float]:
    """Seconds of each way, each on a fresh database; lines are made before the clock runs."""
    lines = [piece async for piece in ndjson(count)]
    months = {date.fromisoformat(at[:7] + "-01") for _, at, _ in rows(count)}

    async def pieces() -> AsyncIterator[bytes]:
        for piece in lines:
            yield piece

    found = {}
    async with prepared(databases, template) as (_, database):
        found["intake"] = await taken_in(database, pieces(), count)
    for name, way in ways.items():
        async with prepared(databases, template) as (urls, _):
            found[name] = await copied(urls.admin_url, way, months)
    folder = Path(tempfile.mkdtemp())
    async with prepared(databases, template) as (_, database):
        found["upload"] = await uploaded(database, b"".join(lines), count, folder)
    shutil.rmtree(folder)
    return found


async def measure(count: int, most: int) -> None:
    csv = "".join(f"{n},{at},{value},f\n" for n, at, value in rows(count)).encode()
    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp())
        postgres = shared_postgres() or await stack.enter_async_context(running_postgres(folder))
        urls = await stack.enter_async_context(migrated(postgres, "accounting"))
        ways = await copies(postgres, urls.name, csv)
        rounds = []
        for number in range(ROUNDS):
            rounds.append(await round_of(postgres, urls.name, count, ways))
            shown = "  ".join(f"{way} {count / s:,.0f}/s" for way, s in rounds[-1].items())
            print(f"round {number + 1}  {shown}", flush=True)
        peaks = {}
        for number in sorted({FEW, min(MANY, most), most}):
            peaks[number] = await peak(postgres, urls.name, number)
            print(f"{number:,} rows: at most {peaks[number]:.0f} MiB", flush=True)
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
    database = opened(os.environ["DATABASE_URL"])
    await prepare(database)
    await taken_in(database, ndjson(count), count)
    await database.close()
    # The system's other measure, ru_maxrss, is handed down from the process that started this one.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]) / 1024)


def reported(count: int, rounds: list[dict[str, float]], peaks: dict[int, float]) -> None:
    rates = {way: statistics.median(count / each[way] for each in rounds) for way in rounds[0]}
    bound = (
        "PostgreSQL, which keeps the keys of the partitions while the next lines are checked;"
        " rows in its binary format and in the order of the keys spare it a part of that"
    )
    on_disk = (
        "the file is written as parts and as a whole, hashed three times, and its rows are "
        "committed in blocks of a megabyte, each with its checkpoint"
    )
    most = max(peaks)
    flat = (
        f"two pieces of 512 KiB are held at a time; {most:,} rows take what {FEW:,} take, which is "
        "mostly the program itself"
    )
    report(
        "intake",
        [
            Figure.at_least("rows taken in", rates["intake"], "rows/s", rates["copy"], 0.5, bound),
            Figure.at_least(
                "rows of an upload", rates["upload"], "rows/s", rates["copy"], 0.5, on_disk
            ),
            Figure.at_most("peak memory", peaks[most], "MiB", peaks[FEW], 1.15, flat),
        ],
        notes=[
            f"{count:,} rows, median of {ROUNDS} rounds; COPY reaches {rates['copy-binary']:,.0f} "
            f"rows/s in its binary format, and {rates['copy-bare']:,.0f} rows/s into a bare table",
            *(f"{number:,} rows: at most {size:.0f} MiB" for number, size in peaks.items()),
        ],
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["take"]:
        asyncio.run(take(int(sys.argv[2])))
    else:
        counts = [int(argument) for argument in sys.argv[1:3]]
        asyncio.run(measure(*counts, *(ROWS, MOST)[len(counts) :]))
