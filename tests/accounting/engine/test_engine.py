"""The engine on systems small enough to work out by hand, and laws that hold for all of them."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.calculations.domain.calculation import calculate, document
from accounting.engine.domain.deliveries import LoopUnproductive
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.inventory.domain.soundness import ProcessUnused, checked
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.activity import checked as checked_activity
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Quantity
from chassis.canonical import canonical
from tests.accounting import samples

NAME = {"zh": "示例", "en": "sample"}
NOTHING_MEASURED = ActivityData(date(2025, 1, 1), date(2026, 1, 1), ())
EVIDENCE = {"sha256": "ab" * 32, "source": "示例台账"}


def process(id: str, *exchanges: dict[str, object], output: str = "1", unit: str = "kg"):
    return {
        "id": id,
        "name": NAME,
        "stage": "production",
        "output": {"amount": output, "unit": unit},
        "exchanges": list(exchanges),
    }


def power(amount: str, **members: object) -> dict[str, object]:
    factor = {"kind": "factor", "factor": "ele-fp-cn-2024-nat", "flow": "electricity"}
    return {**factor, "id": "power", "amount": amount, "unit": "kWh", **members}


def supply(process: str, amount: str, unit: str = "kg", **members: object) -> dict[str, object]:
    return {
        "kind": "process", "id": f"from-{process}", "process": process,
        "amount": amount, "unit": unit, **members,
    }  # fmt: skip


def system(*processes: dict[str, object]) -> ProductSystem:
    return samples.system({"name": NAME, "reference": "top", "processes": processes})


def measured(**totals: str) -> ActivityData:
    consumption = [
        {"exchange": id, "amount": amount, "unit": "kWh", "evidence": EVIDENCE}
        for id, amount in totals.items()
    ]
    return samples.activity(
        {
            "period_start": "2025-01-01",
            "period_end": "2026-01-01",
            "processes": [
                {
                    "process": "top",
                    "output": {"amount": "3", "unit": "t"},
                    "evidence": EVIDENCE,
                    "consumption": consumption,
                }
            ],
        }
    )


def footprint(
    of: ProductSystem, demand: str = "1", activity: ActivityData = NOTHING_MEASURED
) -> Decimal:
    inputs = Inputs(
        system=checked(of),
        activity=activity,
        factors=samples.library().factors,
        gwp=samples.gwp(),
        demand=Quantity(Decimal(demand), "kg"),
    )
    return total(item.fossil for item in evaluate(inputs).contributions)


def test_amounts_multiply_through_the_nesting():
    nested = system(
        process("top", power("2"), supply("middle", "3")),
        process("middle", power("5"), supply("bottom", "700", "g")),
        process("bottom", power("11")),
    )

    assert footprint(nested) == Decimal("0.5777") * (2 + 3 * (5 + Decimal("0.7") * 11))


def test_a_supplier_that_two_processes_use_is_counted_for_both():
    diamond = system(
        process("top", supply("left", "1"), supply("right", "1")),
        process("left", supply("base", "2")),
        process("right", supply("base", "3")),
        process("base", power("1")),
    )

    assert footprint(diamond) == 5 * Decimal("0.5777")


def test_a_loss_raises_what_is_supplied():
    lossy = system(process("top", supply("base", "1", loss="0.2")), process("base", power("1")))

    assert footprint(lossy) == Decimal("0.5777") / Decimal("0.8")


def test_exchanges_are_per_output_of_their_process():
    batch = system(process("top", power("50"), output="20"))

    assert footprint(batch) == Decimal("2.5") * Decimal("0.5777")


def test_a_measured_total_replaces_the_template_and_its_loss():
    template = system(process("top", power("7", loss="0.5")))
    activity = measured(power="3600")
    checked_activity(activity, template, today=samples.TODAY)

    assert footprint(template, activity=activity) == Decimal("1.2") * Decimal("0.5777")


def test_units_convert_on_the_way():
    heated = system(process("top", power("3.6", unit="MJ")))

    assert footprint(heated) == Decimal("0.5777")


def test_a_loop_that_leaves_nothing_over_is_refused_by_name():
    looped = system(
        process("top", supply("wafer", "1")),
        process("wafer", supply("ingot", "1")),
        process("ingot", supply("wafer", "1"), supply("ore", "1")),
        process("ore", power("1")),
    )

    with pytest.raises(LoopUnproductive) as refused:
        checked(looped)

    assert refused.value.facts["cycle"] == "ingot → wafer → ingot"


def test_a_process_that_nothing_uses_is_refused():
    with pytest.raises(ProcessUnused) as refused:
        checked(system(process("top", power("1")), process("spare", power("1"))))

    assert refused.value.facts["process"] == "spare"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_footprint_is_linear_in_the_demand(first, second):
    nested = system(
        process("top", power("2.5"), supply("base", "0.3")), process("base", power("11.1"))
    )

    apart = footprint(nested, str(first)) + footprint(nested, str(second))

    assert footprint(nested, str(first + second)) == apart


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_change_a_byte(shuffler: random.Random):
    original, activity = samples.system(), samples.activity()
    processes = [
        replace(p, exchanges=tuple(shuffler.sample(p.exchanges, len(p.exchanges))))
        for p in shuffler.sample(original.processes, len(original.processes))
    ]
    totals = [
        replace(p, consumption=tuple(shuffler.sample(p.consumption, len(p.consumption))))
        for p in shuffler.sample(activity.processes, len(activity.processes))
    ]

    shuffled = sealed(
        replace(original, processes=tuple(processes)), replace(activity, processes=tuple(totals))
    )

    assert shuffled == sealed(original, activity)


def sealed(of_system: ProductSystem, of_activity: ActivityData) -> bytes:
    subject, data = samples.subject(of_system, of_activity), samples.published_data(of_system)
    return canonical(document(subject, data, calculate(subject, data)))
