"""Certificates, the acts on them, their numbers and their places in the status lists."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    RowMapping,
    column,
    exists,
    func,
    insert,
    select,
    tuple_,
    values,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import (
    Act,
    Cancellation,
    Reinstatement,
    Successor,
    Suspension,
    Withdrawal,
    reason_of,
)
from certification.certificates.domain.certificate import Certificate, CertificateFile, Signature
from certification.certificates.domain.numbering import StatusPlace
from certification.certificates.domain.proceedings import Proceeding
from certification.certificates.domain.search import CertificateSearch
from certification.certificates.domain.states import (
    CancellationReason,
    ReplacementReason,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.store import proceedings
from certification.certificates.store.searching import search_conditions
from certification.certificates.store.tables import (
    certificate,
    certificate_act,
    certificate_series,
    signature,
)
from certification.footprints.usecases import footprint
from certification.values.domain.sight import Sight
from contracts.accounting import FootprintSealed
from contracts.certification import Scheme

_SELECT = (
    select(
        certificate,
        signature.c.credential,
        signature.c.key_id,
        signature.c.signed_at,
        footprint.c.event.label("footprint"),
    )
    .join(footprint, footprint.c.calculation_id == certificate.c.calculation_id)
    .outerjoin(signature)
)


async def next_serial(tx: AsyncConnection, body: str, year: int) -> int:
    """The next number of a body's series. Others wait for this transaction, so no gap opens."""
    first = postgresql.insert(certificate_series).values(body=body, year=year, last=1)
    counted = first.on_conflict_do_update(
        index_elements=["body", "year"], set_={"last": certificate_series.c.last + 1}
    )
    serial: int = (await tx.execute(counted.returning(certificate_series.c.last))).scalar_one()
    return serial


async def move_series(tx: AsyncConnection, body: str, year: int, serial: int) -> None:
    """Have a series go on beyond a number, at least."""
    first = postgresql.insert(certificate_series).values(body=body, year=year, last=serial)
    larger = func.greatest(certificate_series.c.last, serial)
    await tx.execute(
        first.on_conflict_do_update(index_elements=["body", "year"], set_={"last": larger})
    )


async def newest_status_list(tx: AsyncConnection) -> int:
    """Number of the pair of status lists that was begun last."""
    return await tx.scalar(select(func.max(certificate.c.status_list))) or 1


async def first_free(tx: AsyncConnection, drawn: Sequence[StatusPlace]) -> StatusPlace | None:
    """The first of these places that no certificate has."""
    names = ("turn", "status_list", "status_index")
    rows = [(turn, place.status_list, place.status_index) for turn, place in enumerate(drawn)]
    tried = values(*(column(name, Integer) for name in names), name="tried").data(rows)
    is_taken = exists().where(
        certificate.c.status_list == tried.c.status_list,
        certificate.c.status_index == tried.c.status_index,
    )
    free = select(tried.c.status_list, tried.c.status_index).where(~is_taken)
    row = (await tx.execute(free.order_by(tried.c.turn).limit(1))).one_or_none()
    return StatusPlace(*row) if row else None


async def add(tx: AsyncConnection, new: Certificate) -> bool:
    """Whether its place in the status lists was still free; only then it is on record."""
    settled = postgresql.insert(certificate).on_conflict_do_nothing(
        constraint="certificate_status_place"
    )
    return (await tx.execute(settled.values(asdict(new)))).rowcount == 1


async def add_act(tx: AsyncConnection, id: UUID, position: int, act: Act) -> None:
    """Add an act at its position; two writers of one position cannot both commit."""
    row = {
        "certificate_id": id,
        "position": position,
        "kind": type(act).__name__.lower(),
        "reason_code": reason_of(act),
        "until": act.until if isinstance(act, Suspension) else None,
        "person": act.person,
        "note_zh": act.note_zh,
        "at": act.at,
    }
    if isinstance(act, Cancellation) and act.successor:
        row |= {"replaced_by": act.successor.number, "replacement": act.successor.why}
    await tx.execute(insert(certificate_act).values(row))


