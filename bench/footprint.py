"""What a platform costs that does nothing: CPU and memory of each process, and how soon it wakes.

Run `python -m bench.footprint [SECONDS [RUNS]]` from the repository. It starts the whole platform
in a folder of its own, plays the pilot RUNS times for the way from a decision to the partner's
receiver, lets the platform come to rest, and adds up for SECONDS what each process computes. Own
memory is what would be free if the process ended; the second method beside it is a process that
has loaded the chassis and nothing of a service.
"""

import asyncio
import contextlib
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.report import Figure, report
from bench.running import Running, running
from tools.pilot.scenario import ACTS, Pilot
from tools.stack import Stack

SECONDS, RUNS = 60.0, 10
REST_S = 15.0
AIM_PERCENT = 5.0
AIM_MS = 600.0
"""A decision took so long to its partner when workers looked for work several times a second."""
DECIDING = 14
"""The acts before the one that decides."""
_BARE = "import chassis.__main__, psutil; print(psutil.Process().memory_full_info().uss)"
_MB = 1_000_000


@dataclass(frozen=True)
class Use:
    """What a process, with its children, has used of the CPU so far, and of memory now."""

    cpu_s: float
    own_mb: float
    resident_mb: float

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.cpu_s + other.cpu_s,
            self.own_mb + other.own_mb,
            self.resident_mb + other.resident_mb,
        )


async def measure(seconds: float, runs: int) -> None:
    async with running("footprint", 0) as platform:
        delays = [await decision_to_partner(platform, run) for run in range(runs)]
        await asyncio.sleep(REST_S)
        before = uses(platform.stack)
        await asyncio.sleep(seconds)
        after = uses(platform.stack)
    figures(before, after, seconds, delays)


async def decision_to_partner(platform: Running, run: int) -> float:
    """Milliseconds from the request that decides to the line that the partner has written."""
    name, layout, receiver = f"footprint-{run}", platform.stack.layout, platform.receiver
    pilot = Pilot(layout.url, layout.data, receiver.url, name, f"JG-{name}")
    for act in ACTS[:DECIDING]:
        await act.play(pilot)
    decided = datetime.now(UTC)
    for act in ACTS[DECIDING:]:
        await act.play(pilot)
    await pilot.close()
    lines = [json.loads(line) for line in receiver.store.read_text("utf-8").splitlines() if line]
    mine = [line["at"] for line in lines if line["event"]["subject"] == pilot.facts["label"]]
    return (datetime.fromisoformat(mine[0]) - decided).total_seconds() * 1000


def uses(stack: Stack) -> dict[str, Use]:
    """By name: the processes of the fleet, and the servers beside them."""
    names = {child.process.pid: name for name, child in stack.children.items() if child.process}
    found: dict[str, Use] = {}
    for process in psutil.Process().children():
        program = Path(process.exe()).name
        name = names.get(process.pid) or {"java": "Kafka", "postgres": "PostgreSQL"}.get(program)
        if name:
            found[name] = sum(map(use, family(process)), Use(0, 0, 0))
    return found


def family(process: psutil.Process) -> Iterator[psutil.Process]:
    yield process
    yield from process.children(recursive=True)


def use(process: psutil.Process) -> Use:
    """What a process used itself, and what those of its children used that have ended."""
    with contextlib.suppress(psutil.NoSuchProcess), process.oneshot():
        times, memory = process.cpu_times(), process.memory_full_info()
        cpu_s = times.user + times.system + times.children_user + times.children_system
        return Use(cpu_s, memory.uss / _MB, memory.rss / _MB)
    return Use(0, 0, 0)


def bare() -> float:
    """Own memory of a process that has loaded the chassis alone, in megabytes."""
    command = [sys.executable, "-c", _BARE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) / _MB


def figures(
    before: dict[str, Use], after: dict[str, Use], seconds: float, delays: list[float]
) -> None:
    percents = {name: (after[name].cpu_s - before[name].cpu_s) / seconds * 100 for name in after}
    print(f"\n{'idle':28}{'of a core':>10}{'own memory':>13}{'resident':>12}")
    for name, each in sorted(after.items()):
        print(
            f"{name:28}{percents[name]:>8.2f} %{each.own_mb:>10.0f} MB{each.resident_mb:>9.0f} MB"
        )
    ours = {name: each.own_mb for name, each in after.items() if name[0].islower()}
    largest = max(ours, key=lambda name: ours[name])
    own, all_percents = bare(), sum(percents.values())
    report(
        "footprint",
        [
            Figure.at_most(
                "idle platform: CPU, of the aim",
                all_percents,
                "% of a core",
                AIM_PERCENT,
                1,
                "each web server looks at its clock ten times a second; Kafka's own timers",
            ),
            Figure.at_most(
                "decision to partner, median",
                statistics.median(delays),
                "ms",
                AIM_MS,
                1,
                "six transactions, four words to workers, two events, one signed webhook",
            ),
            Figure.at_most(
                f"{largest}, the largest: own memory, against the chassis alone",
                ours[largest],
                "MB",
                own,
                2.5,
                "its routes and models; after a calculation the solver and the tables of GS1 too",
            ),
        ],
        notes=[
            f"all processes of ours hold {sum(ours.values()):.0f} MB of their own",
            f"slowest of {len(delays)} decisions: {max(delays):.0f} ms; idle for {seconds:.0f} s",
        ],
    )


if __name__ == "__main__":
    words = sys.argv[1:]
    given = float(words[0]) if words else SECONDS
    asyncio.run(measure(given, int(words[1]) if len(words) > 1 else RUNS))
