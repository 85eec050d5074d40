"""Small changes are found, drawn and tried, and a test that looks notices them."""

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.documented import Executor, executed_by
from tools.mutants.__main__ import tried
from tools.mutants.changes import Change, changed, changes_of
from tools.mutants.imports import GUARDS, ROOT, Tree, read_tree
from tools.mutants.quick_first import pytest_collection_modifyitems
from tools.mutants.sample import candidates, critical, drawn, harmless, matching
from tools.mutants.trials import Outcome

[MAKE_MUTANTS] = executed_by(Executor.MUTANTS)
SAMPLE = '''
"""What is old enough."""

from decimal import Decimal

ADULT = 18


def is_adult(age: int, *, strict: bool = False) -> bool:
    """Eighteen years, or more."""
    if age < 0:
        raise ValueError(f"{age} is no age")
    return age > ADULT if strict else age >= ADULT


def half(of: list[Decimal]) -> Decimal:
    log.info("halved", count=1)
    return Decimal("0.5") * sum(each for each in of if not each.is_nan())
'''
TESTS = """
import pytest
from sample.ages import is_adult

def test_eighteen_is_enough():
    assert is_adult(18)
    assert not is_adult(17)

def test_no_age_is_refused():
    with pytest.raises(ValueError):
        is_adult(-1)
"""
PROJECT = """
[tool.hatch.build]
dev-mode-dirs = ["."]
[tool.importlinter]
root_packages = ["sample"]
[tool.pytest.ini_options]
markers = ["system: none"]
"""


@pytest.fixture(scope="module")
def ours() -> Tree:
    return read_tree()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A tree of one module, whose tests need no servers."""
    for name in ("TANBIAO_TEST_POSTGRES", "TANBIAO_TEST_KAFKA"):
        monkeypatch.setenv(name, "none")
    root = tmp_path / "tree"
    for file, text in {
        "pyproject.toml": PROJECT,
        "sample/__init__.py": "",
        "sample/ages.py": SAMPLE,
        "tests/test_ages.py": TESTS,
    }.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text)
    return read_tree(root)


def of_sample() -> dict[str, Change]:
    return {each.change: each for each in changes_of("sample.ages", SAMPLE)}


def test_comparisons_guards_constants_and_junctions_are_changed():
    assert of_sample().keys() == {
        "ADULT = 18 → ADULT = 19",
        "if age < 0 → if False",
        "age < 0 → age <= 0",
        "age < 0 → age < 1",
        "age > ADULT → age >= ADULT",
        "age >= ADULT → age > ADULT",
        "age: int, *, strict: bool=False → age: int, *, strict: bool=True",
        "Decimal('0.5') → Decimal('1.5')",
        "Decimal('0.5') * sum((each for each in of if not each.is_nan())) → "
        "Decimal('0.5') / sum((each for each in of if not each.is_nan()))",
        "for each in of if not each.is_nan() → for each in of",
        "for each in of if not each.is_nan() → for each in of if not not each.is_nan()",
    }


def test_a_change_is_made_where_it_was_found_and_nowhere_else():
    change = of_sample()["age >= ADULT → age > ADULT"]

    text = changed(SAMPLE, change)

    assert (change.function, change.line) == ("is_adult", 13)
    assert "return age > ADULT if strict else age > ADULT" in text
    assert "if age < 0:" in text


def test_a_changed_module_is_another_module_that_can_be_read():
    texts = {changed(SAMPLE, change) for change in of_sample().values()}

    assert len(texts) == len(of_sample())
    assert all(compile(text, "sample", "exec") for text in texts)


def test_a_seed_draws_the_same_changes_again_from_every_module_in_turn():
    changes = {
        name: [Change(name, "f", line, f"{line}", line, 0) for line in range(20)] for name in "abc"
    }

    first, again, other = (drawn(changes, seed, 6) for seed in ("1", "1", "2"))

    assert first == again != other
    assert sorted(change.module for change in first) == list("aabbcc")
    assert len(set(drawn(changes, "1", 1000))) == 60


async def test_what_the_tests_look_at_is_noticed_and_the_rest_survives(small):
    noticed, survivor = "age >= ADULT → age > ADULT", "age < 0 → age < 1"

    trials = await tried(small, [of_sample()[each] for each in (noticed, survivor)], jobs=2)

    assert {trial.change.change: trial.outcome for trial in trials} == {
        noticed: Outcome.NOTICED,
        survivor: Outcome.SURVIVED,
    }
    assert small.files["sample.ages"].read_text() == SAMPLE


async def test_tests_that_fail_all_the_time_notice_nothing(small, capsys):
    small.files["tests.test_ages"].write_text(f"{TESTS}\ndef test_never():\n    assert False\n")

    [trial] = await tried(small, [of_sample()["age < 0 → age < 1"]], jobs=1)

    assert trial.outcome is Outcome.SURVIVED
    assert "fails without any change: tests/test_ages.py" in capsys.readouterr().out


def test_tests_without_servers_run_first_and_otherwise_in_their_order():
    names = ["a", "postgres", "b", "own_broker", "c"]
    items = [SimpleNamespace(fixturenames=["tmp_path", name]) for name in names]

    pytest_collection_modifyitems(items)

    assert [item.fixturenames[1] for item in items] == ["a", "b", "c", "postgres", "own_broker"]


def test_the_nearest_tests_guard_a_module(ours):
    guards = ours.guards("registry.log.domain.merkle")

    assert guards[0].endswith("/test_merkle.py")
    assert len(guards) == GUARDS
    assert all((ROOT / guard).is_file() for guard in guards)


def test_tests_that_name_the_function_are_nearer(ours):
    silent = ours.guards("accounting.engine.domain.burden")
    named = ours.guards("accounting.engine.domain.burden", "inside")

    assert "inside" in (ROOT / named[0]).read_text("utf-8")
    assert named != silent


def test_fixtures_count_as_imports_of_the_tests_below_them(ours):
    assert "tests.chassis.conftest" in ours.imports["tests.chassis.test_telemetry"]


@pytest.mark.parametrize("line", critical())
def test_every_line_of_the_critical_modules_names_one(line, ours):
    assert matching(list(ours.files), [line])


def test_words_name_a_module_in_whatever_order():
    names = ["accounting.engine.domain.burden", "accounting.domain.burden", "accounting.api.burden"]

    assert matching(names, ["burden domain accounting"]) == names[:2]
    assert matching(names, ["accounting bur*"]) == names


def test_every_harmless_change_can_still_be_made_and_says_why(ours):
    there = {
        (change.function, change.change)
        for module in candidates(ours, critical())
        for change in changes_of(module, ours.files[module].read_text("utf-8"))
    }

    gone = [each for each in harmless() if (each.function, each.change) not in there]
    assert gone == []
    assert all(each.reason for each in harmless())


def test_the_documented_command_prints_the_share(small):
    settings = {"SEED": "1", "COUNT": "1", "MODULES": "chassis canonical", "JOBS": "1"}
    # As if typed, although the tests may have been started by make, which then says so.
    typed = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    done = subprocess.run(
        ["bash", "-euc", MAKE_MUTANTS],
        cwd=ROOT,
        env={**typed, **settings},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.endswith("noticed 1 of 1 (100.0 %)\n"), done.stdout + done.stderr
