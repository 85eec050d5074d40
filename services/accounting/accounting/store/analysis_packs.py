"""Packs of the analysis, versioned; a version's content never changes."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.analysis.pedigree import PedigreePack
from accounting.domain.analysis.position import BenchmarkPack
from accounting.domain.analysis.quality import QualityPack
from accounting.domain.category_templates import CategoryTemplate
from accounting.domain.plausibility import PlausibilityPack
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


async def plausibility(tx: AsyncConnection, category: str) -> PlausibilityPack | None:
    """A category may have no bounds."""
    found = await newest_version(tx, f"plausibility:{category}")
    return None if found is None else PlausibilityPack.model_validate(found)


async def template(tx: AsyncConnection, category: str) -> CategoryTemplate | None:
    """A category may have no template."""
    found = await newest_version(tx, f"template:{category}")
    return None if found is None else CategoryTemplate.model_validate(found)
