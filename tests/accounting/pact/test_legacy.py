"""Documents of PACT v2.3: read as v3, kept whole, with every loss reported."""

from typing import Any
from uuid import uuid4

import pytest

from accounting.pact.domain.footprint import FootprintUnreadable, read_footprint
from accounting.pact.domain.legacy import ORIGINAL, as_v3, is_legacy
from accounting.pact.domain.linter import lint, usable


def old(**changes: Any) -> dict[str, Any]:
    """A v2.3 document of an invented supplier; its value with biogenic emissions is the sum."""
    pcf = {
        "declaredUnit": "kilogram",
        "unitaryProductAmount": "1",
        "pCfExcludingBiogenic": "1.30",
        "pCfIncludingBiogenic": "0.98",
        "fossilGhgEmissions": "1.30",
        "fossilCarbonContent": "0",
        "biogenicCarbonContent": "0.1",
        "dLucGhgEmissions": "0.03",
        "otherBiogenicGhgEmissions": "0.02",
        "biogenicCarbonWithdrawal": "-0.37",
        "iLucGhgEmissions": "0.5",
        "characterizationFactors": "AR6",
        "ipccCharacterizationFactorsSources": ["AR6"],
        "crossSectoralStandardsUsed": ["ISO Standard 14067"],
        "referencePeriodStart": "2025-01-01T00:00:00Z",
        "referencePeriodEnd": "2026-01-01T00:00:00Z",
        "geographyCountry": "CN",
        "boundaryProcessesDescription": "Cradle to gate",
        "packagingEmissionsIncluded": False,
        "exemptedEmissionsPercent": 0.1,
        "exemptedEmissionsDescription": "-",
        "primaryDataShare": 56.12,
        "dqi": {"coveragePercent": 100, "technologicalDQR": 1.2},
    }
    return {
        "id": str(uuid4()),
        "specVersion": "2.3.0",
        "version": 1,
        "created": "2026-02-01T00:00:00Z",
        "status": "Active",
        "companyName": "Sample Glass",
        "companyIds": ["urn:pact:example.com:supplier-id:1"],
        "productDescription": "Glass",
        "productIds": ["urn:gtin:6901234567892"],
        "productCategoryCpc": "37112",
        "productNameCompany": "Glass",
        "comment": "",
        "pcf": {name: value for name, value in (pcf | changes).items() if value is not ...},
    }


def test_the_sums_hold_after_the_reading() -> None:
    document, _ = as_v3(old())
    footprint = read_footprint(document)
    findings = lint(footprint)

    # 1.30 + 0.03 + 0.02 without uptake; less 0.37 of uptake.
    assert str(footprint.pcf.pcf_excluding_biogenic_uptake) == "1.35"
    assert str(footprint.pcf.pcf_including_biogenic_uptake) == "0.98"
    assert str(footprint.pcf.primary_data_share) == "56.12"
    assert footprint.pcf.cross_sectoral_standards == ("ISO14067",)
    assert usable(findings), findings


def test_every_loss_is_reported_and_the_original_is_kept() -> None:
    given = old(productMassPerDeclaredUnit=..., landManagementGhgEmissions="0")
    document, losses = as_v3(given)
    kept = read_footprint(document).extensions

    assert {loss.field for loss in losses} == {
        "version",
        "pcf.iLucGhgEmissions",
        "pcf.characterizationFactors",
        "pcf.dqi",
        "pcf.productMassPerDeclaredUnit",
        "pcf.landManagementGhgEmissions",
    }
    assert kept is not None
    assert (kept[0].data_schema, kept[0].data) == (ORIGINAL, given)


@pytest.mark.parametrize(
    "name",
    [
        "pCfExcludingBiogenic",
        "pCfIncludingBiogenic",
        "dLucGhgEmissions",
        "landManagementGhgEmissions",
        "biogenicCarbonWithdrawal",
    ],
)
def test_a_faulty_figure_is_refused_and_never_guessed(name: str) -> None:
    document, _ = as_v3(old(**{name: "1,3"}))

    with pytest.raises(FootprintUnreadable):
        read_footprint(document)


@pytest.mark.parametrize("pcf", [None, [], "x", {}])
def test_a_document_without_its_figures_is_refused(pcf: object) -> None:
    document, _ = as_v3({**old(), "pcf": pcf})

    with pytest.raises(FootprintUnreadable):
        read_footprint(document)


async def test_a_v2_document_can_be_handed_in(shared_accounting) -> None:
    given = old()

    content = {"supplier": "91130200MA0000007R", "document": given}
    response = await shared_accounting.post("/v1/supplier-footprints", content)

    assert is_legacy(given)
    assert response.status_code == 201, response.text
    assert response.json()["usable"] is True
    assert "v2-loss" in {finding["code"] for finding in response.json()["findings"]}


def test_an_assurance_becomes_a_verification_and_what_it_cannot_say_a_loss() -> None:
    given = {
        "assurance": True,
        "coverage": "PCF system",
        "level": "reasonable",
        "boundary": "Cradle-to-Gate",
        "providerName": "Sample Verifier",
        "completedAt": "2026-01-15T00:00:00Z",
        "standardName": "ISO 14064-3",
        "comments": "",
    }
    document, losses = as_v3(old(assurance=given))

    verification = read_footprint(document).pcf.verification
    assert verification is not None
    assert verification.written() == {
        "coverage": "PCF program",
        "providerName": "Sample Verifier",
        "completedAt": "2026-01-15T00:00:00Z",
        "standardName": "ISO 14064-3",
    }
    lost = {loss.field for loss in losses if "assurance" in loss.field}
    assert lost == {"pcf.assurance.level", "pcf.assurance.boundary"}


@pytest.mark.parametrize("given", [{"assurance": False, "providerName": "Nobody"}, True, []])
def test_what_is_no_assurance_verifies_nothing(given: object) -> None:
    document, losses = as_v3(old(assurance=given))

    assert read_footprint(document).pcf.verification is None
    assert "pcf.assurance" in {loss.field for loss in losses}
