"""Meters; each description stays, and the newest one holds."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import Select, exists, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.meters import KnownMeter, Meter
from accounting.meters.domain.search import MetersAsked
from accounting.meters.store.tables import METERS, meter, meter_description, reading
from chassis import clock
from chassis.listing import mentioning
from chassis.pages import decode
from chassis.text import KEPT

METER = TypeAdapter(Meter)


async def lock(tx: AsyncConnection, id: str, *, of: str) -> int:
    """The number of a meter, which is given out at its first mention; others wait here."""
    key = {"enterprise": of, "id": id}
    await tx.execute(upsert(meter).values(key).on_conflict_do_nothing(constraint="meter_once"))
    number = await tx.scalar(select(meter.c.number).filter_by(**key))
    # A row lock needs the right to update, which nobody has on these tables.
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("meter"), number)))
    return int(number or 0)


async def describe(
    tx: AsyncConnection, number: int, id: str, described: Meter, *, version: int
) -> KnownMeter:
    at = clock.now()
    row = {
        "number": number,
        "version": version,
        "described_at": at,
        "document": METER.dump_python(described, mode="json"),
    }
    owner = await tx.scalar(select(meter.c.enterprise).where(meter.c.number == number))
    secret = await METERS.conceal(tx, row, str(owner))
    await tx.execute(insert(meter_description).values(secret))
    return KnownMeter(number, id, version, at, described)


async def find(tx: AsyncConnection, id: str, *, of: str) -> KnownMeter | None:
    found = await _known(tx, _newest(of).where(meter.c.id == id))
    return found[0] if found else None


async def page(tx: AsyncConnection, asked: MetersAsked, *, of: str) -> Sequence[KnownMeter]:
    """Meters by identifier."""
    statement = _newest(of).where(*mentioning(asked.q, meter.c.id))
    statement = statement.order_by(meter.c.id).limit(asked.limit + 1)
    if asked.updated_since:
        statement = statement.where(meter_description.c.described_at >= asked.updated_since)
    if (position := decode(asked.cursor, str)) is not None:
        statement = statement.where(meter.c.id > position[0])
    return await _known(tx, statement)


async def all_of(tx: AsyncConnection, enterprise: str) -> Sequence[KnownMeter]:
    """Every meter of an enterprise."""
    return await _known(tx, _newest(enterprise).order_by(meter.c.id))


async def has_readings(tx: AsyncConnection, number: int) -> bool:
    return bool(await tx.scalar(select(exists().where(reading.c.meter == number))))


def _newest(of: str) -> Select[tuple[object, ...]]:
    later = meter_description.alias()
    superseded = exists().where(
        later.c.number == meter_description.c.number,
        later.c.version > meter_description.c.version,
    )
    return (
        select(meter.c.id, meter.c.enterprise, meter_description)
        .join(meter_description, meter_description.c.number == meter.c.number)
        .where(meter.c.enterprise == of, ~superseded)
    )


async def _known(tx: AsyncConnection, statement: Select[tuple[object, ...]]) -> list[KnownMeter]:
    rows = (await tx.execute(statement)).all()
    contents = await METERS.reveal(tx, rows)
    described = [METER.validate_python(content["document"], context=KEPT) for content in contents]
    return [
        KnownMeter(row.number, row.id, row.version, row.described_at, meter)
        for row, meter in zip(rows, described, strict=True)
    ]
