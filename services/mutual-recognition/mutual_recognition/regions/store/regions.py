"""Partner regions of this node."""

from collections.abc import Mapping, Sequence

from sqlalchemy import case, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mutual_recognition.regions.store.tables import partner_region


async def list_regions(tx: AsyncConnection, regions: Sequence[Mapping[str, str]]) -> None:
    """Make `regions` (code, name_zh, name_en) the pack's; its former ones stay, unlisted."""
    of_pack = ~partner_region.c.is_enrolled
    await tx.execute(update(partner_region).where(of_pack).values(is_listed=False))
    for region in regions:
        names = {
            "name_zh": region["name_zh"],
            "name_en": region["name_en"],
            "is_listed": True,
            "is_enrolled": False,
        }
        add = insert(partner_region).values(code=region["code"], **names)
        await tx.execute(add.on_conflict_do_update(index_elements=["code"], set_=names))


async def follow_region(
    tx: AsyncConnection, region: Mapping[str, str], *, is_active: bool, is_partner: bool
) -> None:
    """Keep an enrolled region (code, name_zh, name_en) as it is now, and of those of the pack what
    the gateway says of them. Who was never a partner is not kept."""
    code, enrolled = partner_region.c.code == region["code"], partner_region.c.is_enrolled
    if not is_partner:
        await tx.execute(update(partner_region).where(code).values(is_active=None))
        await tx.execute(update(partner_region).where(code, enrolled).values(is_listed=False))
        return
    add = insert(partner_region).values(
        **region, is_listed=is_active, is_enrolled=True, is_active=is_active
    )
    listed = case((enrolled, is_active), else_=partner_region.c.is_listed)
    now = {**region, "is_listed": listed, "is_active": is_active}
    await tx.execute(add.on_conflict_do_update(index_elements=["code"], set_=now))


async def is_listed(tx: AsyncConnection, code: str) -> bool:
    """Whether the region is listed; it stays so until the transaction ends."""
    mine = (partner_region.c.code == code) & partner_region.c.is_listed
    held = select(partner_region.c.code).where(mine).with_for_update()
    return await tx.scalar(held) is not None
