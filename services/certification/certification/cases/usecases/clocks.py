"""The clocks of an application, from its submission to its end."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import Application, Case
from certification.cases.domain.procedure import Step, StepRecord
from certification.duties.domain.duty import Duty, DutyKind, Follow, Matter
from certification.duties.domain.working_days import end_of
from certification.duties.usecases import duties
from certification.values.domain.calendar import add_months_to_day

_ACCEPTING = (DutyKind.ACCEPTANCE, DutyKind.OVERDUE_ACCEPTANCE)


def _matter(application: Application) -> Matter:
    return Matter(
        noun="application",
        id=application.id,
        reference=str(application.id),
        enterprise=application.enterprise,
        body=application.body,
        division=application.division,
    )


async def begin(tx: AsyncConnection, case: Case) -> None:
    """The body has to answer, and to decide before the activity data are too old."""
    matter = _matter(case.application)
    await duties.oblige(tx, DutyKind.ACCEPTANCE, matter)
    term = (await duties.rules(tx))[DutyKind.DATA_AGE].term
    if term:
        last = add_months_to_day(case.footprint.period_end, term.amount)
        await duties.oblige(tx, DutyKind.DATA_AGE, matter, end_of(last))


async def follow_step(tx: AsyncConnection, application: Application, record: StepRecord) -> None:
    """What a step settles."""
    if record.step is Step.ACCEPTANCE:
        await duties.discharge(tx, application.id, *_ACCEPTING)
    if record.ends_the_procedure:
        await stop(tx, application)
    elif record.step is Step.DECISION:
        await duties.discharge(tx, application.id, DutyKind.DATA_AGE)


async def stop(tx: AsyncConnection, application: Application) -> None:
    """Nothing is due any more."""
    await duties.drop(tx, application.id, *_ACCEPTING, DutyKind.DATA_AGE)


async def _miss_acceptance(tx: AsyncConnection, duty: Duty) -> None:
    """The regulator is told, and urges the body."""
    await duties.oblige(tx, DutyKind.OVERDUE_ACCEPTANCE, duty.matter)


async def _remind(_: AsyncConnection, __: Duty) -> None:
    """Nothing follows; the decision is refused by itself when the data are too old."""


FOLLOW: dict[DutyKind, Follow] = {
    DutyKind.ACCEPTANCE: _miss_acceptance,
    DutyKind.OVERDUE_ACCEPTANCE: _remind,
    DutyKind.DATA_AGE: _remind,
}
