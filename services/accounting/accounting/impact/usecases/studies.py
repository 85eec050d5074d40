"""Asking what would move, and reading what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.bounds import BoundsPack, doubt
from accounting.factors.domain.factors import Basis, Factor, FactorLibrary
from accounting.factors.domain.rows import RowOutcome as RowOutcome
from accounting.factors.usecases import datasets, imports, libraries
from accounting.impact.domain.search import StudiesAsked
from accounting.impact.domain.study import (
    ImpactStudyNotFound,
    OfFactors,
    OfImport,
    OfLibrary,
    OfRule,
    Question,
    Study,
    StudyOrigin,
    StudyTally,
    Subject,
)
from accounting.impact.store import results
from accounting.impact.store import studies as store
from accounting.impact.store.studies import Sight
from accounting.inventory.usecases import library as inventory_library
from accounting.products.usecases import categories
from accounting.values.domain.numbers import EXACT, plain
from chassis import clock
from chassis.auth import Caller
from chassis.refusals import Conflict, Invalid, Missing
from packs.models import CategoryPack, Rule

OVERSEES = "impacts.propose"
"""Who holds this scope proposes changes and sees the studies over all enterprises."""
_FAR = Decimal(10)


class ProposedFactorUnknown(Invalid):
    """A proposal gives a new value to a factor that the library does not have."""

    zh = "因子库 {library} 中没有因子 {factor},无法提出新值。请在 /v1/factors 查找。"
    en = "Library {library} has no factor {factor} to propose a value for. Search /v1/factors."


class ProposedValueImplausible(Invalid):
    """A proposed value lies outside what is plausible; a study must not measure amounts."""

    zh = "因子 {factor} 的拟议值 {value} 不合理:{reason_zh}。请改为合理范围内的值。"
    en = "The value {value} proposed for {factor} is not plausible: {reason}. Propose one that is."


class ImportNotWaiting(Missing):
    """The import has no row that waits in quarantine."""

    zh = "导入 {id} 没有待审的隔离因子。请在 /v1/factor-quarantine 查看待审清单。"
    en = "Nothing of import {id} waits in quarantine. See /v1/factor-quarantine."


class LibraryVersionNotFound(Missing):
    """That version of the library was never loaded."""

    zh = "没有装载过因子库 {code} {version};已装载的最新版本为 {newest}。"
    en = "Library {code} {version} was never loaded; the newest that was is {newest}."


class RuleVersionTaken(Conflict):
    """A rule is proposed under a version that is loaded already with other content."""

    zh = "规则 {code} {version} 已以不同内容装载;请为拟议的规则使用新版本号。"
    en = "Rule {code} {version} is loaded with other content; give the proposal a new version."


@dataclass(frozen=True)
class NewValue:
    """What would be said of a factor of the library; what is not given stays."""

    id: str
    value: Decimal
    unit: str | None = None
    basis: Basis | None = None
    year: int | None = None
    source_title: str | None = None


@dataclass(frozen=True)
class Proposal:
    """A change that is only thought of; exactly one of the four is given."""

    title: str
    every_seal: bool = False
    values: Sequence[NewValue] = ()
    factor_import: UUID | None = None
    library: tuple[str, str] | None = None
    category: CategoryPack | None = None


async def propose(tx: AsyncConnection, caller: Caller, proposal: Proposal) -> Study:
    """Ask what a change would move; the worker finds out."""
    subject, owner = await _subject(tx, proposal)
    question = Question(
        id=uuid4(),
        at=clock.now(),
        origin=StudyOrigin.PROPOSED,
        subject=subject,
        title=proposal.title,
        every_seal=proposal.every_seal,
        owner=owner,
        org=caller.org,
        client=caller.client,
        person=caller.person,
    )
    await store.add(tx, question)
    return await read(tx, caller, question.id)


async def read(tx: AsyncConnection, caller: Caller, id: UUID) -> Study:
    """Raises `ImpactStudyNotFound` where nothing in the study concerns the caller."""
    found = await store.find(tx, id, sight(caller))
    if found is None:
        raise ImpactStudyNotFound(id=id)
    return found


async def page(tx: AsyncConnection, caller: Caller, asked: StudiesAsked) -> list[Study]:
    return await store.page(tx, sight(caller), asked)


async def tallies(tx: AsyncConnection, caller: Caller, id: UUID) -> Mapping[str, StudyTally]:
    """By category, of the calculations that the caller may see."""
    return await results.tallies(tx, id, sight(caller))


async def moves(
    tx: AsyncConnection,
    caller: Caller,
    id: UUID,
    wanted: results.WantedMoves,
    *,
    limit: int | None = None,
    cursor: str | None = None,
) -> list[results.Named]:
    """The largest first. Raises `ImpactStudyNotFound`."""
    await read(tx, caller, id)
    return await results.page(tx, id, sight(caller), wanted, limit=limit, cursor=cursor)


def sight(caller: Caller) -> Sight:
    """Everything for who keeps the factors and rules; to all others what is theirs."""
    return store.EVERYTHING if oversees(caller) else Sight(caller.org)


def oversees(caller: Caller) -> bool:
    return OVERSEES in caller.scopes


async def _subject(tx: AsyncConnection, proposal: Proposal) -> tuple[Subject, str]:
    """What is asked, and the only enterprise that it concerns, if it is only one."""
    if proposal.factor_import is not None:
        return await _waiting(tx, proposal.factor_import)
    if proposal.library is not None:
        return await _library(tx, *proposal.library), ""
    if proposal.category is not None:
        return await _rule(tx, proposal.category), ""
    return OfFactors("factors", await _factors(tx, proposal.values)), ""


async def _factors(tx: AsyncConnection, values: Sequence[NewValue]) -> tuple[Factor, ...]:
    library = await inventory_library.library(tx)
    bounds = await datasets.newest_bounds(tx)
    return tuple(_factor(new, library, bounds) for new in values)


def _factor(new: NewValue, library: FactorLibrary, bounds: BoundsPack | None) -> Factor:
    """The factor as proposed. Raises `ProposedFactorUnknown`, `ProposedValueImplausible`."""
    old = library.factors.get(new.id)
    if old is None:
        raise ProposedFactorUnknown(library=library.reference, factor=new.id)
    proposed = replace(
        old,
        value=new.value,
        unit=new.unit or old.unit,
        basis=new.basis or old.basis,
        year=new.year or old.year,
        source_title=new.source_title or old.source_title,
    )
    if reason := _implausible(old, proposed, bounds):
        zh, en = reason
        value = plain(new.value)
        raise ProposedValueImplausible(factor=new.id, value=value, reason_zh=zh, reason=en)
    return proposed


def _implausible(old: Factor, new: Factor, bounds: BoundsPack | None) -> tuple[str, str] | None:
    """Where no bounds are known, ten times up or down from the present value."""
    if bounds and any(bound.speaks_of(new) for bound in bounds.bounds):
        why = doubt(new, bounds)
        return None if why is None else (why.zh, why.en)
    low, high = EXACT.divide(old.value, _FAR), EXACT.multiply(old.value, _FAR)
    if new.unit == old.unit and not low <= new.value <= high:
        span = f"{plain(low)}-{plain(high)}"
        return f"超出现值十倍范围 {span}", f"more than ten times off the present value ({span})"
    return None


async def _waiting(tx: AsyncConnection, id: UUID) -> tuple[OfImport, str]:
    """What an import would bring if every row that still waits were released."""
    rows = await imports.rows(tx, id, outcomes=(RowOutcome.QUARANTINED,))
    waiting = [row for row in rows if row.draft is not None and row.review is None]
    head = await imports.find_quarantined(tx, id, waiting[0].line) if waiting else None
    if head is None:
        raise ImportNotWaiting(id=id)
    return OfImport("factor-import", id, tuple(row.line for row in waiting)), head.of.owner


async def _library(tx: AsyncConnection, code: str, version: str) -> OfLibrary:
    if await libraries.find_library(tx, code, version) is None:
        newest = "/".join(await libraries.newest_version(tx) or ("-",))
        raise LibraryVersionNotFound(code=code, version=version, newest=newest)
    before = await libraries.version_before(tx, code, version)
    return OfLibrary("library", code, version, before)


async def _rule(tx: AsyncConnection, pack: CategoryPack) -> OfRule:
    """The rule of a category document that comes into force last."""
    present = await categories.category(tx, pack.code)
    rule: Rule = max(pack.rules, key=lambda rule: rule.in_force_from)
    loaded = present.rule(rule.version)
    if loaded is not None and loaded.sha256 != rule.sha256:
        raise RuleVersionTaken(code=rule.code, version=rule.version)
    return OfRule("rule", pack.code, rule)
