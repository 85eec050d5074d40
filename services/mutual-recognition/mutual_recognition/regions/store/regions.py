"""Partner regions of this node."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
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
    tx: AsyncConnection, region: Mapping[str, str], *, is_listed: bool, is_partner: bool
) -> None:
    """Keep an enrolled region (code, name_zh, name_en) as it is now; those of the pack are not
    touched, and who was never a partner is not kept."""
    now = {**region, "is_listed": is_listed}
    if not is_partner:
        mine = (partner_region.c.code == region["code"]) & partner_region.c.is_enrolled
        await tx.execute(update(partner_region).where(mine).values(is_listed=False))
        return
    add = insert(partner_region).values(**now, is_enrolled=True)
    await tx.execute(
        add.on_conflict_do_update(
            index_elements=["code"], set_=now, where=partner_region.c.is_enrolled
        )
    )


async def is_listed(tx: AsyncConnection, code: str) -> bool:
    """Whether the region is listed; it stays so until the transaction ends."""
    mine = (partner_region.c.code == code) & partner_region.c.is_listed
    held = select(partner_region.c.code).where(mine).with_for_update()
    return await tx.scalar(held) is not None
