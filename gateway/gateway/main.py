"""Composition root of the gateway."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.settings import Environment
from gateway.api import clients, discovery, docs, oauth, organisations
from gateway.assembly import assemble
from gateway.proxy.entrance import Gateway
from gateway.settings import BootstrapSettings, GatewaySettings, text_or_file
from gateway.usecases.bootstrap import load_operator, load_organisations
from packs.region import load_region

_ROUTERS = [clients.router, discovery.router, docs.router, oauth.router, organisations.router]


def api() -> Gateway:
    return assemble(GatewaySettings(), _ROUTERS)


async def load(tx: AsyncConnection, packs: Path, region: str, environment: Environment) -> None:
    """Load the region's organisations and register the operator's client."""
    pack = load_region(packs, region)
    bootstrap = BootstrapSettings()
    await load_organisations(tx, pack, environment)
    if bootstrap.operator_jwks:
        jwks = text_or_file(bootstrap.operator_jwks)
        await load_operator(tx, pack, bootstrap.operator_client_id, jwks)
