"""Heavy work in other processes: limits, turns, and a loop that stays free."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import psutil
import pytest

from chassis.work import Opened, Pool, WorkBroke, WorkersBusy, WorkTooHeavy
from tests.chassis import heavy

MEMORY = 256 << 20


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    pool = Pool(2, preload=["tests.chassis.heavy"], waiting=6, waiting_of_one=4)
    await pool.start()
    yield pool
    await pool.close()


def run(pool, function, *args, org="org", cpu_s=20.0, memory_bytes=MEMORY):
    return pool.run(function, *args, org=org, cpu_s=cpu_s, memory_bytes=memory_bytes)


def stream(pool, function, *args, org="org", cpu_s=20.0, memory_bytes=MEMORY):
    return pool.stream(function, *args, org=org, cpu_s=cpu_s, memory_bytes=memory_bytes)


def begin(pool, function, *args, org="org", **limits) -> asyncio.Task:
    return asyncio.create_task(run(pool, function, *args, org=org, **limits))


async def until(holds) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


def waiters(path: Path) -> list[int]:
    """Processes that wait for a file to appear."""
    return [int(each.suffix[1:]) for each in path.parent.glob(f"{path.name}.*")]


@contextmanager
def another_that_wants(processor: int) -> Iterator[psutil.Process]:
    """A process in a session of its own, as each service has one, that never has enough."""
    busy = f"import os\nos.sched_setaffinity(0, {{{processor}}})\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", busy], start_new_session=True) as process:
        yield psutil.Process(process.pid)
        process.kill()


def own_time() -> float:
    """Seconds of the clock without those in which the system let others go first."""
    waited_ns = int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1])
    return time.monotonic() - waited_ns / 1e9


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_work_is_done_in_another_process(pool):
    assert await run(pool, heavy.double, 21) == 42
    assert await run(pool, os.getpid) != os.getpid()


async def test_each_piece_of_work_has_a_process_of_its_own(pool):
    first, second = await run(pool, os.getpid), await run(pool, os.getpid)

    assert first != second
    assert not is_running(first)


async def test_work_stands_back_from_whoever_waits(pool):
    policy, priority = await run(pool, heavy.standing)

    assert policy == os.SCHED_BATCH
    assert priority > os.getpriority(os.PRIO_PROCESS, 0)


async def test_work_leaves_most_of_a_processor_to_whoever_else_wants_it(pool):
    processor = min(os.sched_getaffinity(0))
    with another_that_wants(processor) as other:
        before = other.cpu_times().user

        got = await run(pool, heavy.processor_time, processor, 2.0)

        of_other = other.cpu_times().user - before
    assert got < 0.6 * of_other


async def test_work_tells_how_far_it_is_before_it_answers(pool):
    heard: list[int] = []

    found = await pool.run(
        heavy.counting, 5, org="org", cpu_s=20, memory_bytes=MEMORY, told=heard.append
    )

    assert (found, heard) == ("counted", [1, 2, 3, 4, 5])
    assert await run(pool, heavy.counting, 5) == "counted", "nobody has to listen"


async def test_a_refusal_comes_back_as_it_was_stated(pool):
    with pytest.raises(heavy.SheetUnreadable) as refusal:
        await run(pool, heavy.refuse, "宏")

    assert refusal.value.facts == {"reason": "宏"}


async def test_a_mistake_of_ours_comes_back_as_itself(pool):
    with pytest.raises(TypeError, match="pickle"):
        await run(pool, heavy.answer_unspeakably)


@pytest.mark.parametrize("function", [heavy.fail, heavy.leave])
async def test_what_cannot_travel_is_told_as_a_breakdown(pool, function):
    with pytest.raises(WorkBroke):
        await run(pool, function)


@pytest.mark.parametrize("endless", [(heavy.burn, 1_000.0), (heavy.burn_natively,)])
async def test_work_that_takes_too_much_time_is_ended(pool, endless):
    with pytest.raises(WorkTooHeavy) as refusal:
        await run(pool, *endless, cpu_s=1)

    assert refusal.value.facts == {"limit": "1 s"}
    assert await run(pool, heavy.double, 1) == 2


async def test_work_that_takes_too_much_memory_is_ended(pool):
    with pytest.raises(WorkTooHeavy) as refusal:
        await run(pool, heavy.hoard, 200, memory_bytes=100 << 20)

    assert refusal.value.facts == {"limit": "100 MiB"}
    assert await run(pool, heavy.hoard, 50, memory_bytes=100 << 20) == 50


async def test_work_that_only_waits_is_ended_too(pool, tmp_path):
    with pytest.raises(WorkTooHeavy):
        await run(pool, heavy.wait_for, str(tmp_path / "never"), cpu_s=0.05)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
async def test_a_process_that_dies_takes_nothing_along(pool, tmp_path, sign):
    other = begin(pool, heavy.wait_for, str(tmp_path / "go"), org="other")
    await until(lambda: waiters(tmp_path / "go"))

    with pytest.raises(WorkBroke, match=f"exit -{int(sign)}"):
        await run(pool, heavy.die, sign)

    (tmp_path / "go").touch()
    assert await other == str(tmp_path / "go")
    assert await run(pool, heavy.double, 1) == 2


async def test_pieces_come_one_by_one_from_one_process(pool):
    pieces = [piece async for piece in stream(pool, heavy.count_up, 3)]

    assert [number for number, _ in pieces] == [0, 1, 2]
    assert len({process for _, process in pieces}) == 1


async def test_a_stream_makes_no_more_than_is_taken(pool, tmp_path):
    numbers = stream(pool, heavy.write_down, str(tmp_path / "made"), 1 << 20)
    await anext(numbers)
    await anext(numbers)

    await numbers.aclose()

    assert len((tmp_path / "made").read_text()) <= 4


async def test_what_a_stream_raises_comes_after_what_it_yielded(pool):
    pieces = stream(pool, heavy.yield_then_refuse)

    assert await anext(pieces) == "first"
    with pytest.raises(heavy.SheetUnreadable):
        await anext(pieces)


async def test_the_time_of_a_stream_is_that_of_each_piece(pool):
    """Three pieces of 0.7 s each are within a second; one of 3 s is not."""
    pieces = stream(pool, heavy.burn_each, 3.0, 1, cpu_s=1)

    assert [each async for each in stream(pool, heavy.burn_each, 0.7, 3, cpu_s=1)] == [0, 1, 2]
    with pytest.raises(WorkTooHeavy):
        await anext(pieces)


async def test_a_stream_that_is_left_gives_its_turn_back(pool):
    for _ in range(3):
        numbers = stream(pool, heavy.count_up, 1000)
        await anext(numbers)
        await numbers.aclose()

    assert await run(pool, heavy.double, 1) == 2


async def test_an_open_file_travels_without_a_name(pool):
    with TemporaryFile() as file:
        file.write("表".encode())
        file.seek(0)

        assert await run(pool, heavy.read_all, Opened(file)) == "表".encode()


async def test_cancelling_ends_the_process(pool, tmp_path):
    task = begin(pool, heavy.wait_for, str(tmp_path / "never"))
    await until(lambda: waiters(tmp_path / "never"))

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    (process,) = waiters(tmp_path / "never")
    assert not is_running(process)


async def test_what_is_cancelled_while_it_waits_leaves_the_queue(pool, tmp_path):
    busy = [begin(pool, heavy.wait_for, str(tmp_path / "go"), org=org) for org in "ab"]
    await until(lambda: len(waiters(tmp_path / "go")) == 2)
    waiting = [begin(pool, heavy.double, n) for n in range(4)]
    await asyncio.sleep(0)

    waiting[0].cancel()
    await asyncio.sleep(0)
    later = begin(pool, heavy.double, 9)
    (tmp_path / "go").touch()

    assert await asyncio.gather(*waiting[1:], later, *busy)
    assert later.result() == 18


async def test_an_organisation_has_a_bound_of_its_own(pool, tmp_path):
    tasks = [begin(pool, heavy.wait_for, str(tmp_path / "go")) for _ in range(5)]
    await until(lambda: waiters(tmp_path / "go"))

    with pytest.raises(WorkersBusy):
        await run(pool, heavy.double, 1)
    assert await run(pool, heavy.double, 1, org="other") == 2

    (tmp_path / "go").touch()
    await asyncio.gather(*tasks)


async def test_all_organisations_together_have_a_bound(pool, tmp_path):
    tasks = [begin(pool, heavy.wait_for, str(tmp_path / "go"), org=str(n)) for n in range(8)]
    await until(lambda: len(waiters(tmp_path / "go")) == 2)

    with pytest.raises(WorkersBusy):
        await run(pool, heavy.double, 1, org="another")

    (tmp_path / "go").touch()
    await asyncio.gather(*tasks)


async def test_no_organisation_takes_every_process(pool, tmp_path):
    tasks = [begin(pool, heavy.wait_for, str(tmp_path / "go")) for _ in range(3)]
    await until(lambda: waiters(tmp_path / "go"))

    assert await run(pool, heavy.double, 1, org="other") == 2
    assert len(waiters(tmp_path / "go")) == 1

    (tmp_path / "go").touch()
    await asyncio.gather(*tasks)


async def test_organisations_take_turns(tmp_path):
    pool, ended = Pool(1), []

    async def note(org: str) -> None:
        await run(pool, heavy.double, 1, org=org)
        ended.append(org)

    holding = begin(pool, heavy.wait_for, str(tmp_path / "go"), org="z")
    tasks = [asyncio.create_task(note(org)) for org in "aaabbc"]
    await asyncio.sleep(0)
    (tmp_path / "go").touch()
    await asyncio.gather(holding, *tasks)
    await pool.close()

    assert "".join(ended) == "abcaba"


async def test_closing_ends_what_is_running(tmp_path):
    pool = Pool(2)
    task = begin(pool, heavy.wait_for, str(tmp_path / "never"))
    await until(lambda: waiters(tmp_path / "never"))

    await pool.close()

    with pytest.raises(WorkBroke):
        await task


async def test_the_loop_is_never_silent_while_heavy_work_runs(pool):
    """The best of three rounds: other programs make its other threads wait too."""
    silences = []
    for _ in range(3):
        work = [begin(pool, heavy.burn, 0.3, org="burns")]
        work += [begin(pool, heavy.echo, b"x" * (16 << 20), org="sends") for _ in range(2)]
        longest, seen = 0.0, own_time()
        while not all(task.done() for task in work):
            await asyncio.sleep(0.001)
            longest, seen = max(longest, own_time() - seen), own_time()
        await asyncio.gather(*work)
        silences.append(longest)

    assert min(silences) < 0.1
