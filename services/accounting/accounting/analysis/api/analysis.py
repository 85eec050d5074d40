"""Where a footprint comes from, what moves it and where it stands; nothing here is certified."""

from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field, JsonValue

from accounting.analysis.api.weights import weigh_scenarios
from accounting.analysis.domain import changes
from accounting.analysis.domain.changes import Scenario
from accounting.analysis.domain.contribution_tree import DEEPEST, ContributionNode
from accounting.analysis.domain.hotspots import HotSpots
from accounting.analysis.domain.network import AnalysisDisagrees
from accounting.analysis.domain.position import Position
from accounting.analysis.domain.scenarios import ScenarioOutcome
from accounting.analysis.domain.sensitivity import Sensitivity
from accounting.analysis.usecases import explanations as usecases
from accounting.calculations.domain.calculation import StageOutsideBoundary
from accounting.calculations.domain.record import CalculationNotFound
from accounting.calculations.usecases.weights import weigh_solving
from accounting.engine.domain.deliveries import LoopUnproductive
from accounting.engine.domain.solving import LoopTooEntangled
from accounting.factors.domain import factors as factor_rules
from accounting.factors.domain.gwp import GasUnknown
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.inventory.domain.soundness import ProcessMissing
from accounting.model.domain.system import AmountImpossible
from accounting.tasks.domain.views import MAY_BE_LATER
from accounting.values.domain.forms import Request, View
from accounting.values.domain.numbers import Computed
from accounting.values.domain.units import UnitsIncompatible, UnitUnknown
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/calculations/{id}", tags=["analysis"])
_OPEN = problems(CalculationNotFound, AnalysisDisagrees)
_SCENARIOS: list[JsonValue] = [
    {
        "name": "绿电与再生铝 / green power and less aluminium",
        "changes": [
            {"change": "change-electricity", "factor": "ele-fp-cn-2024-wind"},
            {
                "change": "scale-amount",
                "process": "module",
                "exchange": "frame",
                "times": "0.8",
            },
        ],
    }
]


class Analysed(View):
    """What was analysed: the certified value, if it is sealed, is this one and no other."""

    calculation_id: UUID
    seal: str | None
    value: Computed
    """kg CO2e per declared unit, of the calculation."""
    declared_unit: str

    @classmethod
    def head(cls, opened: usecases.Opened) -> "dict[str, object]":
        unit = opened.network.subject.rule.declared_unit
        record = opened.record
        return {
            "calculation_id": record.id,
            "seal": record.seal and record.seal.sha256,
            "value": opened.value,
            "declared_unit": f"{unit.amount} {unit.unit}",
        }

    @classmethod
    def of(cls, opened: usecases.Opened, **content: object) -> Self:
        return cls.model_validate({**cls.head(opened), **content})


class ContributionsView(Analysed):
    """The contribution tree; children add up to their parent exactly."""

    tree: ContributionNode
    """The whole footprint, and what it is made of."""


class SensitivitiesView(Analysed):
    """Every input, the strongest first."""

    inputs: tuple[Sensitivity, ...]


class HotSpotsView(Analysed):
    """What carries most."""

    hot_spots: HotSpots
    """The largest parts of the footprint."""


class PositionView(Analysed):
    """Where the footprint stands."""

    position: Position
    """Where the footprint stands."""


class ScenariosRequest(Request):
    """Named scenarios, each with changes that are made one after the other."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"scenarios": _SCENARIOS}]})

    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, max_length=10)]


class ScenariosView(Analysed):
    """The scenarios beside the base. They are estimates: only a sealed calculation is certified."""

    certified: bool = False
    scenarios: tuple[ScenarioOutcome, ...]


@router.get("/contributions", responses=MAY_BE_LATER | _OPEN)
@weighed(weigh_solving)
async def get_contributions(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    depth: Annotated[
        int, Query(ge=1, le=DEEPEST, description="Links from the product to follow.")
    ] = 3,
) -> ContributionsView:
    """From the product through its processes to single exchanges, with kg CO2e and share."""
    opened = await usecases.open(tx, caller.org, id)
    tree = usecases.contributions(opened, depth=depth)
    return ContributionsView.of(opened, tree=tree)


@router.get("/sensitivities", responses=MAY_BE_LATER | _OPEN)
@weighed(weigh_solving)
async def get_sensitivities(id: UUID, caller: CurrentCaller, tx: Transaction) -> SensitivitiesView:
    """How the footprint moves with each input: exact derivatives, and percent per percent."""
    opened = await usecases.open(tx, caller.org, id)
    return SensitivitiesView.of(opened, inputs=usecases.sensitivity(opened))


@router.get("/hot-spots", responses=MAY_BE_LATER | _OPEN)
@weighed(weigh_solving)
async def get_hot_spots(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    threshold: Annotated[
        int, Query(ge=1, le=100, description="Percent of the footprint to explain.")
    ] = 80,
) -> HotSpotsView:
    """The largest exchanges, processes and factors, until the threshold is explained."""
    opened = await usecases.open(tx, caller.org, id)
    found = usecases.hot_spots(opened, threshold_percent=Decimal(threshold))
    return HotSpotsView.of(opened, hot_spots=found)


@router.get(
    "/position",
    responses=MAY_BE_LATER | problems(CalculationNotFound, AnalysisDisagrees, PacksNotLoaded),
)
@weighed(weigh_solving)
async def get_position(id: UUID, caller: CurrentCaller, tx: Transaction) -> PositionView:
    """Beside published levels with their sources, and among the category's sealed footprints.

    The standing is shown once five enterprises have sealed a comparable footprint.
    """
    opened = await usecases.open(tx, caller.org, id)
    return PositionView.of(opened, position=await usecases.stand(tx, opened))


@router.post(
    "/scenarios",
    responses=MAY_BE_LATER
    | problems(
        CalculationNotFound,
        AnalysisDisagrees,
        PacksNotLoaded,
        changes.ChangePlaceUnknown,
        changes.ChangeUnfit,
        changes.ChangeImpossible,
        UnitUnknown,
        UnitsIncompatible,
        AmountImpossible,
        LoopUnproductive,
        LoopTooEntangled,
        GasUnknown,
        ProcessMissing,
        StageOutsideBoundary,
        factor_rules.FactorMissing,
        factor_rules.FactorCountsOnlyCo2,
        factor_rules.FactorIsResult,
        factor_rules.FactorIncomplete,
        factor_rules.FactorQuarantined,
    ),
)
@weighed(weigh_scenarios)
async def try_scenarios(
    id: UUID, request: ScenariosRequest, caller: CurrentCaller, tx: Transaction
) -> ScenariosView:
    """Try changes of supplier, route, electricity or design beside the calculation.

    Nothing is recorded; what turns out well becomes a new product system and a new calculation.
    """
    opened = await usecases.open(tx, caller.org, id)
    found = await usecases.scenarios(tx, caller.org, opened, request.scenarios)
    return ScenariosView.of(opened, scenarios=found)
