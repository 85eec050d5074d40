"""Factors with their descriptions: search, versions as of a day, and the nearest that would do."""

from datetime import date
from typing import Annotated, Self

from fastapi import Query
from pydantic import ConfigDict

from accounting.factors.domain.datasets import EVERYONE, Dataset, FactorNotValidThen
from accounting.factors.domain.description import EvaluationStatus, Pedigree
from accounting.factors.domain.factors import Basis
from accounting.factors.domain.proposals import Candidate, WantedFactor
from accounting.factors.store import datasets as store
from accounting.factors.usecases import datasets as usecases
from accounting.factors.usecases.datasets import FactorNotListed
from accounting.values.api import Filter, Word, Words
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Text
from accounting.values.domain.units import Dimension, UnitUnknown
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, UpdatedSince, page, part
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from chassis.written import Day

router = Router(prefix="/v1/factors", tags=["factors"])
Year = Annotated[int | None, Query(ge=1900, le=2200, description="Year the data stand for.")]
Said = Annotated[str, TextRule(most=100), Query()]


class FactorView(View):
    """One factor with its source; `unit` is the denominator of kg CO2e per unit."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: Text
    category: str
    value: Exact
    """kg CO2e per `unit`."""
    unit: str
    basis: Basis
    gas_basis: str
    region: str
    year: int | None
    source_title: str
    source_ref: str
    usable: bool
    quarantine: Text | None
    """Why it may not be used; null when it may."""
    library: str
    version: str
    own: bool
    """Whether it is the caller's own."""
    provider: str
    """Who made it."""
    licence: str
    """Under which licence it may be used."""
    evaluation: EvaluationStatus
    """How far it has been evaluated."""
    technology: str | None
    """The technology that it is of."""
    valid_from: date | None
    valid_until: date | None
    supersedes: str | None
    """The factor whose place it took; null when none."""
    gsd: Exact | None
    """Geometric standard deviation; null when it is not known."""
    pedigree: Pedigree | None

    @classmethod
    def of(cls, item: Dataset) -> Self:
        factor, about = item.factor, item.description
        doubt = factor.quarantine
        return cls(
            id=factor.id,
            name=Text(factor.name_zh, factor.name_en),
            category=factor.category,
            value=factor.value,
            unit=factor.unit,
            basis=factor.basis,
            gas_basis=factor.gas_basis,
            region=factor.region,
            year=factor.year,
            source_title=factor.source_title,
            source_ref=factor.source_ref,
            usable=factor.usable,
            quarantine=doubt and Text(doubt.zh, doubt.en),
            library=item.library,
            version=item.version,
            own=item.owner != EVERYONE,
            provider=about.provider,
            licence=about.licence,
            evaluation=about.evaluation,
            technology=about.technology,
            valid_from=about.valid_from,
            valid_until=about.valid_until,
            supersedes=about.supersedes,
            gsd=about.gsd,
            pedigree=about.pedigree,
        )


class ProposalView(View):
    """A factor that would do, with what speaks for and against it, in the order of its rank."""

    rank: int
    """Its place, from 1."""
    id: str
    name: Text
    value: Exact
    """kg CO2e per `unit`."""
    unit: str
    region: str
    year: int | None
    reasons: tuple[Text, ...]
    """Why it fits."""

    @classmethod
    def of(cls, rank: int, found: Candidate) -> Self:
        factor = found.factor
        return cls(
            rank=rank,
            id=factor.id,
            name=Text(factor.name_zh, factor.name_en),
            value=factor.value,
            unit=factor.unit,
            region=factor.region,
            year=factor.year,
            reasons=found.reasons,
        )


@router.get("", responses=problems(CursorInvalid))
async def list_factors(
    caller: CurrentCaller,
    tx: Transaction,
    q: Words = None,
    category: Filter = None,
    dimension: Annotated[
        Dimension | None, Query(description="What the factor's unit measures.")
    ] = None,
    region: Filter = None,
    year: Year = None,
    basis: Basis | None = None,
    status: Annotated[str | None, Query(pattern="^(usable|unusable|quarantined)$")] = None,
    usable: Annotated[
        bool | None, Query(description="Whether a footprint may use the factor.")
    ] = None,
    updated_since: UpdatedSince = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FactorView]:
    """Search the newest library and the caller's own factors, in Chinese or English, by
    identifier; quarantined rows say why they wait."""
    wanted = store.Search(
        q, category, dimension, region, year, basis, status, usable, updated_since
    )
    rows = await store.search(tx, caller.org, wanted, limit=limit, cursor=cursor)
    return page(rows, limit, FactorView.of, lambda row: (row.factor.id,))


@router.get("/proposals", responses=problems(UnitUnknown, CursorInvalid))
async def list_factor_proposals(
    caller: CurrentCaller,
    tx: Transaction,
    flow: Said,
    unit: Annotated[Said, Query(examples=["kWh"])],
    region: Annotated[str, Query(pattern=r"^[A-Z]{2,3}(-[A-Z0-9-]{1,20})?$")] = "CN",
    year: Year = None,
    technology: Annotated[str | None, TextRule(most=100), Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ProposalView]:
    """The nearest valid factors for a flow, ranked by name, technology, region, year, validity
    and evaluation, each with its reasons."""
    wanted = WantedFactor(flow, unit, region, year, technology)
    found = await usecases.proposals(tx, caller.org, wanted)
    ranked = list(enumerate(found, start=1))
    return part(ranked, limit, cursor, lambda each: ProposalView.of(*each))


@router.get("/{id}", responses=problems(FactorNotListed, FactorNotValidThen))
async def get_factor(
    id: Word,
    caller: CurrentCaller,
    tx: Transaction,
    on: Annotated[
        Day | None, Query(description="The version of its supersession chain valid on this day.")
    ] = None,
) -> FactorView:
    """One factor of the newest library or of the caller's own; with `on`, what was valid then."""
    return FactorView.of(await usecases.factor(tx, caller.org, id, on=on))


@router.get("/{id}/versions", responses=problems(FactorNotListed, CursorInvalid))
async def list_factor_versions(
    id: Word, caller: CurrentCaller, tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[FactorView]:
    """The supersession chain through a factor, oldest first."""
    return part(await usecases.chain(tx, caller.org, id), limit, cursor, FactorView.of)
