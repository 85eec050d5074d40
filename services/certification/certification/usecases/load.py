"""Loading the packs; doing it again changes nothing."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import Body
from certification.store import packs
from chassis.settings import Environment
from packs.models import categories
from packs.region import Role, load_region


async def load_packs(
    tx: AsyncConnection, packs_dir: Path, region: str, environment: Environment
) -> None:
    """Categories with their rules, and the region's bodies; samples only in development."""
    for category in categories(packs_dir):
        await packs.save_category(tx, category)
        for rule in category.rules:
            await packs.save_rule(tx, category.code, rule)
    for party in load_region(packs_dir, region).organisations:
        known = not party.sample or environment is Environment.DEVELOPMENT
        if party.role is Role.CERTIFICATION_BODY and known:
            await packs.save_body(tx, Body(party.id, party.name_zh, party.name_en))
