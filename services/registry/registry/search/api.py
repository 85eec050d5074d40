"""The register of labels for programs."""

from datetime import datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from chassis import clock, pages
from chassis.asking import AskedByTime
from chassis.database import QueryTooSlow, Question
from chassis.pages import CursorInvalid, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from chassis.written import whole
from contracts.certification import Scheme
from contracts.event import ExactDecimal
from contracts.registry import LabelStatus
from registry.labels.domain.facts import EMISSION_UNIT, facts_of
from registry.labels.domain.label import Label
from registry.search import usecases
from registry.search.domain import Criteria
from registry.values.api import ThisDirectory, ThisNode
from registry.values.domain.directory import Directory
from registry.values.domain.node import Node

router = Router(prefix="/v1/labels", tags=["labels"])


class LabelSummary(BaseModel):
    """One published label, in brief."""

    model_config = ConfigDict(frozen=True)

    label_number: str = Field(examples=["N-120116-47150-2600001-8"])
    label_url: str
    status: LabelStatus
    """What the label is worth at this moment."""
    scheme: Scheme
    sample: bool = Field(description="Whether a party is invented.")
    product_name_zh: str
    """The product in Chinese."""
    product_name_en: str
    """The product in English."""
    model: str
    category: str
    enterprise: str = Field(description="Unified social credit code.")
    enterprise_name_zh: str
    """The holder in Chinese."""
    enterprise_name_en: str
    """The holder in English."""
    body: str
    """Approval number of the certification body."""
    certificate_number: str
    value: ExactDecimal = Field(examples=["474.24"])
    """The footprint per declared unit, in `unit`."""
    unit: str = Field(examples=["kgCO2e"])
    """`kg CO2e`."""
    per_amount: ExactDecimal = Field(examples=["1"])
    """The amount of the declared unit."""
    per_unit: str = Field(examples=["kWp"])
    """The unit of that amount."""
    division: str = Field(examples=["120116"], description="GB/T 2260 code of where it is made.")
    published_at: datetime | None
    """When the label became public."""
    boundary: str = Field(examples=["cradle-to-gate"])
    valid_from: datetime
    valid_until: datetime
    log_index: int


class LabelSearch(AskedByTime):
    """What to look for; criteria that are left out do not narrow the list."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, TextRule(most=100, least=0)] | None = Field(
        default=None, description="Part of a number, product name, model or enterprise."
    )
    enterprise: str | None = Field(default=None, pattern="^[0-9A-Z]{18}$")
    category: Annotated[str, TextRule(most=50)] | None = Field(default=None, examples=["pv-module"])
    gtin: str | None = Field(
        default=None,
        pattern="^([0-9]{8}|[0-9]{12,14})$",
        description="GTIN of the product, with or without the zeros before it.",
    )
    body: str | None = Field(
        default=None, pattern=r"^[0-9A-Za-z-]{1,32}$", description="Approval number of the body."
    )
    scheme: Scheme | None = None
    division: str | None = Field(
        default=None,
        pattern=r"^\d{6}$",
        description="GB/T 2260 code of the county where it is made.",
    )
    status: LabelStatus | None = None


@router.get("", responses=problems(CursorInvalid, QueryTooSlow))
async def list_labels(
    wanted: Annotated[LabelSearch, Query()],
    tx: Question,
    node: ThisNode,
    directory: ThisDirectory,
) -> Page[LabelSummary]:
    """Published labels in the order of the log, the newest first; `since` and `until` bound when
    they were published. Status is that of this moment."""
    at = clock.now()
    found = await usecases.published(tx, _criteria(wanted, at))
    return pages.page(
        found, wanted.limit, lambda label: _summary(label, node, directory, at), _position
    )


def _criteria(wanted: LabelSearch, at: datetime) -> Criteria:
    position = pages.decode(wanted.cursor, whole)
    return Criteria(
        at=at,
        limit=wanted.limit + 1,
        before=position[0] if position else None,
        text=(wanted.q or "").strip() or None,
        enterprise=wanted.enterprise,
        category=wanted.category,
        gtin=wanted.gtin,
        body=wanted.body,
        scheme=wanted.scheme,
        division=wanted.division,
        status=wanted.status,
        since=wanted.since,
        until=wanted.until,
        updated_since=wanted.updated_since,
    )


def _position(label: Label) -> list[str]:
    return [str(label.publication.log_index)] if label.publication else []


def _summary(label: Label, node: Node, directory: Directory, at: datetime) -> LabelSummary:
    facts = facts_of(label, node, directory.samples)
    return LabelSummary(
        label_number=facts.number,
        label_url=facts.url,
        status=label.status(at),
        scheme=facts.scheme,
        sample=facts.is_sample,
        product_name_zh=facts.product.name.zh,
        product_name_en=facts.product.name.en,
        model=facts.product.model,
        category=facts.product.category,
        enterprise=facts.enterprise.id,
        enterprise_name_zh=facts.enterprise.name.zh,
        enterprise_name_en=facts.enterprise.name.en,
        body=facts.body.id,
        certificate_number=facts.certificate_number,
        value=facts.footprint.value,
        unit=EMISSION_UNIT,
        per_amount=facts.footprint.amount,
        per_unit=facts.footprint.unit,
        division=label.certificate.product.site_division,
        published_at=label.publication and label.publication.at,
        boundary=facts.footprint.boundary,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        log_index=facts.log_index,
    )
