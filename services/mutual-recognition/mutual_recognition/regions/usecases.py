"""Partner regions: loaded with the pack or enrolled, held while their subscriptions change."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.gateway import OrganisationChanged
from mutual_recognition.regions.store import regions
from mutual_recognition.regions.store.holdings import REGIONS as REGIONS
from mutual_recognition.regions.store.regions import is_listed as is_listed
from packs.region import Role, load_region


async def load(tx: AsyncConnection, packs_dir: Path, region: str) -> None:
    """The pack's partner regions become the listed ones. Loading twice changes nothing."""
    found = load_region(packs_dir, region).organisations
    await regions.list_regions(
        tx,
        [
            {"code": party.id, "name_zh": party.name_zh, "name_en": party.name_en}
            for party in found
            if party.role is Role.PARTNER_REGION
        ],
    )


async def follow(tx: AsyncConnection, event: OrganisationChanged) -> None:
    """List an enrolled region while it takes part; the pack lists its own."""
    await regions.follow_region(
        tx,
        {"code": event.organisation, "name_zh": event.name_zh, "name_en": event.name_en},
        is_active=event.is_active,
        is_partner=event.role == Role.PARTNER_REGION,
    )
