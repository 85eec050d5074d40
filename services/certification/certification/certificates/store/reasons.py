"""Words for the codes of the national tables of reasons."""

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.reasons import ReasonWord
from certification.certificates.store.tables import reason_word
from packs.reasons import ReasonsPack


async def save(tx: AsyncConnection, pack: ReasonsPack) -> None:
    """Keep what the region pack says; doing it again changes nothing."""
    for table, codes in pack.tables.items():
        for code, words in codes.items():
            said = {"zh": words.zh, "en": words.en, "is_stand_in": pack.stand_in}
            saved = insert(reason_word).values(act=table, code=code, **said)
            differs = (reason_word.c.zh != words.zh) | (reason_word.c.en != words.en)
            differs |= reason_word.c.is_stand_in != pack.stand_in
            key = ["act", "code"]
            await tx.execute(
                saved.on_conflict_do_update(index_elements=key, set_=said, where=differs)
            )


async def find(tx: AsyncConnection, act: str, code: str) -> ReasonWord | None:
    """What a code of a table means."""
    this = (reason_word.c.act == act) & (reason_word.c.code == code)
    row = (await tx.execute(select(reason_word).where(this))).mappings().one_or_none()
    return ReasonWord(**row) if row else None


async def page(tx: AsyncConnection, after: tuple[str, str] | None, limit: int) -> list[ReasonWord]:
    """All codes by table and code, beginning after the pair given."""
    key = tuple_(reason_word.c.act, reason_word.c.code)
    wanted = select(reason_word).order_by(reason_word.c.act, reason_word.c.code).limit(limit)
    if after:
        wanted = wanted.where(key > tuple_(*after))
    return [ReasonWord(**row) for row in (await tx.execute(wanted)).mappings()]
