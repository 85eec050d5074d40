"""Implementation rules: loaded by an operator, read by whoever needs them."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.rules.domain import CategoryRules, PublishedRule, RuleSearch
from certification.rules.store import rules as store
from certification.rules.store.rules import get_rule as get_rule
from chassis.refusals import Invalid, Missing
from packs.models import CategoryPack


class CategoryUnknown(Invalid):
    """The footprint's product category has no rules here."""

    zh = "产品类别 {category} 尚无认证规则;请联系主管部门装载该类别。"
    en = "Product category {category} has no certification rules here; ask for its pack."


class RuleNotFound(Missing):
    """No rule has this code."""

    zh = "没有编号为 {code} 的实施规则;请在 /v1/rules 查看全部规则。"
    en = "There is no rule {code}; see /v1/rules for all of them."


async def load(tx: AsyncConnection, packs: Iterable[CategoryPack]) -> None:
    """Add the rule versions that are new. Raises `PackChanged` for an edited one."""
    for pack in packs:
        for rule in pack.rules:
            await store.save_rule(tx, pack.code, rule)


async def rules_of(tx: AsyncConnection, category: str) -> CategoryRules:
    """Every rule version of a category, or `CategoryUnknown`."""
    versions = await store.versions_of(tx, category)
    if not versions:
        raise CategoryUnknown(category=category)
    return CategoryRules(category, versions)


async def find_rule(
    tx: AsyncConnection, code: str, after: tuple[str, str] | None, limit: int
) -> list[PublishedRule]:
    """The versions of a rule, oldest first, or `RuleNotFound`."""
    found = await store.list_rules(tx, RuleSearch(code=code), after=after, limit=limit)
    if not found and after is None:
        raise RuleNotFound(code=code)
    return found
