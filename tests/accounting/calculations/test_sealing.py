"""Seals: committed golden bytes, and every way in which a bundle can be wrong."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from accounting.__main__ import main
from accounting.calculations.domain.calculation import calculate, document
from accounting.calculations.domain.sealing import SealedBundleUnreadable, bundle, recompute, seal
from chassis.canonical import canonical
from tests.accounting import samples

GOLDEN = Path(__file__).parents[1] / "golden" / "pv-module-2025.1.json"


@pytest.fixture
def content() -> Any:
    return json.loads(GOLDEN.read_bytes())


def test_the_golden_seal_is_reproduced_byte_for_byte(content):
    outcome = recompute(GOLDEN.read_bytes())

    assert outcome.holds
    assert outcome.differences == ()
    assert canonical(content) == GOLDEN.read_bytes()


def test_the_worked_case_still_gives_the_golden_bundle():
    subject, data = samples.subject(engine="1.0"), samples.published_data()
    sealed = document(subject, data, calculate(subject, data))

    assert bundle(canonical(sealed).decode(), seal(sealed)) == GOLDEN.read_bytes()


def test_an_altered_input_shows_in_the_results_that_depend_on_it(content):
    exchange = content["document"]["system"]["processes"][0]["exchanges"][0]
    exchange["amount"] = "0.1"

    outcome = recompute(canonical(content))

    assert not outcome.holds
    assert outcome.claimed != outcome.actual != outcome.recomputed
    assert "/result/value" in {difference.path for difference in outcome.differences}


def test_an_altered_result_is_named_with_both_values(content):
    honest = content["document"]["result"]["value"]
    content["document"]["result"]["value"] = "399.99"

    [difference] = recompute(canonical(content)).differences

    assert difference.path == "/result/value"
    assert (difference.sealed, difference.recomputed) == ("399.99", honest)


def test_an_object_set_to_null_differs_as_a_whole(content):
    content["document"]["result"]["cut_offs"] = None

    outcome = recompute(canonical(content))

    [difference] = outcome.differences
    assert (difference.path, difference.sealed) == ("/result/cut_offs", "None")
    assert difference.recomputed.startswith("{'items': [")
    assert not outcome.holds


def test_a_list_set_to_null_and_one_that_is_longer_differ_where_they_do(content):
    result = content["document"]["result"]
    result["flows"] = None
    result["by_stage"].append("more")
    places = len(result["by_stage"])

    differences = {each.path: each for each in recompute(canonical(content)).differences}

    assert differences.keys() == {"/result/flows", f"/result/by_stage/{places - 1}"}
    assert differences["/result/flows"].sealed == "None"
    assert differences[f"/result/by_stage/{places - 1}"].recomputed == "(absent)"


def test_a_consistent_forgery_still_misses_the_seal(content):
    forged = deepcopy(content)
    forged["document"]["product"]["model"] = "OTHER"

    outcome = recompute(canonical(forged))

    assert outcome.differences == ()
    assert outcome.actual == outcome.recomputed != outcome.claimed


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value"),
        (b"[]", "members `document` and `seal`"),
        (b"{}", "members `document` and `seal`"),
        (b'{"document": [], "seal": "00"}', "members `document` and `seal`"),
        (b'{"document": {}, "seal": 0}', "members `document` and `seal`"),
        (b'{"document": {}, "seal": "00"}', "the format is not"),
        (b'{"document": {"format": "tanbiao-sealed-calculation/1"}, "seal": "00"}', "the engine"),
        (
            b'{"document": {"format": "tanbiao-sealed-calculation/1", "engine": {"version": "9"}},'
            b' "seal": "00"}',
            "the engine version is not 1.0 or 1.1",
        ),
        (
            b'{"document": {"format": "tanbiao-sealed-calculation/1", "engine": {"version": "1.0"}}'
            b', "seal": "00"}',
            "rule",
        ),
    ],
)
def test_what_is_no_bundle_is_refused_with_the_reason(content, reason):
    with pytest.raises(SealedBundleUnreadable) as refused:
        recompute(content)

    assert reason in refused.value.facts["reason"]


def test_a_whole_calculation_of_another_format_is_refused(content):
    content["document"]["format"] = "tanbiao-sealed-calculation/2"

    with pytest.raises(SealedBundleUnreadable, match="the format is not"):
        recompute(canonical(content))


def test_the_command_says_equal_and_exits_with_0(monkeypatch, capsys, content):
    arguments = ["accounting", "recompute", str(GOLDEN), "--seal", content["seal"]]
    monkeypatch.setattr("sys.argv", arguments)

    assert main() == 0
    assert "seal equal" in capsys.readouterr().out


def test_the_command_lists_differences_and_exits_with_1(monkeypatch, capsys, content, tmp_path):
    content["document"]["result"]["value"] = "1"
    file = tmp_path / "altered.json"
    file.write_bytes(canonical(content))
    monkeypatch.setattr("sys.argv", ["accounting", "recompute", str(file)])

    assert main() == 1
    assert "/result/value: sealed 1, recomputed" in capsys.readouterr().out


def test_the_command_refuses_another_seal_than_the_certificates(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["accounting", "recompute", str(GOLDEN), "--seal", "00"])

    assert main() == 1
    assert "NOT equal" in capsys.readouterr().out


def test_the_command_exits_with_2_when_there_is_nothing_to_read(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["accounting", "recompute", str(tmp_path / "none.json")])

    assert main() == 2
    assert "none.json" in capsys.readouterr().err
