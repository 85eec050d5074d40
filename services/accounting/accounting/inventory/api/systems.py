"""Product systems and their activity data."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Body, Query

from accounting.custody.usecases import authorship
from accounting.engine.domain.deliveries import LoopUnproductive
from accounting.engine.domain.solving import LoopTooEntangled
from accounting.evidence.usecases import files as evidence
from accounting.factors.domain import factors as factor_rules
from accounting.factors.domain.gwp import GasUnknown
from accounting.inventory.api.weights import weigh_report, weigh_sent, weigh_systems
from accounting.inventory.domain import exchange_checks, soundness, sources
from accounting.inventory.domain.allocations import AllocationForbidden
from accounting.inventory.domain.plausibility import InventoryImpossible, Verdict
from accounting.inventory.domain.plausible_inventory import Judgement
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.domain.views import ActivityView, SystemView
from accounting.inventory.store import systems as store
from accounting.inventory.usecases import activity, contexts
from accounting.inventory.usecases import systems as usecases
from accounting.inventory.usecases.weights import weigh_system
from accounting.model.domain import activity as activity_rules
from accounting.model.domain import allocation
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.offsets import OffsetRefused
from accounting.model.domain.system import AmountImpossible, ProductSystem
from accounting.products.domain.product import ProductNotFound
from accounting.products.domain.rules import RuleMissing
from accounting.tasks.domain.views import MAY_BE_LATER
from accounting.values.domain.forms import View
from accounting.values.domain.units import UnitsIncompatible, UnitUnknown
from chassis.asking import AskedByTime
from chassis.auth import CurrentCaller
from chassis.bodies import Limits, takes
from chassis.database import Transaction
from chassis.elsewhere import weighed
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1", tags=["product systems"])
_NAME = {"zh": "组件封装", "en": "Module assembly"}
_EVIDENCE = {"sha256": "0" * 64, "source": "电费结算单 2025"}
_SYSTEM = {
    "name": {"zh": "示例组件", "en": "Sample module"},
    "reference": "module",
    "processes": [
        {
            "id": "module",
            "name": _NAME,
            "stage": "production",
            "output": {"amount": "1", "unit": "m2"},
            "exchanges": [
                {
                    "kind": "factor",
                    "id": "electricity",
                    "flow": "electricity",
                    "factor": "ele-fp-cn-2024-nat",
                    "amount": "13.975",
                    "unit": "kWh",
                }
            ],
        }
    ],
}
_ACTIVITY = {
    "period_start": "2025-01-01",
    "period_end": "2026-01-01",
    "processes": [
        {
            "process": "module",
            "output": {"amount": "120000", "unit": "m2"},
            "evidence": _EVIDENCE,
            "consumption": [
                {
                    "exchange": "electricity",
                    "amount": "1677000",
                    "unit": "kWh",
                    "evidence": _EVIDENCE,
                }
            ],
        }
    ],
}


class Unusual(View):
    """Something unusual for the category, for the caller to look at; nothing was refused."""

    place: str
    zh: str
    en: str

    @classmethod
    def of(cls, judged: Judgement) -> Self:
        return cls(place=judged.place, zh=judged.message.zh, en=judged.message.en)


class ModelledView(SystemView):
    warnings: tuple[Unusual, ...]
    """What is unusual about it."""


@router.post(
    "/products/{id}/systems",
    status_code=201,
    responses=MAY_BE_LATER
    | problems(
        ProductNotFound,
        RuleMissing,
        soundness.ProcessMissing,
        soundness.ProcessRepeated,
        soundness.ProcessUnused,
        soundness.CoProductMissing,
        LoopUnproductive,
        LoopTooEntangled,
        allocation.AllocationUnstated,
        allocation.AllocationUnneeded,
        allocation.AllocationWeightMissing,
        allocation.AllocationWeightUnknown,
        allocation.AllocationImpossible,
        allocation.AllocationPeriodImpossible,
        AllocationForbidden,
        InventoryImpossible,
        exchange_checks.GasOriginUnclear,
        exchange_checks.FuelImplausible,
        exchange_checks.FuelSupplyUnstated,
        exchange_checks.MixIncomplete,
        sources.ElectricityFactorMisplaced,
        OffsetRefused,
        AmountImpossible,
        UnitUnknown,
        UnitsIncompatible,
        GasUnknown,
        factor_rules.FactorMissing,
        factor_rules.FactorCountsOnlyCo2,
        factor_rules.FactorIsResult,
        factor_rules.FactorIncomplete,
        factor_rules.FactorQuarantined,
    ),
)
@weighed(weigh_sent)
@takes(Limits())
async def create_product_system(
    id: UUID,
    request: Annotated[ProductSystem, Body(examples=[_SYSTEM])],
    caller: CurrentCaller,
    tx: Transaction,
) -> ModelledView:
    """Record the unit processes behind a product; a correction is a new system. Warnings name
    what is unusual for the category."""
    made, judged = await usecases.judged_model(tx, caller.org, id, request)
    await authorship.note(tx, caller, made.id)
    unusual = [each for each in judged if each.verdict is not Verdict.PLAUSIBLE]
    warnings = tuple(Unusual.of(each) for each in unusual)
    return ModelledView(**dict(SystemView.of(made)), warnings=warnings)


@router.get("/products/{id}/systems", responses=problems(ProductNotFound, CursorInvalid))
@weighed(weigh_systems)
async def list_product_systems(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[AskedByTime, Query()]
) -> Page[SystemView]:
    """The product's systems, by the moment they were recorded, newest first."""
    await usecases.read(tx, caller.org, id)
    rows = await store.page_of_systems(tx, id, asked)
    return page(rows, asked.limit, SystemView.of, lambda row: row.position)


@router.get("/systems/{id}", responses=problems(SystemNotFound))
@weighed(weigh_system)
async def get_product_system(id: UUID, caller: CurrentCaller, tx: Transaction) -> SystemView:
    """One product system of the caller's."""
    return SystemView.of(await usecases.read_system(tx, caller.org, id))


@router.post(
    "/systems/{id}/activity-data",
    status_code=201,
    responses=MAY_BE_LATER
    | problems(
        SystemNotFound,
        activity_rules.PeriodImpossible,
        activity_rules.PeriodInFuture,
        activity_rules.ActivityUnknown,
        activity_rules.ActivityRepeated,
        activity_rules.CoProductUnmeasured,
        AmountImpossible,
        UnitUnknown,
        UnitsIncompatible,
    ),
)
@weighed(weigh_report)
@takes(Limits())
async def report_activity_data(
    id: UUID,
    request: Annotated[ActivityData, Body(examples=[_ACTIVITY])],
    caller: CurrentCaller,
    tx: Transaction,
) -> ActivityView:
    """Report what was made and consumed in a period that is over; measured totals replace the
    template's amounts."""
    context = await contexts.open(tx, caller.org, id)
    reported = await activity.report(tx, context, request)
    await authorship.note(tx, caller, reported.id)
    return ActivityView.of(reported, await evidence.present(tx, caller.org, request))


@router.get("/systems/{id}/activity-data", responses=problems(SystemNotFound, CursorInvalid))
async def list_activity_data(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[AskedByTime, Query()]
) -> Page[ActivityView]:
    """The system's activity data, by the moment it was reported, newest first."""
    await usecases.read_system(tx, caller.org, id)
    rows = await store.page_of_activity(tx, id, asked)
    present = await evidence.present(tx, caller.org, *(row.content for row in rows))
    return page(
        rows, asked.limit, lambda row: ActivityView.of(row, present), lambda row: row.position
    )
