"""Categories, rule versions and certification bodies, as the packs say."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, Select, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import Body
from certification.domain.rules import Category, RuleVersion
from certification.store.tables import body, category, rule
from packs.models import CategoryPack, PackChanged, Rule


@dataclass(frozen=True)
class PublishedRule:
    """A rule version in full, with the category it belongs to."""

    category: str
    catalogue_item: int | None
    rule: Rule


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


async def save_rule(tx: AsyncConnection, category: str, version: Rule) -> None:
    """Add a rule version; a version is never edited. Raises `PackChanged`."""
    row = {
        "code": version.code,
        "version": version.version,
        "category": category,
        "sha256": version.sha256,
        "document": version.model_dump(mode="json"),
    }
    await tx.execute(insert(rule).values(row).on_conflict_do_nothing())
    this = (rule.c.code == version.code) & (rule.c.version == version.version)
    if await tx.scalar(select(rule.c.sha256).where(this)) != version.sha256:
        raise PackChanged(version.code, version.version)


async def save_body(tx: AsyncConnection, approved: Body) -> None:
    """Keep a body and its present name."""
    row = {"number": approved.number, "name_zh": approved.name_zh, "name_en": approved.name_en}
    renamed = (body.c.name_zh != approved.name_zh) | (body.c.name_en != approved.name_en)
    saved = insert(body).values(row)
    await tx.execute(
        saved.on_conflict_do_update(index_elements=["number"], set_=row, where=renamed)
    )


async def find_body(tx: AsyncConnection, number: str) -> Body | None:
    row = (await tx.execute(select(body).where(body.c.number == number))).mappings().one_or_none()
    return Body(**row) if row else None


async def get_body(tx: AsyncConnection, number: str) -> Body:
    """The body of an application, so it exists."""
    row = (await tx.execute(select(body).where(body.c.number == number))).mappings().one()
    return Body(**row)


async def find_category(tx: AsyncConnection, code: str) -> Category | None:
    """A category with all its rule versions."""
    rows = (await tx.execute(_published().where(category.c.code == code))).mappings().all()
    if not rows:
        return None
    versions = tuple(_version(_rule(row)) for row in rows)
    return Category(code, rows[0]["catalogue_item"] is not None, versions)


async def get_rule(tx: AsyncConnection, code: str, version: str) -> RuleVersion:
    """A rule version that a case refers to, so it exists."""
    wanted = _published().where(rule.c.code == code, rule.c.version == version)
    return _version(_rule((await tx.execute(wanted)).mappings().one()))


async def list_rules(
    tx: AsyncConnection, *, code: str | None = None, after: list[str] | None = None, limit: int
) -> list[PublishedRule]:
    """Rule versions by code and version, beginning after the pair given."""
    wanted = _published().order_by(rule.c.code, rule.c.version).limit(limit)
    if code:
        wanted = wanted.where(rule.c.code == code)
    if after:
        wanted = wanted.where(tuple_(rule.c.code, rule.c.version) > tuple_(*after))
    return [_rule(row) for row in (await tx.execute(wanted)).mappings()]


def _published() -> Select[tuple[str, int | None, dict[str, object]]]:
    columns = category.c.code.label("category"), category.c.catalogue_item, rule.c.document
    return select(*columns).join_from(rule, category)


def _rule(row: RowMapping) -> PublishedRule:
    return PublishedRule(
        category=row["category"],
        catalogue_item=row["catalogue_item"],
        rule=Rule.model_validate(row["document"]),
    )


def _version(published: PublishedRule) -> RuleVersion:
    rule = published.rule
    return RuleVersion(
        code=rule.code,
        version=rule.version,
        category=published.category,
        name_zh=rule.name.zh,
        name_en=rule.name.en,
        general_rule=rule.general_rule,
        standard=rule.standard,
        in_force_from=rule.in_force_from,
        validity_months=rule.validity_months,
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
