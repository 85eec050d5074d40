"""Who reviewed a certificate's case or visited its holder, and so decides nothing about it."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.store.tables import certificate_reviewer


async def add(tx: AsyncConnection, certificate_id: UUID, people: Iterable[str]) -> None:
    """Note that these people reviewed; once each."""
    rows = [{"certificate_id": certificate_id, "person": person} for person in set(people)]
    if rows:
        await tx.execute(insert(certificate_reviewer).values(rows).on_conflict_do_nothing())


async def has_reviewed(tx: AsyncConnection, certificate_id: UUID, person: str) -> bool:
    reviewer = certificate_reviewer.c
    this = (reviewer.certificate_id == certificate_id) & (reviewer.person == person)
    return await tx.scalar(select(reviewer.person).where(this)) is not None
