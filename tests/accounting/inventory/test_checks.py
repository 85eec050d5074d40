"""Checks and scores of activity data: every expected number is worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from accounting.inventory.domain.checks import Check, findings, robust_z
from accounting.inventory.domain.scores import scores, timeliness
from tests.accounting.samples import activity, system

TODAY = date(2026, 11, 22)
PROOF = {"sha256": "a" * 64, "source": "台账"}
NAME = {"zh": "锯切", "en": "Sawing"}


def factor(id: str, amount: str, unit: str) -> dict[str, object]:
    return {
        "kind": "factor", "id": id, "flow": id, "factor": "x", "amount": amount, "unit": unit,
    }  # fmt: skip


def sawing(*exchanges: dict[str, object]):
    process = {
        "id": "sawing",
        "name": NAME,
        "stage": "production",
        "output": {"amount": "1", "unit": "kg"},
        "exchanges": list(exchanges),
    }
    return system({"name": NAME, "reference": "sawing", "processes": [process]})


def reported(output: str, month: int = 1, **amounts: tuple[str, str]):
    """Activity data of one month of 2025; `wood=("12", "kg")` and so on."""
    consumption = [
        {"exchange": id, "amount": amount, "unit": unit, "evidence": PROOF}
        for id, (amount, unit) in amounts.items()
    ]
    made = {"amount": output, "unit": "kg"}
    process = {
        "process": "sawing", "output": made, "evidence": PROOF, "consumption": consumption,
    }  # fmt: skip
    start, end = date(2025, month, 1), date(2025, month + 1, 1)
    return activity({"period_start": str(start), "period_end": str(end), "processes": [process]})


WOOD = factor("wood", "1.2", "kg")
POWER, HEAT = factor("power", "1", "kWh"), factor("heat", "2.4", "MJ")


def checked(data, of, *history) -> list[tuple[str, str]]:
    return [(each.check, each.place) for each in findings(data, of, history)]


@pytest.mark.clause("C09")
@pytest.mark.parametrize(("wood", "stands_out"), [("112", True), ("111", False), ("89", True)])
def test_what_goes_in_comes_out_within_a_tenth_of_the_larger(wood, stands_out):
    # 100 kg made: 112 differ by 12 of 112, 10.7 %; 111 by 11 of 111, 9.9 %; 89 by 11 of 100.
    data = reported("100", wood=(wood, "kg"))

    found = checked(data, sawing(factor("wood", "1.1", "kg")))

    assert found == ([(Check.MASS_BALANCE, "sawing")] if stands_out else [])


def test_waste_is_an_output_of_the_mass_balance():
    waste = {
        "kind": "waste", "id": "dust", "flow": "dust", "route": "recycling", "factor": "x",
        "amount": "0.2", "unit": "kg",
    }  # fmt: skip
    data = reported("100", wood=("120", "kg"), dust=("0.02", "t"))

    assert checked(data, sawing(WOOD, waste)) == []


def test_without_a_total_of_every_input_there_is_no_mass_balance():
    data = reported("100", wood=("10", "kg"))

    found = checked(data, sawing(factor("wood", "0.1", "kg"), factor("glue", "0.9", "kg")))

    assert found == []


@pytest.mark.parametrize(("power", "stands_out"), [("142", True), ("141", False)])
def test_energy_differs_from_the_template_by_a_quarter_at_most(power, stands_out):
    # Template: 3.6 + 2.4 = 6 MJ per kg. 100 kg: 600 MJ, a quarter more is 750 MJ.
    # With 240 MJ of heat, 510 MJ of electricity are 141.67 kWh.
    data = reported("100", power=(power, "kWh"), heat=("240", "MJ"))

    found = checked(data, sawing(POWER, HEAT))

    assert found == ([(Check.ENERGY_BALANCE, "sawing")] if stands_out else [])


@pytest.mark.parametrize(
    ("amount", "stands_out"), [("49", True), ("50", False), ("200", False), ("201", True)]
)
def test_an_intensity_beyond_twice_or_half_the_template_stands_out(amount, stands_out):
    data = reported("100", power=(amount, "kWh"))

    found = checked(data, sawing(POWER))

    assert found == ([(Check.TEMPLATE_OUTLIER, "sawing.power")] if stands_out else [])


def test_the_robust_z_score_follows_its_formula():
    # Median 12, deviations 2 1 0 1 2: MAD 1. 0.6745 * (18 - 12) / 1 = 4.047.
    history = [Decimal(each) for each in (10, 11, 12, 13, 14)]

    assert robust_z(Decimal(18), history) == Decimal("4.0470")
    assert robust_z(Decimal(18), history[:4]) is None
    assert robust_z(Decimal(18), [Decimal(1)] * 9) is None


@pytest.mark.clause("C09")
def test_a_month_unlike_its_own_history_stands_out():
    amounts = ("100", "101", "102", "103", "104")
    history = [
        reported("100", month, power=(amount, "kWh")) for month, amount in enumerate(amounts, 1)
    ]
    usual = reported("200", 6, power=("0.206", "MWh"))
    unusual = reported("100", 6, power=("110", "kWh"))

    assert checked(usual, sawing(POWER), *history) == []
    assert checked(unusual, sawing(POWER), *history) == [(Check.HISTORY_OUTLIER, "sawing.power")]


@pytest.mark.clause("C09")
def test_periods_that_overlap_repeat_or_leave_days_out_stand_out():
    january = reported("100", 1, power=("100", "kWh"))
    other = reported("100", 1, power=("101", "kWh"))
    february = reported("100", 2, power=("102", "kWh"))
    march_copied = reported("100", 3, power=("100", "kWh"))

    of = sawing(POWER)
    assert checked(other, of, january) == [(Check.PERIOD_OVERLAP, "2025-01-01/2025-02-01")]
    assert checked(february, of, january) == []
    assert checked(march_copied, of, january) == [
        (Check.COPIED, "2025-01-01/2025-02-01"),
        (Check.PERIOD_GAP, "2025-02-01"),
    ]


def test_the_worked_case_passes_every_check():
    assert findings(activity(), system(), []) == []


def test_a_finding_is_told_in_both_languages():
    (found,) = findings(reported("100", power=("1", "kWh")), sawing(POWER), [])

    assert (found.zh, found.en) == (
        "单耗为模板的 0.01 倍",
        "0.01 times the template's amount per output",
    )


@pytest.mark.clause("C07")
@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (date(2026, 11, 1), "1"),
        (date(2025, 11, 22), "1"),
        (date(2025, 10, 22), "0.958"),  # 13 months: 23 of 24.
        (date(2024, 11, 22), "0.5"),
        (date(2023, 11, 23), "0.042"),  # 35 whole months: 1 of 24.
        (date(2023, 11, 22), "0"),
        (date(2000, 1, 1), "0"),
    ],
)
def test_timeliness_falls_evenly_from_one_year_to_three(end, expected):
    assert timeliness(end, TODAY) == Decimal(expected)


@pytest.mark.clause("C07")
def test_scores_count_what_is_measured_and_what_is_sound():
    cut_off = {
        "kind": "cut-off", "id": "oil", "flow": "oil", "amount": "1", "unit": "kg", "reason": NAME,
    }  # fmt: skip
    of = sawing(WOOD, POWER, HEAT, cut_off)
    data = reported("100", wood=("120", "kg"), power=("100", "kWh"))

    none = scores(data, of, present=set(), doubted=set(), today=TODAY)
    proven = scores(data, of, present={"a" * 64}, doubted={"sawing.power"}, today=TODAY)
    doubted = scores(data, of, present={"a" * 64}, doubted={"sawing"}, today=TODAY)

    assert (none.completeness, none.accuracy) == (Decimal("0.667"), Decimal(0))
    assert (proven.accuracy, proven.sound, proven.measured) == (Decimal("0.5"), 1, 2)
    assert doubted.accuracy == Decimal(0)
