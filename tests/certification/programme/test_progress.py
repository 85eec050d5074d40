"""What counts for the targets, by figures that can be counted on the fingers."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from certification.programme.domain.progress import (
    Fact,
    NotCounted,
    Pipeline,
    ProductKey,
    counted,
    figures,
)
from packs import PACKS_DIR
from packs.models import categories
from packs.region import Target, TargetKind, load_region

ACCOUNTED, CERTIFIED = TargetKind.ACCOUNTED, TargetKind.CERTIFIED
NOBODY = Pipeline({}, frozenset())


def key(number: int) -> ProductKey:
    return ProductKey("91120116MA0000007N", UUID(int=number))


def fact(number: int, at: datetime, kind: TargetKind = CERTIFIED, **changes: object) -> Fact:
    whole = Fact(
        kind=kind,
        product=key(number),
        category="pv-module",
        division="120116",
        enterprise_name_zh="甲",
        enterprise_name_en="A",
        product_name_zh="乙",
        product_name_en="B",
        model="M",
        reference=f"{number}-{at:%Y%m%d}",
        at=at,
    )
    return replace(whole, **changes)


def day(year: int, month: int = 6, date: int = 1, hour: int = 0) -> datetime:
    return datetime(year, month, date, hour, tzinfo=UTC)


@pytest.mark.clause("C01")
def test_the_targets_are_those_of_the_plan():
    pack = load_region(PACKS_DIR, "tianjin")

    assert [(t.year, t.category, t.kind, t.count) for t in pack.targets] == [
        (2025, "pv-module", "accounted", 3),
        (2026, "pv-module", "certified", 3),
        (2026, "wood-furniture", "certified", 1),
        (2027, "pv-module", "certified", 2),
        (2027, "wood-furniture", "certified", 3),
    ]
    assert {t.category for t in pack.targets} <= {c.code for c in categories(PACKS_DIR)}


def test_a_product_counts_once_in_the_year_in_which_it_was_first_reached():
    first, again = fact(1, day(2026)), fact(1, day(2027))

    cases = counted([again, first], [key(1)])

    assert [(case.fact, case.not_counted) for case in cases] == [
        (first, None),
        (again, NotCounted.COUNTED_BEFORE),
    ]


def test_accounting_and_certification_of_one_product_both_count():
    cases = counted([fact(1, day(2025), ACCOUNTED), fact(1, day(2026))], [key(1)])

    assert [case.not_counted for case in cases] == [None, None]


def test_a_product_outside_every_batch_does_not_count():
    [case] = counted([fact(1, day(2026))], [key(2)])

    assert case.not_counted is NotCounted.NOT_LISTED


def test_a_withdrawn_certificate_leaves_its_place_to_a_later_one():
    fallen, new = fact(1, day(2026), withdrawn_at=day(2026, 9)), fact(1, day(2027))

    cases = counted([fallen, new], [key(1)])

    assert [case.not_counted for case in cases] == [NotCounted.WITHDRAWN, None]


@pytest.mark.parametrize(("hour", "year"), [(15, 2025), (16, 2026)])
def test_a_year_begins_at_midnight_in_china(hour, year):
    assert fact(1, day(2025, 12, 31, hour)).year == year


def test_figures_gaps_and_forecasts_are_those_done_by_hand():
    targets = [
        Target(year=2026, category="pv-module", kind=CERTIFIED, count=3),
        Target(year=2027, category="pv-module", kind=CERTIFIED, count=2),
    ]
    done = [fact(1, day(2026)), fact(2, day(2026, 7), division="120113")]
    listed = {key(number): "pv-module" for number in (1, 2, 3, 4)}
    under_way = Pipeline(listed, frozenset({key(2), key(3), key(9)}))

    now, later = figures(targets, counted(done, listed), under_way, 2026)

    # Two reached; of the listed ones 3 has applied and 4 has not; 2 counts already.
    assert (now.reached, now.gap, now.forecast, now.forecast_gap) == (2, 1, 3, 0)
    assert now.by_division == {"120113": 1, "120116": 1}
    # Nothing is foreseen for a year that has not come.
    assert (later.reached, later.gap, later.forecast) == (0, 2, 0)


def test_a_listed_product_without_a_seal_is_foreseen_to_be_accounted():
    target = Target(year=2025, category="pv-module", kind=ACCOUNTED, count=3)
    cases = counted([fact(1, day(2025), ACCOUNTED)], [key(1), key(2)])
    listed = Pipeline({key(1): "pv-module", key(2): "pv-module"}, frozenset())

    [figure] = figures([target], cases, listed, 2025)

    assert (figure.reached, figure.forecast, figure.forecast_gap) == (1, 2, 1)
