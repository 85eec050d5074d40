"""The engine and its analysis against second methods on the same systems, loops included.

Run `make bench NAME=engine`, or `python -m bench.engine [PROCESSES …]`. Rounds are interleaved; a
number is the median of three. One exact result and Monte Carlo are set against Brightway, which is
installed once into an environment of its own below `.local/bench`; where that is not possible, the
second method is a dense solution with numpy and the Brightway figures are left out.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from accounting.domain.activity import NOTHING_MEASURED
from accounting.domain.analysis.contribution_tree import contribution_tree
from accounting.domain.analysis.network import Network, network
from accounting.domain.analysis.pedigree import Scores
from accounting.domain.analysis.sampling import Plan, plan, sample
from accounting.domain.analysis.uncertainty import Spread, Spreads
from accounting.domain.calculation import Subject, calculate
from accounting.domain.system import FromFactor, FromProcess, ProductSystem, UnitProcess
from accounting.domain.text import Text
from accounting.domain.units import Quantity
from bench.report import FOLDER, Figure, report
from packs.models import Stage
from tests.accounting import samples

ROUNDS, SAMPLES = 3, 10_000
SIZES = (200, 2_000)
LINKS, LOOPS = 5, 0.02
SIGMA = Decimal("0.1")
BRIGHTWAY = "bw2calc==3.1.0"
DECIMALS = "fifty-digit decimals, one after the other"
DRAWING = "drawing the lognormals"
NAME = Text("示例", "sample")
FACTORS = ("ele-fp-cn-2024-nat", "ele-fp-cn-2024-wind", "ele-fp-cn-2024-coal")


def subject(processes: int) -> Subject:
    """A random product system; a few processes give something back to one before them."""
    draw = random.Random(processes)  # noqa: S311 -- a system to compute, no secret.
    ids = ["module", *(f"p{number:05d}" for number in range(1, processes))]
    made = tuple(process(number, ids, draw) for number in range(processes))
    return replace(
        samples.subject(),
        system=ProductSystem(NAME, "module", made),
        activity=NOTHING_MEASURED,
    )


def process(number: int, ids: list[str], draw: random.Random) -> UnitProcess:
    later = range(number + 1, len(ids))
    chosen = set(draw.sample(later, min(len(later), LINKS - 1))) | set(later[:1])
    if number > 1 and draw.random() < LOOPS:
        chosen.add(draw.randrange(1, number))
    exchanges = [
        FromProcess("process", f"from-{at}", ids[at], amount(draw, 3), "kg")
        for at in sorted(chosen)
    ]
    inputs = [
        FromFactor("factor", f"input-{n}", "power", factor, amount(draw, 2), "kWh")
        for n, factor in enumerate(FACTORS)
    ]
    output = Quantity(Decimal(1), "kg" if number else "m2")
    return UnitProcess(ids[number], NAME, Stage.PRODUCTION, output, (*exchanges, *inputs))


def amount(draw: random.Random, places: int) -> Decimal:
    return Decimal(draw.randint(1, 300)).scaleb(-places)


def spreads(of: Network) -> Spreads:
    """Every exchange spreads by the same, factors are certain: what both programs can draw."""
    perfect = Scores(1, 1, 1, 1, 1)
    amounts = {k.place: Spread(k.place, perfect, None, True, SIGMA) for k in of.every_link}
    factors = {id: Spread(id, perfect, None, True, Decimal(0)) for id in sorted(FACTORS)}
    return Spreads("v1", amounts, factors)


class Brightway:
    """A child that holds the same system."""

    def __init__(self, python: Path, of: Network) -> None:
        file = FOLDER / "brightway-system.npz"
        np.savez(file, **matrices(of))
        command = [str(python), str(Path(__file__).with_name("brightway.py")), str(file)]
        quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
        self.child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=quiet,
        )

    def ask(self, command: str) -> dict[str, float]:
        if self.child.stdin is None or self.child.stdout is None:
            raise SystemExit("Brightway does not answer")
        self.child.stdin.write(f"{command}\n")
        self.child.stdin.flush()
        found: dict[str, float] = json.loads(self.child.stdout.readline())
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.child.stdin is not None:
            self.child.stdin.close()
        self.child.wait(30)


def matrices(of: Network) -> dict[str, object]:
    at = {node: number for number, node in enumerate(sorted(of.links))}
    links = [link for link in of.every_link if link.supplier]
    emitters = [link for link in of.every_link if not link.supplier]
    return {
        "nodes": len(at),
        "reference": at[of.reference],
        "demand": float(of.demand.amount),
        "users": np.array([at[link.node] for link in links]),
        "suppliers": np.array([at[link.supplier] for link in links if link.supplier]),
        "amounts": np.array([float(link.per_output) for link in links]),
        "link_sigmas": np.full(len(links), float(SIGMA)),
        "emitters": np.array([at[link.node] for link in emitters]),
        "emissions": np.array([float(link.per_output * link.own) for link in emitters]),
        "sigmas": np.full(len(emitters), float(SIGMA)),
    }


def brightway() -> Path | None:
    """The interpreter of Brightway's own environment, made on first use; None if it cannot be."""
    home = FOLDER / "brightway"
    python = home / "bin" / "python"
    if not python.exists():
        done = subprocess.run([sys.executable, "-m", "venv", str(home)], check=False)
        if done.returncode:
            return None
    have = [str(python), "-c", "import bw2calc"]
    if subprocess.run(have, check=False, capture_output=True).returncode:
        install = [str(python), "-m", "pip", "install", "--quiet", BRIGHTWAY]
        subprocess.run(install, check=False, capture_output=True)
        if subprocess.run(have, check=False, capture_output=True).returncode:
            return None
    return python


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def dense(of: Plan, count: int) -> np.ndarray:
    """The second method: one dense solution for each sample of the same draws."""
    generator = np.random.Generator(np.random.PCG64(1))
    drawn = generator.standard_normal((len(of.sigmas), count)) * of.sigmas[:, None]
    drawn, first, found = np.exp(drawn), len(of.constants), np.zeros(count)
    for number in range(count):
        known = np.concatenate([[1.0], of.constants[1:] * drawn[of.amounts :, number]])
        matrix, right = np.eye(of.nodes), np.zeros(of.nodes)
        for row in (row for rows in of.groups for row in rows):
            taken = row.coefficients * drawn[row.amounts, number]
            outside = row.sources < first
            right[row.target - first] += taken[outside] @ known[row.sources[outside]]
            inside = ~outside
            np.subtract.at(matrix[row.target - first], row.sources[inside] - first, taken[inside])
        found[number] = of.demand * np.linalg.solve(matrix, right)[of.reference - first]
    return found


