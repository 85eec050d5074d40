"""Composition root of the registry."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.service import build_api
from chassis.settings import Environment
from chassis.worker import Job, Worker
from registry.api import did, discovery, labels, log, resolver, status
from registry.domain.did import node
from registry.events import consumer
from registry.keys import create_development_keys, read_keys
from registry.settings import Settings, WorkerSettings
from registry.store.tables import pending
from registry.usecases.sequence import sequence


def api() -> FastAPI:
    """The process that answers; it holds no key."""
    routers = [log, status, did, resolver, discovery, labels]
    return build_api("registry", Settings(), [module.router for module in routers])


def worker() -> Worker:
    """The process that consumes, sequences and signs."""
    settings = WorkerSettings()
    if settings.environment is Environment.DEVELOPMENT:
        create_development_keys(settings.node_key_file, settings.log_key_file)
    keys = read_keys(settings.node_key_file, settings.log_key_file)
    run = partial(sequence, node=node(settings.public_url), keys=keys)
    due = select(func.min(pending.c.due_at))
    return Worker(
        "registry", settings, consumer, [Job("sequence the log", 30, run, [pending], due)]
    )


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """The registry learns everything by event; no pack says anything to it."""
