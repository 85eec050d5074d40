"""An archive of the pilot's module, edited in openLCA: every edit is taken, or named as lost."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from accounting.foreign.domain.losses import Loss
from accounting.inventory.domain.background import background
from accounting.openlca.formats.exporting import exported
from accounting.values.domain.text import Text
from tests.accounting import building, samples
from tests.accounting.openlca.archives import (
    changed,
    field,
    files,
    footprint,
    line,
    material,
    packed,
    taken,
)

PER_KWP = 5
"""m2 of the module."""
ALUMINIUM, GLASS = "architectural aluminium extrusion", "toughened glass"


def exported_now() -> bytes:
    system, _ = taken(field("round-00-unchanged"))
    data = background(system, samples.library(), samples.gwp("AR6"), home="CN-120000")
    return exported(UUID(int=7), system, data).content


ARCHIVES = {"exported before": field("round-00-unchanged"), "exported now": exported_now()}
both = pytest.mark.parametrize("archive", ARCHIVES.values(), ids=ARCHIVES.keys())


def per_kwp(content: bytes) -> Decimal:
    return footprint(content) * PER_KWP


def aluminium(content: bytes) -> dict[str, Any]:
    """The reference of the process that stands for aluminium."""
    return next(
        {"@type": "Process", "@id": entity["@id"], "name": entity["name"]}
        for name, entity in files(content).items()
        if name.startswith("processes/") and ALUMINIUM in entity["name"]
    )


def flow_of(content: bytes, name: str) -> dict[str, Any]:
    return next(
        {"@type": "Flow", "@id": entity["@id"], "name": entity["name"], "flowType": "PRODUCT_FLOW"}
        for path, entity in files(content).items()
        if path.startswith("flows/") and name in entity["name"]
    )


def materials(change: Any) -> Any:
    """A change of the process that takes the frame."""

    def apply(process: dict[str, Any]) -> None:
        if any('"of": "frame"' in row.get("description", "") for row in process["exchanges"]):
            change(process)

    return apply


@both
def test_what_nobody_changed_is_the_same_and_loses_nothing(archive):
    assert per_kwp(archive) == Decimal("479.7634224175")
    assert taken(archive)[1] == ()


@both
def test_another_provider_is_taken(archive):
    """479.7634 − 8.8125·1.475·5 + 8.8125·9.8·5."""
    other = aluminium(archive)
    content = changed(
        archive, "processes", line("glass", lambda row: row.update(defaultProvider=other))
    )

    assert round(per_kwp(content), 2) == Decimal("846.58")
    assert material(content) == []


@both
def test_another_flow_and_provider_are_taken(archive):
    other, flow = aluminium(archive), flow_of(archive, ALUMINIUM)
    content = changed(
        archive,
        "processes",
        line("glass", lambda row: row.update(defaultProvider=other, flow=flow)),
    )

    assert round(per_kwp(content), 2) == Decimal("846.58")


@both
def test_another_supplier_in_the_links_of_the_system_is_taken(archive):
    other, glass = aluminium(archive), flow_of(archive, GLASS)["@id"]

    def relink(system: dict[str, Any]) -> None:
        for link in system["processLinks"]:
            if link["flow"]["@id"] == glass:
                link["provider"] = other

    assert round(per_kwp(changed(archive, "product_systems", relink)), 2) == Decimal("846.58")


@both
def test_a_copied_exchange_counts_again(archive):
    """+ 2.125·9.8·5."""

    def copy(process: dict[str, Any]) -> None:
        rows = process["exchanges"]
        frame = next(row for row in rows if '"of": "frame"' in row.get("description", ""))
        rows.append({**frame, "internalId": 99})

    content = changed(archive, "processes", materials(copy))

    assert round(per_kwp(content), 2) == Decimal("583.89")
    assert material(content) == []


@both
def test_a_formula_that_cannot_be_computed_is_a_named_loss(archive):
    content = changed(
        archive, "processes", line("frame", lambda row: row.update(amountFormula="2*frame"))
    )

    [said] = material(content)
    assert "formula 2*frame cannot be computed (there is no parameter frame)" in said
    assert per_kwp(content) == Decimal("479.7634224175")


@both
def test_a_formula_over_parameters_is_computed(archive):
    """Twice the frame: + 2.125·9.8·5."""

    def compute(process: dict[str, Any]) -> None:
        process["parameters"] = [
            {"name": "Frame", "value": 2.125, "isInputParameter": True},
            {"name": "frames", "formula": "2 * frame", "isInputParameter": False},
        ]
        line("frame", lambda row: row.update(amountFormula="Frames"))(process)

    content = changed(archive, "processes", materials(compute))

    assert round(per_kwp(content), 2) == Decimal("583.89")
    assert material(content) == []


@both
def test_a_parameter_that_the_system_redefines_has_that_value(archive):
    def compute(process: dict[str, Any]) -> None:
        process["parameters"] = [{"name": "frame", "value": 2.125, "isInputParameter": True}]
        line("frame", lambda row: row.update(amountFormula="frame"))(process)

    def redefine(system: dict[str, Any]) -> None:
        context = {"@type": "Process", "@id": found}
        system["parameterSets"] = [
            {
                "isBaseline": True,
                "parameters": [{"name": "frame", "value": 4.25, "context": context}],
            }
        ]

    found = next(
        entity["@id"]
        for name, entity in files(archive).items()
        if name.startswith("processes/") and '"of": "frame"' in str(entity).replace('\\"', '"')
    )
    content = changed(archive, "processes", materials(compute))

    assert round(per_kwp(changed(content, "product_systems", redefine)), 2) == Decimal("583.89")


@both
def test_an_avoided_product_is_not_credited_and_is_a_named_loss(archive):
    """479.7634 − 2.125·9.8·5: neither taken nor credited."""
    content = changed(
        archive, "processes", line("frame", lambda row: row.update(isAvoidedProduct=True))
    )

    assert round(per_kwp(content), 2) == Decimal("375.64")
    assert "is not credited" in material(content)[0]


@both
def test_an_input_turned_into_an_output_is_a_named_loss(archive):
    content = changed(archive, "processes", line("frame", lambda row: row.update(isInput=False)))

    assert round(per_kwp(content), 2) == Decimal("375.64")
    assert "has become another output" in material(content)[0]


@both
def test_a_new_input_is_taken(archive):
    """+ 1·9.8·5."""
    provider, flow = aluminium(archive), flow_of(archive, ALUMINIUM)

    def add(process: dict[str, Any]) -> None:
        rows = process["exchanges"]
        unit = next(row for row in rows if '"of": "frame"' in row.get("description", ""))["unit"]
        rows.append(
            {
                "internalId": 99, "amount": 1.0, "isInput": True, "unit": unit, "flow": flow,
                "defaultProvider": provider, "isQuantitativeReference": False,
            }
        )  # fmt: skip

    assert round(per_kwp(changed(archive, "processes", materials(add))), 2) == Decimal("528.76")


def test_what_was_lost_before_goes_along():
    """A loss is no way to be rid of it: settled here, it waits again wherever it is taken in."""
    system, _ = taken(field("round-00-unchanged"))
    data = background(system, samples.library(), samples.gwp("AR6"), home="CN-120000")
    what = Text("流“制冷剂”未识别", "flow “refrigerant” is not known")
    lost = [Loss("frame", what, material=True), Loss("frame.x", Text("备注", "a note"))]

    archive = exported(UUID(int=7), system, data, lost).content
    edited = changed(archive, "processes", lambda process: process.update(description=""))

    assert taken(archive)[1] == tuple(lost)
    assert set(lost) <= set(taken(edited)[1])
    [kept] = [entity for name, entity in files(archive).items() if "product_systems" in name]
    assert kept["description"].startswith("frame: 流“制冷剂”未识别 flow “refrigerant” is not known")


@both
def test_a_removed_exchange_is_gone(archive):
    def remove(process: dict[str, Any]) -> None:
        process["exchanges"] = [
            row for row in process["exchanges"] if '"of": "frame"' not in row.get("description", "")
        ]

    assert round(per_kwp(changed(archive, "processes", remove)), 2) == Decimal("375.64")


@both
def test_an_edited_leg_of_freight_comes_in_with_its_new_amount(archive):
    """What of a leg the platform states apart is left; the tonne kilometres are not."""
    before = per_kwp(archive)
    content = changed(
        archive,
        "processes",
        line("road", lambda row: row.update(amount=row["amount"] * 2)),
    )

    # 2.7739 t.km × 0.0978, once more.
    added = Decimal("2.7739") * Decimal("0.0978") * PER_KWP
    assert round(per_kwp(content) - before, 9) == round(added, 9)


@both
def test_a_stage_that_was_changed_is_the_new_one(archive):
    content = changed(
        archive, "processes", materials(lambda process: process.update(category="production"))
    )

    assert {process.stage for process in taken(content)[0].processes} == {"production"}


@both
def test_a_process_that_was_removed_leaves_a_loss(archive):
    entities = files(archive)
    gone = next(
        name
        for name, entity in entities.items()
        if name.startswith("processes/") and ALUMINIUM in entity["name"]
    )
    rest = {name: entity for name, entity in entities.items() if name != gone}

    assert round(per_kwp(packed(rest)), 2) == Decimal("375.64")
    assert "has no supplier and no factor" in material(packed(rest))[0]


def test_a_factor_that_was_changed_is_a_named_loss():
    def raise_it(process: dict[str, Any]) -> None:
        if ALUMINIUM in process["name"]:
            process["exchanges"][1]["amount"] = 20.0

    content = changed(exported_now(), "processes", raise_it)

    assert "cpcd-42190x0012018a was changed" in material(content)[0]


def test_a_part_of_an_exchange_that_was_removed_is_seen():
    """A mix of two kinds of generation, one of them deleted: the other stays, on its own."""
    mix = {
        "kind": "electricity",
        "id": "power",
        "amount": "6.5",
        "unit": "kWh",
        "supply": {
            "by": "mix",
            "parts": [
                {"factor": "ele-fp-cn-2024-coal", "share": "0.7"},
                {"factor": "ele-fp-cn-2024-hydro", "share": "0.3"},
            ],
        },
    }
    system = building.system(building.process("top", mix))
    data = background(system, samples.library(), samples.gwp("AR6"), home="CN-120000")
    content = exported(UUID(int=7), system, data).content

    def remove(entity: dict[str, Any]) -> None:
        marked = [r for r in entity["exchanges"] if '"of": "power"' in r.get("description", "")]
        if marked:
            entity["exchanges"].remove(marked[-1])

    again, losses = taken(changed(content, "processes", remove))

    assert [e.kind for e in again.by_id["top"].exchanges] == ["factor"]
    assert "its flows come in one by one" in losses[0].what.en
