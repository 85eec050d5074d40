"""Figures and losses between the versions of PACT, each against its neighbour."""

from typing import Any
from uuid import UUID

import pytest

from accounting.pact.domain.events import EventType, envelope
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.legacy import as_v3, is_legacy
from accounting.pact.domain.legacy_events import event_as_v2
from accounting.pact.domain.legacy_writing import Written, as_v2
from chassis import clock
from tests.accounting.footprints import footprint, pcf
from tests.accounting.pact.test_legacy import old

CPC = "urn:pact:productclassification:un-cpc:37112"
STATED = {"packagingEmissionsIncluded": False, "biogenicCarbonContent": "0"}
"""What v2.3 would otherwise have to assume."""


def written(of: dict[str, Any] | None = None, **changes: Any) -> Written:
    content = {"productClassifications": [CPC]} | changes
    return as_v2(read_footprint(footprint(of=pcf(**STATED | (of or {})), **content)))


def lost(result: Written) -> set[str]:
    return {loss.field for loss in result.losses} - {"pcf.dqi"}


@pytest.mark.parametrize(
    ("land", "name", "excluding"),
    [
        ("-0.4", "landManagementBiogenicCO2Removals", "0.95"),
        ("0", "landManagementBiogenicCO2Emissions", "1.35"),
        ("0.4", "landManagementBiogenicCO2Emissions", "1.75"),
    ],
)
def test_one_figure_of_land_management_is_removal_or_emission_by_its_sign(land, name, excluding):
    document, losses = as_v3(old(landManagementGhgEmissions=land))
    read = document["pcf"]

    assert {k: v for k, v in read.items() if k.startswith("landManagement")} == {name: land}
    assert read["pcfExcludingBiogenicUptake"] == excluding
    assert "pcf.landManagementGhgEmissions" in {loss.field for loss in losses}


def test_without_a_value_with_biogenic_emissions_the_sum_is_taken_and_said():
    document, losses = as_v3(old(pCfIncludingBiogenic=...))

    # 1.30 + 0.03 + 0.02 - 0.37.
    assert document["pcf"]["pcfIncludingBiogenicUptake"] == "0.98"
    assert "pcf.pCfIncludingBiogenic" in {loss.field for loss in losses}


@pytest.mark.parametrize(
    ("amount", "told"), [(..., False), ("1", False), ("1.0", False), ("2", True)]
)
def test_an_amount_of_one_is_no_loss(amount, told):
    _, losses = as_v3(old(unitaryProductAmount=amount))

    assert ("pcf.unitaryProductAmount" in {loss.field for loss in losses}) is told


@pytest.mark.parametrize(
    ("version", "legacy"),
    [("2.3.0", True), ("2.0", True), ("3.0.3", False), ("", False), (2, False)],
)
def test_a_document_says_its_version(version, legacy):
    assert is_legacy({"specVersion": version}) is legacy


def test_standards_are_named_as_the_other_version_does_and_once():
    standards = ["ISO Standard 14067", "ISO Standard 14067", "GHG Protocol Product standard", "X"]

    document, _ = as_v3(old(crossSectoralStandardsUsed=standards))

    assert document["pcf"]["crossSectoralStandards"] == ["ISO14067", "GHGP-Product", "X"]


def test_json_numbers_become_text_as_they_were_written():
    document, _ = as_v3(old(exemptedEmissionsPercent=1e-7, primaryDataShare=56))

    assert document["pcf"]["exemptedEmissionsPercent"] == "0.0000001"
    assert document["pcf"]["primaryDataShare"] == "56"


@pytest.mark.parametrize(
    ("of", "changes", "fields"),
    [
        ({}, {}, set()),
        ({"packagingEmissionsIncluded": ...}, {}, {"pcf.packagingEmissionsIncluded"}),
        ({"biogenicCarbonContent": ...}, {}, {"pcf.biogenicCarbonContent"}),
        ({"exemptedEmissionsPercent": "5"}, {}, set()),
        ({"exemptedEmissionsPercent": "5.1"}, {}, {"pcf.exemptedEmissionsPercent"}),
        ({"declaredUnitAmount": "2"}, {}, {"pcf.declaredUnitOfMeasurement"}),
        ({"declaredUnitOfMeasurement": "liter"}, {}, set()),
        ({"declaredUnitOfMeasurement": "piece"}, {}, {"pcf.declaredUnitOfMeasurement"}),
        ({"crossSectoralStandards": ["ISO14067", "PEF"]}, {}, {"pcf.crossSectoralStandards"}),
        ({"verification": {"providerName": "V"}}, {}, {"pcf.verification"}),
        ({"landAreaOccupation": "3"}, {}, {"pcf.landAreaOccupation"}),
        ({}, {"productClassifications": [CPC, f"{CPC}0"]}, {"productClassifications"}),
    ],
)
def test_just_what_v2_cannot_say_is_a_loss(of, changes, fields):
    assert lost(written(of, **changes)) == fields


