"""Published data that calculations rest on: categories, rules, factors, warming potentials."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.calculation import rule_in_force
from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.store import libraries as factors
from accounting.factors.usecases import datasets
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.store import packs
from accounting.suppliers.usecases import footprints as supplied
from accounting.values.domain.calendar import today
from chassis.refusals import Missing
from packs.models import CategoryPack, Rule


class CategoryMissing(Missing):
    """No such product category is loaded."""

    zh = "没有品类 {category}。请在 /v1/categories 查看可用品类。"
    en = "There is no category {category}. See /v1/categories for those there are."


async def category(tx: AsyncConnection, code: str) -> CategoryPack:
    found = await packs.find_category(tx, code)
    if found is None:
        raise CategoryMissing(category=code)
    return found


async def rule(tx: AsyncConnection, category_code: str, *, version: str | None) -> Rule:
    """The rule version asked for, or the newest in force today."""
    pack = await category(tx, category_code)
    return rule_in_force(pack.rules, category=pack.code, version=version, day=today())


async def library(tx: AsyncConnection, *, of: str | None = None) -> FactorLibrary:
    """The newest library, with the own factors of an organisation and its suppliers' footprints."""
    found = await factors.newest_library(tx)
    if found is None:
        raise PacksNotLoaded
    if of is None:
        return found
    return await supplied.with_supplied(tx, await datasets.with_own(tx, found, of), of)
