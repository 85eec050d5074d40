"""Every refusal is documented, and says what to do in both languages."""

import re
import string

import pytest

from chassis.refusals import Refusal
from tests.architecture.tree import ROOT
from tools.generate.reference import refusals

ALL = [each for found in refusals().values() for each in found]
NAMES = [f"{each.__module__}.{each.__name__}" for each in ALL]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("refusal", ALL, ids=NAMES)
def test_a_refusal_is_documented(refusal):
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")

    assert f"| `{refusal.problem_type().rpartition(':')[2]}` {refusal.status} |" in page


@pytest.mark.parametrize("refusal", ALL, ids=NAMES)
def test_a_refusal_says_when_it_is_raised(refusal):
    assert refusal.__dict__["__doc__"]


@pytest.mark.parametrize("refusal", ALL, ids=NAMES)
def test_a_refusal_tells_the_same_facts_in_both_languages(refusal):
    assert CHINESE.search(refusal.zh)
    assert not CHINESE.search(string.Formatter().vformat(refusal.en, (), Blank()))
    assert {f.removesuffix("_zh") for f in fields(refusal.zh)} == {
        f.removesuffix("_en") for f in fields(refusal.en)
    }


def test_problem_types_are_distinct():
    types = [refusal.problem_type() for refusal in ALL]

    assert sorted(types) == sorted(set(types))


def test_a_refusal_that_is_not_documented_would_be_noticed():
    class PlantedRefusal(Refusal):
        """Planted."""

        status = 409
        zh = "拒绝。"
        en = "No."

    page = (ROOT / "docs" / "problems.md").read_text("utf-8")

    assert PlantedRefusal.problem_type().rpartition(":")[2] not in page


class Blank(dict[str, str]):
    """Fills every field of a template with nothing."""

    def __missing__(self, key: str) -> str:
        return ""
