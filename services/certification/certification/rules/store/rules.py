"""Rule versions, as the packs say."""

from datetime import date

from sqlalchemy import ColumnElement, Date, RowMapping, Select, and_, exists, not_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.store.tables import category
from certification.rules.domain import PublishedRule, RuleSearch, RuleVersion
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
    wanted: RuleSearch,
    *,
    after: tuple[str, str] | None = None,
    limit: int,
) -> list[PublishedRule]:
    """Rule versions by code and version, beginning after the pair given."""
    query = _published().order_by(rule.c.code, rule.c.version).limit(limit)
    if wanted.code:
        query = query.where(rule.c.code == wanted.code)
    if wanted.category:
        query = query.where(rule.c.category == wanted.category)
    if wanted.in_force_on:
        query = query.where(_in_force_on(wanted.in_force_on))
    if after:
        query = query.where(tuple_(rule.c.code, rule.c.version) > tuple_(*after))
    return [_rule(row) for row in (await tx.execute(query)).mappings()]


def _in_force_on(day: date) -> ColumnElement[bool]:
    """Whether a version began last of those of its category that had begun."""
    other = rule.alias()
    mine, theirs = (each.c.document["in_force_from"].astext.cast(Date) for each in (rule, other))
    later = exists().where(other.c.category == rule.c.category, theirs > mine, theirs <= day)
    return and_(mine <= day, not_(later))


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
        surveillance_interval_months=rule.surveillance_interval_months,
    )
