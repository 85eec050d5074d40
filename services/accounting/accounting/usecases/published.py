"""Published data that calculations rest on: categories, rules, factors, warming potentials."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.calculation import rule_in_force
from accounting.domain.factors import FactorLibrary
from accounting.domain.gwp import GwpSet
from accounting.store import factors, packs
from accounting.usecases import datasets, supplied
from accounting.values.domain.calendar import today
from chassis.refusals import Missing, Unavailable
from packs.models import CategoryPack, Rule


class CategoryMissing(Missing):
    """No such product category is loaded."""

    zh = "没有品类 {category}。请在 /v1/categories 查看可用品类。"
    en = "There is no category {category}. See /v1/categories for those there are."


class PacksNotLoaded(Unavailable):
    """The operator has not loaded the packs yet."""

    zh = "因子库或 GWP 数据尚未装载,请联系平台运维执行装载后重试。"
    en = "Factors or warming potentials are not loaded yet; ask the operator to load the packs."


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


async def gwp(tx: AsyncConnection, name: str) -> GwpSet:
    found = await factors.find_gwp(tx, name)
    if found is None:
        raise PacksNotLoaded
    return found
