"""Certificate numbers, and which places in the status lists are tried."""

from certification.certificates.domain.numbering import (
    StatusPlace,
    certificate_number,
    draw_places,
)


def test_a_number_is_upper_case_and_has_no_spaces():
    assert certificate_number("CNCA-R-2099-901", 2026, 1) == "2099901-CFP-2026-00001"


def test_bodies_with_foreign_capital_have_a_series_of_their_own():
    assert certificate_number("CNCA-RF-2099-901", 2026, 12) == "F2099901-CFP-2026-00012"


def test_the_next_lists_are_tried_only_after_all_draws_from_the_newest():
    draws = iter(range(64))

    drawn = draw_places(3, lambda _: next(draws))

    assert drawn[:32] == tuple(StatusPlace(3, index) for index in range(32))
    assert drawn[32:] == tuple(StatusPlace(4, index) for index in range(32, 64))


def test_places_are_drawn_from_the_whole_of_the_smallest_permitted_list():
    sizes = set()

    draw_places(1, lambda size: sizes.add(size) or 0)

    assert sizes == {131_072}
