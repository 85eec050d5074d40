"""Processes with several products: what each carries, and what is refused."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.inventory.domain.soundness import CoProductMissing, checked
from accounting.model.domain import allocation as rules
from accounting.model.domain.activity import CoProductUnmeasured
from accounting.model.domain.activity import checked as checked_activity
from tests.accounting import samples
from tests.accounting.building import (
    EVIDENCE,
    GRID,
    NAME,
    by_mass,
    by_value,
    co_product,
    footprint,
    power,
    process,
    quantity,
    supply,
    system,
)


def mill(allocation: object, **members: object) -> dict[str, object]:
    """One log: 6 kg of boards, 3 kg of chips and 1 kg of dust, for 10 kWh."""
    beside = [co_product("chips", "3"), co_product("dust", "1")]
    process_of = process("mill", power("10"), output="6", co_products=beside, **members)
    return {**process_of, "allocation": allocation} if allocation else process_of


def using(product: str | None, allocation: object, amount: str = "1") -> object:
    takes = supply("mill", amount, **({} if product is None else {"product": product}))
    return system(process("top", takes), mill(allocation))


@pytest.mark.parametrize("product", [None, "chips", "dust"])
def test_by_mass_every_kilogram_carries_the_same(product):
    assert footprint(using(product, by_mass())) == GRID


@pytest.mark.parametrize(
    ("product", "kwh"), [(None, Decimal(8) / 6), ("chips", Decimal("1.6") / 3), ("dust", "0.4")]
)
def test_by_value_each_carries_its_part_of_the_revenue(product, kwh):
    """6 kg at 4, 3 kg at 1.6 and 1 kg at 1.2 make 24 + 4.8 + 1.2 = 30."""
    prices = by_value(mill="4", chips="1.6", dust="1.2")

    found = footprint(using(product, prices))

    assert abs(found - Decimal(kwh) * GRID) < Decimal("1e-18")


def test_products_counted_in_other_units_weigh_what_is_stated():
    """2 m3 of board at 600 kg and 300 kg of chips: the boards carry 0.8."""
    sawing = process(
        "mill", power("150"), output="2", unit="m3",
        co_products=[co_product("chips", "300")], allocation=by_mass(mill="600"),
    )  # fmt: skip

    assert footprint(system(process("top", supply("mill", "1", "m3")), sawing)) == 60 * GRID


amounts = st.integers(1, 10**6).map(lambda n: Decimal(n) / 1000)


@settings(max_examples=60, deadline=None)
@given(st.lists(amounts, min_size=2, max_size=7), st.lists(amounts, min_size=7, max_size=7))
def test_shares_add_up_to_exactly_one(outputs, prices):
    ids = ["mill", *(f"p{n}" for n in range(1, len(outputs)))]
    content = process(
        "mill", power("1"), output=f"{outputs[0]:f}",
        co_products=[co_product(id, f"{o:f}") for id, o in zip(ids[1:], outputs[1:], strict=True)],
        allocation=by_value(**{id: f"{p:f}" for id, p in zip(ids, prices, strict=False)}),
    )  # fmt: skip
    of = system(content, reference="mill").processes[0]

    factors = rules.split(of).factors

    assert sum(factors.values()) == 1
    assert min(factors.values()) >= 0


@settings(max_examples=30, deadline=None)
@given(st.lists(amounts, min_size=3, max_size=3))
def test_what_is_allocated_is_conserved(prices):
    """Taking everything that a run makes carries exactly the burden of the run."""
    by = by_value(**dict(zip(("mill", "chips", "dust"), (f"{p:f}" for p in prices), strict=True)))
    everything = system(
        process(
            "top", supply("mill", "6"), supply("mill", "3", product="chips"),
            supply("mill", "1", product="dust"),
        ),
        mill(by),
    )  # fmt: skip

    assert abs(footprint(everything) - 10 * GRID) < Decimal("1e-45")


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_products_plays_no_part(shuffler: random.Random):
    by = by_value(mill="4", chips="1.6", dust="1.2")
    content = mill({**by, "weights": shuffler.sample(by["weights"], 3)})
    content["co_products"] = shuffler.sample(content["co_products"], 2)

    found = footprint(system(process("top", supply("mill", "1")), content))

    assert found == footprint(using(None, by))


def test_measured_outputs_share_the_measured_burden():
    """A year of 60 t boards, 30 t chips and 10 t dust took 200 MWh: 2 kWh for each kilogram."""
    of = using("chips", by_mass())
    activity = year(boards="60", chips="30", dust="10")

    assert footprint(of, activity=checked_activity(activity, of, today=samples.TODAY)) == 2 * GRID


def year(*, boards: str, **beside: str):
    return samples.activity(
        {
            "period_start": "2025-01-01",
            "period_end": "2026-01-01",
            "processes": [
                {
                    "process": "mill",
                    "output": quantity(boards, "t"),
                    "evidence": EVIDENCE,
                    "consumption": [
                        {"exchange": "power", **quantity("200", "MWh"), "evidence": EVIDENCE}
                    ],
                    "co_products": [
                        {"product": id, "output": quantity(amount, "t"), "evidence": EVIDENCE}
                        for id, amount in beside.items()
                    ],
                }
            ],
        }
    )


def test_a_period_that_leaves_out_a_product_is_refused():
    with pytest.raises(CoProductUnmeasured) as refused:
        checked_activity(year(boards="60", chips="30"), using(None, by_mass()), today=samples.TODAY)

    assert refused.value.facts["wrong"] == "dust"


@pytest.mark.parametrize(
    ("allocation", "refusal"),
    [
        (None, rules.AllocationUnstated),
        (by_value(mill="1", chips="1"), rules.AllocationWeightMissing),
        (by_value(mill="1", chips="1", dust="1", gold="1"), rules.AllocationWeightUnknown),
        (by_value(mill="0", chips="0", dust="0"), rules.AllocationImpossible),
        (by_value(mill="1", chips="1", dust="-1"), rules.AllocationImpossible),
        ({**by_value(mill="1", chips="1", dust="1"), "period_end": "2025-01-01"},
         rules.AllocationPeriodImpossible),
        ({"method": "energy", "not_subdivided": NAME}, rules.AllocationWeightMissing),
    ],
)  # fmt: skip
def test_an_allocation_that_cannot_be_is_refused(allocation, refusal):
    with pytest.raises(refusal):
        checked(using(None, allocation))


def test_one_product_needs_no_allocation():
    with pytest.raises(rules.AllocationUnneeded):
        checked(system(process("top", power("1"), allocation=by_mass())))


def test_a_product_that_is_not_made_is_refused():
    with pytest.raises(CoProductMissing) as refused:
        checked(using("bark", by_mass()))

    assert refused.value.facts["known"] == "mill, chips, dust"


def test_a_co_product_may_go_round_a_loop():
    """The kiln burns the dust of the mill whose boards it dries: per kg of the mill's products
    1 kWh and 0.05 kg from the kiln, which takes 1.1 kg of them.
    """
    looped = system(
        process("top", supply("kiln", "1")),
        process("kiln", power("1"), supply("mill", "1"), supply("mill", "0.1", product="dust")),
        {**mill(by_mass()), "exchanges": [power("10"), supply("kiln", "0.5")]},
    )

    kiln = 1 / (1 - Decimal("0.055"))
    expected = GRID * (kiln + Decimal("1.1") * kiln)
    assert abs(footprint(looped) - expected) < Decimal("1e-25")
