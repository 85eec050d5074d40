"""Categories as the packs describe them."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain import Category
from certification.catalogue.store.tables import category
from packs.models import CategoryPack, PackChanged


async def save_category(tx: AsyncConnection, pack: CategoryPack) -> None:
    """Keep the newest version of a category. Raises `PackChanged` for an edited version."""
    row = {
        "code": pack.code,
        "version": pack.version,
        "sha256": pack.sha256,
        "catalogue_item": pack.catalogue.item if pack.catalogue else None,
        "name_zh": pack.name.zh,
        "name_en": pack.name.en,
    }
    known = await tx.execute(select(category).where(category.c.code == pack.code))
    old = known.mappings().one_or_none()
    if old and old["version"] == pack.version and old["sha256"] != pack.sha256:
        raise PackChanged(pack.code, pack.version)
    if not old or _number(old["version"]) < _number(pack.version):
        saved = insert(category).values(row)
        await tx.execute(saved.on_conflict_do_update(index_elements=["code"], set_=row))


async def get_category(tx: AsyncConnection, code: str) -> Category:
    """The category of a rule, so it exists."""
    item = select(category.c.catalogue_item).where(category.c.code == code)
    return Category(code, (await tx.execute(item)).scalar_one() is not None)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
