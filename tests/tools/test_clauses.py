"""The page of the plan's clauses, and the marks that it is written from."""

from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tools.generate.clauses import ClauseUnknown, marked, page

PLAN = """\
source: a plan
clauses:
  - {id: C01, place: one, zh: 目标, en: Targets.}
  - {id: C02, place: two, zh: 清单, en: A list.}
"""
TESTS = """\
import pytest

pytestmark = [pytest.mark.system, pytest.mark.clause("C01")]


def test_a_target_is_reached():
    pass


@pytest.mark.clause("C01", "C02")
@pytest.mark.parametrize("one", [1])
async def test_a_list_is_kept(one):
    pass


@pytest.mark.clause("C02")
def helps():
    pass
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    plan = tmp_path / "packs/regions/tianjin/clauses.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text(PLAN, "utf-8")
    (tmp_path / "tests").mkdir()
    return tmp_path


def test_a_mark_of_a_file_holds_for_each_of_its_tests_once(tree):
    (tree / "tests" / "test_one.py").write_text(TESTS, "utf-8")

    first = ("tests/test_one.py", "test_a_target_is_reached")
    second = ("tests/test_one.py", "test_a_list_is_kept")
    assert marked(tree) == {"C01": [first, second], "C02": [second]}


def test_a_clause_that_no_test_shows_is_open(tree):
    (tree / "tests" / "test_one.py").write_text(TESTS.replace('"C01", "C02"', '"C01"'), "utf-8")

    text = page(tree)

    assert "| [C01](#c01) | one | 2 tests |" in text
    assert "| [C02](#c02) | two | **open 未证明** |" in text
    assert "  * a list is kept\n" in text


def test_a_mark_of_no_clause_is_refused(tree):
    (tree / "tests" / "test_one.py").write_text(TESTS.replace("C02", "C99"), "utf-8")

    with pytest.raises(ClauseUnknown, match="C99"):
        page(tree)


def test_every_clause_of_the_mission_stands_on_the_page():
    text = page(ROOT)

    assert [f"C{number:02}" for number in range(1, 23) if f"\n## C{number:02}\n" not in text] == []
