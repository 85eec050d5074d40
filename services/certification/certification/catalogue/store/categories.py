"""Categories as the packs describe them."""

from collections.abc import Mapping

from sqlalchemy import RowMapping, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.category import Category
from certification.catalogue.domain.nomination import NationalEntry
from certification.catalogue.store.tables import category
from packs.models import CategoryPack, PackChanged


async def save_category(tx: AsyncConnection, pack: CategoryPack) -> None:
    """Keep the newest version of a category. Raises `PackChanged` for an edited version."""
    row = {
        "code": pack.code,
        "version": pack.version,
        "sha256": pack.sha256,
        "catalogue_item": pack.catalogue.item if pack.catalogue else None,
        "catalogue_name_zh": pack.catalogue.name_zh if pack.catalogue else None,
        "catalogue_edition": pack.catalogue.published.isoformat() if pack.catalogue else None,
        "name_zh": pack.name.zh,
        "name_en": pack.name.en,
    }
    known = await tx.execute(select(category).where(category.c.code == pack.code))
    old = known.mappings().one_or_none()
    if old and old["version"] == pack.version and old["sha256"] != pack.sha256:
        raise PackChanged(pack.code, pack.version)
    if not old or _is_older(old, pack) or _lacks_its_entry(old, row):
        saved = insert(category).values(row)
        await tx.execute(saved.on_conflict_do_update(index_elements=["code"], set_=row))


async def find_category(tx: AsyncConnection, code: str) -> Category | None:
    """What is known of a category, if anything is."""
    found = await tx.execute(select(category).where(category.c.code == code))
    row = found.mappings().one_or_none()
    return _category(row) if row else None


async def get_category(tx: AsyncConnection, code: str) -> Category:
    """The category of a rule, so it exists."""
    found = await tx.execute(select(category).where(category.c.code == code))
    return _category(found.mappings().one())


def _category(row: RowMapping) -> Category:
    listed = row["catalogue_item"] is not None
    entry = NationalEntry(
        row["catalogue_item"], row["catalogue_name_zh"] or "", row["catalogue_edition"] or ""
    )
    return Category(row["code"], entry if listed else None)


def _is_older(old: RowMapping, pack: CategoryPack) -> bool:
    return _number(old["version"]) < _number(pack.version)


def _lacks_its_entry(old: RowMapping, row: Mapping[str, object]) -> bool:
    """Whether it was kept before the entry's name and edition were."""
    members = "version", "catalogue_edition"
    had, has = (tuple(each[name] for name in members) for each in (old, row))
    return had[0] == has[0] and had[1] != has[1]


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
