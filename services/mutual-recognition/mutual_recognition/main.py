"""Composition root: settings, routers, consumer and jobs."""

from functools import partial
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.outbound import Guard
from chassis.service import build_api
from chassis.worker import Job, Worker
from mutual_recognition import usecases
from mutual_recognition.api import feed, keys, subscriptions
from mutual_recognition.events import consumer
from mutual_recognition.remote import Webhooks
from mutual_recognition.settings import Settings, WorkerSettings
from mutual_recognition.store.deliveries import PENDING
from mutual_recognition.store.tables import delivery, subscription

SERVICE = "mutual-recognition"


def api() -> FastAPI:
    settings = Settings()
    app = build_api(SERVICE, settings, [subscriptions.router, feed.router, keys.router])
    app.state.guard = Guard(allow_private=settings.webhook_allow_private)
    return app


def worker() -> Worker:
    settings = WorkerSettings()
    signing = settings.keys()
    guard = Guard(allow_private=settings.webhook_allow_private)
    send = Webhooks(signing, guard, settings.delivery_timeout_s).send
    deliver = partial(usecases.deliver_due, send=send, node=settings.node, lease=settings.lease)
    register = partial(usecases.register_keys, keys=signing)
    due = select(func.min(delivery.c.next_attempt_at)).where(PENDING)
    jobs = [
        Job("deliver", 30, deliver, [delivery, subscription], due),
        Job("register keys", 300, register),
    ]
    return Worker(SERVICE, settings, consumer, jobs)


async def load(tx: AsyncConnection, packs_dir: Path, region: str, environment: str) -> None:
    """Load the pack's partner regions."""
    await usecases.load_partners(tx, packs_dir, region)
