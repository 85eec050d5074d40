"""Factor libraries, plausible ranges and warming potentials, as an operator loads them."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.bounds import read_bounds
from accounting.factors.domain.descriptions import Descriptions, read_descriptions, undescribed
from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.gwp import read_gwp
from accounting.factors.domain.library import read_library
from accounting.factors.store import datasets, libraries


async def load(tx: AsyncConnection, folder: Path) -> list[bool]:
    """Load what stands in `folder`; which libraries and sets were new. Raises `PackChanged`."""
    added = []
    for manifest in sorted(folder.glob("*/library.yaml")):
        rows = (manifest.parent / "factors.csv").read_text("utf-8")
        library = read_library(manifest.read_text("utf-8"), rows)
        added.append(await libraries.add_library(tx, library))
        await datasets.describe(tx, library, _descriptions(manifest.parent, library))
    for bounds in folder.glob("bounds.yaml"):
        materials = (folder / "materials.yaml").read_text("utf-8")
        await datasets.add_bounds(tx, read_bounds(bounds.read_text("utf-8"), materials))
    sets, sha256 = read_gwp((folder / "gwp.yaml").read_text("utf-8"))
    return added + [await libraries.add_gwp(tx, sets[name], sha256) for name in sorted(sets)]


def _descriptions(folder: Path, library: FactorLibrary) -> Descriptions:
    file = folder / "datasets.yaml"
    if not file.exists():
        return undescribed(library.factors)
    return read_descriptions(file.read_text("utf-8"), library.factors)
