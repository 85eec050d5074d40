"""Composition root of accounting; a process imports what its role needs."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.usecases.keeping import SecretKeepingWorker, secret_keeping
from accounting.settings import AccountingApiSettings, AccountingWorkerSettings
from chassis.bodies import Limits
from chassis.restoring import Lost
from chassis.service import Particulars, build_api, open_database
from chassis.settings import Environment
from chassis.work import Pool
from chassis.worker import Worker


def api() -> FastAPI:
    from accounting.tasks.usecases.carrying import PRELOADED, particulars

    settings = AccountingApiSettings()
    pool = Pool(settings.work_processes, preload=PRELOADED)
    return application(settings, particulars(pool, application, settings))


def worker() -> Worker:
    from accounting.calculations.jobs import asking
    from accounting.tasks.usecases.carrying import PRELOADED, carry
    from accounting.work import COMPARED, consumer, jobs

    settings = AccountingWorkerSettings()
    pool = Pool(settings.work_processes, preload=PRELOADED)
    work = jobs(settings, pool, carry(application, AccountingApiSettings(jwks_url="")))
    process = SecretKeepingWorker(
        "accounting", settings, consumer, work, COMPARED, pool, partial(asking, pool=pool)
    )
    return process.keep_secrets(settings.master_keys())


def application(settings: AccountingApiSettings, own: Particulars) -> FastAPI:
    """The API, in whatever process: it is the same where heavy requests are carried out."""
    from accounting.custody.api.audited import AUDITED
    from accounting.partners.usecases.calls import guard_of
    from accounting.routes import ROUTERS

    database = open_database("accounting", settings)
    largest = max(32 << 20, settings.evidence_max_bytes, settings.upload_piece_bytes)
    # Twice, so that what is a little too long is refused in the words of what it is.
    own = replace(own, dependencies=[AUDITED], bodies=Limits(most_bytes=2 * largest))
    keeping = secret_keeping(database, settings.master_keys(), own)
    app = build_api("accounting", settings, ROUTERS, keeping)
    app.state.guard = guard_of(settings)
    return app


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Have what was lost put back; for `python -m chassis accounting restored`."""
    from accounting.calculations.usecases import recovery
    from accounting.custody.usecases import heads

    trails = await heads.begin_again(tx, lost.place)
    return [*await recovery.restore(tx, lost.events), *trails]


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """Categories, factors and warming potentials are the same in every region."""
    from accounting import loading

    await loading.load(tx, packs)
