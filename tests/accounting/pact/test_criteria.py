"""Criteria, filters and cursors of footprint lists, without a host around them."""

from datetime import UTC, datetime, timedelta

import pytest

from accounting.pact.domain.criteria import (
    CriterionMalformed,
    CriterionUnknown,
    deprecated_wanted,
    nothing_wanted,
    read_criteria,
    read_limit,
    surroundings,
)
from accounting.pact.domain.cursor import (
    PageLinkInvalid,
    PagePosition,
    open_position,
    seal_position,
)
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.odata import FilterUnsupported, read_filter
from accounting.pact.domain.validity import validity, years_later
from tests.accounting.footprints import PRODUCT_URN, SUPPLIER_URN, footprint, pcf, read

FIRST, LAST = "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"
STATED = read_footprint(footprint(validityPeriodStart=FIRST, validityPeriodEnd=LAST))
POSITION = PagePosition("91120116MA0000007N", (("status", "Active"),), 50, 7, 3)


def admits(*pairs: tuple[str, str]) -> bool:
    return read_criteria(pairs).admits(STATED)


def shifted(moment: str, seconds: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat()


@pytest.mark.parametrize(
    ("name", "moment", "admitted"),
    [
        ("validOn", FIRST, True),
        ("validOn", shifted(FIRST, -1), False),
        ("validOn", LAST, True),
        ("validOn", shifted(LAST, 1), False),
        ("validAfter", FIRST, False),
        ("validAfter", shifted(FIRST, -1), True),
        ("validBefore", LAST, False),
        ("validBefore", shifted(LAST, 1), True),
    ],
)
def test_a_period_includes_both_its_ends_and_lies_after_and_before_neither(name, moment, admitted):
    assert admits((name, moment)) is admitted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("productId", PRODUCT_URN.upper()),
        ("companyId", SUPPLIER_URN.upper()),
        ("geography", "cn-tj"),
        ("x-tanbiao-within", "cn"),
        ("status", "ACTIVE"),
        ("validOn", FIRST),
    ],
)
def test_one_value_of_a_criterion_and_every_criterion_have_to_fit(name, value):
    other = "2000-01-01T00:00:00Z" if name == "validOn" else "urn:other"

    assert admits((name, value))
    assert admits((name, other), (name, value))
    assert not admits((name, other))
    assert admits((name, value), ("productId", PRODUCT_URN))
    assert not admits((name, value), ("classification", "urn:other"))


def test_without_criteria_everything_is_admitted():
    assert read_criteria([]).empty
    assert not read_criteria([("status", "Active")]).empty
    assert admits()


@pytest.mark.parametrize("value", ["2026-02-01T08:00:00 08:00", "2026-02-01T08:00:00+08:00"])
def test_a_plus_sent_as_a_space_is_taken_for_what_it_was(value):
    assert read_criteria([("validOn", value)]).valid_on == (datetime(2026, 2, 1, tzinfo=UTC),)


@pytest.mark.parametrize(
    "value", ["2026-02-01", "2026-02-01T00:00:00", "", "0001-01-01T00:00+23:59"]
)
def test_a_moment_needs_its_zone_and_has_to_be_one(value):
    with pytest.raises(CriterionMalformed) as refused:
        read_criteria([("validAfter", value)])

    assert refused.value.facts["name"] == "validAfter"


def test_an_unknown_criterion_is_named_and_not_left_out():
    with pytest.raises(CriterionUnknown) as refused:
        read_criteria([("colour" * 20, "red")])

    assert refused.value.facts["name"] == ("colour" * 20)[:60]
    assert (CriterionUnknown.status, CriterionMalformed.status) == (501, 400)


@pytest.mark.parametrize(
    ("text", "limit"), [("0", 0), ("7", 7), ("100", 100), ("101", 100), ("9" * 400, 100)]
)
def test_a_limit_is_a_whole_number_of_at_most_so_many(text, limit):
    assert read_limit(text, most=100) == limit


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "ten"])
def test_what_is_no_whole_number_is_no_limit(text):
    with pytest.raises(CriterionMalformed):
        read_limit(text, most=100)


def test_of_a_long_value_sixty_characters_are_repeated():
    for reading in (
        lambda text: read_limit(text, most=1),
        lambda text: read_criteria([("validOn", text)]),
    ):
        with pytest.raises(CriterionMalformed) as refused:
            reading("x" * 61)
        assert refused.value.facts["value"] == "x" * 60


