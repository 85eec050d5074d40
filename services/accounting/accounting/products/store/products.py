"""Products of an enterprise; foreign rows do not exist."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.domain.product import PRODUCT, Product
from accounting.products.domain.search import ProductsAsked
from accounting.products.store.tables import product
from accounting.values.domain.records import Dated
from chassis.listing import fitting, mentioning, newest
from chassis.text import KEPT


async def add(tx: AsyncConnection, described: Product, *, at: datetime) -> bool:
    """False when the enterprise already has this model."""
    row = {
        "id": described.id,
        "enterprise": described.enterprise,
        "model": described.model,
        "created_at": at,
        "document": PRODUCT.dump_python(described, mode="json"),
    }
    added = insert(product).values(row).on_conflict_do_nothing(constraint="product_model_once")
    return (await tx.execute(added)).rowcount > 0


async def find(tx: AsyncConnection, id: UUID, *, of: str) -> Dated[Product] | None:
    """A product of the enterprise `of`."""
    mine = (product.c.id == id) & (product.c.enterprise == of)
    row = (await tx.execute(select(product).where(mine))).one_or_none()
    return None if row is None else _product(row)


async def any_with_gtin(tx: AsyncConnection, gtins: Collection[str], *, of: str) -> bool:
    """Whether a product of the enterprise has one of these numbers, in 14 digits."""
    named = product.c.document["gtin"].astext.in_(list(gtins))
    mine = select(product.c.id).where(product.c.enterprise == of, named)
    return await tx.scalar(mine.limit(1)) is not None


async def page(tx: AsyncConnection, asked: ProductsAsked, *, of: str) -> list[Dated[Product]]:
    about = product.c.document
    named = (about["name"]["zh"], about["name"]["en"], about["model"], about["gtin"])
    statement = select(product).where(
        product.c.enterprise == of,
        *fitting(
            (about["category"].astext, asked.category),
            (about["site_division"].astext, asked.division),
        ),
        *mentioning(asked.q, *(each.astext for each in named)),
    )
    rows = await tx.execute(newest(statement, product, asked))
    return [_product(row) for row in rows]


def _product(row: Row[tuple[object, ...]]) -> Dated[Product]:
    return Dated(row.id, row.created_at, PRODUCT.validate_python(row.document, context=KEPT))
