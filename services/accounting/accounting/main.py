"""Composition root of accounting."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting import loading
from accounting.api import explaining, factor_library, handing_out, intake, packs, supply_chain
from accounting.assembly import jobs
from accounting.calculations import api as calculations
from accounting.custody.api import audit
from accounting.custody.api.audited import AUDITED
from accounting.custody.usecases.keeping import SecretKeepingWorker, keep_secrets
from accounting.events import consumer
from accounting.inventory.api import products, systems
from accounting.products.api import enterprises
from accounting.settings import AccountingApiSettings, AccountingWorkerSettings
from chassis.service import build_api
from chassis.settings import Environment
from chassis.worker import Worker


def api() -> FastAPI:
    routers = [
        enterprises.router,
        products.router,
        systems.router,
        calculations.router,
        *packs.routers,
        *explaining.routers,
        *factor_library.routers,
        *handing_out.routers,
        *intake.routers,
        *supply_chain.routers,
        audit.router,
    ]
    settings = AccountingApiSettings()
    app = build_api("accounting", settings, routers, dependencies=[AUDITED])
    return keep_secrets(app, settings.master_keys())


def worker() -> Worker:
    settings = AccountingWorkerSettings()
    process = SecretKeepingWorker("accounting", settings, consumer, jobs(settings))
    return process.keep_secrets(settings.master_keys())


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """Categories, factors and warming potentials are the same in every region."""
    await loading.load(tx, packs)
