"""Activity data from meters."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from pydantic import Field

from accounting.custody.usecases import authorship
from accounting.evidence.domain import EvidenceStoreMissing, EvidenceStoreUnreachable
from accounting.evidence.usecases import files as evidence
from accounting.evidence.usecases.places import EvidenceFiles, evidence_files
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.domain.views import ActivityView
from accounting.meters.domain.metered_activity import (
    NothingMetered,
    OutputTwice,
    OutputUnknown,
    Stated,
    StatedCoProduct,
    StatedOutput,
)
from accounting.meters.domain.metering import MeterWentBackwards, ReadingsMissing
from accounting.meters.usecases import metered_activity as usecases
from accounting.model.domain import activity as activity_rules
from accounting.model.domain.system import AmountImpossible
from accounting.values.domain.forms import Request
from accounting.values.domain.units import UnitsIncompatible, UnitUnknown
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.written import Day

router = Router(prefix="/v1/systems", tags=["meters"])
Files = Annotated[EvidenceFiles, Depends(evidence_files)]


class MeteredRequest(Request):
    """A period that is over, the end exclusive; days begin at midnight in China."""

    period_start: Day
    period_end: Day
    outputs: Annotated[tuple[StatedOutput, ...], Field(max_length=5000)] = ()
    """What processes made that no production meter counts."""
    co_products: Annotated[tuple[StatedCoProduct, ...], Field(max_length=5000)] = ()
    """What came out beside; a process that has co-products needs every one of them."""

    def period(self) -> usecases.Period:
        stated = Stated(self.outputs, self.co_products)
        return usecases.Period(self.period_start, self.period_end, stated)


@router.post(
    "/{id}/activity-data/from-meters",
    status_code=201,
    responses=problems(
        SystemNotFound,
        NothingMetered,
        ReadingsMissing,
        MeterWentBackwards,
        EvidenceStoreMissing,
        EvidenceStoreUnreachable,
        OutputUnknown,
        OutputTwice,
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
async def report_activity_data_from_meters(
    id: UUID, request: MeteredRequest, caller: CurrentCaller, files: Files, tx: Transaction
) -> ActivityView:
    """Report what the meters that feed this system counted; each total names its derivation."""
    reported = await usecases.report(tx, files, caller, id, request.period())
    await authorship.note(tx, caller, reported.id)
    present = await evidence.present(tx, caller.org, reported.content)
    return ActivityView.of(reported, present)
