"""Categories with their rules, as loaded from packs; a version's content never changes."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.store.tables import category
from packs.models import CategoryPack, PackChanged


async def add_category(tx: AsyncConnection, pack: CategoryPack) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    row = {
        "code": pack.code,
        "version": pack.version,
        "sha256": pack.sha256,
        "document": pack.model_dump(mode="json"),
    }
    added = await tx.execute(insert(category).values(row).on_conflict_do_nothing())
    here = (category.c.code == pack.code) & (category.c.version == pack.version)
    if await tx.scalar(select(category.c.sha256).where(here)) != pack.sha256:
        raise PackChanged(pack.code, pack.version)
    return added.rowcount > 0


async def categories(tx: AsyncConnection) -> list[CategoryPack]:
    """The newest version of every category, by code."""
    newest = (
        select(category.c.document)
        .ext(distinct_on(category.c.code))
        .order_by(category.c.code, category.c.position.desc())
    )
    return [CategoryPack.model_validate(document) for document in await tx.scalars(newest)]


async def find_category(tx: AsyncConnection, code: str) -> CategoryPack | None:
    newest = select(category.c.document).where(category.c.code == code)
    document = await tx.scalar(newest.order_by(category.c.position.desc()).limit(1))
    return None if document is None else CategoryPack.model_validate(document)
