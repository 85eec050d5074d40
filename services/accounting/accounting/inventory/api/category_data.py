"""What a category's pack says beside its rules: plausible ranges, and a template to begin from."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Response

from accounting.inventory.domain.activity_tables import COLUMNS, TableFormat, template, written
from accounting.inventory.domain.category_templates import CategoryTemplate, TemplateNotFound
from accounting.inventory.domain.plausibility import PlausibilityPack, Verdict
from accounting.inventory.domain.plausible_inventory import Judgement
from accounting.inventory.domain.records import ActivityNotFound, SystemNotFound
from accounting.inventory.domain.template_words import HEADINGS, described
from accounting.inventory.usecases import findings
from accounting.inventory.usecases import plausibility as usecases
from accounting.model.domain.system import ProductSystem
from accounting.products.usecases.categories import CategoryNotFound
from accounting.values.api import Word
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Computed
from accounting.values.domain.text import Language, Text
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.pages import Cursor, CursorInvalid, Limit, Page, part
from chassis.problems import problems
from chassis.routing import Router
from packs.models import BilingualText

router = Router(prefix="/v1", tags=["categories"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_TABLES = {each.media_type.partition(";")[0]: _BINARY for each in TableFormat}


class TemplateFormat(StrEnum):
    """JSON is the product system; the others are its activity data as a table."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class TemplateView(View):
    """A product system to begin from: `system` is the body of `POST /v1/products/{id}/systems`."""

    category: str
    version: str
    guide: BilingualText
    """How it is filled in."""
    system: ProductSystem

    @classmethod
    def of(cls, found: CategoryTemplate) -> Self:
        return cls(**dict(found))


class JudgementView(View):
    """What a product system takes of something, per one unit of product."""

    id: str
    place: str
    """`process.exchange`, or the process that delivers most of it."""
    verdict: Verdict
    """Whether it is usual."""
    value: Computed
    unit: str
    per: str
    message: Text

    @classmethod
    def of(cls, judged: Judgement) -> Self:
        bound = judged.bound
        return cls(
            id=bound.id,
            place=judged.place,
            verdict=judged.verdict,
            value=judged.value,
            unit=bound.unit,
            per=bound.per,
            message=judged.message,
        )


@router.get("/categories/{code}/plausibility", responses=problems(CategoryNotFound))
async def get_category_plausibility(code: Word, tx: Transaction) -> PlausibilityPack:
    """The category's plausible ranges, each with its reason and its source."""
    return await usecases.bounds_of(tx, code)


@router.get(
    "/categories/{code}/template",
    responses={
        200: {"model": TemplateView, "content": _TABLES},
        **problems(CategoryNotFound, TemplateNotFound),
    },
    response_model=None,
)
async def get_category_template(
    code: Word,
    tx: Transaction,
    format: Annotated[TemplateFormat, Query(description="Kind of file.")] = TemplateFormat.JSON,
    language: Annotated[Language, Query(description="Of the words in a table.")] = Language.ZH,
) -> TemplateView | Response:
    """A product system to begin from as JSON, or its activity table as CSV, XLSX or Parquet."""
    found = await usecases.template_of(tx, code)
    if format is TemplateFormat.JSON:
        return TemplateView.of(found)
    table = TableFormat(format.value)
    rows = [(*row, *described(found.system, row, language.value)) for row in template(found.system)]
    content = written(table, (*COLUMNS, *HEADINGS[language.value]), rows)
    name = attachment(f"{code}-activity.{table.value}")
    return Response(content, 200, {"Content-Disposition": name}, table.media_type)


@router.get(
    "/systems/{id}/plausibility",
    responses=problems(SystemNotFound, ActivityNotFound, CursorInvalid),
)
async def get_system_plausibility(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    activity_data_id: Annotated[
        UUID | None, Query(description="Judge with these measured totals.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[JudgementView]:
    """What one unit of the product takes in this system, in the order of its exchanges, beside what
    is usual in its category."""
    found = await findings.judged(tx, caller.org, id, activity_data_id)
    return part(found, limit, cursor, JudgementView.of)
