"""Described factors: those of the libraries, and those that organisations brought along."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.factors.domain.bounds import BoundsFile, BoundsPack
from accounting.factors.domain.datasets import EVERYONE, OWN, Dataset
from accounting.factors.domain.description import DESCRIPTION, Description
from accounting.factors.domain.descriptions import Descriptions
from accounting.factors.domain.factors import FACTOR, Factor, FactorLibrary
from accounting.factors.domain.ngrams import bigrams, folded
from accounting.factors.domain.rows import Draft
from accounting.factors.store.tables import (
    FACTORS,
    factor_bounds,
    factor_dataset,
    factor_description,
    factor_library,
)
from accounting.values.domain.units import dimension, is_known
from chassis.pages import decode
from chassis.text import KEPT
from packs.models import PackChanged

_t = factor_dataset.c


@dataclass(frozen=True)
class Search:
    """What to look for; every one of `words` must occur in an identifier or a name."""

    words: str | None = None
    category: str | None = None
    dimension: str | None = None
    region: str | None = None
    year: int | None = None
    basis: str | None = None
    status: str | None = None
    """`usable`, `unusable` by its basis, or `quarantined`."""
    usable: bool | None = None
    updated_since: datetime | None = None
    """Loaded at this moment or later."""


async def describe(tx: AsyncConnection, library: FactorLibrary, about: Descriptions) -> bool:
    """True when the library had no descriptions. Raises `PackChanged` when it had others."""
    key = {"library": library.code, "version": library.version}
    claim = insert(factor_description).values(**key, sha256=about.sha256).on_conflict_do_nothing()
    if not (await tx.execute(claim)).rowcount:
        same = select(factor_description.c.sha256).filter_by(**key)
        if await tx.scalar(same) != about.sha256:
            raise PackChanged(f"{library.code} datasets.yaml", library.version)
        return False
    sets = [
        Dataset(factor, about.of[factor.id], library.code, library.version)
        for factor in library.factors.values()
    ]
    await tx.execute(insert(factor_dataset), [_row(item) for item in sets])
    return True


async def add_bounds(tx: AsyncConnection, file: BoundsFile) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    row = {
        "version": file.pack.version,
        "sha256": file.sha256,
        "document": file.pack.model_dump(mode="json"),
    }
    added = await tx.execute(insert(factor_bounds).values(row).on_conflict_do_nothing())
    same = select(factor_bounds.c.sha256).filter_by(version=file.pack.version)
    if await tx.scalar(same) != file.sha256:
        raise PackChanged("factors/bounds.yaml", file.pack.version)
    return added.rowcount > 0


async def newest_bounds(tx: AsyncConnection) -> BoundsPack | None:
    newest = select(factor_bounds.c.document).order_by(factor_bounds.c.position.desc()).limit(1)
    document = await tx.scalar(newest)
    return None if document is None else BoundsPack.model_validate(document)


async def add_own(tx: AsyncConnection, owner: str, drafts: Iterable[Draft]) -> int:
    """Add new versions of an organisation's factors; what did not change gets none. How many.

    Each supersedes the version before it. The caller holds the owner's lock.
    """
    drafts = list(drafts)
    newest = {item.factor.id: item for item in await own(tx, owner)}
    added = []
    for draft in drafts:
        before = newest.get(draft.factor.id)
        if before is not None and _same(before, draft):
            continue
        about = replace(draft.description, supersedes=draft.factor.id if before else None)
        version = str(int(before.version) + 1 if before else 1)
        newest[draft.factor.id] = Dataset(draft.factor, about, OWN, version, owner)
        added.append(await FACTORS.conceal(tx, _row(newest[draft.factor.id]), owner))
    if added:
        await tx.execute(insert(factor_dataset), added)
    return len(added)


async def own(tx: AsyncConnection, owner: str, ids: Collection[str] | None = None) -> list[Dataset]:
    """The newest version of each factor that the organisation brought, or of these among them."""
    rows = select(factor_dataset).where(_t.owner == owner, _newest_own())
    return await _datasets(tx, rows if ids is None else rows.where(_t.id.in_(ids)))


async def visible(tx: AsyncConnection, org: str) -> list[Dataset]:
    """The newest library and the organisation's own factors."""
    return await _datasets(tx, _visible(org))


async def descriptions(tx: AsyncConnection, library: str, version: str) -> dict[str, Description]:
    """The description of each factor of a library version."""
    rows = select(_t.id, _t.description).where(
        _t.owner == EVERYONE, _t.library == library, _t.version == version
    )
    return {
        row.id: DESCRIPTION.validate_python(row.description, context=KEPT)
        for row in await tx.execute(rows)
    }


async def find(tx: AsyncConnection, org: str, id: str) -> Dataset | None:
    """The newest version that the organisation may see."""
    found = await _datasets(tx, _visible(org).where(_t.id == id))
    return found[0] if found else None


