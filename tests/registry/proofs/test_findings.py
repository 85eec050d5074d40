"""Findings: stable codes with a sentence in each language, all of them documented."""

from pathlib import Path

import pytest

from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.findings import Check, sentences

DOCUMENT = Path(__file__).parents[3] / "docs" / "verification.md"


@pytest.mark.parametrize("code", sorted(sentences().keys() - set(Check) - {"not-checked"}))
def test_every_reason_to_fail_is_documented_in_both_languages(code: str):
    said = sentences()[code]

    row = f"| `{code}` | {said.zh} | {said.en} |".replace("{fields}", "…")
    assert row in DOCUMENT.read_text("utf-8")


@pytest.mark.parametrize("name", Bundle.NAMES.values())
def test_every_part_of_the_bundle_is_documented(name: str):
    assert f"| `{name}` |" in DOCUMENT.read_text("utf-8")


def test_every_check_has_a_sentence_for_when_it_holds():
    assert {check.value for check in Check} <= sentences().keys()
