"""The keys that sign webhooks, shown to whoever verifies them."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis import clock
from chassis.database import Database
from mutual_recognition.subscriptions.domain import webhooks
from mutual_recognition.subscriptions.store import keys as store


async def register_keys(database: Database, *, keys: Sequence[Ed25519PrivateKey]) -> bool:
    """Let the API show the public halves of the keys that sign now."""
    public = [webhooks.public_text(key.public_key()) for key in keys]
    async with database.transaction() as tx:
        await store.register_keys(tx, public, clock.now())
    return False
