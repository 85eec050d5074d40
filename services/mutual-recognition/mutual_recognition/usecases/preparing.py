"""What the region pack and the key file say, brought into the database."""

from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.database import Database
from mutual_recognition.domain import webhooks
from mutual_recognition.store import partners
from packs.region import Role, load_region


async def load_partners(tx: AsyncConnection, packs_dir: Path, region: str) -> None:
    """The pack's partner regions become the listed ones. Loading twice changes nothing."""
    found = load_region(packs_dir, region).organisations
    await partners.list_regions(
        tx,
        [
            {"code": party.id, "name_zh": party.name_zh, "name_en": party.name_en}
            for party in found
            if party.role is Role.PARTNER_REGION
        ],
    )


async def register_keys(database: Database, *, keys: Sequence[Ed25519PrivateKey]) -> bool:
    """Let the API show the public halves of the keys that sign now."""
    public = [webhooks.public_text(key.public_key()) for key in keys]
    async with database.transaction() as tx:
        await partners.register_keys(tx, public, clock.now())
    return False
