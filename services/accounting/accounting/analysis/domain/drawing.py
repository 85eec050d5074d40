"""Drawing lognormals: what the inputs of a network are multiplied by in a block of samples."""

from collections.abc import Iterator

import numpy as np

from accounting.analysis.domain.layout import Floats, Terms
from accounting.analysis.domain.plans import Plan

_CACHED = 32_768
"""Numbers that are worked on at once, so that the cache holds them."""


def fill(of: Plan, *, seed: int, block: int, weights: Floats) -> None:
    """Draw the weights of a block: coefficients times the multipliers of amounts and factors."""
    stream, samples = _stream(seed, block), weights.shape[1]
    factors = _factors(of, stream, samples)
    for terms, drawn in _amounts(of, stream, samples):
        drawn *= terms.coefficients[:, None]
        if terms.factors.any():
            drawn *= factors[terms.factors]
        summed = drawn.reshape(-1, terms.each, samples).sum(axis=1) if terms.each > 1 else drawn
        weights[terms.weights] = summed


def multipliers(of: Plan, *, seed: int, block: int, samples: int) -> Floats:
    """What `fill` draws for every input that is used, amounts before factors."""
    stream, found = _stream(seed, block), np.ones((len(of.sigmas), samples))
    found[of.amounts :] = _factors(of, stream, samples)[1:]
    for terms, drawn in _amounts(of, stream, samples):
        found[terms.amounts] = drawn
    return found


def _stream(seed: int, block: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(block,))))


def _factors(of: Plan, stream: np.random.Generator, samples: int) -> Floats:
    """Multipliers of the constants, of what is certain first."""
    found = np.ones((len(of.constants), samples))
    _lognormals(stream, of.sigmas[of.amounts :], found[1:])
    return found


def _amounts(of: Plan, stream: np.random.Generator, samples: int) -> Iterator[tuple[Terms, Floats]]:
    """Exchanges piece by piece with their multipliers, to be used at once.

    An amount that has several uses is drawn once for all of them.
    """
    sigmas = of.sigmas[: of.amounts]
    every = np.empty((of.amounts if of.shared else 0, samples))
    _lognormals(stream, sigmas[: len(every)], every)
    space = np.empty((max(of.layout.most, _CACHED // samples), samples))
    for terms in (*of.layout.outside, of.layout.supplies):
        for part in terms.parts(len(space)):
            drawn = space[: len(part.amounts)]
            if of.shared:
                drawn[:] = every[part.amounts]
            else:
                _lognormals(stream, sigmas[part.amounts], drawn)
            yield part, drawn


def _lognormals(stream: np.random.Generator, sigmas: Floats, drawn: Floats) -> Floats:
    """A row for each σ, in place; the median is 1. Nothing is drawn where all is certain."""
    if not sigmas.any():
        drawn.fill(1.0)
        return drawn
    stream.standard_normal(out=drawn)
    drawn *= sigmas[:, None]
    return np.exp(drawn, out=drawn)
