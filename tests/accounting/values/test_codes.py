"""Identification codes: published vectors and single wrong characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.values.domain.codes import (
    CreditCodeInvalid,
    DivisionInvalid,
    GtinInvalid,
    credit_code,
    division,
    gtin14,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PUBLISHED = ["91350100M000100Y43", "91120116MA0000007N", "91130200MA0000007R"]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_credit_codes_pass_both_checks(code):
    assert credit_code(f" {code.lower()} ") == code


@given(st.sampled_from(PUBLISHED), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_noticed(code, place, character):
    wrong = code[:place] + character + code[place + 1 :]

    if wrong == code:
        assert credit_code(wrong) == code
    else:
        with pytest.raises(CreditCodeInvalid):
            credit_code(wrong)


def test_the_example_of_the_organisation_code_passes_with_every_place_used():
    """D2143569-X is the example of GB 11714; the last character weighs by powers of 3 mod 31."""
    first = "92371482D2143569X"
    weighed = sum(ALPHABET.index(c) * 3**place for place, c in enumerate(first))
    code = first + ALPHABET[-weighed % 31]

    assert credit_code(code) == code


@given(st.text(ALPHABET[1:], min_size=8, max_size=8))
def test_an_organisation_has_just_one_check_character(body):
    first = f"92371482{body}"
    passing = []
    for own in ALPHABET:
        weighed = sum(ALPHABET.index(c) * 3**n for n, c in enumerate(first + own))
        try:
            passing.append(credit_code(first + own + ALPHABET[-weighed % 31]))
        except CreditCodeInvalid:
            continue

    assert len(passing) == 1


@pytest.mark.parametrize("code", ["100000", "899999"])
def test_divisions_begin_with_one_to_eight(code):
    assert division(code) == code
    with pytest.raises(DivisionInvalid):
        division(f"9{code[1:]}")


def test_a_code_with_a_wrong_organisation_check_is_refused_although_its_own_check_passes():
    # Characters 9 to 17 are MA0000001, whose check character (GB 11714) would be 7.
    with pytest.raises(CreditCodeInvalid) as refused:
        credit_code("91120116MA00000014")

    assert "organisation code" in refused.value.messages["en"]


@pytest.mark.parametrize("code", ["", "9112", "91120116MI0000007N", "91120116MA0000007N0", "示例"])
def test_other_shapes_are_no_credit_codes(code):
    with pytest.raises(CreditCodeInvalid):
        credit_code(code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6901234567892", "06901234567892"),
        ("06901234567892", "06901234567892"),
        ("96385074", "00000096385074"),
        (" 614141999996 ", "00614141999996"),
    ],
)
def test_trade_item_numbers_become_fourteen_digits(text, expected):
    assert gtin14(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "6901234567890",
        "123",
        "",
        "690123456789X",
        "６９０１２３４５６７８９２",
        # Article numbers and element strings, which a reader of bar codes would fill up or cut.
        "123456",
        "425261",
        "1234565",
        "0109521234543213",
        "010952123454321321123",
    ],
)
def test_wrong_trade_item_numbers_are_refused(text):
    with pytest.raises(GtinInvalid):
        gtin14(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("123456", "it has 8, 12, 13 or 14 digits"),
        ("425261", "it has 8, 12, 13 or 14 digits"),
        ("1234565", "it has 8, 12, 13 or 14 digits"),
        ("0109521234543213", "it has 8, 12, 13 or 14 digits"),
        ("010952123454321321123", "it has 8, 12, 13 or 14 digits"),
        *((zeros, "all zeros") for zeros in ("0" * 8, "0" * 12, "0" * 13, "0" * 14)),
        *(
            (code, "restricted circulation")
            for code in (
                "2000000000008",
                "0212345678909",
                "02012345678903",
                "0412345678903",
                "412345678903",
                "0512345678900",
                "9812345678902",
                "9912345678909",
                "20000004",
                "00000020000004",
                "01234565",
            )
        ),
        ("6901234567893", "the check digit does not check"),
    ],
)
def test_a_number_that_identifies_no_trade_item_is_told_why(text, said):
    with pytest.raises(GtinInvalid) as refused:
        gtin14(text)

    assert said in refused.value.messages["en"]


@pytest.mark.parametrize(
    "code",
    ["000000000000000000", "910000000000000000", "91120116000000000", "01120116MA0000007X"],
)
def test_a_credit_code_that_names_nobody_is_refused(code):
    with pytest.raises(CreditCodeInvalid):
        credit_code(code)


def test_divisions_are_six_digits():
    assert division("120116") == "120116"
    for wrong in ("12011", "tianjin", "020116", "1201160"):
        with pytest.raises(DivisionInvalid):
            division(wrong)
