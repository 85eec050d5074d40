"""How an amount lies among other enterprises: told from five on, by position and no number."""

from decimal import Decimal

import pytest

from accounting.inventory.domain.category_levels import levels, outliers
from accounting.inventory.domain.plausible_inventory import Inventory
from tests.accounting import samples

USUAL = ["13.8", "13.9", "14.0", "14.1", "14.3"]
"""Median 14.0, median absolute deviation 0.1: 0.6745 (x - 14) / 0.1 is 3.5 at 14.519."""


def others(*amounts: str) -> list[dict[str, Decimal]]:
    return [{"electricity MJ": Decimal(amount)} for amount in amounts]


@pytest.mark.parametrize(
    ("amount", "found"), [("14.51", 0), ("14.52", 1), ("13.49", 0), ("13.48", 1)]
)
def test_an_amount_stands_out_beyond_three_and_a_half_robust_deviations(amount, found):
    assert len(outliers({"electricity MJ": Decimal(amount)}, others(*USUAL))) == found


def test_four_enterprises_are_too_few():
    assert outliers({"electricity MJ": Decimal(99)}, others(*USUAL[:4])) == []


def test_a_finding_tells_the_position_and_no_number_of_others():
    (found,) = outliers({"electricity MJ": Decimal(99)}, others(*USUAL))

    assert (found.check, found.place) == ("category-outlier", "electricity")
    assert "above 5 of them" in found.en
    assert "高于其中 5 家" in found.zh
    assert not any(amount in found.en + found.zh for amount in USUAL)


def test_other_flows_are_not_compared():
    assert outliers({"heat MJ": Decimal(99)}, others(*USUAL)) == []


def test_levels_are_what_was_measured_for_one_declared_unit():
    product, activity = samples.product(), samples.activity()
    factors = samples.library().factors
    inventory = Inventory(product, samples.system(), activity, factors, samples.gwp())

    found = levels(inventory, "m2")

    # 1,677,000 kWh for 120,000 m2 are 13.975 kWh, with 3.6 MJ each; glass is 8.8125 kg.
    assert found["tempered-glass kg"] == Decimal("8.8125")
    assert found["electricity MJ"] >= Decimal("50.31")