async def find(tx: AsyncConnection, name: UUID | str, sight: Sight) -> CertificateFile | None:
    """One certificate by its id or its number, if it is visible."""
    column = certificate.c.id if isinstance(name, UUID) else certificate.c.number
    found = await _files(tx, [column == name, *_visible(sight)])
    return found[0] if found else None


async def unexpired(tx: AsyncConnection, at: datetime) -> list[CertificateFile]:
    """Every certificate whose term has not ended, newest first."""
    return await _files(tx, [certificate.c.valid_until > at])


async def newest(
    tx: AsyncConnection,
    sight: Sight,
    search: CertificateSearch,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[CertificateFile]:
    """Visible certificates that fit, newest first, beginning after the position given."""
    where = [*_visible(sight), *search_conditions(search)]
    if before:
        where.append(tuple_(certificate.c.decided_at, certificate.c.id) < tuple_(*before))
    return await _files(tx, where, limit)


def _visible(sight: Sight) -> list[ColumnElement[bool]]:
    pairs = (
        (certificate.c.enterprise, sight.enterprise),
        (certificate.c.body, sight.body),
        (certificate.c.division, sight.division),
    )
    where = [column == owner for column, owner in pairs if owner is not None]
    return [*where, signature.c.signed_at.is_not(None)] if sight.only_issued else where


async def _files(
    tx: AsyncConnection, where: Iterable[ColumnElement[bool]], limit: int | None = None
) -> list[CertificateFile]:
    order = certificate.c.decided_at.desc(), certificate.c.id.desc()
    wanted = _SELECT.where(*where).order_by(*order).limit(limit)
    rows = (await tx.execute(wanted)).mappings().all()
    ids = [row["id"] for row in rows]
    acts, said = await _acts(tx, ids), await proceedings.of(tx, ids)
    return [_file(row, acts[row["id"]], said[row["id"]]) for row in rows]


def _file(row: RowMapping, acts: tuple[Act, ...], said: tuple[Proceeding, ...]) -> CertificateFile:
    sealed = FootprintSealed.model_validate(row["footprint"])
    return CertificateFile(_certificate(row), acts, _signature(row), sealed, said)


async def _acts(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, tuple[Act, ...]]:
    wanted = select(certificate_act).where(certificate_act.c.certificate_id.in_(ids))
    rows = (await tx.execute(wanted.order_by(certificate_act.c.position))).mappings()
    acts: defaultdict[UUID, list[Act]] = defaultdict(list)
    for row in rows:
        acts[row["certificate_id"]].append(_act(row))
    return {id: tuple(acts[id]) for id in ids}


def _act(row: RowMapping) -> Act:
    person, note_zh, at = row["person"], row["note_zh"], row["at"]
    match row["kind"]:
        case "suspension":
            reason = SuspensionReason(row["reason_code"])
            return Suspension(reason, row["until"], person, note_zh, at)
        case "withdrawal":
            return Withdrawal(WithdrawalReason(row["reason_code"]), person, note_zh, at)
        case "cancellation":
            reason_ = CancellationReason(row["reason_code"])
            return Cancellation(reason_, person, note_zh, at, _successor(row))
        case _:
            return Reinstatement(person, note_zh, at)


def _successor(row: RowMapping) -> Successor | None:
    if row["replaced_by"] is None:
        return None
    return Successor(row["replaced_by"], ReplacementReason(row["replacement"]))


def _certificate(row: RowMapping) -> Certificate:
    facts = {column.name: row[column.name] for column in certificate.c}
    why = ReplacementReason(row["replacement"]) if row["replacement"] else None
    return Certificate(**{**facts, "scheme": Scheme(row["scheme"]), "replacement": why})


def _signature(row: RowMapping) -> Signature | None:
    if row["credential"] is None:
        return None
    return Signature(row["credential"], row["key_id"], row["signed_at"])
