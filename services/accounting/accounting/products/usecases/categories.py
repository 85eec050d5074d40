"""Product categories and the rule that is in force."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.domain.rules import rule_in_force
from accounting.products.store import categories as store
from accounting.products.store.categories import categories as categories
from accounting.values.domain.calendar import today
from chassis.refusals import Missing
from packs.models import CategoryPack, Rule


class CategoryNotFound(Missing):
    """No such product category is loaded."""

    zh = "没有品类 {category}。请在 /v1/categories 查看可用品类。"
    en = "There is no category {category}. See /v1/categories for those there are."


async def category(tx: AsyncConnection, code: str) -> CategoryPack:
    found = await store.find_category(tx, code)
    if found is None:
        raise CategoryNotFound(category=code)
    return found


async def rule(tx: AsyncConnection, category_code: str, *, version: str | None) -> Rule:
    """The rule version asked for, or the newest in force today."""
    return in_force(await category(tx, category_code), version=version)


def in_force(pack: CategoryPack, *, version: str | None) -> Rule:
    """The rule version asked for, or the newest in force today. Raises `RuleMissing`."""
    return rule_in_force(pack.rules, category=pack.code, version=version, day=today())
