"""Product systems that rest on suppliers' footprints which ended, and how that was settled."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.suppliers.domain.finding_search import SupplierFindingsAsked
from accounting.suppliers.domain.findings import Cause, Dependant, FindingKey
from accounting.suppliers.store import footprints as supplier_footprints
from accounting.suppliers.store.tables import SUPPLIER_RESOLUTIONS
from accounting.suppliers.store.tables import supplier_finding_resolution as settled
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.pages import decode
from chassis.written import moment

# A version that its supplier ended before it expired is one finding, not two. One that was
# withdrawn before its successor arrived counts as replaced once that is here.
_DEPENDANTS = text(
    """
    with deprecated as (
        select d.owner, d.footprint, d.noticed_at, coalesce(d.replaced_by, (
            select n.id from supplier_footprint n
            join supplier_footprint o on o.owner = d.owner and o.id = d.footprint
            where n.owner = d.owner and n.supplier = o.supplier and n.id <> o.id
                and n.preceding @> array[d.footprint::text]
            limit 1)) as replaced_by
        from supplier_deprecation d where d.owner = :owner
    ), ended as (
        select owner, footprint, replaced_by, noticed_at,
            case when replaced_by is null then 'withdrawn' else 'replaced' end as cause
        from deprecated
        union all
        select f.owner, f.id, null, f.valid_to, 'expired'
        from supplier_footprint f
        where f.owner = :owner and f.valid_to < :now and not exists (
            select from supplier_deprecation d where d.owner = f.owner and d.footprint = f.id
                and d.noticed_at <= f.valid_to)
        union all
        select f.owner, f.id, null, f.created_at, 'not-yet-valid'
        from supplier_footprint f
        where f.owner = :owner and f.valid_from > :now and not exists (
            select from supplier_deprecation d where d.owner = f.owner and d.footprint = f.id)
    )
    select e.footprint, e.replaced_by, e.noticed_at, e.cause, s.id as system, s.product,
        (select count(*) from calculation c where c.system = s.id) as calculations,
        (select count(*) from calculation c join seal on seal.calculation = c.id
            where c.system = s.id) as sealed,
        (select count(*) from published_footprint p join calculation c on c.id = p.calculation
            where c.system = s.id and not exists (
                select from footprint_deprecation x where x.footprint = p.id)) as published
    from ended e
    join product_system s on s.enterprise = e.owner and (
        s.rests_on @> array['supplier:' || e.footprint]
        or s.secret is null and jsonb_path_exists(
            s.document, '$.processes[*].exchanges[*].** ? (@ == $factor)',
            jsonb_build_object('factor', 'supplier:' || e.footprint)))
    left join supplier_finding_resolution r on r.owner = e.owner
        and r.footprint = e.footprint and r.system = s.id and r.cause = e.cause
    where (cast(:open as boolean) is null or (r.owner is null) = :open)
        and (cast(:system as uuid) is null or s.id = :system)
        and (cast(:footprint as uuid) is null or e.footprint = :footprint)
        and (cast(:product as uuid) is null or s.product = :product)
        and (cast(:cause as text) is null or e.cause = :cause)
        and (cast(:since as timestamptz) is null or e.noticed_at >= :since)
        and (cast(:until as timestamptz) is null or e.noticed_at < :until)
        and (cast(:updated_since as timestamptz) is null or e.noticed_at >= :updated_since
            or r.resolved_at >= :updated_since)
        and (cast(:after_at as timestamptz) is null or e.noticed_at < :after_at
            or e.noticed_at = :after_at and (e.footprint, s.id, e.cause)
                > (cast(:after_footprint as uuid), cast(:after_system as uuid),
                    cast(:after_cause as text)))
    order by e.noticed_at desc, e.footprint, s.id, e.cause
    limit :limit
    """
)

_EVERYTHING = dict.fromkeys(
    (
        *("after_at", "after_footprint", "after_system", "after_cause"),
        *("open", "system", "footprint", "product", "cause"),
        *("since", "until", "updated_since"),
    )
)


async def newest(
    tx: AsyncConnection,
    asked: SupplierFindingsAsked,
    *,
    owner: str,
) -> list[Dependant]:
    """Findings of an enterprise, the newest first."""
    at, key = decode(asked.cursor, moment, FindingKey.read) or (None, None)
    place = {
        "after_at": at,
        "after_footprint": key and key.footprint,
        "after_system": key and key.system,
        "after_cause": key and key.cause.value,
    }
    bound = {
        "limit": asked.limit + 1,
        "open": asked.open,
        "system": asked.system_id,
        "product": asked.product_id,
        "cause": asked.cause and asked.cause.value,
        "since": asked.since,
        "until": asked.until,
        "updated_since": asked.updated_since,
        **place,
    }
    return await _found(tx, owner, bound)


async def open_of_system(
    tx: AsyncConnection, system: UUID, *, owner: str, limit: int
) -> list[Dependant]:
    """What nobody has settled yet about the footprints that one system rests on."""
    bound = {"open": True, "limit": limit, "system": system}
    return await _found(tx, owner, bound)


async def find(tx: AsyncConnection, key: FindingKey, *, owner: str) -> Dependant | None:
    bound = {"limit": 10, "system": key.system, "footprint": key.footprint}
    found = await _found(tx, owner, bound)
    return next((each for each in found if each.key == key), None)


async def resolve(
    tx: AsyncConnection, key: FindingKey, resolution: Resolution, *, owner: str
) -> bool:
    """False when it was settled before; a race is decided by the primary key."""
    row = {
        "owner": owner,
        "footprint": key.footprint,
        "system": key.system,
        "cause": key.cause.value,
        "reason": resolution.reason,
        "resolved_at": resolution.at,
        "resolved_by": resolution.by,
    }
    secret = await SUPPLIER_RESOLUTIONS.conceal(tx, row, owner)
    added = await tx.execute(insert(settled).values(secret).on_conflict_do_nothing())
    return added.rowcount > 0


async def _found(tx: AsyncConnection, owner: str, bound: Mapping[str, object]) -> list[Dependant]:
    now: datetime = clock.now()
    values: dict[str, Any] = {"owner": owner, "now": now, **_EVERYTHING, **bound}
    rows = (await tx.execute(_DEPENDANTS, values)).mappings().all()
    ended = {row["footprint"] for row in rows}
    names = {
        each.id: (each.content.product_name_company, each.content.company_name)
        for each in await supplier_footprints.several(tx, ended, owner=owner)
    }
    reasons = await _resolutions(tx, list(ended), owner)
    return [_dependant(row, names[row["footprint"]], reasons) for row in rows]


async def _resolutions(
    tx: AsyncConnection, footprints: Sequence[UUID], owner: str
) -> dict[FindingKey, Resolution]:
    here = (settled.c.owner == owner) & settled.c.footprint.in_(footprints)
    rows = (await tx.execute(select(settled).where(here))).all()
    contents = await SUPPLIER_RESOLUTIONS.reveal(tx, rows)
    return {
        FindingKey(row.footprint, row.system, Cause(row.cause)): Resolution(
            str(content["reason"]), row.resolved_at, row.resolved_by
        )
        for row, content in zip(rows, contents, strict=True)
    }


def _dependant(
    row: RowMapping, names: tuple[str, str], reasons: Mapping[FindingKey, Resolution]
) -> Dependant:
    key = FindingKey(row["footprint"], row["system"], Cause(row["cause"]))
    return Dependant(
        key=key,
        product_name=names[0],
        company_name=names[1],
        replaced_by=row["replaced_by"],
        noticed_at=row["noticed_at"],
        product=row["product"],
        calculations=row["calculations"],
        sealed=row["sealed"],
        published=row["published"],
        resolution=reasons.get(key),
    )
