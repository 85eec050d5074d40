"""Monte Carlo over a network: seeded, vectorised, suppliers before users.

The seed comes from the calculation's document, so the same calculation with the same scores gives
the same figures wherever the same numpy runs: samples are drawn in blocks, each from a stream of
its own that its number decides (SFC64), so neither the threads nor their order play a part. The
figures describe the certified value and are not it.
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from accounting.domain.analysis.figures import figure
from accounting.domain.analysis.plans import Drawing, Floats, Plan
from accounting.domain.analysis.settling import add_supplies, settle
from accounting.domain.analysis.uncertainty import Estimate
from chassis.canonical import sha256_hex
from chassis.refusals import Invalid

FEWEST, MOST = 100, 20_000
_AT_ONCE, _SMALLEST, _BIGGEST = 4_000_000, 16, 1_024
"""Multipliers of a block, of which three are held; samples of a block at least, at most."""
_CACHED = 32_768
_LARGEST = 60_000_000
_AHEAD = 2
"""Blocks drawn ahead, by as many threads: drawing is half of the work and needs no lock."""


class SamplesTooMany(Invalid):
    """The system is too large for so many samples in one answer."""

    zh = "该系统有 {inputs} 个不确定输入,最多可抽样 {most} 次;请减少 samples。"
    en = "The system has {inputs} uncertain inputs; ask for at most {most} samples."


@dataclass(frozen=True)
class Sampled:
    """What the samples show."""

    seed: str
    samples: int
    estimate: Estimate
    standard_error: float
    """Of the mean."""


def sample(of: Plan, *, seed: int, samples: int) -> Floats:
    """Footprints of so many draws, in kg CO2e. Raises `SamplesTooMany`, `LoopUnsettled`."""
    inputs = max(1, len(of.sigmas))
    if samples * inputs > _LARGEST:
        raise SamplesTooMany(inputs=inputs, most=_LARGEST // inputs)
    drawn = _drawn(of, seed, enumerate(_blocks(of, samples)))
    return np.concatenate([_footprints(of, block) for block in drawn])


def _drawn(of: Plan, seed: int, blocks: Iterable[tuple[int, int]]) -> Iterator[Floats]:
    """Block after block; the next ones are drawn while one is being worked on."""
    with ThreadPoolExecutor(_AHEAD) as threads:
        ahead: deque[Future[Floats]] = deque()
        for block in blocks:
            ahead.append(threads.submit(_draw, of.drawing, seed, *block))
            if len(ahead) > _AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def multipliers(of: Plan, *, seed: int, samples: int) -> Floats:
    """What `sample` draws: a multiplier of every input, in each sample."""
    plain = replace(of.drawing, scales=None)
    blocks = [_draw(plain, seed, *block) for block in enumerate(_blocks(of, samples))]
    found = np.empty((len(of.sigmas), samples))
    found[plain.order] = np.concatenate(blocks, axis=1)
    return found


def _blocks(of: Plan, samples: int) -> list[int]:
    """Samples of each block; they depend on the system alone."""
    size = min(_BIGGEST, max(_SMALLEST, _AT_ONCE // max(1, len(of.sigmas))))
    whole, rest = divmod(samples, size)
    return [size] * whole + [rest] * bool(rest)


def _draw(of: Drawing, seed: int, block: int, samples: int) -> Floats:
    """Lognormals of median 1, or of the coefficient, some rows at a time within the cache."""
    stream = np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(block,)))
    generator, uncertain = np.random.Generator(stream), of.uncertain
    drawn = np.empty((len(of.sigmas), samples))
    drawn[uncertain:] = 1.0
    step = max(1, _CACHED // samples)
    for start in range(0, len(of.sigmas), step):
        rows = drawn[start : min(start + step, uncertain)]
        if len(rows):
            generator.standard_normal(out=rows)
            rows *= of.sigmas[start : start + len(rows), None]
            np.exp(rows, out=rows)
        if of.scales is not None:
            drawn[start : start + step] *= of.scales[start : start + step, None]
    return drawn


def _footprints(of: Plan, drawn: Floats) -> Floats:
    values = np.zeros((len(of.constants) + of.nodes, drawn.shape[1]))
    leaves, weights = _weights(of, drawn)
    if len(leaves):
        if of.sigmas[of.amounts :].any():
            sure = np.ones((1, drawn.shape[1]))
            leaves = leaves * np.concatenate([sure, drawn[of.amounts :]])[of.leaves.sources]
        values[of.leaves.targets] = of.leaves.sums(leaves)
    for rows, cycle in zip(of.groups, of.cycles, strict=True):
        if cycle is None:
            for row in rows:
                add_supplies(of, row.target, of.supplies.spans.get(row.target), weights, values)
        else:
            settle(of, cycle, weights, values)
    footprints: Floats = of.demand * values[of.reference]
    return footprints


def _weights(of: Plan, drawn: Floats) -> tuple[Floats, Floats]:
    """What leaves and supplies take: as it was drawn, or amounts times coefficients."""
    if of.drawing.scales is None:
        return of.leaves.taken(drawn), of.supplies.taken(drawn)
    supplies = len(of.leaves.amounts)
    return drawn[:supplies], drawn[supplies : supplies + len(of.supplies.amounts)]


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
