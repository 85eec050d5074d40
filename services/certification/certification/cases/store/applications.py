"""Applications and the steps recorded on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, exists, insert, not_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import (
    Application,
    Case,
    CaseSearch,
    CaseState,
    Retreat,
)
from certification.cases.domain.procedure import Outcome, Procedure, Step, StepRecord
from certification.cases.store import retreats
from certification.cases.store.tables import application, application_retreat, step_record
from certification.certificates.domain.states import ReplacementReason
from certification.certificates.store.tables import certificate
from certification.footprints.usecases import fitting, footprint
from certification.values.domain.sight import Sight
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme

_SELECT = (
    select(
        application,
        certificate.c.id.label("certificate_id"),
        certificate.c.number.label("certificate_number"),
        footprint.c.event.label("footprint"),
    )
    .join(footprint, footprint.c.calculation_id == application.c.calculation_id)
    .outerjoin(certificate, certificate.c.application_id == application.c.id)
)
_OF_THIS = step_record.c.application_id == application.c.id
_NEGATIVE = (step_record.c.outcome == "failed") & (step_record.c.step != "surveillance")
_RETREATED = exists().where(application_retreat.c.application_id == application.c.id)
_ENDED = exists().where(_OF_THIS, _NEGATIVE) | _RETREATED


async def add(tx: AsyncConnection, new: Application) -> None:
    await tx.execute(insert(application).values(asdict(new)))


async def add_step(tx: AsyncConnection, id: UUID, position: int, record: StepRecord) -> None:
    """Add a step at its position; two writers of one position cannot both commit."""
    row = {**asdict(record), "evidence": list(record.evidence)}
    await tx.execute(insert(step_record).values(application_id=id, position=position, **row))


async def find(tx: AsyncConnection, id: UUID, sight: Sight) -> Case | None:
    """One case, if it is visible."""
    found = await _cases(tx, [application.c.id == id, *visible(sight)])
    return found[0] if found else None


async def of_footprint(tx: AsyncConnection, calculation_id: UUID) -> list[Case]:
    """Every case about one footprint, at whichever body."""
    return await _cases(tx, [application.c.calculation_id == calculation_id])


async def replacing(tx: AsyncConnection, certificate_id: UUID) -> list[Case]:
    """Every case that was to replace a certificate."""
    return await _cases(tx, [application.c.replaces == certificate_id])


async def newest(
    tx: AsyncConnection,
    sight: Sight,
    search: CaseSearch,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Case]:
    """Visible cases that fit, newest first, beginning after the position given."""
    where = [*visible(sight), *_conditions(search)]
    if before:
        where.append(tuple_(application.c.submitted_at, application.c.id) < tuple_(*before))
    return await _cases(tx, where, limit)


def _conditions(search: CaseSearch) -> Iterator[ColumnElement[bool]]:
    criteria, granted = search.criteria, certificate.c.id.is_not(None)
    yield from fitting(criteria, application, dated=application.c.submitted_at, number="id")
    if criteria.updated_since:
        since = criteria.updated_since
        retreated = application_retreat.c.application_id == application.c.id
        yield or_(
            exists().where(_OF_THIS, step_record.c.at >= since),
            exists().where(retreated, application_retreat.c.at >= since),
        )
    match search.state:
        case CaseState.ENDED:
            yield _ENDED
        case CaseState.GRANTED:
            yield granted
        case CaseState.OPEN:
            yield and_(not_(granted), not_(_ENDED))


def visible(sight: Sight) -> list[ColumnElement[bool]]:
    """A sight as conditions."""
    pairs = (
        (application.c.enterprise, sight.enterprise),
        (application.c.body, sight.body),
        (application.c.division, sight.division),
    )
    return [column == owner for column, owner in pairs if owner is not None]


async def _cases(
    tx: AsyncConnection, where: Iterable[ColumnElement[bool]], limit: int | None = None
) -> list[Case]:
    order = application.c.submitted_at.desc(), application.c.id.desc()
    wanted = _SELECT.where(*where).order_by(*order).limit(limit)
    rows = (await tx.execute(wanted)).mappings().all()
    ids = [row["id"] for row in rows]
    procedures, ended = await _procedures(tx, ids), await retreats.of(tx, ids)
    return [_case(row, procedures[row["id"]], ended.get(row["id"])) for row in rows]


async def _procedures(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, Procedure]:
    wanted = select(step_record).where(step_record.c.application_id.in_(ids))
    rows = (await tx.execute(wanted.order_by(step_record.c.position))).mappings()
    records: defaultdict[UUID, list[StepRecord]] = defaultdict(list)
    for row in rows:
        records[row["application_id"]].append(_record(row))
    return {id: Procedure(tuple(records[id])) for id in ids}


def _case(row: RowMapping, procedure: Procedure, retreat: Retreat | None) -> Case:
    facts = {column.name: row[column.name] for column in application.c}
    why = ReplacementReason(row["replacement"]) if row["replacement"] else None
    return Case(
        application=Application(**{**facts, "scheme": Scheme(row["scheme"]), "replacement": why}),
        procedure=procedure,
        footprint=FootprintSealed.model_validate(row["footprint"]),
        certificate_id=row["certificate_id"],
        certificate_number=row["certificate_number"],
        retreat=retreat,
    )


def _record(row: RowMapping) -> StepRecord:
    return StepRecord(
        step=Step(row["step"]),
        outcome=Outcome(row["outcome"]),
        person=row["person"],
        note_zh=row["note_zh"],
        evidence=tuple(row["evidence"]),
        at=row["at"],
        recomputed_seal=row["recomputed_seal"],
    )
