"""One large loop: a ring of forty processes with short cuts, losses, units and a co-product."""

from accounting.calculations.domain.calculation import Subject
from accounting.inventory.domain.background import Background
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.model.domain.system import ProductSystem
from tests.accounting import samples
from tests.accounting.building import by_mass, co_product, power, process, supply, system

COUNT = 40


def ring() -> ProductSystem:
    """Each takes from the next in tonnes, every third from one further on, one has two products."""
    return system(
        process("module", power("7.25"), supply("p00", "12.5"), unit="m2"),
        *(_member(at) for at in range(COUNT)),
        reference="module",
    )


def _member(at: int) -> dict[str, object]:
    taken = [supply(f"p{(at + 1) % COUNT:02d}", f"0.000{3 + at % 5}{at:02d}", "t", loss="0.03")]
    if at % 3 == 0:
        taken.append(supply(f"p{(at + 7) % COUNT:02d}", f"0.1{at:02d}", loss="0.011"))
    if at == 21:
        taken.append(supply("p17", "0.21", product="dust"))
    beside = {}
    if at == 17:
        beside = {"co_products": [co_product("dust", "0.4")], "allocation": by_mass()}
    output = f"{1 + at % 4}.5"
    return process(f"p{at:02d}", power(f"0.{at + 11}"), *taken, output=output, **beside)


def subject() -> Subject:
    return samples.subject(ring(), NOTHING_MEASURED)


def published_data() -> Background:
    return samples.published_data(ring())
