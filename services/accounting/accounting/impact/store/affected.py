"""Which sealed calculations a change reaches."""

import json
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store.tables import sealed_basis
from accounting.impact.domain.change import Change
from accounting.impact.domain.study import Affected
from accounting.impact.store.tables import impact_subject

_LIST = """
insert into impact_subject (study, number, calculation)
select :study, row_number() over (order by b.sealed_at, b.calculation), b.calculation
from sealed_basis b
where (:every or not exists (
        select from sealed_basis later
        where later.product = b.product
        and (later.sealed_at, later.calculation) > (b.sealed_at, b.calculation)))
    and (:owner = '' or b.enterprise = :owner)
    and ({reached})
"""
_BY_FACTOR = """
b.factors && cast(:ids as text[]) and exists (
    select from unnest(b.factors, b.figures) as rests (factor, figure)
    where cast(:figures as jsonb) ->> rests.factor <> rests.figure)
"""
_BY_RULE = "b.category = :category and (b.rule_code, b.rule_version) <> (:code, :version)"
_BY_GWP = "b.gwp_set = :gwp_set and b.gwp_version <> :gwp_version"
_RESTS = "select exists (select from sealed_basis b where b.enterprise = :owner and {reached})"


async def list_affected(tx: AsyncConnection, study: UUID, change: Change, *, every: bool) -> int:
    """Note the calculations that the change reaches, as subjects of a study; how many."""
    reached, given = _reached(change)
    statement = text(_LIST.format(reached=reached))
    common = {"study": study, "every": every, "owner": change.owner}
    return (await tx.execute(statement, {**common, **given})).rowcount


async def next_affected(
    tx: AsyncConnection, study: UUID, *, after: int, most: int
) -> list[Affected]:
    """The subjects of a study that follow the first `after`, in their order.

    They are numbered without gaps; a range keeps the planner from joining all that are left.
    """
    subject, basis = impact_subject.c, sealed_basis.c
    statement = (
        select(sealed_basis)
        .join(impact_subject, subject.calculation == basis.calculation)
        .where(subject.study == study, subject.number.between(after + 1, after + most))
        .order_by(subject.number)
    )
    return [_affected(row) for row in await tx.execute(statement)]


async def rest_on(tx: AsyncConnection, change: Change) -> bool:
    """Whether any sealed calculation of the change's owner depends on it."""
    reached, given = _reached(change)
    statement = text(_RESTS.format(reached=reached))
    return bool(await tx.scalar(statement, {"owner": change.owner, **given}))


def _reached(change: Change) -> tuple[str, dict[str, object]]:
    """The condition under which a calculation depends on the change, with its parameters."""
    if change.rule is not None:
        rule = change.rule
        return _BY_RULE, {"category": change.category, "code": rule.code, "version": rule.version}
    if change.gwp is not None:
        return _BY_GWP, {"gwp_set": change.gwp.name, "gwp_version": change.gwp.version}
    figures = change.figures
    return _BY_FACTOR, {"ids": sorted(figures), "figures": json.dumps(dict(figures))}


def _affected(row: Row[tuple[object, ...]]) -> Affected:
    figures = dict(zip(row.factors, row.figures, strict=True))
    return Affected(row.calculation, row.enterprise, row.product, row.category, figures)
