"""Monte Carlo over a network: seeded, vectorised, suppliers before users.

The seed comes from the calculation's document, so the same calculation with the same scores gives
the same figures wherever the same numpy runs: samples are drawn in blocks, each from a stream of
its own that its number decides (SFC64), so neither the threads nor their order play a part. The
figures describe the certified value and are not it.
"""

import math
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from accounting.analysis.domain import drawing
from accounting.analysis.domain.drawing import fill
from accounting.analysis.domain.figures import figure
from accounting.analysis.domain.layout import Floats
from accounting.analysis.domain.plans import Plan
from accounting.analysis.domain.settling import settle
from accounting.analysis.domain.uncertainty import Estimate
from chassis.canonical import sha256_hex
from chassis.refusals import Invalid

SCHEME = "sampling 2"
"""What is drawn in which order. It is part of the seed, so figures of another scheme show one."""
FEWEST, MOST = 100, 20_000
_AT_ONCE, _SMALLEST, _BIGGEST = 8_000_000, 120, 1_000
"""Weights of a block, of which three are held; samples of a block at least, at most."""
_LINES = 16
"""Numbers of two cache lines."""
_LARGEST = 200_000_000
_AHEAD = 2
"""Blocks drawn ahead, by as many threads: drawing is most of the work and needs no lock."""
Told = Callable[[int, int], None]


def unheard(done: int, of: int) -> None:
    """Nobody asks how far it is."""


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


def sample(of: Plan, *, seed: int, samples: int, told: Told = unheard) -> Floats:
    """Footprints of so many draws, in kg CO2e; `told` hears how many are drawn, of all.

    Raises `SamplesTooMany`, `LoopUnsettled`.
    """
    inputs = max(1, len(of.sigmas))
    if samples * inputs > _LARGEST:
        raise SamplesTooMany(inputs=inputs, most=_LARGEST // inputs)
    found: list[Floats] = []
    drawn = 0
    for weights in _drawn(of, seed, samples):
        found.append(_footprints(of, weights))
        drawn += weights.shape[1]
        told(drawn, samples)
    return np.concatenate(found)


def multipliers(of: Plan, *, seed: int, samples: int) -> Floats:
    """What `sample` draws: a multiplier of every input, in each sample."""
    blocks = enumerate(_blocks(of, samples))
    drawn = [
        drawing.multipliers(of, seed=seed, block=block, samples=size) for block, size in blocks
    ]
    return np.concatenate(drawn, axis=1)


def _drawn(of: Plan, seed: int, samples: int) -> Iterator[Floats]:
    """The weights of block after block; the next ones are drawn while one is being worked on."""
    sizes = _blocks(of, samples)
    # A list in the order of blocks: threads finish as they like, samples do not move.
    free = deque(np.empty((of.layout.weights, sizes[0])) for _ in sizes[: _AHEAD + 1])
    ahead: deque[tuple[Future[None], Floats, Floats]] = deque()
    with ThreadPoolExecutor(_AHEAD) as threads:
        for block, size in enumerate(sizes):
            # Handing a block out before its space is taken again keeps the memory to three
            # blocks.
            if not free:
                space, weights = _first(ahead)
                yield weights
                free.append(space)
            space = free.popleft()
            weights = space[:, :size]
            filled = threads.submit(fill, of, seed=seed, block=block, weights=weights)
            ahead.append((filled, space, weights))
        while ahead:
            yield _first(ahead)[1]


def _first(ahead: deque[tuple[Future[None], Floats, Floats]]) -> tuple[Floats, Floats]:
    """The space and the weights of the block that was begun first, once it is drawn."""
    filled, space, weights = ahead.popleft()
    # A failure in a thread is raised here, where there is somebody to tell.
    filled.result()
    return space, weights


def _blocks(of: Plan, samples: int) -> list[int]:
    """Samples of each block; they depend on the system alone.

    Rows are an odd number of cache lines long, so that they do not fall on each other there.
    """
    # Of the block's size only what the system is: sizes that depended on the machine would move
    # draws.
    most = min(_BIGGEST, _AT_ONCE // max(1, of.layout.weights))
    size = max(_SMALLEST, most // _LINES * _LINES + _LINES // 2)
    whole, rest = divmod(samples, size)
    return [size] * whole + [rest] * bool(rest)


def _footprints(of: Plan, weights: Floats) -> Floats:
    # Medians are the calculation's own numbers, so a sample without spread gives the footprint.
    values = np.repeat(of.medians[:, None], weights.shape[1], axis=1)
    for stretch in of.layout.stretches:
        settle(stretch, weights, values)
    footprints: Floats = of.demand * values[of.reference]
    return footprints


def monte_carlo(of: Plan, *, document: str, samples: int, told: Told = unheard) -> Sampled:
    """Sample with the seed that belongs to a document."""
    # The seed is the document's, so two readers of one certificate see one distribution.
    seed = sha256_hex(f"{SCHEME} {document}".encode())[:16]
    found = sample(of, seed=int(seed, 16), samples=samples, told=told)
    # n - 1: the mean is estimated from the same samples.
    mean, deviation = float(found.mean()), float(found.std(ddof=1))
    low, median, high = (float(v) for v in np.percentile(found, [2.5, 50, 97.5]))
    # A footprint of 0 or less has no logarithm; products that store carbon may have such samples.
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
