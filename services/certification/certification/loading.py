"""Loading the packs; doing it again changes nothing."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.usecases import bodies
from certification.catalogue.usecases import categories as catalogue
from certification.certificates.usecases import obligations, reasons
from certification.duties.usecases import duties
from certification.rules import usecases as rules
from chassis.settings import Environment
from contracts.event import of_this_tenant
from packs import models
from packs.duties import load_duties
from packs.reasons import load_reasons
from packs.region import Role, load_region


async def load(tx: AsyncConnection, folder: Path, region: str, environment: Environment) -> None:
    """Categories with their rules, the region's terms and bodies; samples only in development.

    Bodies of the test tenant are enrolled, so that nobody real is asked for a certificate there.
    """
    packs = list(models.categories(folder))
    await catalogue.load(tx, packs)
    await rules.load(tx, packs)
    await duties.load(tx, load_duties(folder, region))
    await reasons.load(tx, load_reasons(folder, region))
    await bodies.load(
        tx,
        [
            Body(party.id, party.name_zh, party.name_en)
            for party in load_region(folder, region).organisations
            if party.role is Role.CERTIFICATION_BODY
            and of_this_tenant(False)
            and (not party.sample or environment is Environment.DEVELOPMENT)
        ],
    )
    await obligations.begin_missing(tx)
