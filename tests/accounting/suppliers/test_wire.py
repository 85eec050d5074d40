"""Reading and writing PACT v3 footprints: lenient in, strict out."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from accounting.pact.domain.footprint import FootprintUnreadable, read_footprint, stored
from accounting.pact.domain.values import Moment, Number
from tests.accounting.footprints import footprint, pcf


def test_what_is_read_is_written_again_without_change() -> None:
    document = footprint()

    assert read_footprint(document).written() == document


def test_null_is_absent() -> None:
    document = footprint(of=pcf(landAreaOccupation=None), comment=None, validityPeriodEnd=None)

    written = read_footprint(document).written()

    assert "comment" not in written
    assert "null" not in stored(read_footprint(document))


def test_unknown_members_and_standards_are_kept() -> None:
    document = footprint(
        of=pcf(crossSectoralStandards=["ISO14067", "ISO99999"], xOwn={"a": 1}), xVendor=[1.5]
    )

    written = read_footprint(document).written()

    assert written["xVendor"] == [1.5]
    assert written["pcf"]["xOwn"] == {"a": 1}  # type: ignore[index]
    assert "ISO99999" in json.dumps(written)


def test_moments_go_out_in_utc_with_z() -> None:
    document = footprint(created="2026-02-01T08:00:00+08:00")

    assert read_footprint(document).written()["created"] == "2026-02-01T00:00:00Z"


@pytest.mark.parametrize(("given", "written"), [("007", "7"), ("12.50", "12.50"), ("0", "0")])
def test_decimals_go_out_without_exponent_and_keep_their_precision(
    given: str, written: str
) -> None:
    document = footprint(of=pcf(declaredUnitAmount=given))

    assert read_footprint(document).pcf.written()["declaredUnitAmount"] == written


@pytest.mark.parametrize(
    "text", ["9" * 31, "0." + "0" * 29 + "1", "-1" + "0" * 30, "1" + "0" * 30, "0"]
)
def test_a_decimal_lies_between_one_to_the_minus_thirty_and_to_the_thirty(text: str) -> None:
    assert TypeAdapter(Number).validate_python(text) == Decimal(text)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("NaN", "finite"),
        ("-Infinity", "finite"),
        ("0." + "1" * 61, "60 digits"),
        ("1" + "0" * 31, "between"),
        ("0." + "0" * 30 + "1", "between"),
        ("1,5", "not a decimal"),
        # What the language's own parsers read besides the specification's grammar.
        ("1e2", "not a decimal"),
        ("1E2", "not a decimal"),
        ("+5", "not a decimal"),
        ("1_0", "not a decimal"),
        ("５", "not a decimal"),
        ("١٢", "not a decimal"),
        (" 5", "not a decimal"),
        ("5\n", "not a decimal"),
        (".5", "not a decimal"),
        ("5.", "not a decimal"),
        ("--5", "not a decimal"),
        ("−5", "not a decimal"),
        ("0x10", "not a decimal"),
        ("", "not a decimal"),
        (1.5, "JSON strings"),
        (True, "JSON strings"),
    ],
)
def test_what_is_no_such_decimal_is_refused_with_the_reason(value: object, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        TypeAdapter(Number).validate_python(value)


@pytest.mark.parametrize(
    "value",
    [
        "1700000000",
        "2026-02-01",
        "20260201T000000Z",
        "2026-02-01T00:00:00",
        "２０２６-02-01T00:00:00Z",
    ],
)
def test_a_moment_is_a_date_with_time_and_zone_and_no_number(value: str) -> None:
    with pytest.raises(ValidationError, match="RFC 3339"):
        TypeAdapter(Moment).validate_python(value)


@pytest.mark.parametrize("year", [1900, 2200])
def test_a_moment_lies_between_1900_and_2200(year: int) -> None:
    moment = TypeAdapter(Moment)

    assert moment.validate_python(f"{year}-06-01T00:00:00Z").year == year
    for beyond in (1899, 2201):
        with pytest.raises(ValidationError, match="between the years"):
            moment.validate_python(f"{beyond}-06-01T00:00:00Z")
    with pytest.raises(ValidationError, match="RFC 3339"):
        moment.validate_python(1_700_000_000)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"declaredUnitAmount": "5abc"}, "pf.pcf.declaredUnitAmount"),
        ({"fossilGhgEmissions": "-5xyz"}, "pf.pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": 1.3}, "pf.pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": "NaN"}, "pf.pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": "Infinity"}, "pf.pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": "1e999999"}, "pf.pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": ...}, "pf.pcf.fossilGhgEmissions"),
        ({"declaredUnitOfMeasurement": "kWp"}, "pf.pcf.declaredUnitOfMeasurement"),
        ({"geographyCountry": "cn"}, "pf.pcf.geographyCountry"),
        ({"ipccCharacterizationFactors": []}, "pf.pcf.ipccCharacterizationFactors"),
        ({"ipccCharacterizationFactors": ["AR6", "AR6"]}, "pf.pcf.ipccCharacterizationFactors"),
        ({"referencePeriodEnd": "2026-01-01"}, "pf.pcf.referencePeriodEnd"),
        ({"referencePeriodEnd": "0001-01-01T00:00:00+08:00"}, "pf.pcf.referencePeriodEnd"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(FootprintUnreadable) as refused:
        read_footprint(footprint(of=pcf(**changes)))

    assert refused.value.facts["where"] == place


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "1"},
        {"specVersion": "3.0"},
        {"companyIds": []},
        {"companyIds": ["example"]},
        {"productIds": ["urn:a:1", "urn:a:1"]},
        {"status": "Retired"},
        {"companyName": ""},
        {"pcf": None},
    ],
)
def test_a_document_without_its_identity_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(FootprintUnreadable):
        read_footprint(footprint(**changes))


def test_the_hash_covers_everything_but_the_status() -> None:
    active = footprint()

    same = read_footprint({**active, "status": "Deprecated"})
    other = read_footprint({**active, "comment": "changed"})

    assert same.sha256 == read_footprint(active).sha256
    assert other.sha256 != read_footprint(active).sha256


@settings(max_examples=30)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_reading_anything_reads_it_or_refuses(value: object) -> None:
    try:
        document = read_footprint({**footprint(), "pcf": {**pcf(), "dqi": value}})
    except FootprintUnreadable:
        return

    assert document.pcf.dqi is None
