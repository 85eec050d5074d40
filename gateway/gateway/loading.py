"""Loading the region pack: its organisations, and the clients that are ours."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.settings import Environment
from gateway.clients.settings import BootstrapSettings
from gateway.clients.usecases.bootstrap import (
    load_operator,
    load_organisations,
    load_services,
)
from gateway.values.formats import text_or_file
from packs.region import load_region


async def load(tx: AsyncConnection, folder: Path, region: str, environment: Environment) -> None:
    """Load the region's organisations and register the clients that are ours."""
    pack = load_region(folder, region)
    bootstrap = BootstrapSettings()
    await load_organisations(tx, pack, environment)
    if bootstrap.operator_jwks:
        jwks = text_or_file(bootstrap.operator_jwks)
        await load_operator(tx, pack, bootstrap.operator_client_id, jwks)
    if bootstrap.services_jwks:
        await load_services(tx, pack, text_or_file(bootstrap.services_jwks))
