"""Calculations: run, read, seal, take away."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Response
from pydantic import AwareDatetime, ConfigDict, Field

from accounting.calculations.api.weights import weigh_calculations, weigh_run, weigh_seal
from accounting.calculations.domain.calculation import StageOutsideBoundary
from accounting.calculations.domain.reading import DocumentSummary
from accounting.calculations.domain.record import (
    CalculationAlreadySealed,
    CalculationNotFound,
    CalculationNotReproducible,
    CalculationNotSealed,
    CalculationRecord,
    Seal,
)
from accounting.calculations.domain.result import FootprintImplausible, Result
from accounting.calculations.domain.search import CalculationsAsked, CalculationState
from accounting.calculations.store import calculations as store
from accounting.calculations.usecases import calculations as usecases
from accounting.calculations.usecases.weights import weigh_reading
from accounting.custody.usecases import authorship
from accounting.engine.domain.deliveries import LoopUnproductive
from accounting.engine.domain.solving import LoopTooEntangled
from accounting.factors.domain.factors import FactorCountsOnlyCo2, FactorMissing, FactorQuarantined
from accounting.foreign.domain.losses import LossesUnsettled
from accounting.inventory.domain.allocations import AllocationForbidden
from accounting.inventory.domain.records import ActivityNotFound, SystemNotFound
from accounting.products.domain.rules import RuleMissing
from accounting.suppliers.domain.findings import SupplierFootprintsUnsettled
from accounting.tasks.domain.views import MAY_BE_LATER
from accounting.values.domain.forms import Request, View
from accounting.values.domain.text import Text
from chassis.answered import FOR_EVER
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router
from contracts.sealed_bundle import BUNDLE

router = Router(prefix="/v1/calculations", tags=["calculations"])
_SAMPLE = "0192f3c4-0000-7000-8000-00000000000"


class CalculationRequest(Request):
    """Which system to account with which activity data; by today's rule unless one is named."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"system_id": f"{_SAMPLE}1", "activity_data_id": f"{_SAMPLE}2"}]
        }
    )

    system_id: UUID
    """The product system."""
    activity_data_id: UUID
    rule_version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,3}$")] | None = None
    """Version of the rule; today's when absent."""

    def order(self) -> usecases.Order:
        return usecases.Order(self.system_id, self.activity_data_id, self.rule_version)


class SealView(View):
    """The seal of a calculation: SHA-256 over its canonical JSON document."""

    calculation_id: UUID
    seal: str
    sealed_at: AwareDatetime

    @classmethod
    def of(cls, calculation: UUID, seal: Seal) -> Self:
        return cls(calculation_id=calculation, seal=seal.sha256, sealed_at=seal.sealed_at)


class CalculationSummary(View):
    """A calculation in a list."""

    id: UUID
    created_at: AwareDatetime
    enterprise: str
    product_id: UUID
    category: str
    name: Text
    """Of the product, as it was when this was computed."""
    model: str
    value: str
    """kg CO2e per declared unit."""
    declared_unit: str
    rule_code: str
    rule_version: str
    state: CalculationState
    seal: str | None
    sealed_at: AwareDatetime | None

    @classmethod
    def of(cls, record: CalculationRecord) -> Self:
        reading = DocumentSummary.of(record.document)
        return cls(**_summary(record, reading))


class CalculationView(CalculationSummary):
    """A calculation with its whole breakdown, per declared unit."""

    system_id: UUID
    activity_data_id: UUID
    boundary: str
    gwp_set: str
    factor_library: str
    """Version and hash of the factor library."""
    engine_version: str
    """Version of the program that calculated."""
    result: Result
    """The footprint with all its parts."""

    @classmethod
    def of(cls, record: CalculationRecord) -> Self:
        reading = DocumentSummary.of(record.document)
        return cls(
            **_summary(record, reading),
            system_id=record.system,
            activity_data_id=record.activity,
            boundary=reading.boundary,
            gwp_set=reading.gwp_set,
            factor_library=reading.library,
            engine_version=reading.engine_version,
            result=reading.result,
        )


@router.post(
    "",
    status_code=201,
    responses=MAY_BE_LATER
    | problems(
        SystemNotFound,
        ActivityNotFound,
        RuleMissing,
        StageOutsideBoundary,
        AllocationForbidden,
        FactorMissing,
        FactorCountsOnlyCo2,
        FactorQuarantined,
        LoopUnproductive,
        LoopTooEntangled,
        FootprintImplausible,
        LossesUnsettled,
    ),
)
@weighed(weigh_run)
async def run_calculation(
    request: CalculationRequest, caller: CurrentCaller, tx: Transaction
) -> CalculationView:
    """Compute the footprint of one declared unit, exactly."""
    computed = await usecases.run(tx, caller.org, request.order())
    await authorship.note(tx, caller, computed.id)
    return CalculationView.of(computed)


@router.get("", responses=problems(CursorInvalid))
@weighed(weigh_calculations)
async def list_calculations(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[CalculationsAsked, Query()]
) -> Page[CalculationSummary]:
    """What the caller may read, its own or those it was applied to with, by the moment they were
    computed, newest first. A seal is a change."""
    rows = await store.page(tx, asked, reads=caller.org)
    return page(rows, asked.limit, CalculationSummary.of, lambda row: row.position)


@router.get("/{id}", responses=problems(CalculationNotFound))
@weighed(weigh_reading)
async def get_calculation(id: UUID, caller: CurrentCaller, tx: Transaction) -> CalculationView:
    """One calculation with contributions by stage, process and exchange."""
    return CalculationView.of(await usecases.read(tx, caller.org, id))


@router.post(
    "/{id}/seal",
    status_code=201,
    responses=MAY_BE_LATER
    | problems(
        CalculationNotFound,
        CalculationAlreadySealed,
        CalculationNotReproducible,
        SupplierFootprintsUnsettled,
        LossesUnsettled,
    ),
)
@weighed(weigh_seal)
async def seal_calculation(id: UUID, caller: CurrentCaller, tx: Transaction) -> SealView:
    """Make the calculation immutable. Irreversible; certification may now be applied for."""
    return SealView.of(id, await usecases.seal(tx, caller, id))


@router.get(
    "/{id}/bundle",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": BUNDLE}}},
        **problems(CalculationNotFound, CalculationNotSealed),
    },
)
@weighed(weigh_reading)
async def get_bundle(id: UUID, caller: CurrentCaller, tx: Transaction) -> Response:
    """The sealed document with its seal, as canonical JSON: `python -m accounting recompute`."""
    content = await usecases.bundle(tx, caller.org, id)
    headers = {
        "Content-Disposition": attachment(f"calculation-{id}.json"),
        "Cache-Control": FOR_EVER,
    }
    return Response(content, 200, headers, "application/json")


def _summary(record: CalculationRecord, reading: DocumentSummary) -> "dict[str, object]":
    return {
        "id": record.id,
        "created_at": record.at,
        "enterprise": record.enterprise,
        "product_id": record.product,
        "category": reading.category,
        "name": reading.name,
        "model": reading.model,
        "value": reading.value,
        "declared_unit": reading.declared_unit,
        "rule_code": reading.rule_code,
        "rule_version": reading.rule_version,
        "state": CalculationState.SEALED if record.seal else CalculationState.OPEN,
        "seal": record.seal and record.seal.sha256,
        "sealed_at": record.seal and record.seal.sealed_at,
    }
