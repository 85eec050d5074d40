"""The region's calendar and terms."""

from copy import deepcopy
from datetime import date

import pytest
import yaml
from pydantic import ValidationError

from packs import PACKS_DIR
from packs.duties import DutiesPack, load_duties

FILE = PACKS_DIR / "regions" / "tianjin" / "duties.yaml"


@pytest.fixture
def content():
    return deepcopy(yaml.safe_load(FILE.read_text("utf-8")))


def test_the_spring_festival_of_2026_has_nine_days_off_and_two_weekends_worked_for_it():
    year = next(year for year in load_duties(PACKS_DIR, "tianjin").years if year.year == 2026)

    assert len([day for day in year.every_day_off() if day.month == 2]) == 9
    assert {date(2026, 2, 14), date(2026, 2, 28)} <= set(year.made_up)


def test_a_term_that_no_text_gives_says_that_it_stands_in_for_one():
    pack = load_duties(PACKS_DIR, "tianjin")

    assert [duty.kind for duty in pack.duties if duty.term and not duty.stand_in] == []


def test_a_day_of_another_year_is_refused(content):
    content["years"][0]["days_off"].append({"first": "2026-01-01", "last": "2026-01-01"})

    with pytest.raises(ValidationError, match="not in 2025"):
        DutiesPack.model_validate(content)


def test_a_weekday_is_not_made_up(content):
    content["years"][1]["made_up"].append("2026-03-02")

    with pytest.raises(ValidationError, match="worked in any case"):
        DutiesPack.model_validate(content)


def test_no_kind_is_named_twice(content):
    content["duties"].append(content["duties"][0])

    with pytest.raises(ValidationError, match="named twice"):
        DutiesPack.model_validate(content)
