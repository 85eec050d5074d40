"""Label numbers catch mistyping; a label's status follows its bits and its validity."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.certification import Scheme
from contracts.registry import LabelStatus
from registry.labels.domain.label import (
    LabelNumber,
    LabelNumberImpossible,
    LabelNumberMalformed,
    NumberSeries,
    SchemeCode,
    StatusBits,
    check_character,
    parse_number,
    series_for,
    status,
)
from registry.labels.domain.sequence import LAST_SEQUENCE

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
END = datetime(2028, 5, 4, tzinfo=UTC)

digits = st.text("0123456789")
numbers = st.builds(
    LabelNumber,
    st.builds(
        NumberSeries,
        st.sampled_from(SchemeCode),
        st.text("0123456789", min_size=6, max_size=6),
        st.text("0123456789", min_size=5, max_size=5),
        st.integers(0, 99),
    ),
    st.integers(1, LAST_SEQUENCE),
)


def is_consistent(text: str) -> bool:
    return check_character(text[:-1]) == text[-1]


def test_a_known_number_has_a_known_check_character():
    number = NumberSeries(SchemeCode.NATIONAL, "120116", "47150", 26).number(1)

    assert str(number) == f"N-120116-47150-2600001-{by_hand('N120116471502600001')}"


def by_hand(text: str) -> str:
    """The check character from explicit weights 3, 9, 27 ... counted from the right."""
    total = sum(
        ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(reversed(text), start=1)
    )
    return next(c for value, c in enumerate(ALPHABET) if (total + value) % 31 == 0)


@given(numbers)
def test_every_number_is_read_back_as_it_was_written(number):
    assert parse_number(str(number)) == number
    assert parse_number(f" {str(number).lower()} ") == number


@pytest.mark.parametrize(
    "typed",
    [
        "N1201164715026000018",
        "n-120116-47150-2600001-8",
        "Ｎ－１２０１１６－４７１５０－２６００００１－８",
        "N\u2013120116\u201447150\u20112600001\u22128",
        " N 120116\u300047150\t2600001 8\n",
        "N-120\u200b116-47150-2600001-8\ufeff",
        "https://tanbiao.example/label/N-120116-47150-2600001-8?lang=zh#top",
        "https://tanbiao.example/01/06901234567892/21/N1201164715026000018/",
    ],
    ids=["serial", "small", "wide", "dashes", "blanks", "invisible", "address", "digital link"],
)
def test_a_number_is_read_however_it_was_typed_or_pasted(typed):
    assert str(parse_number(typed)) == "N-120116-47150-2600001-8"


@given(numbers)
def test_every_check_character_is_the_one_that_explicit_weights_give(number):
    text = str(number).replace("-", "")

    assert text[-1] == by_hand(text[:-1])


@given(numbers)
def test_every_wrong_character_is_noticed(number):
    text = str(number).replace("-", "")

    for place, right in enumerate(text):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_consistent(text[:place] + wrong + text[place + 1 :])


@given(numbers)
def test_every_swap_of_two_different_characters_is_noticed(number):
    text = str(number).replace("-", "")

    for i in range(len(text)):
        for j in range(i):
            swapped = list(text)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert text[i] == text[j] or not is_consistent("".join(swapped))


@pytest.mark.parametrize(
    "text",
    ["", "N", "X-120116-47150-2600001-0", "N-120116-47150-2600000-0", "N-12011６-47150-2600001-0"],
)
def test_what_is_not_a_label_number_is_refused(text):
    with pytest.raises(LabelNumberMalformed):
        parse_number(text)


def test_a_mistyped_number_is_refused_with_advice():
    number = str(NumberSeries(SchemeCode.NATIONAL, "120116", "47150", 26).number(12))

    with pytest.raises(LabelNumberMalformed) as refused:
        parse_number(number.replace("00012", "00021"))

    assert "校验" in refused.value.messages["zh"]


def test_a_certificate_outside_the_national_catalogue_never_gets_a_national_number(
    make_certificate,
):
    own = series_for(make_certificate(scheme=Scheme.CB_OWN), 2026).number(1)
    national = series_for(make_certificate(scheme=Scheme.NATIONAL_CFP), 2026).number(1)

    assert str(own).startswith("C-")
    assert str(national).startswith("N-")
    assert (own.scheme, national.scheme) == (Scheme.CB_OWN, Scheme.NATIONAL_CFP)


@pytest.mark.parametrize("changes", [{"cpc": "4715"}, {"site_division": "12011"}, {"cpc": "ABCDE"}])
def test_a_product_without_division_or_class_gets_no_number(make_certificate, changes):
    certificate = make_certificate()
    product = certificate.product.model_copy(update=changes)

    with pytest.raises(LabelNumberImpossible):
        series_for(certificate.model_copy(update={"product": product}), 2026)


@pytest.mark.parametrize(
    ("bits", "before", "after"),
    [
        (StatusBits(), LabelStatus.VALID, LabelStatus.EXPIRED),
        (StatusBits(suspended=True), LabelStatus.SUSPENDED, LabelStatus.EXPIRED),
        (StatusBits(revoked=True), LabelStatus.WITHDRAWN, LabelStatus.WITHDRAWN),
        (StatusBits(suspended=True, revoked=True), LabelStatus.WITHDRAWN, LabelStatus.WITHDRAWN),
    ],
)
def test_withdrawal_outweighs_expiry_and_expiry_outweighs_suspension(bits, before, after):
    assert status(bits, END, END - timedelta(seconds=1)) is before
    assert status(bits, END, END) is after
