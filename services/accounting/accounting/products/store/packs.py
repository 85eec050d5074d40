"""?"""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain.pedigree import PedigreePack
from accounting.analysis.domain.position import BenchmarkPack
from accounting.analysis.domain.quality import QualityPack
from accounting.inventory.domain.category_templates import CategoryTemplate
from accounting.inventory.domain.plausibility import PlausibilityPack
from accounting.products.store.tables import analysis_pack
from packs.models import PackChanged

AnyPack = PedigreePack | QualityPack | BenchmarkPack | PlausibilityPack | CategoryTemplate


async def add(tx: AsyncConnection, kind: str, pack: AnyPack, sha256: str) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    row = {
        "kind": kind,
        "version": pack.version,
        "sha256": sha256,
        "document": pack.model_dump(mode="json"),
    }
    added = await tx.execute(insert(analysis_pack).values(row).on_conflict_do_nothing())
    same = select(analysis_pack.c.sha256).filter_by(kind=kind, version=pack.version)
    if await tx.scalar(same) != sha256:
        raise PackChanged(kind, pack.version)
    return added.rowcount > 0


async def newest_version(tx: AsyncConnection, kind: str) -> dict[str, object] | None:
    newest = select(analysis_pack.c.document).filter_by(kind=kind)
    found: dict[str, object] | None = await tx.scalar(
        newest.order_by(analysis_pack.c.position.desc()).limit(1)
    )
    return found
