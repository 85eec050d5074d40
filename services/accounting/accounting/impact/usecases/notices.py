"""Noticing that something was published which sealed calculations may rest on."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.gwp import GwpSet
from accounting.factors.domain.superseded import SupersededKind
from accounting.factors.usecases import libraries as factors
from accounting.factors.usecases import superseded
from accounting.impact.domain.change import Change
from accounting.impact.domain.study import (
    OfGwp,
    OfLibrary,
    OfOwn,
    OfRule,
    OfSupplied,
    Question,
    StudyOrigin,
    Subject,
)
from accounting.impact.store import affected, studies
from accounting.products.usecases import categories as packs
from accounting.suppliers.domain.footprints import PREFIX
from chassis import clock
from chassis.aside import Attempt
from packs.models import CategoryPack, Rule

_TITLE = 200


@dataclass(frozen=True)
class PublishedPacks:
    """The newest of everything that calculations rest on and that packs bring."""

    library: tuple[str, str] | None
    categories: dict[str, CategoryPack]
    gwp: dict[str, GwpSet]


async def published(tx: AsyncConnection) -> PublishedPacks:
    found = await packs.categories(tx)
    sets = await factors.newest_gwp(tx)
    return PublishedPacks(
        await factors.newest_version(tx),
        {pack.code: pack for pack in found},
        {each.name: each for each in sets},
    )


async def notice(tx: AsyncConnection, before: PublishedPacks) -> None:
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


async def take_superseded(tx: AsyncConnection, attempt: Attempt) -> bool:
    """Begin a study if sealed calculations rest on factors that their owner replaced.

    False when there is no note left to look at.
    """
    taken = await superseded.take(tx, studies.JOB)
    if taken is None:
        return False
    number, note = taken
    attempt.at(number)
    if note.kind is SupersededKind.OWN:
        await _own_factors(tx, note.owner, dict(note.replaced_by))
    else:
        for before, after in note.replaced_by.items():
            await _supplied_footprint(tx, note.owner, UUID(before), UUID(after))
    return True


async def _own_factors(tx: AsyncConnection, owner: str, new: dict[str, str]) -> None:
    if await affected.rest_on(tx, Change(dict.fromkeys(new), owner=owner)):
        title = f"自有因子 own factors: {', '.join(sorted(new))}"[:_TITLE]
        await _ask(tx, OfOwn("own-factors", new), title, owner=owner)


async def _supplied_footprint(tx: AsyncConnection, owner: str, before: UUID, after: UUID) -> None:
    if await affected.rest_on(tx, Change({f"{PREFIX}{before}": None}, owner=owner)):
        title = f"供应商碳足迹 supplier's footprint {after}"
        await _ask(tx, OfSupplied("supplier-footprint", before, after), title, owner=owner)


async def _ask(tx: AsyncConnection, subject: Subject, title: str, *, owner: str = "") -> None:
    question = Question(uuid4(), clock.now(), StudyOrigin.PUBLISHED, subject, title, owner=owner)
    await studies.add(tx, question)


def _new_rule(old: CategoryPack, new: CategoryPack) -> Rule | None:
    """The rule that comes into force last, among those that the older pack did not have."""
    versions = {(rule.code, rule.version) for rule in old.rules}
    added = [rule for rule in new.rules if (rule.code, rule.version) not in versions]
    return max(added, key=lambda rule: rule.in_force_from, default=None)
