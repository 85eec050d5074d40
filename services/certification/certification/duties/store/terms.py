"""The calendar and the terms, as the region pack says."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.duties.domain.duty import DutyKind
from certification.duties.domain.working_days import WorkingDays
from certification.duties.store.tables import calendar_day, duty_rule
from packs.duties import CalendarYear, DutyRule


async def save_calendar(tx: AsyncConnection, years: Iterable[CalendarYear]) -> None:
    """Keep what departs from weekdays in these years; an announced year replaces a stand-in."""
    for year in years:
        first, last = date(year.year, 1, 1), date(year.year, 12, 31)
        days = dict.fromkeys(year.every_day_off(), False) | dict.fromkeys(year.made_up, True)
        column = calendar_day.c.day
        others = column.between(first, last) & column.not_in(days)
        await tx.execute(delete(calendar_day).where(others))
        rows = [{"day": day, "is_working": working} for day, working in sorted(days.items())]
        saved = insert(calendar_day).values(rows)
        changed = {"is_working": saved.excluded.is_working}
        differs = calendar_day.c.is_working != saved.excluded.is_working
        await tx.execute(
            saved.on_conflict_do_update(index_elements=["day"], set_=changed, where=differs)
        )


async def save_rules(tx: AsyncConnection, rules: Iterable[DutyRule]) -> None:
    """Keep what the pack says of each kind of duty."""
    for rule in rules:
        saved = insert(duty_rule).values(kind=rule.kind, document=rule.model_dump(mode="json"))
        changed = {"document": saved.excluded.document}
        differs = duty_rule.c.document != saved.excluded.document
        await tx.execute(
            saved.on_conflict_do_update(index_elements=["kind"], set_=changed, where=differs)
        )


async def working_days(tx: AsyncConnection) -> WorkingDays:
    """The whole calendar: a few dozen days a year."""
    rows = (await tx.execute(select(calendar_day))).all()
    return WorkingDays(
        off=frozenset(row.day for row in rows if not row.is_working),
        made_up=frozenset(row.day for row in rows if row.is_working),
    )


async def rules(tx: AsyncConnection) -> dict[DutyKind, DutyRule]:
    """What the region says of each kind of duty."""
    documents = await tx.scalars(select(duty_rule.c.document))
    found = map(DutyRule.model_validate, documents)
    return {DutyKind(rule.kind): rule for rule in found}
