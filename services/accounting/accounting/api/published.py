"""Published data: product categories with their rules, and emission factors."""

from typing import Annotated, Self

from fastapi import Query
from pydantic import ConfigDict

from accounting.api.forms import Exact, Filter, Text, View, Word, Words
from accounting.domain.factors import Basis, Factor
from accounting.store import factors as factor_store
from accounting.store import packs as category_store
from accounting.usecases import published as usecases
from accounting.usecases.published import CategoryMissing, FactorNotListed
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router
from contracts.certification import Scheme
from packs.models import CategoryPack

router = Router(prefix="/v1", tags=["published data"])


class CategoryView(View):
    """A product category and every version of its rule."""

    schemes: tuple[Scheme, ...]
    sha256: str
    category: CategoryPack

    @classmethod
    def of(cls, pack: CategoryPack) -> Self:
        return cls(schemes=tuple(sorted(pack.schemes)), sha256=pack.sha256, category=pack)


class FactorView(View):
    """One factor with its source; `unit` is the denominator of kg CO2e per unit."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: Text
    category: str
    value: Exact
    unit: str
    basis: Basis
    gas_basis: str
    region: str
    year: int | None
    source_title: str
    source_ref: str
    usable: bool
    quarantine: Text | None

    @classmethod
    def of(cls, factor: Factor) -> Self:
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
        )


@router.get("/categories")
async def categories(tx: Transaction) -> list[CategoryView]:
    """Every product category; there are few, so they come in one answer."""
    return [CategoryView.of(pack) for pack in await category_store.categories(tx)]


@router.get("/categories/{code}", responses=problems(CategoryMissing))
async def category(code: Word, tx: Transaction) -> CategoryView:
    """One product category."""
    return CategoryView.of(await usecases.category(tx, code))


@router.get("/factors", responses=problems(CursorInvalid))
async def factors(
    tx: Transaction,
    q: Words = None,
    category: Filter = None,
    region: Filter = None,
    usable: Annotated[
        bool | None, Query(description="Whether a footprint may use the factor.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FactorView]:
    """Search the newest factor library; quarantined rows say why they wait."""
    wanted = factor_store.Search(q, category, region, usable)
    rows = await factor_store.search(tx, wanted, limit=limit, cursor=cursor)
    return page(rows, limit, FactorView.of, lambda row: (row.id,))


@router.get("/factors/{id}", responses=problems(FactorNotListed))
async def factor(id: Word, tx: Transaction) -> FactorView:
    """One factor of the newest library."""
    return FactorView.of(await usecases.factor(tx, id))
