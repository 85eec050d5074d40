"""Certification bodies, as the region lists them."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.store.tables import body


async def save_body(tx: AsyncConnection, approved: Body) -> None:
    """Keep a body and its present name."""
    row = {"number": approved.number, "name_zh": approved.name_zh, "name_en": approved.name_en}
    renamed = (body.c.name_zh != approved.name_zh) | (body.c.name_en != approved.name_en)
    saved = insert(body).values(row)
    await tx.execute(
        saved.on_conflict_do_update(index_elements=["number"], set_=row, where=renamed)
    )


async def find_body(tx: AsyncConnection, number: str) -> Body | None:
    row = (await tx.execute(select(body).where(body.c.number == number))).mappings().one_or_none()
    return Body(**row) if row else None


async def get_body(tx: AsyncConnection, number: str) -> Body:
    """The body of an application, so it exists."""
    row = (await tx.execute(select(body).where(body.c.number == number))).mappings().one()
    return Body(**row)
