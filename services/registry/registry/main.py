"""Composition root of the registry: what its subjects offer, summed up."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from chassis.holdings import router_of
from chassis.reconciling import Compared
from chassis.restoring import Lost
from chassis.service import Particulars, build_api, open_database
from chassis.settings import Environment
from chassis.worker import Job, Worker
from registry.artwork import api as artwork
from registry.identities import api as identities
from registry.identities import events as identity_events
from registry.identities.usecases.documents import DOCUMENTS
from registry.labels import events as label_events
from registry.labels import jobs as label_jobs
from registry.labels.usecases import recovery
from registry.labels.usecases.queries import CERTIFICATES, LABELS
from registry.log import api as log
from registry.portal import api as portal
from registry.proofs import api as proofs
from registry.representations.api import facts
from registry.representations.api.keeping import Keeping
from registry.representations.usecases.newest import Newest
from registry.resolver.api import description, digital_links, labels
from registry.search import api as search
from registry.settings import RegistryApiSettings, RegistryWorkerSettings
from registry.status import api as status

# fmt: off
ROUTERS = [
    log.router, status.router, identities.router,
    labels.router, digital_links.router, description.router, artwork.router, portal.router,
    proofs.router, search.router, facts.router, router_of([LABELS]),
]
# fmt: on
COMPARED = [Compared("certification", CERTIFICATES), Compared("certification", DOCUMENTS)]
_LONGEST_READ_S = 5
consumer = Consumer.of(identity_events.consumer, label_events.consumer)


def api() -> FastAPI:
    """The process that answers; it holds no key."""
    settings = RegistryApiSettings()
    # All that it does is to read for the public, and a read that takes seconds helps nobody.
    database = open_database("registry", settings, longest_s=_LONGEST_READ_S)
    app = build_api("registry", settings, ROUTERS, Particulars(database=database))
    app.add_middleware(Keeping, newest=Newest(database))
    return app


def worker() -> Worker:
    """The process that consumes, sequences and signs."""
    settings = RegistryWorkerSettings()
    return Worker("registry", settings, consumer, jobs(settings), COMPARED)


def jobs(settings: RegistryWorkerSettings) -> list[Job]:
    return label_jobs.jobs(settings)


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Put back what was public; for `python -m chassis registry restored`."""
    return await recovery.restore(tx, lost)


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """The registry learns everything by event; no pack says anything to it."""
