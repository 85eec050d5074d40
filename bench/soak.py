"""Whether honest clients notice that everything hostile runs beside them.

Run `make soak MINUTES=5` from the repository. It starts the whole platform in a folder of its own.
Honest clients work for a third of the time in quiet and for the rest beside `bench.attacks`; the
quiet is what the rest is measured against. Nothing leaves this machine. Ends with status 1 when an
aim does not hold.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Mapping

import httpx
import psutil
from prometheus_client.parser import text_string_to_metric_families

from bench.honest import Honest, Tally
from bench.report import Figure, report
from bench.running import Running, running
from tools import fleet
from tools.child import Child
from tools.stack import Stack

MINUTES = 5.0
AIM, FLAT = 3.0, 1.5
"""How much longer an honest request may take, and how much larger a process may be afterwards."""
_SETTLE_S, _WARM_S, _OVERTIME_S = 20.0, 5.0, 240.0
_SHOWN = 5


async def soak(minutes: float) -> bool:
    """Whether every aim held."""
    async with running("soak") as platform:
        honest = Honest(platform.pilot)
        await honest.prepare()
        await honest.load(_WARM_S)
        quiet = await honest.load(minutes * 20)
        begun = memory(platform.stack)
        attackers = launch(platform, minutes * 40)
        attacked = await honest.load(minutes * 40)
        outcomes = await ended(attackers)
        await asyncio.sleep(_SETTLE_S)
        left = memory(platform.stack)
        late, jobs = await overdue(platform.stack)
        await honest.close()
    figures = [
        *waits(quiet, attacked),
        none("errors of honest clients", len(attacked.errors), attacked.requests),
        none("errors in quiet", len(quiet.errors), quiet.requests),
        none("jobs and processes that stand still", len(late), jobs),
        *grown(begun, left),
    ]
    shown = [*late, *quiet.errors[:_SHOWN], *attacked.errors[:_SHOWN], *outcomes]
    report("soak", figures, notes=[f"{minutes:g} minutes", *shown])
    return all(figure.holds for figure in figures)


def launch(platform: Running, seconds: float) -> Child:
    """Let the attackers begin."""
    layout, facts = platform.stack.layout, json.dumps(platform.pilot.facts)
    words = ["-m", "bench.attacks", layout.url, str(layout.data), facts, str(seconds)]
    attackers = Child("attackers", words, {}, layout.data / "log" / "attackers.log")
    attackers.start()
    return attackers


async def ended(attackers: Child) -> list[str]:
    """What came of the attacks, a line each, once their requests have ended."""
    try:
        await asyncio.wait_for(attackers.wait(), _OVERTIME_S)
    except TimeoutError:
        await attackers.stop()
    lines = attackers.log.read_text("utf-8", "replace").splitlines()
    told = [line for line in lines if line.startswith('{"attack"')]
    if not told:
        raise SystemExit(f"the attackers failed:\n{attackers.last_words()}")
    return told


def waits(quiet: Tally, attacked: Tally) -> list[Figure]:
    """The slowest hundredth of each kind of request; of a mixture it would tell the shares."""
    bound = "processors and disk that attackers, platform and honest clients share here"
    return [
        Figure.at_most(
            f"p99: {kind}", p99(attacked.waits.get(kind, [])), "ms", p99(waited), AIM, bound
        )
        for kind, waited in quiet.waits.items()
    ]


def p99(waited: list[float]) -> float:
    """Infinite when nothing was ever answered."""
    ordered = sorted(waited)
    return ordered[int(len(ordered) * 0.99)] if ordered else float("inf")


def none(name: str, count: int, of: int) -> Figure:
    """A count that may only be nought."""
    return Figure.at_most(name, count, "", of, 0, "nothing: it has to be nought")


def memory(stack: Stack) -> dict[str, float]:
    """MB of each process with its children; what several share counts once."""
    return {
        name: tree(psutil.Process(child.process.pid))
        for name, child in stack.children.items()
        if child.process
    }


def tree(process: psutil.Process) -> float:
    return sum(map(megabytes, [process, *process.children(recursive=True)]))


def megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def grown(begun: Mapping[str, float], left: Mapping[str, float]) -> Iterable[Figure]:
    bound = "what an allocator keeps of a peak, and what is remembered for its time"
    for name, megabytes_begun in begun.items():
        yield Figure.at_most(
            f"memory: {name}", left.get(name, 0), "MB", megabytes_begun, FLAT, bound
        )


async def overdue(stack: Stack) -> tuple[list[str], int]:
    """Processes that are not ready and jobs behind their time, and how many were asked."""
    late, asked = [], 0
    async with httpx.AsyncClient(timeout=10) as client:
        for process in fleet.PROCESSES:
            inside = f"http://127.0.0.1:{stack.layout.inside(process.port)}"
            ready = await client.get(f"{inside}/readyz")
            if ready.status_code != 200:
                late.append(f"{process.name}: {ready.text}")
            behind, jobs = standing((await client.get(f"{inside}/metrics")).text)
            late += [f"{process.name}: {job}" for job in behind]
            asked += 1 + jobs
    return late, asked


def standing(metrics: str) -> tuple[list[str], int]:
    """The jobs that finished no round in their time, of how many."""
    finished: dict[str, float] = {}
    limits: dict[str, float] = {}
    for family in text_string_to_metric_families(metrics):
        for sample in family.samples:
            if sample.name == "tanbiao_job_finished_timestamp_seconds":
                finished[sample.labels["job"]] = sample.value
            elif sample.name == "tanbiao_job_limit_seconds":
                limits[sample.labels["job"]] = sample.value
    now = time.time()
    late = [job for job, limit in limits.items() if now - finished.get(job, 0) > limit]
    return late, len(limits)


if __name__ == "__main__":
    given = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    sys.exit(0 if asyncio.run(soak(given)) else 1)
