"""Rule versions, as the packs say."""

from sqlalchemy import RowMapping, Select, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.store.tables import category
from certification.rules.domain import PublishedRule, RuleVersion
from certification.rules.store.tables import rule
from packs.models import PackChanged, Rule


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


async def get_rule(tx: AsyncConnection, code: str, version: str) -> RuleVersion:
    """A rule version that a case refers to, so it exists."""
    wanted = _published().where(rule.c.code == code, rule.c.version == version)
    return _version(_rule((await tx.execute(wanted)).mappings().one()))


async def versions_of(tx: AsyncConnection, code: str) -> tuple[RuleVersion, ...]:
    """Every rule version of a category; none where the category is unknown."""
    rows = (await tx.execute(_published().where(category.c.code == code))).mappings()
    return tuple(_version(_rule(row)) for row in rows)


async def list_rules(
    tx: AsyncConnection,
    *,
    code: str | None = None,
    after: tuple[str, str] | None = None,
    limit: int,
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
