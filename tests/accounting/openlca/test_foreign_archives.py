"""Archives from the field: each comes to the value that was derived by hand beside it."""

from decimal import Decimal

import pytest

from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.model.domain.system import CutOff
from accounting.openlca.formats.archive import OpenLcaArchiveUnreadable
from accounting.values.domain.numbers import total
from tests.accounting.openlca.archives import (
    changed,
    contributions,
    field,
    footprint,
    material,
    taken,
)

VALUES = {
    # 5 kg of CO2 that is not fossil count beside the footprint.
    "olca-01a-nonfossil-only": "0",
    # 1 fossil + 0.5 + 0.25 land-use change + 0.01 × 29.8 + (0.02 + 0.03) × 27.0 methane.
    "olca-01-carbon-names": "3.398",
    # 0.1 kg of resin × 2.
    "olca-02-links-in-system": "0.2",
    "olca-02b-links-by-default-provider": "0.2",
    # The link leads to the resin of 1 kg CO2 per kg, the default provider to that of 2.
    "olca-02c-link-differs-from-default": "0.1",
    # 100 kg ÷ 500 kg/m3 × 50.
    "olca-03-other-flow-property": "10",
    # 0.5 kg of ash × 0.3.
    "olca-06-waste-treatment": "0.15",
    # 10 × 0.5 by the file's factors.
    "olca-07-allocation": "5",
    # 5000 mg.
    "olca-09-emission-in-mg": "0.005",
    "olca-10b-zero-amounts": "0",
    # N2O 273 + CH4 29.8 + CO2 1 + SF6 25200 + N2O 273; CO2 of biomass beside.
    "olca-13-no-formula": "25776.8",
    "olca-15-no-unit": "1",
    "olca-16-flow-file-missing": "1",
    "zip-01-data-descriptor": "1",
    "zip-02-bom": "1",
    "zip-03-folder-inside": "1",
    "zip-04-backslashes": "1",
}
WITHOUT_LOSS = {name for name in VALUES if "07" not in name and "16" not in name}
UNITS = {
    "J": ("0.000007", "MJ"),
    "TJ": ("7", "TJ"),
    "Wh": ("7", "Wh"),
    "btu": ("0.00738539096834", "MJ"),
    "cm3": ("0.000007", "m3"),
    "kgxkm": ("0.007", "t.km"),
    "lb_av": ("3.17514659", "kg"),
    "mg": ("0.000007", "kg"),
    "oz_av": ("0.198446661875", "kg"),
    "p": ("7", "piece"),
    "txkm": ("7", "t.km"),
    "ug": ("0.000000007", "kg"),
}
"""Seven of each, in the platform's unit."""
REFUSED = {
    "zip-05-damaged": "damaged",
    "zip-06-lzma-damaged": "compressed by a method that is not read",
    "zip-07-two-systems": "2 product systems, not one: zip forms, two systems",
    "zip-08-no-system": "0 product systems",
}


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_an_archive_comes_to_the_value_derived_by_hand(name, value):
    assert footprint(field(name)) == Decimal(value)


@pytest.mark.parametrize("name", sorted(WITHOUT_LOSS))
def test_what_is_read_whole_leaves_nothing_to_settle(name):
    assert material(field(name)) == []


def test_carbon_that_is_not_fossil_stands_beside():
    found = contributions(field("olca-01a-nonfossil-only"))

    assert total(item.beside for item in found) == 5


def test_methane_of_an_older_set_that_knows_one_kind_is_that_kind():
    """1 + 0.75 + (0.01 + 0.02 + 0.03) × 28."""
    assert footprint(field("olca-01-carbon-names"), "AR5") == Decimal("3.43")


def test_shares_of_an_allocation_are_a_loss_that_says_so():
    [said] = material(field("olca-07-allocation"))

    assert said.startswith("allocation by the factors of the file (physical)")
    assert "particle board 0.5" in said


def test_a_process_of_two_products_without_shares_carries_all_and_says_so():
    def forget(process):
        process.pop("defaultAllocationMethod", None)

    content = changed(field("olca-07-allocation"), "processes", forget)

    assert footprint(content) == 10
    assert material(content)[0].startswith("allocation: the file shares nothing")


def test_shares_that_do_not_add_up_are_refused_by_name():
    def halve(process):
        for row in process.get("allocationFactors", []):
            row["value"] /= 2

    with pytest.raises(ForeignModelRefused, match=r"mill.*allocation factors add up to 0.5"):
        taken(changed(field("olca-07-allocation"), "processes", halve))


def test_causal_shares_go_line_by_line():
    """The board carries 0.9 of the emission."""

    def cause(process):
        process["defaultAllocationMethod"] = "CAUSAL_ALLOCATION"
        for row, share in zip(process["allocationFactors"], (0.9, 0.1), strict=True):
            row |= {"allocationType": "CAUSAL_ALLOCATION", "value": share}
            row["exchange"] = {"internalId": 3}

    assert footprint(changed(field("olca-07-allocation"), "processes", cause)) == 9


@pytest.mark.parametrize(("unit", "expected"), UNITS.items())
def test_a_usual_unit_of_openlca_is_converted(unit, expected):
    system, _ = taken(field(f"olca-09-unit-{unit}"))

    [left] = [e for p in system.processes for e in p.exchanges if isinstance(e, CutOff)]

    assert (left.amount, left.unit) == (Decimal(expected[0]), expected[1])
    assert "no supplier and no factor" in material(field(f"olca-09-unit-{unit}"))[0]


def test_a_unit_that_cannot_be_converted_is_refused_for_that_exchange_by_name():
    content = field("olca-09-unit-m2xa")

    assert footprint(content) == 1
    assert material(content) == ["flow thing in m2*a is left out: the platform has no unit m2*a"]


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_an_archive_that_cannot_be_read_is_refused_with_the_reason(name, reason):
    with pytest.raises(OpenLcaArchiveUnreadable, match=reason):
        taken(field(name))


def test_a_reference_of_nothing_is_refused_by_process_and_flow():
    with pytest.raises(ForeignModelRefused, match="“zr”, flow “particle board”"):
        taken(field("olca-17-zero-reference"))


def test_an_emission_below_zero_lowers_nothing():
    content = field("olca-10-negative-emission")

    assert footprint(content) == 0
    assert "a negative emission of Carbon dioxide, fossil is a credit; left out" in material(
        content
    )


def test_a_process_that_takes_its_own_product_is_a_loop():
    """0.2 kg of resin × 2 ÷ (1 − 0.1)."""
    found = footprint(field("olca-14-takes-its-own-product"))

    assert abs(found - Decimal(4) / Decimal(9)) < Decimal("1e-27")


def test_waste_of_production_is_treated_in_the_stage_where_it_arises():
    system, losses = taken(field("olca-06-waste-treatment"))

    assert {process.stage for process in system.processes} == {"production"}
    assert [loss.what.en for loss in losses] == [
        "it treats waste of boiler and counts in its stage"
    ]
