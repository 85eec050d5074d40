"""Monte Carlo over a network: seeded, vectorised, suppliers before users.

The seed comes from the calculation's document, so the same calculation with the same scores gives
the same figures wherever the same numpy runs. They describe the certified value and are not it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accounting.domain.analysis.figures import figure
from accounting.domain.analysis.network import Network
from accounting.domain.analysis.uncertainty import Estimate, Spreads
from accounting.domain.solving import Node
from chassis.canonical import sha256_hex
from chassis.refusals import Invalid

Floats = NDArray[np.float64]
FEWEST, MOST = 100, 20_000
_AT_ONCE = 2_000_000
_LARGEST = 60_000_000
_ROUNDS, _SETTLED = 1_000, 1e-12


class SamplesTooMany(Invalid):
    """The system is too large for so many samples in one answer."""

    zh = "该系统有 {inputs} 个不确定输入,最多可抽样 {most} 次;请减少 samples。"
    en = "The system has {inputs} uncertain inputs; ask for at most {most} samples."


class LoopUnsettled(Invalid):
    """A sample drew a loop that consumes more than it makes."""

    zh = "抽样中环路消耗不少于产出,分布没有意义;请收窄环内各项的不确定度评分。"
    en = (
        "In a sample a loop consumes all that it makes, so there is no distribution; narrow the "
        "scores of the exchanges in the loop."
    )


@dataclass(frozen=True)
class Row:
    """Exchanges of one product: indices of amounts, coefficients, and where values come from."""

    target: int
    amounts: NDArray[np.intp]
    coefficients: Floats
    sources: NDArray[np.intp]


@dataclass(frozen=True)
class Plan:
    """A network as arrays. Values are those of factors first, then of products."""

    sigmas: Floats
    """Of the amounts, then of the factors."""
    amounts: int
    constants: Floats
    """Medians of the sources: 1 for what is certain, then each factor's value."""
    groups: tuple[tuple[Row, ...], ...]
    """Suppliers before users; a group of several rows, or one on itself, is a loop."""
    loops: tuple[bool, ...]
    nodes: int
    reference: int
    demand: float


@dataclass(frozen=True)
class Sampled:
    """What the samples show."""

    seed: str
    samples: int
    estimate: Estimate
    standard_error: float
    """Of the mean."""


def plan(network: Network, of: Spreads) -> Plan:
    """Lay a network out for sampling; every term of an exchange is one column."""
    places = {place: number for number, place in enumerate(of.amounts)}
    factors = {id: number + 1 for number, id in enumerate(of.factors)}
    values = [float(network.background.factors[id].value) for id in of.factors]
    nodes = {
        node: 1 + len(factors) + number
        for number, node in enumerate(n for group in reversed(network.order) for n in group)
    }
    groups, loops = [], []
    for group in reversed(network.order):
        ordered = _suppliers_first(group, network)
        rows = tuple(_row(network, node, places, factors, nodes) for node in ordered)
        targets = {row.target for row in rows}
        groups.append(rows)
        loops.append(any(targets & set(row.sources.tolist()) for row in rows))
    sigmas = [s.sigma for s in of.amounts.values()] + [s.sigma for s in of.factors.values()]
    return Plan(
        sigmas=np.array(sigmas, dtype=np.float64),
        amounts=len(places),
        constants=np.array([1.0, *values], dtype=np.float64),
        groups=tuple(groups),
        loops=tuple(loops),
        nodes=len(nodes),
        reference=nodes[network.reference],
        demand=float(network.demand.amount),
    )


def _suppliers_first(group: tuple[Node, ...], network: Network) -> list[Node]:
    """Depth first, so that little is left to go round a loop for: only its backward links."""
    waiting, found = set(group), list[Node]()
    for start in group:
        path = [(start, iter(network.links[start]))] if start in waiting else []
        waiting.discard(start)
        while path:
            node, links = path[-1]
            supplier = next((k.supplier for k in links if k.supplier in waiting), None)
            if supplier is None:
                found.append(node)
                path.pop()
            else:
                waiting.discard(supplier)
                path.append((supplier, iter(network.links[supplier])))
    return found


