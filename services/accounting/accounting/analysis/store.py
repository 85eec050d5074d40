"""?"""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain.pedigree import PedigreePack
from accounting.analysis.domain.position import BenchmarkPack
from accounting.analysis.domain.quality import QualityPack
from accounting.products.store.packs import newest_version


async def pedigree(tx: AsyncConnection) -> PedigreePack | None:
    found = await newest_version(tx, "pedigree")
    return None if found is None else PedigreePack.model_validate(found)


async def quality(tx: AsyncConnection) -> QualityPack | None:
    found = await newest_version(tx, "quality")
    return None if found is None else QualityPack.model_validate(found)


async def benchmarks(tx: AsyncConnection, category: str) -> BenchmarkPack | None:
    """A category without published levels has none."""
    found = await newest_version(tx, f"benchmarks:{category}")
    return None if found is None else BenchmarkPack.model_validate(found)
