"""How good the data are and how certain the footprint is; neither is a certified value."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field, JsonValue

from accounting.analysis.api.analysis import Analysed
from accounting.analysis.api.weights import weigh_sampling
from accounting.analysis.domain.figures import figure
from accounting.analysis.domain.network import AnalysisDisagrees
from accounting.analysis.domain.pedigree import PedigreeScores, PedigreeSetUnknown
from accounting.analysis.domain.quality import Given, Quality, ScoredPlaceUnknown
from accounting.analysis.domain.sampling import FEWEST, MOST, SamplesTooMany
from accounting.analysis.domain.settling import LoopUnsettled
from accounting.analysis.domain.uncertainty import Estimate, Spread
from accounting.analysis.usecases import explanations as usecases
from accounting.calculations.domain.record import CalculationNotFound
from accounting.calculations.usecases.weights import weigh_solving
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.tasks.domain.views import MAY_BE_LATER
from accounting.values.domain.forms import Request
from accounting.values.domain.numbers import Computed
from accounting.values.domain.text import Symbol
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/calculations/{id}", tags=["analysis"])
Set = Annotated[str, Field(pattern=r"^[a-z0-9]{1,10}$")]
Samples = Annotated[int, Field(ge=FEWEST, le=MOST)]
_SCORES: JsonValue = {
    "reliability": 2,
    "completeness": 2,
    "temporal": 4,
    "geographical": 1,
    "technological": 1,
    "sample_size": 3,
}
_QUALITY = problems(CalculationNotFound, AnalysisDisagrees, PacksNotLoaded, ScoredPlaceUnknown)
_UNCERTAINTY = problems(
    CalculationNotFound,
    AnalysisDisagrees,
    PacksNotLoaded,
    ScoredPlaceUnknown,
    PedigreeSetUnknown,
    SamplesTooMany,
    LoopUnsettled,
)


class ScoresRequest(Request):
    """Scores by people who know better than the packs' assumptions, 1 (best) to 5."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"amounts": {"module.glass": _SCORES}}]}
    )

    amounts: Annotated[dict[Symbol, PedigreeScores], Field(max_length=5000)] = Field(
        default_factory=dict
    )
    """By `process.exchange`."""
    factors: Annotated[dict[Symbol, PedigreeScores], Field(max_length=5000)] = Field(
        default_factory=dict
    )
    """By the identifier of the factor."""

    def given(self) -> Given:
        return Given(self.amounts, self.factors)


class UncertaintyRequest(ScoresRequest):
    """Scores, the published set of uncertainty factors, and how often to sample."""

    pedigree: Set = "v1"
    samples: Samples = 10_000


class QualityView(Analysed):
    """The PEF rating and the PACT indicators, weighted by contribution."""

    quality: Quality
    """The ratings."""


class SpreadView(Analysed):
    """The spread of a footprint, in independent ways that must agree within sampling error."""

    certified: bool = False
    pedigree: str
    analytic: Estimate
    """Lognormal approximation of first order around the certified value."""
    exact_mean: Computed | None
    """Of the distribution; None for loops and co-products, where only samples know it."""
    exact_standard_deviation: Computed | None
    monte_carlo: Estimate
    """Percentiles, mean and spread of the samples."""
    samples: int
    seed: str
    """Made from the calculation's document, so that everybody draws the same samples."""
    standard_error: Computed
    """Of the sampled mean."""
    inputs: tuple[Spread, ...]

    @classmethod
    def told(cls, opened: usecases.Opened, found: usecases.Uncertainty) -> Self:
        mean, deviation = found.moments or (None, None)
        of = found.spreads
        return cls.of(
            opened,
            pedigree=of.set_name,
            analytic=found.approximation,
            exact_mean=None if mean is None else figure(mean),
            exact_standard_deviation=None if deviation is None else figure(deviation),
            monte_carlo=found.sampled.estimate,
            samples=found.sampled.samples,
            seed=found.sampled.seed,
            standard_error=figure(found.sampled.standard_error),
            inputs=(*of.amounts.values(), *of.factors.values()),
        )


@router.get("/data-quality", responses=MAY_BE_LATER | _QUALITY)
@weighed(weigh_solving)
async def get_data_quality(id: UUID, caller: CurrentCaller, tx: Transaction) -> QualityView:
    """Rate the data by what their year, region and source tell."""
    opened = await usecases.open(tx, caller.org, id)
    return QualityView.of(opened, quality=await usecases.rate(tx, opened, Given()))


@router.post("/data-quality", responses=MAY_BE_LATER | _QUALITY)
@weighed(weigh_solving)
async def rate_data_quality(
    id: UUID, request: ScoresRequest, caller: CurrentCaller, tx: Transaction
) -> QualityView:
    """Rate the data by scores of your own; what you do not score is assumed. Nothing is kept."""
    opened = await usecases.open(tx, caller.org, id)
    return QualityView.of(opened, quality=await usecases.rate(tx, opened, request.given()))


@router.get("/uncertainty", responses=MAY_BE_LATER | _UNCERTAINTY)
@weighed(weigh_sampling)
async def get_uncertainty(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    pedigree: Annotated[str, Query(pattern=r"^[a-z0-9]{1,10}$")] = "v1",
    samples: Annotated[int, Query(ge=FEWEST, le=MOST)] = 10_000,
) -> SpreadView:
    """The spread of the footprint by assumed scores, analytically and by sampling."""
    return await _spread(id, UncertaintyRequest(pedigree=pedigree, samples=samples), caller, tx)


@router.post("/uncertainty", responses=MAY_BE_LATER | _UNCERTAINTY)
@weighed(weigh_sampling)
async def estimate_uncertainty(
    id: UUID, request: UncertaintyRequest, caller: CurrentCaller, tx: Transaction
) -> SpreadView:
    """The spread of the footprint by scores of your own; nothing is kept."""
    return await _spread(id, request, caller, tx)


async def _spread(
    id: UUID, request: UncertaintyRequest, caller: CurrentCaller, tx: Transaction
) -> SpreadView:
    opened = await usecases.open(tx, caller.org, id)
    found = await usecases.spread(
        tx, opened, request.given(), set_name=request.pedigree, samples=request.samples
    )
    return SpreadView.told(opened, found)
