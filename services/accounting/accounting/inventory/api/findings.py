"""What checks found in activity data, how it was settled, and how good the data is."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from accounting.inventory.domain.checks import Check
from accounting.inventory.domain.findings import Finding, FindingAlreadyResolved, FindingNotFound
from accounting.inventory.domain.records import ActivityNotFound, SystemNotFound
from accounting.inventory.domain.scores import Scores
from accounting.inventory.domain.search import FindingsAsked
from accounting.inventory.store import findings as store
from accounting.inventory.usecases import findings as usecases
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Computed
from accounting.values.domain.resolutions import ResolutionRequest, ResolutionView
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1", tags=["findings"])


class Message(View):
    """The same in both languages."""

    zh: str
    en: str


class FindingView(View):
    id: UUID
    created_at: AwareDatetime
    system_id: UUID
    activity_data_id: UUID
    check: Check
    place: str
    """A process, `process.exchange`, or a period."""
    message: Message
    resolution: ResolutionView | None

    @classmethod
    def of(cls, finding: Finding) -> Self:
        settled = finding.resolution
        return cls(
            id=finding.id,
            created_at=finding.at,
            system_id=finding.system,
            activity_data_id=finding.activity,
            check=finding.found.check,
            place=finding.found.place,
            message=Message(zh=finding.found.zh, en=finding.found.en),
            resolution=settled
            and ResolutionView(
                reason=settled.reason, resolved_at=settled.at, resolved_by=settled.by
            ),
        )


class ScoresView(View):
    """Each 0 to 1. The formulas are in the service's page on data quality."""

    completeness: Computed
    """How complete the data are, 0 to 1 (best)."""
    accuracy: Computed
    """How accurate the data are, 0 to 1 (best)."""
    timeliness: Computed
    """How timely they are, 0 to 1 (best)."""
    exchanges: int
    """Of the system, those cut off left out."""
    measured: int
    """How many of the exchanges were measured."""
    sound: int
    """Measured, with evidence present and no open finding."""

    @classmethod
    def of(cls, found: Scores) -> Self:
        return cls(
            completeness=found.completeness,
            accuracy=found.accuracy,
            timeliness=found.timeliness,
            exchanges=found.exchanges,
            measured=found.measured,
            sound=found.sound,
        )


@router.get("/findings", responses=problems(CursorInvalid))
async def list_findings(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[FindingsAsked, Query()]
) -> Page[FindingView]:
    """What checks found in the caller's activity data, by the moment of the check, newest first."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, FindingView.of, lambda row: row.position)


@router.post(
    "/findings/{id}/resolution",
    status_code=201,
    responses=problems(FindingNotFound, FindingAlreadyResolved),
)
async def resolve_finding(
    id: UUID, request: ResolutionRequest, caller: CurrentCaller, tx: Transaction
) -> FindingView:
    """Settle a finding with a reason. Irreversible: the reason stays with the data."""
    return FindingView.of(await usecases.resolve(tx, caller, id, request.reason))


@router.get(
    "/systems/{id}/activity-data/{activity_data_id}/scores",
    responses=problems(SystemNotFound, ActivityNotFound),
)
async def get_activity_scores(
    id: UUID, activity_data_id: UUID, caller: CurrentCaller, tx: Transaction
) -> ScoresView:
    """Completeness, accuracy and timeliness of activity data, as of today."""
    return ScoresView.of(await usecases.score(tx, caller.org, id, activity_data_id))
