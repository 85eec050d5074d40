"""What a meter counted: every expected amount is worked out by hand in the test."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.meters.domain import metering
from accounting.meters.domain.metering import Doubt, MeterWentBackwards, Reading, ReadingsMissing
from accounting.meters.domain.meters import (
    Calibration,
    Feed,
    Meter,
    MeterImpossible,
    MeterKind,
    checked,
)
from accounting.values.domain.text import Text
from accounting.values.domain.units import UnitsIncompatible

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
ALWAYS = (
    Calibration(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC), "laboratory"),
)


def meter(**changes: object) -> Meter:
    described = {
        "name": Text("总表", "Main"),
        "kind": MeterKind.ELECTRICITY,
        "unit": "kWh",
        "calibrations": ALWAYS,
    }
    return Meter(**(described | changes))


def at(day: date, value: str, *, reset: bool = False, hours: int = 0) -> Reading:
    moment = metering.midnight(day) + timedelta(hours=hours)
    return Reading(moment, Decimal(value), reset)


def counted(readings, start=JANUARY, end=FEBRUARY, **changes):
    return metering.metered("m", meter(**changes), readings, start, end)


def test_a_period_between_two_readings_is_their_difference():
    found = counted([at(JANUARY, "1000.25"), at(FEBRUARY, "1350.75")])

    assert found.amount == Decimal("350.5")
    assert (found.readings, found.doubts) == (2, ())


def test_the_multiplier_of_a_transformer_applies_once():
    found = counted([at(JANUARY, "10"), at(FEBRUARY, "12.5")], multiplier=Decimal(40))

    assert found.amount == Decimal(100)


def test_days_begin_in_china():
    midnight_in_tianjin = datetime(2025, 12, 31, 16, tzinfo=UTC)

    assert metering.midnight(JANUARY) == midnight_in_tianjin


def test_after_its_last_digit_a_meter_begins_anew():
    # Four digits: from 9,950 to 10,000 are 50 counts, then 30 more.
    found = counted([at(JANUARY, "9950"), at(FEBRUARY, "30")], digits=4)

    assert found.amount == Decimal(80)
    assert [noted.doubt for noted in found.doubts] == [Doubt.ROLLED_OVER]


@pytest.mark.parametrize(("digits", "before", "after"), [(None, "9950", "30"), (4, "5000", "4000")])
def test_a_lower_reading_that_is_no_roll_over_is_refused(digits, before, after):
    readings = [at(JANUARY, before), at(FEBRUARY, after)]

    with pytest.raises(MeterWentBackwards, match="reset"):
        counted(readings, digits=digits)


def test_an_exchanged_meter_counts_from_its_first_reading():
    # 500 to 620 on the old one, 5 to 45 on the new one: 120 + 40.
    mid = date(2026, 1, 15)
    readings = [
        at(JANUARY, "500"), at(mid, "620"), at(mid, "5", reset=True, hours=1), at(FEBRUARY, "45"),
    ]  # fmt: skip

    found = counted(readings)

    assert found.amount == Decimal(160)
    assert [(noted.doubt, noted.times) for noted in found.doubts] == [(Doubt.RESET, 1)]


def test_a_step_over_the_edge_counts_with_its_part_inside():
    # 31 December to 2 January: 2 days, 20 counts; one day of it, 10 counts, lies in January.
    readings = [at(date(2025, 12, 31), "0"), at(date(2026, 1, 2), "20"), at(FEBRUARY, "100")]

    found = counted(readings)

    assert found.amount == Decimal(90)
    assert [noted.doubt for noted in found.doubts] == [Doubt.INTERPOLATED]


def test_a_pause_of_more_than_twice_the_interval_is_a_gap():
    readings = [at(JANUARY, "0"), at(JANUARY, "1", hours=2), at(FEBRUARY, "9")]

    found = counted(readings, interval_minutes=60)

    (noted,) = found.doubts
    assert (noted.doubt, noted.times) == (Doubt.GAP, 1)
    assert noted.first == at(JANUARY, "0", hours=2).at


def test_readings_outside_every_calibration_are_noted():
    until = (Calibration(metering.midnight(JANUARY), metering.midnight(FEBRUARY), "laboratory"),)

    found = counted([at(JANUARY, "0"), at(FEBRUARY, "1")], calibrations=until)

    (noted,) = found.doubts
    assert (noted.doubt, noted.times) == (Doubt.UNCALIBRATED, 1)
    assert noted.first == metering.midnight(FEBRUARY)


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [at(JANUARY, "1")],
        [at(JANUARY, "1"), at(date(2026, 1, 31), "2")],
        [at(date(2026, 1, 2), "1"), at(FEBRUARY, "2")],
    ],
)
def test_readings_that_do_not_reach_the_edges_are_refused(readings):
    with pytest.raises(ReadingsMissing, match="2026-01-01 to 2026-02-01"):
        counted(readings)


def test_a_period_falls_into_calendar_months():
    found = list(metering.months(date(2025, 12, 15), date(2026, 2, 3)))

    assert found == [
        (date(2025, 12, 15), JANUARY),
        (JANUARY, FEBRUARY),
        (FEBRUARY, date(2026, 2, 3)),
    ]


@settings(max_examples=30, deadline=None)
@given(
    steps=st.lists(st.decimals(0, 10_000, places=6), min_size=60, max_size=60),
    seed=st.randoms(use_true_random=False),
)
def test_two_months_add_up_to_the_whole_in_any_order(steps, seed):
    value, readings = Decimal(0), []
    for number, step in enumerate(steps):
        value += step
        readings.append(at(date(2025, 12, 31) + timedelta(days=number + number // 59), str(value)))
    readings.append(at(MARCH, str(value)))
    shuffled = seed.sample(readings, len(readings))

    whole = counted(readings, JANUARY, MARCH).amount
    parts = counted(shuffled).amount + counted(shuffled, FEBRUARY, MARCH).amount

    assert whole == parts


def test_months_between_two_distant_readings_add_up_to_the_year():
    # One reading a year: every month is interpolated, and none divides evenly.
    readings = [at(date(2025, 1, 1), "0"), at(date(2026, 1, 1), "1000.000001")]

    parts = [counted(readings, *month).amount for month in metering.months(
        date(2025, 1, 1), date(2026, 1, 1)
    )]  # fmt: skip

    assert len(set(parts)) > 1
    assert sum(parts) == Decimal("1000.000001")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"multiplier": Decimal(0)}, MeterImpossible),
        ({"unit": "m3"}, UnitsIncompatible),
        ({"calibrations": (Calibration(*[at(JANUARY, "0").at] * 2, "x"),)}, MeterImpossible),
        ({"feeds": (Feed("s", "p", "e", Decimal("1.1")),)}, MeterImpossible),
        ({"feeds": (Feed("s", "p", "e"), Feed("s", "p", "e"))}, MeterImpossible),
        ({"feeds": (Feed("s", "p"),)}, MeterImpossible),
    ],
)
def test_a_description_that_contradicts_itself_is_refused(changes, refusal):
    with pytest.raises(refusal):
        checked("m", meter(**changes))
