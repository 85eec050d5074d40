"""Choosing the factor of an exchange: what a footprint may use, or what to use instead."""

from accounting.factors.domain.factors import (
    Basis,
    Factor,
    FactorCountsOnlyCo2,
    FactorIncomplete,
    FactorIsResult,
    FactorLibrary,
    FactorMissing,
    FactorQuarantined,
)
from accounting.factors.domain.proposals import WantedFactor, nearest


def footprint_factor(
    library: FactorLibrary,
    id: str,
    *,
    where: str,
    home: str = "CN",
    wanted: WantedFactor | None = None,
) -> Factor:
    """The factor, if a CO2e footprint may use it; otherwise a refusal that names the remedy.

    `home` is the region of the maker, such as `CN-120000`; proposals prefer it. `wanted` says
    what the exchange is for, so that a missing factor has a proposal too.
    """
    factor = library.factors.get(id)
    if factor is None:
        instead = nearest(library, wanted)
        raise FactorMissing(where=where, library=library.reference, factor=id, **instead)
    if factor.quarantine is not None:
        reasons = {"reason_zh": factor.quarantine.zh, "reason": factor.quarantine.en}
        raise FactorQuarantined(where=where, factor=id, **reasons)
    match factor.basis:
        case Basis.CO2_ONLY:
            instead = nearest(library, WantedFactor(factor.category, factor.unit, home))
            raise FactorCountsOnlyCo2(where=where, factor=id, basis=factor.gas_basis, **instead)
        case Basis.RESULT:
            raise FactorIsResult(where=where, factor=id)
        case Basis.PARTIAL:
            raise FactorIncomplete(where=where, factor=id, basis=factor.gas_basis)
        case _:
            return factor