def _row(
    network: Network,
    node: Node,
    places: dict[str, int],
    factors: dict[str, int],
    nodes: dict[Node, int],
) -> Row:
    amounts, coefficients, sources = [], [], []
    for link in network.links[node]:
        per_output = float(link.per_output)
        if link.supplier is not None:
            amounts.append(places[link.place])
            coefficients.append(per_output)
            sources.append(nodes[link.supplier])
        for term in link.terms:
            kind, _, id = term.source.partition(":")
            known = kind == "factor"
            amounts.append(places[link.place])
            coefficients.append(per_output * float(term.amount if known else term.kg_co2e))
            sources.append(factors[id] if known else 0)
    return Row(
        nodes[node],
        np.array(amounts, dtype=np.intp),
        np.array(coefficients, dtype=np.float64),
        np.array(sources, dtype=np.intp),
    )


def sample(of: Plan, *, seed: int, samples: int) -> Floats:
    """Footprints of so many draws, in kg CO2e. Raises `SamplesTooMany`, `LoopUnsettled`."""
    inputs = max(1, len(of.sigmas))
    if samples * inputs > _LARGEST:
        raise SamplesTooMany(inputs=inputs, most=_LARGEST // inputs)
    generator = np.random.Generator(np.random.PCG64(seed))
    found = [_footprints(of, draws) for draws in _draws(of, generator, samples)]
    return np.concatenate(found)


def _draws(of: Plan, generator: np.random.Generator, samples: int) -> Iterator[Floats]:
    """Multipliers of all inputs, some samples at a time so that memory stays small."""
    step = max(1, _AT_ONCE // max(1, len(of.sigmas)))
    for start in range(0, samples, step):
        drawn = generator.standard_normal((len(of.sigmas), min(step, samples - start)))
        drawn *= of.sigmas[:, None]
        yield np.exp(drawn, out=drawn)


def _footprints(of: Plan, draws: Floats) -> Floats:
    amounts, factors = draws[: of.amounts], draws[of.amounts :]
    first = len(of.constants)
    values = np.zeros((first + of.nodes, draws.shape[1]))
    values[0] = 1.0
    values[1:first] = of.constants[1:, None] * factors
    for rows, loop in zip(of.groups, of.loops, strict=True):
        if loop:
            _settle(rows, amounts, values)
        else:
            _fill(rows[0], amounts, values)
            for row in rows[1:]:
                _fill(row, amounts, values)
    footprints: Floats = of.demand * values[of.reference]
    return footprints


def _taken(row: Row, amounts: Floats) -> Floats:
    taken: Floats = row.coefficients[:, None] * amounts[row.amounts]
    return taken


def _fill(row: Row, amounts: Floats, values: Floats) -> None:
    if len(row.sources):
        taken = _taken(row, amounts)
        np.einsum("ij,ij->j", taken, values[row.sources], out=values[row.target])


def _settle(rows: tuple[Row, ...], amounts: Floats, values: Floats) -> None:
    """Go round a loop until nothing moves; what it gains each round shrinks geometrically."""
    targets = [row.target for row in rows]
    parts = [_parts(row, targets, amounts, values) for row in rows]
    before = values[targets]
    for _ in range(_ROUNDS):
        for row, (outside, inside, taken) in zip(rows, parts, strict=True):
            np.einsum("ij,ij->j", taken, values[inside], out=values[row.target])
            values[row.target] += outside
        after = values[targets]
        if not np.isfinite(after).all():
            break
        if (np.abs(after - before) <= _SETTLED * np.abs(after)).all():
            return
        before = after
    raise LoopUnsettled


def _parts(
    row: Row, targets: list[int], amounts: Floats, values: Floats
) -> tuple[Floats, NDArray[np.intp], Floats]:
    """What comes from outside the loop, summed up once; and the sources inside with weights."""
    taken = _taken(row, amounts)
    inside = np.isin(row.sources, targets)
    known: Floats = np.einsum("ij,ij->j", taken[~inside], values[row.sources[~inside]])
    return known, row.sources[inside], taken[inside]


def monte_carlo(of: Plan, *, document: str, samples: int) -> Sampled:
    """Sample with the seed that belongs to a document."""
    seed = sha256_hex(document.encode())[:16]
    found = sample(of, seed=int(seed, 16), samples=samples)
    mean, deviation = float(found.mean()), float(found.std(ddof=1))
    low, median, high = (float(v) for v in np.percentile(found, [2.5, 50, 97.5]))
    positive = found[found > 0]
    sigma = float(np.log(positive).std(ddof=1)) if len(positive) > 1 else 0.0
    estimate = Estimate(
        median=figure(median),
        mean=figure(mean),
        standard_deviation=figure(deviation),
        sigma=figure(sigma),
        gsd2=figure(math.exp(2 * sigma)),
        low=figure(low),
        high=figure(high),
    )
    return Sampled(seed, samples, estimate, deviation / math.sqrt(samples))
