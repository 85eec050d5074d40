"""What the worker of accounting does: the events that it hears, and its jobs."""

from accounting.calculations import events as calculation_events
from accounting.calculations.usecases.calculations import APPLICATIONS
from accounting.custody import jobs as custody_jobs
from accounting.impact import jobs as impact_jobs
from accounting.meters import jobs as meter_jobs
from accounting.publications import events as publication_events
from accounting.publications import jobs as publication_jobs
from accounting.publications.usecases.certificates import CERTIFICATES
from accounting.requests import jobs as request_jobs
from accounting.settings import AccountingWorkerSettings
from accounting.tasks import jobs as task_jobs
from accounting.tasks.usecases.working import Carry
from accounting.uploads import jobs as upload_jobs
from chassis.consumer import Consumer
from chassis.reconciling import Compared
from chassis.work import Pool
from chassis.worker import Job

COMPARED = [Compared("certification", APPLICATIONS), Compared("certification", CERTIFICATES)]
consumer = Consumer.of(calculation_events.consumer, publication_events.consumer)


def jobs(settings: AccountingWorkerSettings, pool: Pool, carry: Carry) -> list[Job]:
    return [
        *request_jobs.jobs(settings),
        *publication_jobs.jobs(settings),
        *impact_jobs.jobs(pool),
        *meter_jobs.jobs(settings),
        *custody_jobs.jobs(),
        *upload_jobs.jobs(settings, settings.evidence_files(), pool),
        *task_jobs.jobs(settings, pool, carry),
    ]
