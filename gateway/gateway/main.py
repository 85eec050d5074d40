"""Composition root of the gateway and of the worker beside it, which alone reaches the bus."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.outbound import Guard
from chassis.restoring import Lost
from chassis.settings import Environment
from chassis.worker import Worker
from gateway import loading
from gateway.clients import jobs as client_jobs
from gateway.clients.usecases import beside
from gateway.directory.usecases.guides import Library
from gateway.directory.usecases.interfaces import Directory
from gateway.directory.usecases.states import Observer
from gateway.proxy.api.assembly import assemble
from gateway.proxy.api.entrance import OWN, Gateway
from gateway.routes import ROUTERS
from gateway.settings import GatewaySettings, GatewayWorkerSettings
from gateway.tokens.usecases.policy import policy_of
from packs.region import load_region


def api() -> Gateway:
    settings = GatewaySettings()
    policy = policy_of(settings)
    gateway = assemble(settings, ROUTERS, policy.keys.published)
    state, scopes = gateway.state, gateway.table.scopes
    state.pack, state.policy = load_region(settings.packs_dir, settings.region), policy
    state.library = Library()
    state.observer = Observer(settings.upstreams)
    state.guard = Guard(allow_private=settings.keys_allow_private)
    state.directory = Directory(
        settings.upstreams,
        own=gateway.openapi,
        scope_of=lambda method, path: scopes.get((method, path)),
        public_url=settings.public_url,
        version=gateway.version,
    )
    return gateway


def worker() -> Worker:
    settings = GatewayWorkerSettings()
    return Worker(OWN, settings, jobs=client_jobs.jobs(settings))


async def restore(tx: AsyncConnection, lost: Lost) -> list[str]:
    """Put back what was said about clients; for `python -m chassis gateway restored`."""
    return await beside.restore(tx, lost.place)


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    await loading.load(tx, packs, region, environment)
