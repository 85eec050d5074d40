"""From what a study asks to everything that its moves are found with."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.usecases import packs as analysis
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.factors.domain.gwp import GwpSet
from accounting.factors.usecases import datasets, imports, libraries
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.impact.domain.change import Change, renamed, replaced_by
from accounting.impact.domain.context import Context
from accounting.impact.domain.moves import Threshold, levels
from accounting.impact.domain.recomputation import Surroundings
from accounting.impact.domain.study import (
    OfFactors,
    OfGwp,
    OfImport,
    OfLibrary,
    OfOwn,
    OfRule,
    OfSupplied,
    Question,
)
from accounting.inventory.usecases import library as inventory_library
from accounting.products.usecases import categories
from accounting.suppliers.domain.footprints import PREFIX, as_factor
from accounting.suppliers.usecases import footprints as supplied


async def context_of(tx: AsyncConnection, question: Question) -> Context:
    """What the moves of a study are found with. Raises `PacksNotLoaded`."""
    library = await _library(tx, question)
    change = await _change(tx, question, library)
    sets = {each.name: each for each in await libraries.newest_gwp(tx)}
    return Context(change, Surroundings(library, sets), await _levels(tx, library))


async def _library(tx: AsyncConnection, question: Question) -> FactorLibrary:
    """The one asked about, or the newest with what the enterprise alone sees."""
    match question.subject:
        case OfLibrary(code=code, version=version):
            found = await libraries.find_library(tx, code, version)
            if found is None:
                raise PacksNotLoaded
            return found
        case _:
            return await inventory_library.library(tx, of=question.owner or None)


async def _change(tx: AsyncConnection, question: Question, library: FactorLibrary) -> Change:
    match question.subject:
        case OfLibrary(before=before):
            earlier = await libraries.find_library(tx, *before) if before else None
            return Change(_differences(library, earlier))
        case OfRule(category=category, rule=rule):
            return Change(rule=rule, category=category)
        case OfGwp() as of:
            return Change(gwp=GwpSet(of.name, of.version, of.values))
        case _:
            content = await _content(tx, question)
            return Change({factor.id: factor for factor in content}, owner=question.owner)


async def _content(tx: AsyncConnection, question: Question) -> list[Factor]:
    """The changed factors, each under the identifier that product systems name."""
    match question.subject:
        case OfFactors(factors=content):
            return list(content)
        case OfOwn(versions=versions):
            chains = [await datasets.versions(tx, question.owner, id) for id in versions]
            links = (item for chain in chains for item in chain)
            return [i.factor for i in links if i.version == versions[i.factor.id]]
        case OfImport(id=id, lines=lines):
            rows = [await imports.find_quarantined(tx, id, line) for line in lines]
            return [row.row.draft.factor for row in rows if row and row.row.draft]
        case OfSupplied(before=before, after=after):
            successor = await supplied.read(tx, question.owner, after)
            return [renamed(as_factor(successor), f"{PREFIX}{before}")]
    return []


def _differences(library: FactorLibrary, before: FactorLibrary | None) -> dict[str, Factor | None]:
    """Every factor of either version as the new one has it, successors in the place of the old."""
    old = before.factors if before else {}
    gone: dict[str, Factor | None] = dict.fromkeys(old.keys() - library.factors.keys())
    successors = replaced_by(_supersedes(before), _supersedes(library), library.factors)
    return {**gone, **library.factors, **successors}


def _supersedes(library: FactorLibrary | None) -> dict[str, str]:
    about = library.descriptions if library else {}
    return {id: text.supersedes for id, text in about.items() if text.supersedes}


async def _levels(tx: AsyncConnection, library: FactorLibrary) -> dict[str, tuple[Threshold, ...]]:
    """The published levels of every category that has some."""
    found = {}
    for category in await categories.categories(tx):
        if (pack := await analysis.benchmarks(tx, category.code)) is not None:
            rows = (library.factors[id] for id in pack.levels if id in library.factors)
            found[category.code] = levels(rows)
    return found
