"""Products of the caller's enterprise."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime, ConfigDict, Field

from accounting.custody.usecases import authorship
from accounting.inventory.domain.plausibility import PieceImpossible
from accounting.inventory.usecases import systems as usecases
from accounting.model.domain.system import AmountImpossible
from accounting.products.domain.enterprise import EnterpriseNotFound
from accounting.products.domain.generation import Generation, GenerationImplausible
from accounting.products.domain.product import (
    CpcOutsideCategory,
    ModelRepeated,
    PieceIncomplete,
    PieceInconsistent,
    Product,
    ProductDraft,
    ProductNotFound,
)
from accounting.products.domain.search import ProductsAsked
from accounting.products.usecases import products as kept
from accounting.products.usecases.categories import CategoryNotFound
from accounting.values.domain.codes import DivisionInvalid, GtinInvalid
from accounting.values.domain.forms import Request, View
from accounting.values.domain.records import Dated
from accounting.values.domain.text import Name, Symbol, Text
from accounting.values.domain.units import Quantity, UnitUnknown
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/products", tags=["products"])


class ProductRequest(Request):
    """A product model. `piece` says what one piece amounts to in each unit of its category."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "category": "pv-module",
                    "name": {"zh": "示例组件 400W", "en": "Sample module, 400 W"},
                    "model": "JG-400M",
                    "gtin": "6901234567892",
                    "site_division": "120116",
                    "piece": [
                        {"amount": "400", "unit": "Wp"},
                        {"amount": "2", "unit": "m2"},
                        {"amount": "26.4", "unit": "kg"},
                    ],
                }
            ]
        }
    )

    category: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    name: Text
    model: Name
    gtin: Symbol | None = None
    site_division: Symbol
    piece: Annotated[tuple[Quantity, ...], Field(min_length=1, max_length=10)]
    generation: Generation | None = None
    """Of a PV module: the assumptions by which its footprint is also told per kWh."""
    cpc: Annotated[str | None, Field(pattern=r"^\d{5}$")] = None
    """UN CPC class, where the product is not of its category's first one."""

    def draft(self) -> ProductDraft:
        return ProductDraft(
            self.category,
            self.name,
            self.model,
            self.gtin,
            self.site_division,
            self.piece,
            self.generation,
            self.cpc,
        )


class ProductView(View):
    id: UUID
    created_at: AwareDatetime
    enterprise: str
    category: str
    name: Text
    model: str
    gtin: str | None
    """GTIN-14."""
    cpc: str
    site_division: str
    piece: tuple[Quantity, ...]
    generation: Generation | None

    @classmethod
    def of(cls, product: Dated[Product]) -> Self:
        content = product.content
        return cls(
            id=product.id,
            created_at=product.at,
            enterprise=content.enterprise,
            category=content.category,
            name=content.name,
            model=content.model,
            gtin=content.gtin,
            cpc=content.cpc,
            site_division=content.site_division,
            piece=content.piece,
            generation=content.generation,
        )


@router.post(
    "",
    status_code=201,
    responses=problems(
        EnterpriseNotFound,
        CategoryNotFound,
        CpcOutsideCategory,
        ModelRepeated,
        GtinInvalid,
        DivisionInvalid,
        UnitUnknown,
        AmountImpossible,
        PieceIncomplete,
        PieceInconsistent,
        PieceImpossible,
        GenerationImplausible,
    ),
)
async def create_product(
    request: ProductRequest, caller: CurrentCaller, tx: Transaction
) -> ProductView:
    """Record a product model; its CPC class is one of its category's."""
    described = await usecases.describe(tx, caller.org, request.draft())
    await authorship.note(tx, caller, described.id)
    return ProductView.of(described)


@router.get("", responses=problems(CursorInvalid))
async def list_products(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[ProductsAsked, Query()]
) -> Page[ProductView]:
    """The caller's products, by the moment they were described, newest first."""
    rows = await kept.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, ProductView.of, lambda row: row.position)


@router.get("/{id}", responses=problems(ProductNotFound))
async def get_product(id: UUID, caller: CurrentCaller, tx: Transaction) -> ProductView:
    """One product of the caller's."""
    return ProductView.of(await usecases.read(tx, caller.org, id))
