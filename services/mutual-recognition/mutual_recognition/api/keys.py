"""The public keys that webhooks of this node are verified with."""

from chassis.database import Transaction
from chassis.routing import Router
from mutual_recognition.api.models import KeysView, KeyView
from mutual_recognition.store import partners

router = Router(tags=["keys"])


@router.get("/.well-known/webhook-keys.json")
async def webhook_keys(tx: Transaction) -> KeysView:
    """Keys of Standard Webhooks v1a, the present ones first; retired ones stay, with their end."""
    found = await partners.keys(tx)
    return KeysView(scheme="v1a", keys=[KeyView.of(key) for key in found])
