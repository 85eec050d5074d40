"""What the worker does for duties: see to it that what follows from a passed date follows."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import func, select

from certification.duties.domain.duty import DutyKind, DutyState, Follow
from certification.duties.store import duties
from certification.duties.store.tables import duty
from certification.duties.usecases.working_off import work_off
from chassis.worker import Job


def jobs(follow: Mapping[DutyKind, Follow]) -> list[Job]:
    """One job for all dates; `follow` says for each kind what follows by itself."""
    due = select(func.min(duty.c.due_at)).where(duty.c.state == DutyState.OPEN.value)
    return [Job(duties.JOB, 30, partial(work_off, follow=follow), [duty], due)]
