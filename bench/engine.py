"""The engine and its analysis against second methods on the same systems, loops included.

Run `make bench NAME=engine`, or `python -m bench.engine [PROCESSES …]`. Rounds are interleaved; a
number is the median of five. Brightway is installed once into an environment of its own below
`.local/bench`, with PARDISO where that can be had; the ceiling is the faster of its two solvers.
Without Brightway the second method is a dense solution with numpy, and its figures are left out.

One exact result is the whole certified one, from the product system as it was read, nothing kept
from a calculation before: footprint, deliveries, contributions of every process and exchange,
flows, cut-offs. Brightway's is built and solved cold, from a data package in memory to the score.
"""

import gc
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np

from accounting.analysis.domain.contribution_tree import DEEPEST, MOST_NODES, contribution_tree
from accounting.analysis.domain.network import Network, network
from accounting.analysis.domain.pedigree import PedigreeScores
from accounting.analysis.domain.plans import Plan, plan
from accounting.analysis.domain.sampling import multipliers, sample
from accounting.analysis.domain.uncertainty import Spread, Spreads
from accounting.calculations.domain.calculation import Subject, calculate
from accounting.calculations.domain.result import Result
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.model.domain.system import FromFactor, FromProcess, ProductSystem, UnitProcess
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity
from bench.peer import Fastest, interpreter
from bench.report import Figure, report
from packs.models import Stage
from tests.accounting import samples

ROUNDS, SAMPLES = 5, 10_000
SIZES = (200, 2_000, 20_000)
NEAR = 300
"""How far ahead suppliers lie. With it Brightway takes seconds for twenty thousand processes, as it
does for real databases of that size; with suppliers anywhere its solver takes minutes."""
DRAWN = {200: (10_000, 100), 2_000: (10_000, 10), 20_000: (600, 2)}
"""Samples drawn by us and by Brightway each round."""
LINKS, LOOPS = 5, 0.02
SIGMA = Decimal("0.1")
DENSE = 2_000
DECIMALS = "Python's own speed: exact decimals and a record for every exchange and its share"
TREE = "one record for each of up to three thousand nodes, and the exact weight of every unit"
FLOATS = "the digits of floats"
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
    later = range(number + 1, min(len(ids), number + 1 + NEAR))
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
    perfect = PedigreeScores(1, 1, 1, 1, 1)
    amounts = {k.place: Spread(k.place, perfect, None, True, SIGMA) for k in of.every_link}
    factors = {id: Spread(id, perfect, None, True, Decimal(0)) for id in sorted(FACTORS)}
    return Spreads("v1", amounts, factors)


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


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def dense(of: Plan, count: int) -> np.ndarray:
    """The second method: one dense solution for each sample of the same draws."""
    drawn, first, found = multipliers(of, seed=1, samples=count), len(of.constants), np.zeros(count)
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


def cold(processes: int) -> Callable[[], Result]:
    """A calculation whose inputs were just read: nothing of one before is kept."""
    of = subject(processes)
    data = samples.published_data(subject(processes).system)
    gc.collect()
    gc.freeze()
    return lambda: calculate(of, data)


def exact(processes: int, solved: Network, result: Result, peer: Fastest) -> list[Figure]:
    """One exact decimal result, and the tree, against Brightway's cold solve in floats."""
    ours, theirs, scores, trees, opened = [], [], [], [], []
    for number in range(ROUNDS):
        ours.append(timed(cold(processes)))
        answer = peer.ask("exact")
        theirs.append(answer["seconds"])
        scores.append(answer["score"])
        print(f"  round {number + 1}: {ours[-1]:.4f} s, Brightway {theirs[-1]:.4f} s", flush=True)
        trees.append(
            timed(partial(contribution_tree, replace(solved), result.exact, depth=DEEPEST))
        )
        opened.append(peer.ask(f"tree {MOST_NODES}")["seconds"])
    value, ceiling = statistics.median(ours), statistics.median(theirs)
    footprint = float(result.exact)
    gap = max(abs(score - footprint) / abs(footprint) for score in scores)
    name = f"{processes:,} processes"
    times = 1 if processes <= 2_000 else 2
    tree, theirs_tree = statistics.median(trees), statistics.median(opened)
    return [
        Figure.at_most(f"{name}: difference to Brightway", gap, "", 1e-9, 1, FLOATS),
        Figure.at_most(f"{name}: one exact result", value, "s", ceiling, times, DECIMALS),
        Figure.at_most(f"{name}: contribution tree", tree, "s", theirs_tree, 1, TREE),
    ]


