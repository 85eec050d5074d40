"""Readings: copied in by the thousand, each meter and moment once, in monthly partitions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import asyncpg
import numpy as np
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.metering import Reading
from accounting.meters.domain.reading_scan import READING, Readings
from accounting.meters.store.reading_copy import COLUMNS, binary
from accounting.meters.store.tables import reading

_STAGED = """
with staged as (
    select line, meter, at::timestamptz, (whole + millionths * 0.000001)::numeric(21, 6) as value,
    reset
    from unnest(
        $1::bigint[], $2::integer[], $3::text[], $4::bigint[], $5::integer[], $6::boolean[]
    ) as sent (line, meter, at, whole, millionths, reset)
)"""
_MERGE = """
insert into reading (meter, at, value, reset)
select meter, at, value, reset from staged on conflict (meter, at) do nothing
"""
_CONTRARY = """
select staged.line from staged join reading using (meter, at)
where (staged.value, staged.reset) is distinct from (reading.value, reading.reset)
order by staged.line
"""


@dataclass(frozen=True)
class Added:
    """How many readings were new, and the lines that contradict what is recorded."""

    new: int
    contrary: Sequence[int]


@dataclass
class Intake:
    """Takes the readings of one request, batch by batch.

    Nearly always all are new and one COPY into the table is all there is. The first that is known
    already shows as a violated key; from then on batches are merged.
    """

    tx: AsyncConnection
    all_new: bool = True
    _months: set[date] = field(default_factory=set)

    async def add(self, readings: Readings) -> Added:
        await self._provide_partitions(readings)
        if self.all_new:
            try:
                async with self.tx.begin_nested():
                    await self._copy(readings)
                return Added(readings.size, ())
            except asyncpg.UniqueViolationError:
                self.all_new = False
        return await self._merge(readings)

    async def _merge(self, readings: Readings) -> Added:
        """Add what is missing, then look at what was there; a second look sees others' rows too."""
        driver = await self._driver()
        columns = _columns(readings)
        status: str = await driver.execute(_STAGED + _MERGE, *columns)
        rows = await driver.fetch(_STAGED + _CONTRARY, *columns)
        return Added(int(status.rpartition(" ")[2]), [row["line"] for row in rows])

    async def _copy(self, readings: Readings) -> None:
        driver = await self._driver()
        await driver.copy_to_table(
            "reading", source=binary(readings), columns=COLUMNS, format="binary"
        )

    async def _driver(self) -> asyncpg.Connection:
        """The driver's connection, in this transaction: Core does not speak COPY."""
        driver = (await self.tx.get_raw_connection()).driver_connection
        if driver is None:
            raise ConnectionError("the connection was closed")
        return driver

    async def _provide_partitions(self, readings: Readings) -> None:
        months = set(np.unique(readings["at"].astype("M8[M]")).tolist()) - self._months
        for month in sorted(months):
            await self.tx.execute(select(func.provide_reading_partition(month)))
        self._months |= months


async def reaching(
    tx: AsyncConnection, number: int, begins: datetime, ends: datetime
) -> list[Reading]:
    """The readings of a period with the last one at or before and the first at or after it."""
    mine = reading.c.meter == number
    before = select(func.max(reading.c.at)).where(mine, reading.c.at <= begins).scalar_subquery()
    after = select(func.min(reading.c.at)).where(mine, reading.c.at >= ends).scalar_subquery()
    statement = (
        select(reading.c.at, reading.c.value, reading.c.reset)
        .where(mine, reading.c.at >= func.coalesce(before, begins))
        .where(reading.c.at <= func.coalesce(after, ends))
        .order_by(reading.c.at)
    )
    return [Reading(row.at, row.value, row.reset) for row in await tx.execute(statement)]


def _columns(readings: Readings) -> list[list[object]]:
    """What `_STAGED` takes: one array for each part of the readings."""
    moments = np.datetime_as_string(readings["at"], unit="us", timezone="UTC")
    parts = {**{name: readings[name] for name in READING.names or ()}, "at": moments}
    return [part.tolist() for part in parts.values()]
