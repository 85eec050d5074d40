"""Packs that stand beside a category, versioned; a version's content never changes."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.store.tables import analysis_pack
from packs.models import PackChanged


async def add(
    tx: AsyncConnection, kind: str, version: str, document: Mapping[str, object], sha256: str
) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    row = {"kind": kind, "version": version, "sha256": sha256, "document": document}
    added = await tx.execute(insert(analysis_pack).values(row).on_conflict_do_nothing())
    same = select(analysis_pack.c.sha256).filter_by(kind=kind, version=version)
    if await tx.scalar(same) != sha256:
        raise PackChanged(kind, version)
    return added.rowcount > 0


async def newest(tx: AsyncConnection, kind: str) -> dict[str, object] | None:
    """The document of the version that was loaded last."""
    versions = select(analysis_pack.c.document).filter_by(kind=kind)
    found: dict[str, object] | None = await tx.scalar(
        versions.order_by(analysis_pack.c.position.desc()).limit(1)
    )
    return found