@pytest.mark.parametrize(
    ("wanted", "deprecated", "nothing"),
    [
        ([], None, False),
        (["active"], False, False),
        (["DEPRECATED"], True, False),
        (["Active", "Deprecated"], None, False),
        (["active", "bogus"], False, False),
        (["bogus"], None, True),
    ],
)
def test_states_are_both_unless_one_is_asked_for(wanted, deprecated, nothing):
    criteria = read_criteria([("status", each) for each in wanted])

    assert deprecated_wanted(criteria) is deprecated
    assert nothing_wanted(criteria) is nothing


def test_a_subdivision_lies_in_its_country_and_a_region_in_none():
    nowhere = {"geographyCountrySubdivision": ...}

    assert surroundings(read()) == ("CN-TJ", "CN")
    assert surroundings(read(**nowhere, geographyCountry="CN")) == ("CN",)
    assert surroundings(read(**nowhere, geographyRegionOrSubregion="Asia")) == ("Asia",)


def test_an_unstated_period_is_three_years_from_the_end_of_the_reference_period():
    period = validity(read_footprint(footprint(of=pcf())))

    assert period.start == datetime(2026, 1, 1, tzinfo=UTC)
    assert period.end == datetime(2029, 1, 1, tzinfo=UTC)
    assert years_later(datetime(2024, 2, 29, tzinfo=UTC), 3) == datetime(2027, 2, 28, tzinfo=UTC)
    assert years_later(datetime(2024, 2, 29, tzinfo=UTC), 4) == datetime(2028, 2, 29, tzinfo=UTC)


DOCUMENT = {
    "created": "2026-02-01T00:00:00Z",
    "productCategoryCpc": "37112",
    "companyIds": ["urn:a", "urn:B"],
    "pcf": {"geographyCountry": "CN"},
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("created eq '2026-02-01T08:00:00+08:00'", True),
        ("created lt '2026-02-01T00:00:00Z'", False),
        ("created le '2026-02-01T00:00:00Z'", True),
        ("created gt '2026-02-01T00:00:00Z'", False),
        ("created ge '2026-02-01T00:00:00Z'", True),
        ("created gt '2026-01-31T23:59:59Z'", True),
        ("updated ge '2000-01-01T00:00:00Z'", False),
        ("productCategoryCpc eq '37112'", True),
        ("(productCategoryCpc eq '37113')", False),
        ("pcf/geographyCountry eq 'CN' and productCategoryCpc eq '37112'", True),
        ("pcf/geographyCountry eq 'CN' and productCategoryCpc eq '0'", False),
        ("companyIds/any(x:(x eq 'URN:b'))", True),
        ("companyIds/any(x:x eq 'urn:c')", False),
        ("productIds/any(x:x eq 'urn:c')", False),
        ("productCategoryCpc eq 'a and b'", False),
    ],
)
def test_every_term_of_a_filter_has_to_hold(text, holds):
    assert all(term.holds(DOCUMENT) for term in read_filter(text)) is holds


def test_a_filter_has_at_most_four_thousand_characters():
    longest = f"productCategoryCpc eq '{'1' * 3_976}'"

    assert len(longest) == 4_000
    assert len(read_filter(longest)) == 1
    with pytest.raises(FilterUnsupported):
        read_filter(f"{longest} ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "created eq 'yesterday'",
        "created ne '2026-02-01T00:00:00Z'",
        "companyIds eq 'urn:a'",
        "created/any(x:x eq 'a')",
        "companyIds/any(x:y eq 'a')",
        "secret eq 'a'",
        "(productCategoryCpc eq '1'",
    ],
)
def test_a_filter_that_is_not_understood_is_refused_and_not_left_out(text):
    with pytest.raises(FilterUnsupported):
        read_filter(text)

    assert FilterUnsupported.status == 501


def test_a_cursor_opens_for_its_reader_as_it_was_sealed():
    cursor = seal_position(POSITION, "secret")

    assert open_position(cursor, "secret", reader=POSITION.reader) == POSITION
    assert len(cursor.partition(".")[2]) == 22


@pytest.mark.parametrize(
    ("secret", "reader"), [("other", POSITION.reader), ("secret", "91130200MA0000007R")]
)
def test_a_cursor_opens_for_nobody_else(secret, reader):
    with pytest.raises(PageLinkInvalid):
        open_position(seal_position(POSITION, "secret"), secret, reader=reader)


@pytest.mark.parametrize("cursor", ["", ".", "a", "a.b", "W10.AAAA", "\u00e9.x", "W10=.AAAA"])
def test_a_cursor_that_was_made_up_opens_for_nobody(cursor):
    with pytest.raises(PageLinkInvalid):
        open_position(cursor, "secret", reader=POSITION.reader)

    assert PageLinkInvalid.status == 400