@pytest.mark.parametrize(
    ("of", "changes", "fields"),
    [
        ({"declaredUnitOfMeasurement": "hour", "productMassPerDeclaredUnit": "0"}, {},
         {"pcf.declaredUnitOfMeasurement"}),
        ({}, {"productClassifications": ["urn:other:1"]}, {"productClassifications"}),
        ({}, {"productClassifications": ...}, {"productClassifications"}),
        ({"crossSectoralStandards": ["PEF"]}, {}, {"pcf.crossSectoralStandards"}),
    ],
)  # fmt: skip
def test_what_cannot_be_written_at_all_says_why(of, changes, fields):
    result = written(of, **changes)

    assert result.document is None
    assert {loss.field for loss in result.losses} == fields


def test_every_value_is_divided_by_the_declared_amount():
    half = written({"declaredUnitAmount": "2", "landManagementBiogenicCO2Removals": "-0.1"})
    figures = half.document["pcf"]

    assert figures["unitaryProductAmount"] == "1"
    assert figures["fossilGhgEmissions"] == "0.65"
    assert figures["dLucGhgEmissions"] == "0.015"
    assert figures["otherBiogenicGhgEmissions"] == "0.01"
    assert figures["productMassPerDeclaredUnit"] == "0.5"
    assert figures["landManagementGhgEmissions"] == "-0.05"
    # 1.35 less 0.03, 0.02 and -0.1, halved.
    assert figures["pCfExcludingBiogenic"] == "0.7"
    assert figures["pCfIncludingBiogenic"] == "0.675"


def test_what_is_absent_is_written_as_v2_needs_it():
    bare = dict.fromkeys((*STATED, "boundaryProcessesDescription", "primaryDataShare"), ...)

    figures = written(bare).document["pcf"]

    assert figures["biogenicCarbonContent"] == "0"
    assert figures["packagingEmissionsIncluded"] is False
    assert (figures["boundaryProcessesDescription"], figures["exemptedEmissionsDescription"]) == (
        "",
        "",
    )
    assert {"primaryDataShare", "assurance", "landManagementGhgEmissions"} & figures.keys() == set()


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        ("product level", {"coverage": "product level"}),
        ("PCF program", {"coverage": "PCF system"}),
        ("PCF calculation model", {"coverage": "PCF system"}),
        (None, {}),
    ],
)
def test_a_verification_is_written_as_an_assurance(coverage, said):
    given = {"standardName": "ISO 14064-3", **({"coverage": coverage} if coverage else {})}

    figures = written({"verification": given}).document["pcf"]

    assert figures["assurance"] == {
        "assurance": True,
        "providerName": "",
        "standardName": "ISO 14064-3",
        **said,
    }


def test_of_an_answer_what_v2_can_say_goes_out_and_nothing_becomes_a_rejection():
    good = footprint(id=str(UUID(int=1)), productClassifications=[CPC])
    bad = footprint(id=str(UUID(int=2)))

    def answered(*pfs: dict[str, Any]) -> dict[str, Any]:
        data = {"requestEventId": "r", "pfs": list(pfs)}
        event = envelope(EventType.FULFILLED, data, source="//host", at=clock.now())
        return event_as_v2(event)

    some, none = answered(good, bad), answered(bad)

    assert some["type"].endswith("Fulfilled.v1")
    assert [each["id"] for each in some["data"]["pfs"]] == [good["id"]]
    assert none["type"].endswith("Rejected.v1")
    assert none["data"]["requestEventId"] == "r"
    assert none["data"]["error"]["code"] == "NotImplemented"
