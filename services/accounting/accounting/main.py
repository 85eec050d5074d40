"""Composition root of accounting: what its subjects offer, summed up."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting import loading
from accounting.analysis.api import analysis, uncertainty
from accounting.calculations import events as calculation_events
from accounting.calculations.api import calculations
from accounting.calculations.api import evidence as calculation_evidence
from accounting.custody import jobs as custody_jobs
from accounting.custody.api import audit
from accounting.custody.api.audited import AUDITED
from accounting.custody.usecases.keeping import SecretKeepingWorker, secret_keeping
from accounting.evidence import api as evidence
from accounting.factors.api import datasets, fuels, imports
from accounting.ilcd import api as ilcd
from accounting.impact import jobs as impact_jobs
from accounting.impact.api import results, studies
from accounting.inventory.api import activity_tables, category_data, findings, products, systems
from accounting.lineage import api as lineage
from accounting.meters import jobs as meter_jobs
from accounting.meters.api import metered_activity, meters, rejected_readings
from accounting.openlca import api as openlca
from accounting.products.api import categories, enterprises
from accounting.publications import events as publication_events
from accounting.publications import jobs as publication_jobs
from accounting.publications.api import grants, publications
from accounting.reports import api as reports
from accounting.requests import jobs as request_jobs
from accounting.requests.api import deliveries, exchange, pact, pact_legacy
from accounting.settings import AccountingApiSettings, AccountingWorkerSettings
from accounting.suppliers.api import findings as supplier_findings
from accounting.suppliers.api import footprints as supplier_footprints
from accounting.uploads import api as uploads
from accounting.uploads import jobs as upload_jobs
from chassis.consumer import Consumer
from chassis.service import Particulars, build_api, open_database
from chassis.settings import Environment
from chassis.worker import Job, Worker

# fmt: off
ROUTERS = [
    enterprises.router, products.router, systems.router, calculations.router,
    categories.router, category_data.router, fuels.router,
    analysis.router, uncertainty.router, studies.router, results.router,
    datasets.router, imports.router, imports.reviews,
    reports.router, openlca.router, ilcd.router, lineage.router,
    evidence.router, calculation_evidence.router,
    meters.router, rejected_readings.router, metered_activity.router, activity_tables.router,
    findings.router, uploads.router,
    pact.router, pact_legacy.router, pact_legacy.own, publications.router, grants.router,
    supplier_footprints.router, supplier_findings.router, exchange.router, deliveries.router,
    audit.router,
]
# fmt: on
consumer = Consumer.of(calculation_events.consumer, publication_events.consumer)


def api() -> FastAPI:
    settings = AccountingApiSettings()
    database = open_database("accounting", settings)
    own = Particulars(dependencies=[AUDITED])
    keeping = secret_keeping(database, settings.master_keys(), own)
    return build_api("accounting", settings, ROUTERS, keeping)


def worker() -> Worker:
    settings = AccountingWorkerSettings()
    process = SecretKeepingWorker("accounting", settings, consumer, jobs(settings))
    return process.keep_secrets(settings.master_keys())


def jobs(settings: AccountingWorkerSettings) -> list[Job]:
    return [
        *request_jobs.jobs(settings),
        *publication_jobs.jobs(settings),
        *impact_jobs.jobs(),
        *meter_jobs.jobs(settings),
        *custody_jobs.jobs(),
        *upload_jobs.jobs(settings, settings.evidence_files()),
    ]


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """Categories, factors and warming potentials are the same in every region."""
    await loading.load(tx, packs)
