"""`python -m accounting upload` against a real server, over connections that break."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE
from tests.accounting.uploading import has_meters, readings_csv, works
from tests.gateway.world import closed_port
from tests.support.documented import Executor, executed_by
from tests.support.listening import listening

ROWS = 8_000
pytestmark = pytest.mark.slow("the command is a process of its own that looks once a second")


class Line:
    """A connection to the server that breaks after so many bytes, as often as it is told to."""

    def __init__(self, server: str, breaks: int, after: int) -> None:
        self.server, self.breaks, self.after = urlsplit(server), breaks, after
        self.sent = 0

    async def __call__(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, on = await asyncio.open_connection(self.server.hostname, self.server.port)
        with suppress(ConnectionError):
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(near, on, counted=True))
                both.create_task(self._pass(far, back))

    async def _pass(
        self, read: asyncio.StreamReader, write: asyncio.StreamWriter, *, counted: bool = False
    ) -> None:
        passed = 0
        try:
            while piece := await read.read(4096):
                write.write(piece)
                await write.drain()
                passed += len(piece)
                if counted:
                    self.sent += len(piece)
                if counted and self.breaks and passed > self.after:
                    self.breaks -= 1
                    return
        finally:
            write.close()


@asynccontextmanager
async def platform(accounting: Accounting, breaks: int = 0) -> AsyncIterator[tuple[str, Line]]:
    """The service as it is served, behind a line that breaks, with the worker at work."""

    async def working() -> None:
        while True:
            await works(accounting)
            await asyncio.sleep(0.05)

    worker = asyncio.create_task(working())
    async with listening(accounting.service.app) as server:
        line = Line(server, breaks, after=100_000)
        async with await asyncio.start_server(line, "127.0.0.1", 0) as proxy:
            yield f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}", line
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker


async def upload(accounting: Accounting, url: str, file: Path, *more: str) -> tuple[int, str, str]:
    """Exit status, output and complaints of the documented command."""
    token = accounting.service.issuer.token(ENTERPRISE, "enterprise")
    [documented] = executed_by(Executor.SENDING)
    named = {"readings-2026-10.csv": str(file), "https://tanbiao.example": url}
    words = [named.get(word, word) for word in documented.removeprefix("python ").split()]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        *more,
        env={**os.environ, "TANBIAO_TOKEN": token},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, complaints = await process.communicate()
    return process.returncode or 0, output.decode(), complaints.decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "readings.csv"
    path.write_bytes(readings_csv(ROWS))
    return path


async def test_an_upload_goes_on_where_the_connection_broke(accounting: Accounting, file: Path):
    await has_meters(accounting, "main")

    async with platform(accounting, breaks=2) as (url, line):
        status, output, complaints = await upload(accounting, url, file)

    assert status == 0, output + complaints
    assert (line.breaks, complaints.count("connection broken")) == (0, 2)
    assert f"accepted 已接收 {ROWS}, known 已存在 0, refused 有误 0" in output
    assert line.sent < 2 * file.stat().st_size


async def test_refused_rows_are_saved_beside_the_file(accounting: Accounting, file: Path):
    await has_meters(accounting, "main")
    file.write_bytes(readings_csv(3).replace(b"1.5", b"one"))

    async with platform(accounting) as (url, _):
        status, output, complaints = await upload(accounting, url, file)
        again, repeated, _ = await upload(accounting, url, file)

    saved = file.with_name("readings.errors.csv").read_text("utf-8-sig").splitlines()
    assert (status, again) == (3, 3), output + complaints
    assert [line.split(",")[:4] for line in saved[1:]] == [
        ["main", "2026-01-01T00:01:00Z", "one", "3"]
    ]
    assert repeated.splitlines()[0] == output.splitlines()[0]


async def test_a_refusal_is_told_and_nothing_is_tried_again(accounting: Accounting, file: Path):
    await has_meters(accounting, "main")
    file.write_bytes(b"meter,value\nmain,1\n")

    async with platform(accounting) as (url, _):
        status, _, complaints = await upload(accounting, url, file)
        other, _, why = await upload(accounting, url, file.rename(file.with_suffix(".doc")))

    assert (status, other) == (1, 1)
    assert "The table lacks the columns at" in complaints
    assert "表格缺少列" in complaints
    assert ".parquet" in why


async def test_without_an_answer_it_gives_up_and_says_how_to_go_on(
    accounting: Accounting, file: Path
):
    status, _, complaints = await upload(accounting, closed_port(), file, "--patience", "0")

    assert status == 4
    assert "run this again to go on" in complaints
