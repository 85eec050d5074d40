"""The public keys that webhooks of this node are verified with."""

from datetime import datetime

from chassis.database import Transaction
from chassis.routing import Router
from mutual_recognition.subscriptions.domain.webhooks import PublicKey
from mutual_recognition.subscriptions.store import keys
from mutual_recognition.values.domain.forms import View

router = Router(tags=["keys"])


class KeyView(View):
    key: str
    """The public key, as `whpk_…`."""
    since: datetime
    retired_at: datetime | None
    """When it was retired; null while it signs."""

    @classmethod
    def of(cls, key: PublicKey) -> "KeyView":
        return cls(key=key.text, since=key.since, retired_at=key.retired_at)


class KeysView(View):
    scheme: str
    """How deliveries are signed."""
    keys: list[KeyView]


@router.get("/.well-known/webhook-keys.json")
async def list_webhook_keys(tx: Transaction) -> KeysView:
    """Keys of Standard Webhooks v1a, the present ones first; retired ones stay, with their end."""
    found = await keys.keys(tx)
    return KeysView(scheme="v1a", keys=[KeyView.of(key) for key in found])