async def chain(tx: AsyncConnection, org: str, id: str) -> list[Dataset]:
    """The supersession chain through a factor, oldest first; empty when nobody may see it.

    An own factor's chain is its versions, a library factor's the factors that replaced another.
    """
    mine = select(factor_dataset).where(_t.owner == org, _t.id == id, _t.owner != EVERYONE)
    if versions := await _datasets(tx, mine.order_by(_t.position)):
        return versions
    start = await find(tx, org, id)
    links = [] if start is None else [start]
    seen = {id}
    while links and (before := links[0].description.supersedes) and before not in seen:
        seen.add(before)
        if (found := await find(tx, org, before)) is None:
            break
        links.insert(0, found)
    while links and (after := await _successor(tx, org, links[-1].factor.id)):
        if after.factor.id in seen:
            break
        seen.add(after.factor.id)
        links.append(after)
    return links


async def search(
    tx: AsyncConnection, org: str, wanted: Search, *, limit: int, cursor: str | None
) -> list[Dataset]:
    """By identifier; first the bigrams, which an index knows, then the words themselves."""
    statement = _visible(org).where(*_filters(wanted))
    words = folded(wanted.words or "")
    if pairs := bigrams(words):
        statement = statement.where(_t.bigrams.contains(pairs))
    for word in words.split():
        statement = statement.where(_t.names.contains(word, autoescape=True))
    if (position := decode(cursor, str)) is not None:
        statement = statement.where(_t.id > position[0])
    return await _datasets(tx, statement.order_by(_t.id).limit(limit + 1))


async def lock_owner(tx: AsyncConnection, owner: str) -> None:
    """One import or review of an organisation's factors at a time, until the transaction ends."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"factors of {owner}"))))


async def _successor(tx: AsyncConnection, org: str, id: str) -> Dataset | None:
    newer = _visible(org).where(_t.supersedes == id, _t.owner == EVERYONE)
    found = await _datasets(tx, newer.order_by(_t.id).limit(1))
    return found[0] if found else None


def _filters(wanted: Search) -> list[ColumnElement[bool]]:
    exactly = {
        _t.category: wanted.category,
        _t.dimension: wanted.dimension,
        _t.region: wanted.region,
        _t.year: wanted.year,
        _t.basis: wanted.basis,
        _t.status: wanted.status,
    }
    found = [column == value for column, value in exactly.items() if value is not None]
    if wanted.usable is not None:
        found.append((_t.status == "usable").is_(wanted.usable))
    if wanted.updated_since is not None:
        found.append(_t.loaded_at >= wanted.updated_since)
    return found


def _visible(org: str) -> Select[tuple[object, ...]]:
    newest = select(factor_library.c.code, factor_library.c.version)
    head = newest.order_by(factor_library.c.position.desc()).limit(1).subquery()
    published = and_(_t.owner == EVERYONE, _t.library == head.c.code, _t.version == head.c.version)
    mine = and_(_t.owner == org, _t.owner != EVERYONE, _newest_own())
    return select(factor_dataset).join(head, head.c.code.is_not(None)).where(or_(published, mine))


def _newest_own() -> ColumnElement[bool]:
    later = factor_dataset.alias("later")
    same = and_(later.c.owner == _t.owner, later.c.id == _t.id)
    return ~exists().where(same, later.c.position > _t.position).correlate(factor_dataset)


def _same(before: Dataset, draft: Draft) -> bool:
    """The day on which it was first valid is the only thing that may differ."""
    about = replace(before.description, supersedes=None, valid_from=draft.description.valid_from)
    return before.factor == draft.factor and about == draft.description


def _status(factor: Factor) -> str:
    if factor.quarantine is not None:
        return "quarantined"
    return "usable" if factor.usable else "unusable"


def _row(item: Dataset) -> dict[str, object]:
    factor, about = item.factor, item.description
    names = folded(f"{factor.id} {factor.name_zh} {factor.name_en}")
    return {
        "owner": item.owner,
        "library": item.library,
        "version": item.version,
        "id": factor.id,
        "category": factor.category,
        "dimension": dimension(factor.unit).value if is_known(factor.unit) else None,
        "region": factor.region,
        "year": factor.year,
        "basis": factor.basis.value,
        "status": _status(factor),
        "supersedes": about.supersedes,
        "names": names,
        "bigrams": bigrams(names),
        "factor": FACTOR.dump_python(factor, mode="json"),
        "description": DESCRIPTION.dump_python(about, mode="json"),
    }


async def _datasets(tx: AsyncConnection, statement: Select[tuple[object, ...]]) -> list[Dataset]:
    """What the libraries say is public and stands in plain."""
    rows = (await tx.execute(statement)).all()
    contents = await FACTORS.reveal(tx, rows)
    return [_dataset(row, content) for row, content in zip(rows, contents, strict=True)]


def _dataset(row: Row[tuple[object, ...]], content: Content) -> Dataset:
    return Dataset(
        FACTOR.validate_python(content["factor"], context=KEPT),
        DESCRIPTION.validate_python(content["description"], context=KEPT),
        row.library,
        row.version,
        row.owner,
    )
