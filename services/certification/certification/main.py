"""Composition root of certification: what its subjects offer, summed up."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from certification import loading
from certification.bodies import events as body_events
from certification.bundles import api as bundles
from certification.bundles import jobs as bundle_jobs
from certification.cases.api import applications, surveillance
from certification.cases.usecases import clocks, recovery
from certification.cases.usecases.cases import APPLICATIONS
from certification.catalogue.api import nominations, products
from certification.certificates import jobs as certificate_jobs
from certification.certificates.api import acts, certificates, reasons
from certification.certificates.usecases import following
from certification.certificates.usecases.certificates import CERTIFICATES
from certification.duties import api as duties
from certification.duties import jobs as duty_jobs
from certification.duties.domain.duty import DutyKind, Follow
from certification.footprints import events as footprint_events
from certification.footprints.usecases import FOOTPRINTS
from certification.issuers import jobs as issuer_jobs
from certification.issuers.usecases.documents import DOCUMENTS
from certification.programme.api import programme
from certification.rules import api as rules
from certification.settings import CertificationApiSettings, CertificationWorkerSettings
from chassis.consumer import Consumer
from chassis.holdings import router_of
from chassis.reconciling import Compared
from chassis.restoring import Lost
from chassis.service import build_api
from chassis.settings import Environment
from chassis.worker import Job, Worker

HOLDINGS = [APPLICATIONS, CERTIFICATES, DOCUMENTS]
# fmt: off
ROUTERS = [
    applications.router, certificates.router, acts.router, reasons.router, surveillance.router,
    rules.router, duties.router, nominations.router, products.router, programme.router,
    bundles.router, router_of(HOLDINGS),
]
# fmt: on
COMPARED = [Compared("accounting", FOOTPRINTS)]
FOLLOW: dict[DutyKind, Follow] = {**following.FOLLOW, **clocks.FOLLOW}
"""What follows by itself when the date of a duty has passed."""
consumer = Consumer.of(body_events.consumer, footprint_events.consumer)


def api() -> FastAPI:
    return build_api("certification", CertificationApiSettings(), ROUTERS)


def worker() -> Worker:
    settings = CertificationWorkerSettings()
    asking = partial(bundle_jobs.asking, settings=settings)
    return Worker("certification", settings, consumer, jobs(settings), COMPARED, asking=asking)


def jobs(settings: CertificationWorkerSettings) -> list[Job]:
    return [
        *issuer_jobs.jobs(settings),
        *certificate_jobs.jobs(settings),
        *bundle_jobs.jobs(settings),
        *duty_jobs.jobs(FOLLOW),
    ]


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Put back what was said; for `python -m chassis certification restored`."""
    return await recovery.restore(tx, lost.known, lost.events)


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    await loading.load(tx, packs, region, environment)
