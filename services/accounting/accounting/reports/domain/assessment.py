"""How good and how certain a result is, and where it stands, by packs that the report names.

A calculation's document holds no scores and no distributions. These follow from it and from
versioned packs; the versions that stood when it was sealed, so that the report stays the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.analysis.domain import plans, position, quality, sampling, uncertainty
from accounting.analysis.domain.figures import figure
from accounting.analysis.domain.moments import exact_moments
from accounting.analysis.domain.network import AnalysisDisagrees, Network, network
from accounting.analysis.domain.pedigree import PedigreePack
from accounting.analysis.domain.position import BenchmarkPack, PublishedLevel
from accounting.analysis.domain.quality import Given, QualityPack, RatedExchange, Rating
from accounting.analysis.domain.sampling import SamplesTooMany
from accounting.analysis.domain.settling import LoopUnsettled
from accounting.analysis.domain.uncertainty import Estimate
from accounting.calculations.domain.calculation import read_document
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.values.domain.numbers import Computed
from accounting.values.domain.units import Quantity
from chassis.canonical import canonical

SAMPLES, FEWER = 10_000, 2_000
SMALL = 400
"""Exchanges up to which `SAMPLES` are drawn; a person waits for the report."""
LARGEST = 1_000
"""Exchanges of a calculation that is assessed for a report; larger ones are asked for alone."""
_RATED = 10


@dataclass(frozen=True)
class Parameters:
    """The packs to assess by."""

    pedigree: PedigreePack
    quality: QualityPack
    benchmarks: BenchmarkPack | None
    levels: Mapping[str, Factor]
    """Published levels by identifier, of the calculation's own library."""


@dataclass(frozen=True)
class ReportedSpread:
    """The spread by one published set of uncertainty factors, found in two independent ways."""

    pedigree_set: str
    """The set of deviations that is used."""
    analytic: Estimate
    monte_carlo: Estimate | None
    """None where a sampled loop consumes all that it makes."""
    standard_error: Computed | None
    """Of the sampled mean."""
    exact_mean: Computed | None
    """Of the distribution; None for loops and co-products, where only samples know it."""
    exact_standard_deviation: Computed | None


@dataclass(frozen=True)
class Assessment:
    """Quality, uncertainty and position of a result; none of it is certified."""

    pedigree_pack: str
    """Version of the pedigree set."""
    quality_pack: str
    """Version of the rules of data quality."""
    benchmark_pack: str | None
    """Version of the published levels."""
    samples: int
    seed: str | None
    rating: Rating
    """PEF data quality rating; its first three criteria are the indicators of PACT v3."""
    largest: tuple[RatedExchange, ...]
    """The largest contributions with their own ratings."""
    spreads: tuple[ReportedSpread, ...]
    """The spread by each set of scores."""
    levels: tuple[PublishedLevel, ...]


def assess(document: Mapping[str, object], by: Parameters) -> Assessment | None:
    """None when the network does not come to the recorded result, or is too large."""
    subject, background = read_document(document)
    exchanges = sum(len(process.exchanges) for process in subject.system.processes)
    if exchanges > LARGEST:
        return None
    samples = SAMPLES if exchanges <= SMALL else FEWER
    try:
        found = network(subject, background).agreeing(_exact(document))
    except AnalysisDisagrees:
        return None
    rated = quality.quality(found, by.quality, Given())
    text = canonical(dict(document)).decode()
    drawn = [_spread(found, by, name, text, samples) for name in by.pedigree.sets]
    seeds = [seed for _, seed in drawn if seed]
    return Assessment(
        pedigree_pack=by.pedigree.version,
        quality_pack=by.quality.version,
        benchmark_pack=by.benchmarks.version if by.benchmarks else None,
        samples=samples,
        seed=seeds[0] if seeds else None,
        rating=rated.pef,
        largest=rated.exchanges[:_RATED],
        spreads=tuple(spread for spread, _ in drawn),
        levels=_levels(found, by, background.library, _exact(document)),
    )


def _exact(document: Mapping[str, object]) -> Decimal:
    result = document["result"]
    return Decimal(str(result["exact"] if isinstance(result, Mapping) else 0))


def _spread(
    found: Network, by: Parameters, name: str, document: str, samples: int
) -> tuple[ReportedSpread, str | None]:
    """By the analytic approximation, and by samples that the document seeds."""
    of = uncertainty.spreads(found, by.pedigree, by.quality, Given(), set_name=name)
    plan = plans.plan(found, of)
    approximation, moments = uncertainty.analytic(found, of), exact_moments(plan)
    mean, deviation = (figure(moment) for moment in moments) if moments else (None, None)
    try:
        sampled = sampling.monte_carlo(plan, document=document, samples=samples)
    except (LoopUnsettled, SamplesTooMany):
        return ReportedSpread(name, approximation, None, None, mean, deviation), None
    error = figure(sampled.standard_error)
    return ReportedSpread(
        name, approximation, sampled.estimate, error, mean, deviation
    ), sampled.seed


def _levels(
    found: Network, by: Parameters, reference: str, exact: Decimal
) -> tuple[PublishedLevel, ...]:
    if by.benchmarks is None:
        return ()
    code, _, version = reference.partition("/")
    library = FactorLibrary(code, version, "", dict(by.levels))
    unit = found.subject.rule.declared_unit
    declared = Quantity(unit.amount, unit.unit)
    product = found.subject.product
    return position.levels(by.benchmarks.levels, library, product, declared, exact)
