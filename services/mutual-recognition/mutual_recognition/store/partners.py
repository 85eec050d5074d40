"""Partner regions of this node, and the public halves of its signing keys."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mutual_recognition.domain.webhooks import PublicKey
from mutual_recognition.store.tables import partner_region, webhook_key


async def list_regions(tx: AsyncConnection, regions: Sequence[Mapping[str, str]]) -> None:
    """Make `regions` (code, name_zh, name_en) the listed ones; the others stay, unlisted."""
    await tx.execute(update(partner_region).values(is_listed=False))
    for region in regions:
        names = {"name_zh": region["name_zh"], "name_en": region["name_en"], "is_listed": True}
        add = insert(partner_region).values(code=region["code"], **names)
        await tx.execute(add.on_conflict_do_update(index_elements=["code"], set_=names))


async def lock_region(tx: AsyncConnection, code: str) -> bool:
    """Whether the region is listed; holds it, so that its subscriptions change one at a time."""
    mine = (partner_region.c.code == code) & partner_region.c.is_listed
    held = select(partner_region.c.code).where(mine).with_for_update()
    return await tx.scalar(held) is not None


async def register_keys(tx: AsyncConnection, public: Sequence[str], at: datetime) -> None:
    """Record the keys that sign now, and the retirement of those that no longer do."""
    for key in public:
        add = insert(webhook_key).values(public_key=key, since=at)
        now_signing = {"retired_at": None}
        await tx.execute(add.on_conflict_do_update(index_elements=["public_key"], set_=now_signing))
    gone = webhook_key.c.public_key.not_in(public) & webhook_key.c.retired_at.is_(None)
    await tx.execute(update(webhook_key).where(gone).values(retired_at=at))


async def keys(tx: AsyncConnection) -> list[PublicKey]:
    """Every key that ever signed, the present ones first."""
    order = (webhook_key.c.retired_at.desc().nulls_first(), webhook_key.c.since)
    rows = await tx.execute(select(webhook_key).order_by(*order))
    return [PublicKey(row.public_key, row.since, row.retired_at) for row in rows]
