"""The packs that stood when a calculation was sealed, so that its report stays the same."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain.pedigree import PedigreePack
from accounting.analysis.domain.position import BenchmarkPack
from accounting.analysis.domain.quality import QualityPack
from accounting.factors.domain.factors import FACTOR, Factor
from accounting.factors.store.tables import factor
from accounting.products.store.tables import analysis_pack
from accounting.reports.domain.assessment import Parameters
from chassis.text import KEPT


async def standing(
    tx: AsyncConnection, moment: datetime, *, category: str, library: str
) -> Parameters | None:
    """By `library` (`code/version`); None while the packs are not loaded."""
    pedigree, quality = await _at(tx, "pedigree", moment), await _at(tx, "quality", moment)
    if pedigree is None or quality is None:
        return None
    found = await _at(tx, f"benchmarks:{category}", moment)
    benchmarks = None if found is None else BenchmarkPack.model_validate(found)
    return Parameters(
        PedigreePack.model_validate(pedigree),
        QualityPack.model_validate(quality),
        benchmarks,
        await _levels(tx, library, benchmarks.levels if benchmarks else ()),
    )


async def _at(tx: AsyncConnection, kind: str, moment: datetime) -> dict[str, object] | None:
    """The last version that was loaded by the moment, or else the first that there is."""
    rows = await tx.execute(select(analysis_pack).filter_by(kind=kind).order_by("position"))
    versions = [(row.loaded_at, row.document) for row in rows]
    by_then = [document for at, document in versions if at is None or at <= moment]
    found = by_then[-1:] or [document for _, document in versions[:1]]
    return found[0] if found else None


async def _levels(tx: AsyncConnection, library: str, ids: Iterable[str]) -> dict[str, Factor]:
    code, _, version = library.partition("/")
    rows = select(factor.c.document).filter_by(library=code, version=version)
    found = await tx.scalars(rows.where(factor.c.id.in_(list(ids))))
    levels = (FACTOR.validate_python(document, context=KEPT) for document in found)
    return {level.id: level for level in levels}
