"""Composition root of certification."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.api import applications, certificates, rules
from certification.events import consumer
from certification.settings import Settings, SigningSettings
from certification.store.tables import signature_due
from certification.usecases.announce import announce_keys
from certification.usecases.load import load_packs
from certification.usecases.sign import sign_pending
from chassis.service import build_api
from chassis.settings import Environment
from chassis.worker import Job, Worker

SERVICE = "certification"


def api() -> FastAPI:
    routers = [applications.router, certificates.router, rules.router]
    return build_api(SERVICE, Settings(), routers)


def worker() -> Worker:
    settings = SigningSettings()
    keys, public_url = settings.keys(), settings.public_url
    announce = partial(announce_keys, keys=keys, public_url=public_url)
    sign = partial(sign_pending, keys=keys, public_url=public_url)
    due = select(func.min(signature_due.c.due_at))
    jobs = [
        Job("announce keys", 30, announce),
        Job("sign certificates", 30, sign, [signature_due], due),
    ]
    return Worker(SERVICE, settings, consumer, jobs)


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    await load_packs(tx, packs, region, environment)
