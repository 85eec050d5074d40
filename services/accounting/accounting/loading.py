"""Loading packs: validated data in, and nothing changes the second time."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain.pedigree import read_pedigree
from accounting.analysis.domain.position import read_benchmarks
from accounting.analysis.domain.quality import read_quality
from accounting.factors.domain.bounds import read_bounds
from accounting.factors.domain.descriptions import Descriptions, read_descriptions, undescribed
from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.gwp import read_gwp
from accounting.factors.domain.library import read_library
from accounting.factors.store import datasets
from accounting.factors.store import libraries as factors
from accounting.impact.usecases import notices as noticing
from accounting.inventory.domain.category_templates import read_template
from accounting.inventory.domain.plausibility import read_plausibility
from accounting.products.store import categories as packs
from accounting.products.store import packs as products_packs
from packs.models import categories


async def load(tx: AsyncConnection, folder: Path) -> int:
    """Load every category, factor library and GWP set below `folder`; how many were new.

    Raises `PackChanged` when a version that was loaded before has other content now.
    """
    before = await noticing.published(tx)
    added = [await packs.add_category(tx, pack) for pack in categories(folder)]
    for manifest in sorted(folder.glob("factors/*/library.yaml")):
        rows = (manifest.parent / "factors.csv").read_text("utf-8")
        library = read_library(manifest.read_text("utf-8"), rows)
        added.append(await factors.add_library(tx, library))
        await datasets.describe(tx, library, _descriptions(manifest.parent, library))
    for bounds in folder.glob("factors/bounds.yaml"):
        await datasets.add_bounds(tx, read_bounds(bounds.read_text("utf-8")))
    sets, sha256 = read_gwp((folder / "factors" / "gwp.yaml").read_text("utf-8"))
    added += [await factors.add_gwp(tx, sets[name], sha256) for name in sorted(sets)]
    added += await _analysis(tx, folder)
    added += await _beside_categories(tx, folder)
    await noticing.notice(tx, before)
    return sum(added)


async def _analysis(tx: AsyncConnection, folder: Path) -> list[bool]:
    """Pedigree matrices, assumptions on data quality, and the levels published for categories."""
    added = []
    for file in folder.glob("analysis/pedigree.yaml"):
        added.append(
            await products_packs.add(tx, "pedigree", *read_pedigree(file.read_text("utf-8")))
        )
    for file in folder.glob("analysis/quality.yaml"):
        added.append(
            await products_packs.add(tx, "quality", *read_quality(file.read_text("utf-8")))
        )
    for file in sorted(folder.glob("categories/*/benchmarks.yaml")):
        benchmarks, sha256 = read_benchmarks(file.read_text("utf-8"))
        kind = f"benchmarks:{benchmarks.category}"
        added.append(await products_packs.add(tx, kind, benchmarks, sha256))
    return added


async def _beside_categories(tx: AsyncConnection, folder: Path) -> list[bool]:
    """What is plausible for a category's products, and the template to begin one from."""
    added = []
    for file in sorted(folder.glob("categories/*/plausibility.yaml")):
        pack, sha256 = read_plausibility(file.read_text("utf-8"))
        added.append(await products_packs.add(tx, f"plausibility:{pack.category}", pack, sha256))
    for file in sorted(folder.glob("categories/*/template.json")):
        template, sha256 = read_template(file.read_text("utf-8"))
        kind = f"template:{template.category}"
        added.append(await products_packs.add(tx, kind, template, sha256))
    return added


def _descriptions(folder: Path, library: FactorLibrary) -> Descriptions:
    file = folder / "datasets.yaml"
    if not file.exists():
        return undescribed(library.factors)
    return read_descriptions(file.read_text("utf-8"), library.factors)
