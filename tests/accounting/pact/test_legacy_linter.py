"""What is wrong with members that v2.3 alone has."""

from typing import Any

import pytest

from accounting.pact.domain.legacy_linter import legacy_findings
from accounting.pact.domain.linter import Severity, usable
from accounting.suppliers.usecases.footprints import read_document
from tests.accounting.pact.test_legacy import old


def test_a_sound_document_has_no_finding() -> None:
    assert legacy_findings(old()) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unitaryProductAmount": "0"}, "pcf.unitaryProductAmount"),
        ({"unitaryProductAmount": "1_0"}, "pcf.unitaryProductAmount"),
        ({"unitaryProductAmount": 1}, "pcf.unitaryProductAmount"),
        ({"iLucGhgEmissions": "-0.1"}, "pcf.iLucGhgEmissions"),
        ({"exemptedEmissionsPercent": 5.1}, "pcf.exemptedEmissionsPercent"),
        ({"exemptedEmissionsPercent": "1"}, "pcf.exemptedEmissionsPercent"),
        ({"primaryDataShare": 100.5}, "pcf.primaryDataShare"),
        ({"primaryDataShare": True}, "pcf.primaryDataShare"),
        ({"characterizationFactors": "AR4"}, "pcf.characterizationFactors"),
        ({"characterizationFactors": "AR5"}, "pcf.characterizationFactors"),
        ({"crossSectoralStandardsUsed": ["PAS2050"]}, "pcf.crossSectoralStandardsUsed"),
        ({"crossSectoralStandardsUsed": []}, "pcf.crossSectoralStandardsUsed"),
        ({"dqi": {"technologicalDQR": 3.1}}, "pcf.dqi.technologicalDQR"),
        ({"dqi": {"temporalDQR": 0.9}}, "pcf.dqi.temporalDQR"),
        ({"dqi": {"coveragePercent": -1}}, "pcf.dqi.coveragePercent"),
        ({"assurance": {"assurance": "yes"}}, "pcf.assurance.assurance"),
        ({"assurance": {"assurance": True, "level": "some"}}, "pcf.assurance.level"),
    ],
)
def test_each_member_that_cannot_be_is_an_error_at_its_place(
    changes: dict[str, Any], field: str
) -> None:
    found = legacy_findings(old(**changes))

    assert {finding.field for finding in found} == {field}
    assert all(finding.severity is Severity.ERROR for finding in found)


def test_whole_numbers_have_to_add_up_in_v2_too() -> None:
    zeros = dict.fromkeys(
        ("pCfExcludingBiogenic", "pCfIncludingBiogenic", "biogenicCarbonWithdrawal"), "0"
    )
    parts = {"fossilGhgEmissions": "3", "dLucGhgEmissions": "0", "otherBiogenicGhgEmissions": "0"}

    _, findings = read_document(old(**zeros, **parts, biogenicCarbonContent="0"))

    assert "sum-excluding" in {finding.code for finding in findings}
    assert not usable(findings)


@pytest.mark.parametrize("version", [-1, 2**31, "1", True, 1.5])
def test_a_version_is_a_count(version: object) -> None:
    assert [f.field for f in legacy_findings({**old(), "version": version})] == ["version"]
