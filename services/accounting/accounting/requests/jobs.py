"""What the worker does for requests: deliver, and answer what nobody answered."""

from functools import partial

from accounting.partners.settings import CallsPartners
from accounting.partners.usecases import errands
from accounting.partners.usecases.calls import partners_of
from accounting.partners.usecases.hosts import host_of
from accounting.requests import store
from accounting.requests.usecases.deliveries import Dispatch, deliver, reject_overdue
from chassis.worker import Job


def jobs(settings: CallsPartners) -> list[Job]:
    source = host_of(settings).source
    dispatch = Dispatch(partners_of(settings), source)
    return [
        Job(
            errands.JOB,
            30,
            partial(deliver, dispatch=dispatch),
            [errands.WORK],
            errands.NEXT,
        ),
        Job(store.OVERDUE, 60, partial(reject_overdue, source=source)),
    ]