def exact(processes: int, python: Path | None) -> list[Figure]:
    """One exact decimal result, and the tree, against Brightway's cold solve in floats."""
    of = subject(processes)
    data = samples.published_data(of.system)
    result = calculate(of, data)
    solved = network(of, data).agreeing(result.exact)
    tree = timed(lambda: contribution_tree(solved, result.exact, depth=30))
    if python is None:
        print(f"  {processes:,} processes: Brightway could not be installed, so no ceiling")
        return []
    ours, theirs, scores = [], [], []
    with Brightway(python, solved) as other:
        for number in range(ROUNDS + 1):
            took = timed(lambda: calculate(of, data))
            answer = other.ask("exact")
            if number:  # Round 0 warms up.
                ours.append(took)
                theirs.append(answer["seconds"])
                scores.append(answer["score"])
    value, ceiling = statistics.median(ours), statistics.median(theirs)
    gap = abs(scores[0] - float(result.exact)) / abs(float(result.exact))
    name = f"{processes:,} processes"
    return [
        Figure.at_most(
            f"{name}: difference to Brightway", gap, "", 1e-9, 1, "the digits of its floats"
        ),
        Figure.at_most(f"{name}: one exact result", value, "s", ceiling, 1, DECIMALS),
        Figure.at_most(f"{name}: contribution tree", tree, "s", ceiling, 1, DECIMALS),
    ]


def monte_carlo(processes: int, python: Path | None) -> list[Figure]:
    """Ten thousand samples against a dense solution of each, and against Brightway's."""
    of = subject(processes)
    solved = network(of, samples.published_data(of.system))
    laid_out = plan(solved, spreads(solved))
    few = 50
    found = sample(laid_out, seed=1, samples=few)
    gap = float(np.max(np.abs(found / dense(laid_out, few) - 1)))
    ours, numpy_ceiling, theirs, means = [], [], [], []
    count = 100 if python else 0
    other = Brightway(python, solved) if python else None
    for _ in range(ROUNDS):
        ours.append(timed(lambda: sample(laid_out, seed=2, samples=SAMPLES)))
        numpy_ceiling.append(timed(lambda: dense(laid_out, few)) / few * SAMPLES)
        if other is not None:
            answer = other.ask(f"sample {count}")
            theirs.append(answer["seconds"] / count * SAMPLES)
            means.append((answer["mean"], answer["deviation"]))
    value = statistics.median(ours)
    name = f"{processes:,} processes, {SAMPLES:,} samples"
    figures = [
        Figure.at_most(
            f"{name}: difference to a dense solution", gap, "", 1e-9, 1, "the digits of floats"
        ),
        Figure.faster(
            f"{name}: against dense numpy",
            value,
            "s",
            statistics.median(numpy_ceiling),
            50,
            DRAWING,
        ),
    ]
    if other is not None:
        other.__exit__(None, None, None)
        figures.append(
            Figure.faster(
                f"{name}: against Brightway", value, "s", statistics.median(theirs), 100, DRAWING
            )
        )
        whole = sample(laid_out, seed=2, samples=SAMPLES)
        errors = abs(whole.mean() - means[0][0]) / (means[0][1] / count**0.5)
        figures.append(
            Figure.at_most(
                f"{name}: means apart, in standard errors",
                errors,
                "",
                4,
                1,
                "the number of their samples",
            )
        )
    return figures


def main(sizes: tuple[int, ...]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = brightway()
    figures = [figure for size in sizes for figure in exact(size, python)]
    report("engine", figures + monte_carlo(200, python))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
