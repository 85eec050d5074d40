"""Composition root of mutual recognition: what its subjects offer, summed up."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from chassis.outbound import Guard
from chassis.reconciling import Compared
from chassis.restoring import Lost
from chassis.service import Particulars, build_api
from chassis.settings import Environment
from chassis.worker import Job, Worker
from mutual_recognition.feed import api as feed
from mutual_recognition.feed import usecases as feed_usecases
from mutual_recognition.regions import events as region_events
from mutual_recognition.regions import usecases as regions
from mutual_recognition.settings import RecognitionApiSettings, RecognitionWorkerSettings
from mutual_recognition.subscriptions import events as subscription_events
from mutual_recognition.subscriptions import jobs as subscription_jobs
from mutual_recognition.subscriptions.api import announcements, deliveries, keys
from mutual_recognition.subscriptions.api import subscriptions as subscriptions_api
from mutual_recognition.subscriptions.usecases import subscriptions

SERVICE = "mutual-recognition"
ROUTERS = [subscriptions_api.router, deliveries.router, feed.router, keys.router]
COMPARED = [
    Compared("registry", feed_usecases.LABELS),
    Compared("gateway", regions.REGIONS),
]
consumer = Consumer.of(subscription_events.consumer, region_events.consumer)


def api() -> FastAPI:
    settings = RecognitionApiSettings()
    app = build_api(SERVICE, settings, ROUTERS, Particulars(webhooks=announcements.router))
    app.state.guard = Guard(allow_private=settings.webhook_allow_private)
    return app


def worker() -> Worker:
    settings = RecognitionWorkerSettings()
    return Worker(SERVICE, settings, consumer, jobs(settings), COMPARED)


def jobs(settings: RecognitionWorkerSettings) -> list[Job]:
    return subscription_jobs.jobs(settings)


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Go on beyond what was read, and have subscribers look at what came back."""
    kept = await feed_usecases.head(tx)
    lines = await feed_usecases.begin_after(tx, lost.known)
    return [*lines, *await subscriptions.flag_restored(tx, kept)]


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """Load the pack's partner regions."""
    await regions.load(tx, packs, region)