def monte_carlo(processes: int, solved: Network, peer: Fastest) -> list[Figure]:
    """Samples of both: their speed, and whether they are of one distribution."""
    count, few = DRAWN.get(processes, DRAWN[SIZES[-1]])
    laid_out = plan(solved, spreads(solved))
    ours, theirs, scores = [], [], []
    for number in range(ROUNDS):
        ours.append(timed(lambda: sample(laid_out, seed=2, samples=count)) / count)
        answer = peer.ask(f"sample {few} {number + 1}")
        theirs.append(answer["seconds"] / few)
        scores += answer["scores"]
        once = f"{1000 * ours[-1]:.3f} ms, Brightway {1000 * theirs[-1]:.3f} ms"
        print(f"  round {number + 1}: one sample {once}", flush=True)
    name = f"{processes:,} processes, 10,000 samples"
    if count < SAMPLES:
        name += f" (scaled from {count} and {few})"
    value, ceiling = (SAMPLES * statistics.median(each) for each in (ours, theirs))
    drawing = SAMPLES * len(laid_out.sigmas) * one_lognormal() / (os.cpu_count() or 1)
    bound = f"drawing alone takes {drawing:.2g} s on all cores; then the rounds of the loops"
    found = [Figure.faster(name, value, "s", ceiling, 100, bound)]
    if processes <= DENSE:
        found.append(as_dense(processes, laid_out))
    distance, critical = apart(sample(laid_out, seed=2, samples=count), np.array(scores))
    same = f"{processes:,} processes: distance of the distributions (Kolmogorov-Smirnov)"
    return [*found, Figure.at_most(same, distance, "", critical, 1, "the number of samples")]


def one_lognormal() -> float:
    """Seconds for one normal and its exponential on one core, which nothing exact goes below."""
    stream, drawn = np.random.Generator(np.random.SFC64(1)), np.empty(10_000)
    times = [
        timed(lambda: np.exp(stream.standard_normal(out=drawn), out=drawn)) for _ in range(200)
    ]
    return min(times) / len(drawn)


def as_dense(processes: int, of: Plan) -> Figure:
    """The same draws by a second method."""
    few = 50 if processes <= 200 else 3
    gap = float(np.max(np.abs(sample(of, seed=1, samples=few) / dense(of, few) - 1)))
    name = f"{processes:,} processes: samples against dense solutions of the same draws"
    return Figure.at_most(name, gap, "", 1e-9, 1, FLOATS)


def apart(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """The largest distance of two distribution functions, and what one distribution exceeds by
    chance once in ten thousand times.
    """
    everything = np.sort(np.concatenate([one, other]))
    shares = [
        np.searchsorted(np.sort(each), everything, "right") / len(each) for each in (one, other)
    ]
    critical = math.sqrt(-math.log(1e-4 / 2) / 2 * (1 / len(one) + 1 / len(other)))
    return float(np.max(np.abs(shares[0] - shares[1]))), critical


def without_brightway() -> list[Figure]:
    of = subject(SIZES[0])
    solved = network(of, samples.published_data(of.system))
    return [as_dense(SIZES[0], plan(solved, spreads(solved)))]


def against_brightway(processes: int, python: Path) -> tuple[list[Figure], str]:
    print(f"{processes:,} processes: reading them …", flush=True)
    of = subject(processes)
    data = samples.published_data(of.system)
    result = calculate(of, data)
    solved = network(of, data).agreeing(result.exact)
    largest = max(map(len, result.loops or ()), default=0)
    with Fastest(python, matrices(solved)) as peer:
        figures = exact(processes, solved, result, peer)
        figures += monte_carlo(processes, solved, peer)
        note = (
            f"{processes:,} processes: the largest loop has {largest:,}; Brightway solves once "
            f"with {peer.chosen['exact']}, samples with {peer.chosen['sample']}"
        )
    return figures, note


def main(sizes: tuple[int, ...]) -> None:
    gc.set_threshold(50_000, 20, 50)  # As the services have it, and Brightway's process here.
    python = interpreter()
    if python is None:
        notes = ["Brightway could not be installed, so its figures are left out"]
        report("engine", without_brightway(), notes=notes)
        return
    found = [against_brightway(size, python) for size in sizes]
    figures = [figure for each, _ in found for figure in each]
    report("engine", figures, notes=[note for _, note in found])


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
