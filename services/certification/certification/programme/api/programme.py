"""The pilot's targets, what was reached, the cases behind each figure, and the year's report."""

from pathlib import Path
from typing import Annotated

import fastapi
from fastapi import Depends, Query, Request, Response

from certification.programme.api.views import CountedCaseView, FigureView, ProgrammeView
from certification.programme.domain.progress import CountedCase
from certification.programme.domain.report import ReportLanguage
from certification.programme.formats.files import YearReportFormat
from certification.programme.usecases.progress import Progress, end_of, progress, targets_of
from certification.programme.usecases.reports import report_of
from certification.values.api import Category, Division
from certification.values.domain.sight import division_of
from chassis import pages
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router, settings_of
from chassis.written import Day
from packs.region import TargetKind

router = Router(prefix="/v1/programme", tags=["programme"])
AsOf = Annotated[
    Day | None, Query(description="As it stood at the end of this day in China; now when absent.")
]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="Of this year in China.")]
Kind = Annotated[TargetKind | None, Query(description="Accounted or certified.")]
Counts = Annotated[bool | None, Query(description="Whether it counts, or does not.")]


async def _place(request: Request) -> tuple[Path, str]:
    settings = settings_of(request)
    return settings.packs_dir, settings.region


Place = Annotated[tuple[Path, str], Depends(_place)]


async def _progress(
    tx: Transaction,
    place: Place,
    caller: CurrentCaller,
    as_of: AsOf = None,
    division: Division = None,
) -> Progress:
    """A bureau of a district gets its district only, whatever it asks for."""
    own = division_of(caller.role, caller.org)
    return await progress(tx, targets_of(*place), end_of(as_of), own or division)


CurrentProgress = Annotated[Progress, Depends(_progress)]


@router.get("")
async def get_programme(found: CurrentProgress) -> ProgrammeView:
    """The targets with what was reached, what is missing and what is foreseen; nothing is typed in.

    A product counts once, in the year in which its footprint was sealed or its certificate granted,
    if it stands in a published batch. A withdrawn certificate counts no more from that moment on.
    """
    return ProgrammeView(as_of=found.as_of, targets=[FigureView.of(f) for f in found.figures])


@router.get("/cases", responses=problems(CursorInvalid))
async def list_programme_cases(
    found: CurrentProgress,
    year: Year = None,
    kind: Kind = None,
    category: Category = None,
    counts: Counts = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[CountedCaseView]:
    """The footprints and certificates behind the figures, oldest first; why one is not counted."""

    def fits(case: CountedCase) -> bool:
        pairs = ((year, case.fact.year), (kind, case.fact.kind), (category, case.fact.category))
        return all(wanted in (None, is_) for wanted, is_ in pairs) and (
            counts in (None, case.not_counted is None)
        )

    begun = pages.decode(cursor, int)
    start = begun[0] if begun else 0
    wanted = list(enumerate(case for case in found.cases if fits(case)))
    here = [one for one in wanted if one[0] >= start][: limit + 1]
    return page(here, limit, lambda one: CountedCaseView.of(one[1]), lambda one: [str(one[0] + 1)])


@router.get(
    "/reports/{year}",
    response_class=Response,
    responses={
        200: {
            "content": {
                f.media_type: {"schema": {"type": "string", "format": "binary"}}
                for f in YearReportFormat
            }
        }
    },
)
async def get_programme_report(
    year: Annotated[int, fastapi.Path(ge=2000, le=2100, description="Year in China.")],
    found: CurrentProgress,
    place: Place,
    format: Annotated[YearReportFormat, Query(description="Kind of file.")] = YearReportFormat.PDF,
    language: Annotated[ReportLanguage, Query(description="Language of the report.")] = (
        ReportLanguage.ZH
    ),
) -> Response:
    """The year's report as PDF/A or DOCX: what was reached, by whom, what does not count and why.

    The same question about a day that is over has the same bytes as its answer, as PDF.
    """
    content = await report_of(place, year, found, language, format)
    name = attachment(f"programme-report-{year}.{format}")
    return Response(content, 200, {"Content-Disposition": name}, format.media_type)
