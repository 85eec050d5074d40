"""Nominations, what became of them, and the batches that were published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.nomination import (
    Act,
    ActKind,
    Author,
    Batch,
    NationalEntry,
    Nomination,
    NominationFile,
    OpinionPosition,
    Product,
)
from certification.catalogue.domain.search import NominationSearch
from certification.catalogue.store.searching import PUBLISHED_AT, conditions, visible
from certification.catalogue.store.tables import catalogue_batch, nomination, nomination_act
from certification.values.domain.sight import Sight

_PRODUCT = (
    *("enterprise", "enterprise_name_zh", "enterprise_name_en", "product_id", "category"),
    *("name_zh", "name_en", "model", "division"),
)
_AUTHOR = ("org", "role", "client", "person")


async def add(tx: AsyncConnection, new: Nomination) -> None:
    row = {
        **asdict(new.product),
        **asdict(new.author),
        "id": new.id,
        "reasons_zh": new.reasons_zh,
        "asked": list(new.asked),
        "nominated_at": new.nominated_at,
        "opinions_until": new.opinions_until,
    }
    await tx.execute(insert(nomination).values(row))


async def add_act(tx: AsyncConnection, id: UUID, number: int, act: Act) -> None:
    """Add an act under its number; two writers of one number cannot both commit."""
    entry = act.entry
    row = {
        **asdict(act.author),
        "nomination_id": id,
        "number": number,
        "kind": act.kind,
        "position": act.position,
        "reasons_zh": act.reasons_zh,
        "silent": list(act.silent),
        "batch": act.batch,
        "item": entry.item if entry else None,
        "item_name_zh": entry.name_zh if entry else None,
        "edition": entry.edition if entry else None,
        "at": act.at,
    }
    await tx.execute(insert(nomination_act).values(row))


async def add_batch(tx: AsyncConnection, title_zh: str, author: Author, at: datetime) -> int:
    """The next number; the caller holds the series, so that no gap opens."""
    last = await tx.scalar(select(func.max(catalogue_batch.c.number))) or 0
    row = {
        "number": last + 1,
        "title_zh": title_zh,
        "org": author.org,
        "client": author.client,
        "published_at": at,
    }
    await tx.execute(insert(catalogue_batch).values(row))
    return last + 1


async def find(tx: AsyncConnection, id: UUID, sight: Sight) -> NominationFile | None:
    """One nomination, if it is visible."""
    found = await _files(tx, [nomination.c.id == id, *visible(sight)])
    return found[0] if found else None


async def of_product(
    tx: AsyncConnection, enterprise: str, product_id: UUID
) -> list[NominationFile]:
    """Every nomination of a product, oldest first."""
    same = nomination.c.enterprise == enterprise, nomination.c.product_id == product_id
    return list(reversed(await _files(tx, same)))


async def newest(
    tx: AsyncConnection,
    sight: Sight,
    search: NominationSearch,
    at: datetime,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[NominationFile]:
    """Visible nominations that fit, newest first, beginning after the position given."""
    dated = PUBLISHED_AT if search.by_publication else nomination.c.nominated_at
    where = [*visible(sight), *conditions(search, at, dated)]
    if before:
        where.append(tuple_(dated, nomination.c.id) < tuple_(*before))
    return await _files(tx, where, dated, limit)


async def batches(
    tx: AsyncConnection,
    since: datetime | None,
    until: datetime | None,
    before: int | None,
    limit: int,
) -> list[Batch]:
    """Published batches with how many products each began with, newest first."""
    count = select(func.count()).where(nomination_act.c.batch == catalogue_batch.c.number)
    wanted = select(catalogue_batch, count.scalar_subquery().label("products"))
    for bound in (
        catalogue_batch.c.published_at >= since if since else None,
        catalogue_batch.c.published_at < until if until else None,
        catalogue_batch.c.number < before if before else None,
    ):
        wanted = wanted if bound is None else wanted.where(bound)
    found = await tx.execute(wanted.order_by(catalogue_batch.c.number.desc()).limit(limit))
    return [Batch(row.number, row.title_zh, row.products, row.published_at) for row in found.all()]


async def _files(
    tx: AsyncConnection,
    where: Iterable[ColumnElement[bool]],
    dated: ColumnElement[datetime] = nomination.c.nominated_at,
    limit: int | None = None,
) -> list[NominationFile]:
    wanted = select(nomination).where(*where).order_by(dated.desc(), nomination.c.id.desc())
    rows = (await tx.execute(wanted.limit(limit))).mappings().all()
    acts = await _acts(tx, [row["id"] for row in rows])
    return [NominationFile(_nomination(row), acts[row["id"]]) for row in rows]


async def _acts(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, tuple[Act, ...]]:
    wanted = select(nomination_act).where(nomination_act.c.nomination_id.in_(ids))
    acts: defaultdict[UUID, list[Act]] = defaultdict(list)
    for row in (await tx.execute(wanted.order_by(nomination_act.c.number))).mappings():
        acts[row["nomination_id"]].append(_act(row))
    return {id: tuple(acts[id]) for id in ids}


def _nomination(row: RowMapping) -> Nomination:
    return Nomination(
        id=row["id"],
        product=Product(**{name: row[name] for name in _PRODUCT}),
        reasons_zh=row["reasons_zh"],
        author=Author(*(row[name] for name in _AUTHOR)),
        nominated_at=row["nominated_at"],
        asked=tuple(row["asked"]),
        opinions_until=row["opinions_until"],
    )


def _act(row: RowMapping) -> Act:
    has_entry = row["item"] is not None
    return Act(
        kind=ActKind(row["kind"]),
        author=Author(*(row[name] for name in _AUTHOR)),
        reasons_zh=row["reasons_zh"],
        at=row["at"],
        position=OpinionPosition(row["position"]) if row["position"] else None,
        silent=tuple(row["silent"]),
        batch=row["batch"],
        entry=NationalEntry(row["item"], row["item_name_zh"], row["edition"])
        if has_entry
        else None,
    )
