"""Published data: product categories with their rules."""

from typing import Annotated, Self

from fastapi import Query

from accounting.products.domain.search import CategoriesAsked
from accounting.products.store import categories as category_store
from accounting.products.usecases import categories as products_categories
from accounting.products.usecases.categories import CategoryNotFound
from accounting.values.api import Word
from accounting.values.domain.forms import View
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, part
from chassis.problems import problems
from chassis.routing import Router
from contracts.certification import Scheme
from packs.models import CategoryPack

router = Router(prefix="/v1", tags=["published data"])


class CategoryView(View):
    """A product category and every version of its rule."""

    schemes: tuple[Scheme, ...]
    """Labels that products of the category may carry."""
    sha256: str
    category: CategoryPack

    @classmethod
    def of(cls, pack: CategoryPack) -> Self:
        return cls(schemes=tuple(sorted(pack.schemes)), sha256=pack.sha256, category=pack)


@router.get("/categories", responses=problems(CursorInvalid))
async def list_categories(
    tx: Transaction, asked: Annotated[CategoriesAsked, Query()]
) -> Page[CategoryView]:
    """Product categories, by code."""
    found = [pack for pack in await category_store.categories(tx) if asked.fits(pack)]
    return part(found, asked.limit, asked.cursor, CategoryView.of)


@router.get("/categories/{code}", responses=problems(CategoryNotFound))
async def get_category(code: Word, tx: Transaction) -> CategoryView:
    """One product category."""
    return CategoryView.of(await products_categories.category(tx, code))
