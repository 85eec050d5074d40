"""Pedigree matrices, assumptions on data quality, and the levels published for categories."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain.pedigree import PedigreePack, read_pedigree
from accounting.analysis.domain.position import BenchmarkPack, read_benchmarks
from accounting.analysis.domain.quality import QualityPack, read_quality
from accounting.products.usecases import packs


async def load(tx: AsyncConnection, folder: Path) -> list[bool]:
    """Load all of them below `folder`; which were new. Raises `PackChanged`."""
    added = []
    for file in folder.glob("analysis/pedigree.yaml"):
        added.append(await packs.add(tx, "pedigree", *read_pedigree(file.read_text("utf-8"))))
    for file in folder.glob("analysis/quality.yaml"):
        added.append(await packs.add(tx, "quality", *read_quality(file.read_text("utf-8"))))
    for file in sorted(folder.glob("categories/*/benchmarks.yaml")):
        benchmarks, sha256 = read_benchmarks(file.read_text("utf-8"))
        kind = f"benchmarks:{benchmarks.category}"
        added.append(await packs.add(tx, kind, benchmarks, sha256))
    return added


async def pedigree(tx: AsyncConnection) -> PedigreePack | None:
    return await packs.newest(tx, "pedigree", PedigreePack)


async def quality(tx: AsyncConnection) -> QualityPack | None:
    return await packs.newest(tx, "quality", QualityPack)


async def benchmarks(tx: AsyncConnection, category: str) -> BenchmarkPack | None:
    """A category without published levels has none."""
    return await packs.newest(tx, f"benchmarks:{category}", BenchmarkPack)
