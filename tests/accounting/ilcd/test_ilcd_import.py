"""ILCD process data sets become a product system, or are refused by name."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.ilcd.formats.datasets import IlcdUnreadable
from accounting.ilcd.usecases import read
from accounting.inventory.domain.background import background
from accounting.inventory.domain.soundness import checked
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Quantity
from tests.accounting import samples
from tests.accounting.building import UNMEASURED
from tests.accounting.ilcd import datasets as ilcd
from tests.support.fuzzing import examples

GASES = frozenset(samples.gwp("AR6").values)


def taken(content: bytes) -> tuple[ProductSystem, tuple[Loss, ...]]:
    system, losses = read(content, GASES)
    return checked(system), losses


def footprint(content: bytes) -> Decimal:
    system, _ = taken(content)
    data = background(system, samples.library(), samples.gwp("AR6"), home="CN-120000")
    unit = system.by_id[system.reference].output.unit
    inputs = Inputs(system, UNMEASURED, data.factors, data.gwp, Quantity(Decimal(1), unit))
    return total(item.inside for item in evaluate(inputs).contributions)


def material(content: bytes) -> list[str]:
    return [loss.what.en for loss in taken(content)[1] if loss.material]


def test_processes_are_linked_by_the_flows_that_they_are_for():
    """0.1 kg × 2; the resulting amount counts, not the mean."""
    content = ilcd.boards()

    assert footprint(content) == Decimal("0.2")
    assert taken(content)[1] == ()
    assert taken(content)[0].by_id["board-pressing"].name.zh == "过程"


def test_a_flow_is_told_by_its_uuid_and_counted_in_its_own_units():
    """0.2 + 3 mg of methane of living carbon by a unit group of its own."""
    methane = "fe0acd60-3ddc-11dd-a8e8-0050c2490048"
    small, group = ilcd.uuid("small mass"), ilcd.uuid("small units")
    content = ilcd.packed(
        processes=[
            ilcd.process(
                "kiln",
                ilcd.exchange(0, "board", "1", "Output"),
                ilcd.exchange(1, "gas", "3", "Output", uuid_of=methane),
            )
        ],
        flows=[
            ilcd.flow("board"),
            ilcd.flow("gas", "Elementary flow", uuid_of=methane, quantity=small, named="Small"),
        ],
        flowproperties=[
            ilcd.flow_property(small, group),
            ilcd.flow_property(ilcd.MASS, ilcd.MASS_UNITS),
        ],
        unitgroups=[
            ilcd.unit_group(group, ("mg", "1")),
            ilcd.unit_group(ilcd.MASS_UNITS, ("kg", "1")),
        ],
    )

    assert footprint(content) == Decimal("0.000003") * Decimal("27.0")


def test_fractions_of_co_products_are_taken_and_said():
    """The board carries 80 % of 10 kg."""
    parts = "".join(
        f'<allocation internalReferenceToCoProduct="{id}" allocatedFraction="{percent}"/>'
        for id, percent in ((0, 80), (1, 20))
    )
    mill = ilcd.process(
        "mill",
        ilcd.exchange(0, "board", "1", "Output"),
        ilcd.exchange(1, "dust", "1", "Output"),
        ilcd.exchange(
            2, "carbon dioxide (fossil)", "10", "Output", uuid_of=ilcd.CO2_FOSSIL,
            more=f"<allocations>{parts}</allocations>",
        ),
    )  # fmt: skip
    content = ilcd.packed(processes=[mill], flows=[ilcd.flow("board"), ilcd.flow("dust"), ilcd.CO2])

    assert footprint(content) == 8
    assert material(content)[0].startswith("allocation by the factors of the file (causal)")


def test_waste_goes_to_the_process_that_treats_it():
    """0.2 + 0.5 kg of ash × 0.3."""
    landfill = ilcd.process(
        "ash landfill",
        ilcd.exchange(0, "ash", "1", "Input"),
        ilcd.exchange(1, "CO2", "0.3", "Output", uuid_of=ilcd.CO2_FOSSIL),
        stage="end-of-life",
    )
    ash = ilcd.exchange(2, "ash", "0.5", "Output")
    content = ilcd.boards(landfill, flows=(ilcd.flow("ash", "Waste flow"),), of_board=ash)

    assert footprint(content) == Decimal("0.35")


def test_one_file_alone_is_read_as_far_as_its_flows_are_known():
    content = ilcd.process(
        "kiln",
        ilcd.exchange(0, "board", "1", "Output"),
        ilcd.exchange(1, "carbon dioxide (fossil)", "2", "Output", uuid_of=ilcd.CO2_FOSSIL),
    ).encode()

    with pytest.raises(ForeignModelRefused, match=r"kiln|过程.*board.*unit is unknown"):
        taken(content)


def test_what_is_not_known_is_a_loss():
    content = ilcd.boards(of_board=ilcd.exchange(2, "sand", "1") + ilcd.exchange(3, "paint", "1"),
                          flows=(ilcd.flow("paint"),))  # fmt: skip

    assert footprint(content) == Decimal("0.2")
    assert material(content) == [
        "the data set of flow sand is missing, so are its type and unit; left out",
        "paint has no supplier and no factor and comes in as a cut-off",
    ]


def test_two_suppliers_of_one_flow_are_a_loss():
    other = ilcd.process("clean resin making", ilcd.exchange(0, "resin", "1", "Output"))

    with pytest.raises(IlcdUnreadable, match="3 processes supply no other"):
        taken(ilcd.boards(other))


HOSTILE: dict[str, Any] = {
    "empty": b"",
    "no xml": b"PKno zip",
    "text": b"hello",
    "entities": b'<!DOCTYPE a [<!ENTITY b "c">]><processDataSet>&b;</processDataSet>',
    "bomb": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
    "file": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><processDataSet>&b;</processDataSet>',
    "another root": b"<flowDataSet/>",
    "no uuid": b"<processDataSet/>",
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?><processDataSet/>',
    "deep": b"<a>" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused(content):
    with pytest.raises(IlcdUnreadable):
        read(content, GASES)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999", "1_1", "0x10", "9" * 61, "+-1"])
def test_what_is_no_number_is_refused(amount):
    content = ilcd.boards(of_board=ilcd.exchange(2, "resin", amount))

    with pytest.raises(IlcdUnreadable, match="is no number"):
        read(content, GASES)


WHOLE = ilcd.boards()
PROCESS = ilcd.process("kiln", ilcd.exchange(0, "board", "1", "Output")).encode()


@examples(100)
@given(st.data())
def test_a_file_broken_anywhere_is_read_or_refused_and_nothing_else(data):
    content = bytearray(data.draw(st.sampled_from([WHOLE, PROCESS])))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))

    try:
        system, _ = read(bytes(content), GASES)
        outcome = type(system)
    except (IlcdUnreadable, ForeignModelRefused) as refused:
        outcome = type(refused)

    assert outcome in (ProductSystem, IlcdUnreadable, ForeignModelRefused)
