"""The pilot's module from purchased cells: a sum by hand, within the rule's cut-off limits."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from accounting.calculations.domain.calculation import calculate, document
from accounting.calculations.domain.result import Result
from accounting.calculations.domain.sealing import bundle, recompute, seal
from accounting.inventory.domain import soundness
from accounting.model.domain import activity
from chassis.canonical import canonical
from packs import PACKS_DIR
from tests.accounting import samples

D = Decimal
FOLDER = PACKS_DIR / "categories" / "pv-module" / "examples-purchased-cells"
GOLDEN = Path(__file__).parents[1] / "golden" / "pv-module-purchased-cells-2025.1.json"
PER_M2 = (
    D("13.975") * D("0.5777")  # electricity of assembly, kWh
    + D("28.24") * D("1.59")  # 182 mm cells, pieces
    + D("8.8125") * D("1.475")  # toughened glass, kg
    + D("2.125") * D("9.8")  # aluminium frame, kg
    + D("0.875") * D("2.96")  # EVA, kg
    + D("0.34562") * D("4.03")  # PET of the backsheet, kg
    + D("0.1025") * D("5.795")  # copper, kg
    + D("0.295") * D("9.14")  # junction box counted as polyamide, kg
    + D("0.7625") * D("1.641555")  # carton, kg
    + D("1.25") * D("0.20")  # pallet wood, kg
    + D("16.638") * D("0.006502")  # rail, t.km
    + D("2.7739") * D("0.0978")  # heavy diesel truck, t.km
)


def body(name: str) -> object:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def case():
    system = soundness.checked(samples.system(body("system")))
    measured = samples.activity(body("activity-data"))
    activity.checked(measured, system, today=samples.TODAY)
    return samples.subject(system, measured, engine="1.1"), samples.published_data(system)


@pytest.fixture(scope="module")
def result(case) -> Result:
    return calculate(*case)


@pytest.mark.clause("C21")
def test_the_footprint_is_the_sum_done_by_hand(result):
    assert result.exact == 5 * PER_M2
    assert result.value == D("479.76")


def test_what_is_left_out_stays_within_the_rules_limits(result):
    book = result.cut_offs

    assert book.within_limit
    assert book.total_mass_percent == D("1.5791")
    assert [(item.id, item.mass_percent) for item in book.items] == [
        ("materials.backsheet-pvf", D("0.7558")),
        ("materials.silicone", D("0.8233")),
    ]


def test_it_lies_near_the_published_modules_and_the_whole_chain(result):
    """CPCD's TOPCon module has 474.24 (domain rules, 5.2), the example's whole chain 508.63."""
    chain = calculate(samples.subject(), samples.published_data())

    assert abs(result.value - D("474.24")) < D("0.02") * D("474.24")
    assert chain.value == D("508.63")
    assert abs(result.value - chain.value) < D("0.06") * chain.value


def test_the_cells_are_as_many_as_the_inventory_takes_square_metres():
    assert round(D("0.93541") / D("0.033124"), 2) == D("28.24")


def test_most_of_it_is_measured(result):
    assert result.primary_percent > 90


def test_it_still_gives_its_golden_bundle(case):
    subject, data = case
    sealed = document(subject, data, calculate(subject, data))

    assert bundle(canonical(sealed).decode(), seal(sealed)) == GOLDEN.read_bytes()
    assert recompute(GOLDEN.read_bytes()).holds
