"""The methodology linter: every rule has a footprint that breaks it, and one that does not."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.pact.domain import linter
from accounting.pact.domain.footprint import ProductFootprint, read_footprint
from accounting.pact.domain.linter import Severity, lint, refused, usable
from accounting.pact.domain.linter.numbers import EXCLUDING, NOT_NEGATIVE, NOT_POSITIVE
from accounting.pact.domain.values import wire_name
from tests.accounting.footprints import footprint, pcf, read, text

TWIN = "f4b1225a-bd44-4c8e-861d-079e4e1dfd69"


def codes(of: ProductFootprint) -> set[str]:
    return {finding.code for finding in lint(of)}


def test_a_sound_footprint_has_no_finding() -> None:
    assert lint(read()) == ()


def test_the_footprint_without_uptake_is_the_sum_of_its_parts() -> None:
    broken = read(pcfExcludingBiogenicUptake="1.85", pcfIncludingBiogenicUptake="1.85")

    assert codes(broken) == {"sum-excluding"}


def test_the_footprint_with_uptake_adds_the_uptake() -> None:
    bio = {
        "biogenicCarbonContent": "0.1",
        "landManagementFossilGhgEmissions": "0",
        "landManagementBiogenicCO2Emissions": "0",
        "biogenicCO2Uptake": "-0.37",
    }

    assert codes(read(**bio, pcfIncludingBiogenicUptake="0.98")) == set()
    assert codes(read(**bio, pcfIncludingBiogenicUptake="1.35")) == {"sum-including"}


def test_rounding_of_the_terms_is_no_fault() -> None:
    rounded = read(
        pcfExcludingBiogenicUptake="1.4", pcfIncludingBiogenicUptake="1.4", fossilGhgEmissions="1.3"
    )

    assert lint(rounded) == ()


SOLE = {"landUseChangeGhgEmissions": ..., "biogenicNonCO2Emissions": ...}


@pytest.mark.parametrize(
    ("stated", "parts", "sound"),
    [
        ("0", {"fossilGhgEmissions": "3"}, False),
        ("0.0", {"fossilGhgEmissions": "0.3"}, False),
        ("2", {"fossilGhgEmissions": "3"}, False),
        ("100", {"fossilGhgEmissions": "101"}, False),
        # Zeros beside it explain nothing, however many there are.
        (
            "100",
            {"fossilGhgEmissions": "97", **dict.fromkeys(map(wire_name, EXCLUDING[1:]), "0")},
            False,
        ),
        # 50.4 and 50.4 are 100.8: written as whole numbers, 50 and 50 are 101.
        ("101", {"fossilGhgEmissions": "50", "landUseChangeGhgEmissions": "50"}, True),
        ("102", {"fossilGhgEmissions": "50", "landUseChangeGhgEmissions": "50"}, False),
        ("1235", {"fossilGhgEmissions": "1234.6"}, True),
        ("3", {"fossilGhgEmissions": "3"}, True),
    ],
)
def test_a_sum_of_whole_numbers_holds_too(stated: str, parts: dict[str, str], sound: bool) -> None:
    sums = dict.fromkeys(("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake"), stated)

    found = codes(read(**SOLE | sums | parts))

    assert ("sum-excluding" not in found) is sound


def test_a_positive_uptake_is_refused_outright() -> None:
    findings = lint(read(biogenicCO2Uptake="0.01"))

    assert [finding.code for finding in refused(findings)] == ["uptake-positive"]
    assert findings[0].severity is Severity.REFUSED
    assert not usable(findings)


@pytest.mark.parametrize("name", NOT_NEGATIVE)
def test_an_emission_or_content_is_not_negative(name: str) -> None:
    found = lint(read(**{wire_name(name): "-0.5"}))

    assert ("sign-negative", f"pcf.{wire_name(name)}") in {(f.code, f.field) for f in found}


@pytest.mark.parametrize("name", NOT_POSITIVE)
def test_a_removal_is_not_positive(name: str) -> None:
    assert "sign-positive" in codes(read(**{wire_name(name): "0.5"}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"declaredUnitAmount": "0"}, "declared-amount"),
        ({"productMassPerDeclaredUnit": "0"}, "mass-missing"),
        (
            {"dqi": {"technologicalDQR": "0.9", "geographicalDQR": "1", "temporalDQR": "1"}},
            "dqr-range",
        ),
        (
            {"dqi": {"technologicalDQR": "1", "geographicalDQR": "5.1", "temporalDQR": "1"}},
            "dqr-range",
        ),
        ({"primaryDataShare": "100.1"}, "share-range"),
        ({"primaryDataShare": "-1"}, "share-range"),
        ({"aircraftGhgEmissions": "1.4"}, "part-exceeds-whole"),
        ({"landManagementFossilGhgEmissions": "2"}, "part-exceeds-whole"),
        ({"referencePeriodEnd": "2025-01-01T00:00:00Z"}, "reference-period"),
        ({"geographyCountry": "CN"}, "geography-exclusive"),
        (
            {"packagingEmissionsIncluded": False, "packagingGhgEmissions": "0.1"},
            "packaging-excluded",
        ),
        ({"packagingEmissionsIncluded": True}, "packaging-unstated"),
        ({"technologicalCO2CaptureOrigin": "DAC"}, "ccs-excluded"),
        (
            {"outboundLogisticsGhgEmissions": "0.1", "boundaryProcessesDescription": ...},
            "outbound-unexplained",
        ),
        ({"ccuCarbonContent": "0.1"}, "ccu-approach"),
        ({"ccuCarbonContent": "0.1", "ccuCalculationApproach": "Credit"}, "ccu-approach"),
        (
            {"productOrSectorSpecificRules": [{"operator": "Other", "ruleNames": ["x"]}]},
            "rule-operator",
        ),
        (
            {
                "productOrSectorSpecificRules": [
                    {"operator": "PEF", "ruleNames": ["x"], "otherOperatorName": "y"}
                ]
            },
            "rule-operator",
        ),
        ({"primaryDataShare": ...}, "shall-missing"),
        ({"allocationRulesDescription": ...}, "should-missing"),
        ({"secondaryEmissionFactorSources": ...}, "secondary-sources"),
        ({"biogenicCarbonContent": "0.1"}, "bio-missing"),
        ({"biogenicCarbonContent": "0.1", "biogenicCO2Uptake": "0"}, "due-2027"),
        ({"ipccCharacterizationFactors": ["AR5"]}, "gwp-outdated"),
        ({"fossilCarbonContent": "0.7", "biogenicCarbonContent": "0.4"}, "carbon-exceeds-mass"),
        ({"recycledCarbonContent": "0.1"}, "recycled-exceeds-carbon"),
        # 0.1 kg of carbon was 0.3667 kg of carbon dioxide: 0.1 · 44 / 12.
        ({"biogenicCarbonContent": "0.1", "biogenicCO2Uptake": "-0.1"}, "uptake-carbon"),
        ({"productMassPerDeclaredUnit": "1000"}, "mass-of-kilogram"),
        ({"declaredUnitOfMeasurement": "kilowatt hour"}, "mass-unexpected"),
        (
            {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "1.36"},
            "packaging-exceeds-whole",
        ),
        (
            {"packagingEmissionsIncluded": False, "packagingBiogenicCarbonContent": "0.1"},
            "packaging-excluded",
        ),
        ({"verification": {"completedAt": "2025-06-01T00:00:00Z"}}, "verified-before-period-end"),
        ({"geographyCountrySubdivision": ..., "geographyCountry": "XX"}, "country-unknown"),
        ({"geographyCountrySubdivision": "XX-1"}, "country-unknown"),
        ({"ccsTechnologicalCO2CaptureIncluded": True}, "ccs-unstated"),
        (
            {"ccuCalculationApproach": "Credit", "ccuCreditCertification": "no address"},
            "uri-malformed",
        ),
        ({"primaryDataShare": "100"}, "secondary-contradiction"),
        (
            {"pcfExcludingBiogenicUptake": "0", "pcfIncludingBiogenicUptake": "0"},
            "sum-excluding",
        ),
    ],
)
def test_each_rule_finds_what_breaks_it(changes: dict[str, Any], code: str) -> None:
    assert code in codes(read(**changes))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"primaryDataShare": "100", "secondaryEmissionFactorSources": ...}, set()),
        ({"primaryDataShare": "0"}, set()),
        ({"exemptedEmissionsPercent": "100"}, set()),
        ({"exemptedEmissionsPercent": "100.1"}, {"share-range"}),
        (
            {"dqi": dict.fromkeys(("technologicalDQR", "geographicalDQR", "temporalDQR"), "5")},
            set(),
        ),
        (
            {"dqi": dict.fromkeys(("technologicalDQR", "geographicalDQR", "temporalDQR"), "1")},
            set(),
        ),
        ({"aircraftGhgEmissions": "1.3"}, set()),
        ({"referencePeriodEnd": "2025-01-01T00:00:01Z"}, set()),
        ({"packagingEmissionsIncluded": True, "packagingGhgEmissions": "0.1"}, set()),
        ({"packagingEmissionsIncluded": False}, set()),
        (
            {"ccsTechnologicalCO2CaptureIncluded": True, "technologicalCO2CaptureOrigin": "DAC"},
            set(),
        ),
        (
            {"ccsTechnologicalCO2CaptureIncluded": False, "technologicalCO2CaptureOrigin": "DAC"},
            {"ccs-excluded"},
        ),
        ({"ccuCarbonContent": "0.1", "ccuCalculationApproach": "Cut-off"}, set()),
        ({"ccuCarbonContent": "0"}, set()),
        (
            {"ccuCalculationApproach": "Credit", "ccuCreditCertification": "https://x.example"},
            set(),
        ),
        ({"outboundLogisticsGhgEmissions": "0.1"}, set()),
        (
            {"outboundLogisticsGhgEmissions": "0", "boundaryProcessesDescription": ...},
            {"should-missing"},
        ),
        ({"declaredUnitOfMeasurement": "hour", "productMassPerDeclaredUnit": "0"}, set()),
        (
            {"declaredUnitOfMeasurement": "piece", "productMassPerDeclaredUnit": "0"},
            {"mass-missing"},
        ),
        (
            {
                "productOrSectorSpecificRules": [
                    {"operator": "Other", "ruleNames": ["x"], "otherOperatorName": "y"},
                    {"operator": "PEF", "ruleNames": ["x"]},
                ]
            },
            set(),
        ),
        ({"biogenicCarbonContent": "0", "biogenicCO2Uptake": "0"}, set()),
        ({"ipccCharacterizationFactors": ["AR5", "AR6"]}, set()),
        ({"landManagementBiogenicCO2Removals": "0", "landCarbonLeakage": "0"}, set()),
        # Half a unit of 1.3, 0.03, 0.02 and of the sum itself: 0.0605.
        ({"pcfExcludingBiogenicUptake": "1.410", "pcfIncludingBiogenicUptake": "1.410"}, set()),
        (
            {"pcfExcludingBiogenicUptake": "1.411", "pcfIncludingBiogenicUptake": "1.411"},
            {"sum-excluding"},
        ),
    ],
)
def test_what_just_keeps_a_rule_is_no_fault_and_what_breaks_one_is_no_other(
    changes: dict[str, Any], found: set[str]
) -> None:
    assert codes(read(**changes)) == found


@pytest.mark.parametrize(
    "changes",
    [
        {"validityPeriodStart": "2026-01-01T00:00:00Z"},
        {
            "validityPeriodStart": "2026-02-01T00:00:00Z",
            "validityPeriodEnd": "2026-02-01T00:00:00Z",
        },
    ],
)
def test_a_period_may_begin_with_the_last_day_and_be_a_moment(changes: dict[str, Any]) -> None:
    assert codes(read_footprint(footprint(**changes))) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"validityPeriodStart": "2025-12-31T00:00:00Z"}, "validity-start"),
        ({"validityPeriodEnd": "2029-01-01T00:00:01Z"}, "validity-end"),
        (
            {
                "validityPeriodStart": "2027-01-01T00:00:00Z",
                "validityPeriodEnd": "2026-06-01T00:00:00Z",
            },
            "validity-order",
        ),
        ({"specVersion": "2.3.0"}, "spec-version"),
        ({"created": "2025-12-31T23:59:59Z"}, "created-before-period-end"),
        ({"created": "2029-01-01T00:00:01Z"}, "created-after-validity"),
        ({"productIds": ["urn:gtin:6901234567893"]}, "gtin-invalid"),
        ({"precedingPfIds": [TWIN, TWIN]}, "predecessor-repeated"),
    ],
)
def test_a_document_keeps_its_periods_and_version(changes: dict[str, Any], code: str) -> None:
    assert codes(read_footprint(footprint(**changes))) == {code}


def test_three_years_after_the_reference_period_is_the_last_valid_instant() -> None:
    assert lint(read_footprint(footprint(validityPeriodEnd="2029-01-01T00:00:00Z"))) == ()


def test_a_footprint_is_not_its_own_predecessor() -> None:
    document = footprint()

    found = codes(read_footprint({**document, "precedingPfIds": [document["id"]]}))

    assert found == {"own-predecessor"}


def test_what_is_due_in_2027_is_an_error_from_then_on() -> None:
    without = pcf(dqi=...)

    before = lint(read_footprint(footprint(of=without, created="2027-12-30T23:59:59Z")))
    after = lint(read_footprint(footprint(of=without, created="2027-12-31T00:00:00Z")))

    assert [(f.code, f.severity) for f in before] == [("due-2027", Severity.WARNING)]
    assert [(f.code, f.severity) for f in after] == [("due-2027", Severity.ERROR)]
    assert usable(before)
    assert not usable(after)


def test_no_code_is_without_a_test() -> None:
    folder = Path(linter.__file__).parent
    source = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    rules = r"(?:error|warning|refusal)\(\s*\"([a-z0-9-]+)\"|_LATER_EN = \(\s*\"([a-z0-9-]+)\""
    given = {first or second for first, second in re.findall(rules, source)}

    assert len(given) >= 29
    assert [code for code in given if f'"{code}"' not in Path(__file__).read_text("utf-8")] == []


def test_every_finding_speaks_both_languages() -> None:
    broken = lint(read(dqi=..., primaryDataShare="-1", declaredUnitAmount="0"))

    assert len(broken) >= 3
    assert all(f.zh != f.en and f.field.split(".")[-1] for f in broken)


_MASS = st.decimals(0, 1000, places=3)


@settings(max_examples=30, deadline=None)
@given(st.lists(_MASS, min_size=7, max_size=7), _MASS)
def test_exact_sums_never_give_a_finding(parts: list[Decimal], uptake: Decimal) -> None:
    signed = [
        -part if name in NOT_POSITIVE else part for name, part in zip(EXCLUDING, parts, strict=True)
    ]
    excluding = sum(signed, Decimal(0))
    content = {wire_name(name): text(part) for name, part in zip(EXCLUDING, signed, strict=True)}
    found = codes(
        read(
            **content,
            biogenicCO2Uptake=text(-uptake),
            pcfExcludingBiogenicUptake=text(excluding),
            pcfIncludingBiogenicUptake=text(excluding - uptake),
        )
    )

    assert not {"sum-excluding", "sum-including", "sign-negative", "sign-positive"} & found


@settings(max_examples=30, deadline=None)
@given(st.decimals("0.01", 1000, places=3), st.sampled_from([1, -1]))
def test_a_sum_that_is_off_by_more_than_rounding_is_always_found(error: Decimal, sign: int) -> None:
    wrong = Decimal("1.35") + sign * (error + Decimal("0.1"))

    found = codes(read(pcfExcludingBiogenicUptake=text(wrong)))

    assert "sum-excluding" in found
