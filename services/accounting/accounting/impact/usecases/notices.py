"""Noticing that something was published which sealed calculations may rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.gwp import GwpSet
from accounting.factors.domain.rows import Draft
from accounting.factors.store import datasets
from accounting.factors.store import libraries as factors
from accounting.impact.domain.change import Change
from accounting.impact.domain.study import (
    OfGwp,
    OfLibrary,
    OfOwn,
    OfRule,
    OfSupplied,
    Origin,
    Question,
    Subject,
)
from accounting.impact.store import affected
from accounting.impact.store import studies as impact_studies
from accounting.products.store import categories as packs
from accounting.suppliers.domain.footprints import PREFIX
from chassis import clock
from packs.models import CategoryPack, Rule

_TITLE = 200


@dataclass(frozen=True)
class Published:
    """The newest of everything that calculations rest on and that packs bring."""

    library: tuple[str, str] | None
    categories: dict[str, CategoryPack]
    gwp: dict[str, GwpSet]


async def published(tx: AsyncConnection) -> Published:
    found = await packs.categories(tx)
    sets = await factors.newest_gwp(tx)
    return Published(
        await factors.newest_version(tx),
        {pack.code: pack for pack in found},
        {each.name: each for each in sets},
    )


async def notice(tx: AsyncConnection, before: Published) -> None:
    """Begin a study of each change since `before`; the first version of anything is none."""
    now = await published(tx)
    if now.library and before.library and now.library != before.library:
        code, version = now.library
        title = f"因子库 library {code} {version}"
        await _ask(tx, OfLibrary("library", code, version, before.library), title)
    for code, pack in now.categories.items():
        if (old := before.categories.get(code)) and (rule := _new_rule(old, pack)):
            await _ask(tx, OfRule("rule", code, rule), f"规则 rule {rule.code} {rule.version}")
    for name, of in now.gwp.items():
        if (earlier := before.gwp.get(name)) and earlier != of:
            title = f"GWP {name} {of.version}"
            await _ask(tx, OfGwp("gwp", name, of.version, dict(of.values)), title)


async def add_own(tx: AsyncConnection, owner: str, drafts: Iterable[Draft]) -> None:
    """Add an enterprise's own factors, and begin a study if its sealed calculations rest on
    versions that these supersede. The caller holds the owner's lock.
    """
    before = await _own_versions(tx, owner)
    if not await datasets.add_own(tx, owner, drafts):
        return
    now = await _own_versions(tx, owner)
    new = {id: v for id, v in now.items() if before.get(id, v) != v}
    if new and await affected.rest_on(tx, Change(dict.fromkeys(new), owner=owner)):
        title = f"自有因子 own factors: {', '.join(sorted(new))}"[:_TITLE]
        await _ask(tx, OfOwn("own-factors", new), title, owner=owner)


async def _own_versions(tx: AsyncConnection, owner: str) -> dict[str, str]:
    return {item.factor.id: item.version for item in await datasets.own(tx, owner)}


async def notice_supplied(tx: AsyncConnection, owner: str, before: UUID, after: UUID) -> None:
    """Begin a study if sealed calculations of an enterprise rest on a footprint now replaced."""
    if await affected.rest_on(tx, Change({f"{PREFIX}{before}": None}, owner=owner)):
        title = f"供应商碳足迹 supplier's footprint {after}"
        await _ask(tx, OfSupplied("supplier-footprint", before, after), title, owner=owner)


async def _ask(tx: AsyncConnection, subject: Subject, title: str, *, owner: str = "") -> None:
    question = Question(uuid4(), clock.now(), Origin.PUBLISHED, subject, title, owner=owner)
    await impact_studies.add(tx, question)


def _new_rule(old: CategoryPack, new: CategoryPack) -> Rule | None:
    """The rule that comes into force last, among those that the older pack did not have."""
    versions = {(rule.code, rule.version) for rule in old.rules}
    added = [rule for rule in new.rules if (rule.code, rule.version) not in versions]
    return max(added, key=lambda rule: rule.in_force_from, default=None)
