"""One product system, one basis: CO2-only and CO2e life-cycle factors never stand side by side."""

from accounting.factors.domain.factors import Basis, Factor, FactorLibrary
from accounting.factors.domain.proposals import WantedFactor, nearest
from accounting.inventory.domain.sources import sources
from accounting.model.domain.system import ProductSystem
from chassis.refusals import Invalid


class FactorBasesMixed(Invalid):
    """A product system mixes factors that count CO2 only with CO2e life-cycle factors."""

    zh = (
        "产品系统混用了两种口径:{where} 的因子 {factor} 只含 CO2({basis}),{other_where} 的因子 "
        "{other} 为 CO2e 生命周期({other_basis})。请将前者改为 CO2e 足迹因子:{proposal}"
        "({because_zh})。"
    )
    en = (
        "The system mixes two bases: {where} uses {factor}, which counts CO2 only ({basis}), and "
        "{other_where} uses {other}, a CO2e life-cycle factor ({other_basis}). Replace the former "
        "by a CO2e footprint factor: {proposal} ({because})."
    )


def check_one_basis(system: ProductSystem, library: FactorLibrary, *, home: str) -> None:
    """Raises `FactorBasesMixed`, which names one factor of either kind with its place."""
    first: dict[Basis, tuple[str, Factor]] = {}
    for process in system.processes:
        for exchange in process.ordered:
            for source in sources(exchange):
                if factor := library.factors.get(source.factor):
                    first.setdefault(factor.basis, (f"{process.id}.{exchange.id}", factor))
    if Basis.CO2_ONLY not in first or Basis.CO2E not in first:
        return
    (where, factor), (other_where, whole) = first[Basis.CO2_ONLY], first[Basis.CO2E]
    raise FactorBasesMixed(
        where=where,
        factor=factor.id,
        basis=factor.gas_basis,
        other_where=other_where,
        other=whole.id,
        other_basis=whole.gas_basis,
        **nearest(library, WantedFactor(factor.category, factor.unit, home)),
    )
