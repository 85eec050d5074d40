"""How certain a footprint is: lognormal inputs, and what follows for the result analytically.

Two independent ways must agree: the formulas here, and the sampling of `sampling.py`. Neither is
the certified value, which is exact.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from accounting.analysis.domain.figures import figure
from accounting.analysis.domain.network import Network
from accounting.analysis.domain.pedigree import PedigreePack, PedigreeScores
from accounting.analysis.domain.quality import (
    Given,
    QualityPack,
    checked,
    factor_scores,
    factors_of,
)
from accounting.values.domain.numbers import Computed

Z95 = 1.96


@dataclass(frozen=True)
class Spread:
    """One uncertain input; its median is the value of the calculation."""

    input: str
    """`process.exchange` for an amount, the identifier for a factor."""
    scores: PedigreeScores
    basic: str | None
    """The basic deviation of its kind."""
    given: bool
    log_deviation: Computed
    """Standard deviation of the logarithm."""

    @property
    def sigma(self) -> float:
        return float(self.log_deviation)


@dataclass(frozen=True)
class Spreads:
    """Every uncertain input: amounts by place, and factors, each shared by all its uses."""

    set_name: str
    amounts: dict[str, Spread]
    factors: dict[str, Spread]


@dataclass(frozen=True)
class Estimate:
    """The spread of a footprint in kg CO2e; 95 % of the outcomes lie between low and high."""

    median: Computed
    """kg CO2e of the middle."""
    mean: Computed
    """kg CO2e on average."""
    standard_deviation: Computed
    """The standard deviation, in kg CO2e."""
    sigma: Computed
    """The standard deviation of the logarithm."""
    gsd2: Computed
    """The squared geometric standard deviation."""
    low: Computed
    """kg CO2e that 2.5 % stay below."""
    high: Computed
    """kg CO2e that 97.5 % stay below."""


def spreads(
    network: Network, pedigree: PedigreePack, quality: QualityPack, given: Given, *, set_name: str
) -> Spreads:
    """Scores given, or those that the packs assume; the basic uncertainty goes with the amount."""
    checked(given, network)
    amounts: dict[str, Spread] = {}
    for link in network.every_link:
        if link.terms or link.supplier:
            basic = quality.basic(link, network.background.factors)
            own = given.amounts.get(link.place)
            scores = own or quality.of_amount(link)
            # The basic uncertainty is that of the kind of amount; a factor's is in its scores
            # already.
            sigma = pedigree.sigma(scores, set_name=set_name, basic=pedigree.basic[basic])
            amounts[link.place] = Spread(
                link.place, scores, basic.value, own is not None, figure(float(sigma))
            )
    factors: dict[str, Spread] = {}
    for id in sorted({id for link, _ in network.leaves for id in factors_of(link)}):
        scores = factor_scores(network, id, quality, given)
        sigma = pedigree.sigma(scores, set_name=set_name)
        factors[id] = Spread(id, scores, None, id in given.factors, figure(float(sigma)))
    return Spreads(set_name, amounts, factors)


def approximate(parts: Sequence[tuple[float, float]]) -> float:
    """σ of a sum of independent lognormals, each given as its median and its σ.

    First order: the squares of the shares weigh the squares of the spreads.
    """
    whole = math.fsum(x for x, _ in parts)
    if not whole:
        return 0.0
    # fsum, because thousands of small shares added one by one lose what the large one rounds
    # away.
    return math.sqrt(math.fsum((x / whole * sigma) ** 2 for x, sigma in parts))


def moments(parts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Exact mean and standard deviation of a sum of independent lognormals."""
    means = [x * math.exp(sigma**2 / 2) for x, sigma in parts]
    # expm1, because exp(x) - 1 has no digits left where spreads are small.
    variances = [m**2 * math.expm1(s**2) for m, (_, s) in zip(means, parts, strict=True)]
    return math.fsum(means), math.sqrt(math.fsum(variances))


def analytic(network: Network, of: Spreads) -> Estimate:
    """The lognormal approximation of the whole network.

    The footprint is a sum of products, so to first order each input moves it by its share: the
    elasticities weigh the spreads. A factor's share covers all its uses, which move together.
    """
    exact = float(network.exact)
    parts = [(float(c), of.amounts[place].sigma) for place, c in _carried(network).items()]
    # All uses of a factor move together, so its shares are added before they are squared.
    parts += [(float(c), of.factors[id].sigma) for id, c in _by_factor(network).items()]
    squares = math.fsum((x / exact * sigma) ** 2 for x, sigma in parts) if exact else 0.0
    return lognormal(exact, math.sqrt(squares))


def lognormal(median: float, sigma: float) -> Estimate:
    """A lognormal by its median and the standard deviation of its logarithm."""
    mean = median * math.exp(sigma**2 / 2)
    return Estimate(
        median=figure(median),
        mean=figure(mean),
        standard_deviation=figure(abs(mean) * math.sqrt(math.expm1(sigma**2))),
        sigma=figure(sigma),
        gsd2=figure(math.exp(2 * sigma)),
        low=figure(median * math.exp(-Z95 * sigma)),
        high=figure(median * math.exp(Z95 * sigma)),
    )


def _carried(network: Network) -> dict[str, float]:
    found: dict[str, float] = {}
    for link in network.every_link:
        if link.terms or link.supplier:
            found[link.place] = found.get(link.place, 0.0) + float(network.carried(link))
    return found


def _by_factor(network: Network) -> dict[str, float]:
    found: dict[str, float] = {}
    for link, _ in network.leaves:
        amount = float(network.amount(link))
        for term in link.terms:
            kind, _, id = term.source.partition(":")
            if kind == "factor":
                found[id] = found.get(id, 0.0) + amount * float(term.kg_co2e)
    return found
