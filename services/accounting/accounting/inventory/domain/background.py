"""The published data that a product system rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounting.factors.domain.choosing import footprint_factor
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.factors.domain.gwp import GwpSet
from accounting.factors.domain.proposals import WantedFactor
from accounting.inventory.domain.bases import check_one_basis
from accounting.inventory.domain.sources import check_gases, check_source, flow_of, sources
from accounting.model.domain.system import ProductSystem


@dataclass(frozen=True)
class Background:
    """The published data a calculation rests on."""

    library: str
    """`code/version` of the factor library."""
    library_sha256: str
    factors: Mapping[str, Factor]
    """Only the factors that the system uses."""
    gwp: GwpSet


def background(
    system: ProductSystem, library: FactorLibrary, gwp: GwpSet, *, home: str
) -> Background:
    """Collect the factors that a system uses. Raises a refusal that names the first bad exchange.

    `home` is the maker's region, such as `CN-120000`; proposals prefer it.
    """
    check_one_basis(system, library, home=home)
    used: dict[str, Factor] = {}
    for process in system.processes:
        for exchange in process.ordered:
            where = f"{process.id}.{exchange.id}"
            check_gases(exchange, gwp, where=where)
            for source in sources(exchange):
                wanted = WantedFactor(flow_of(exchange), source.unit, home)
                factor = footprint_factor(
                    library, source.factor, where=where, home=home, wanted=wanted
                )
                check_source(exchange, source, factor, where=where)
                used[factor.id] = factor
    return Background(library.reference, library.sha256, used, gwp)
