"""Whatever file an auditor is given as a sealed calculation is computed again or refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.calculations.domain.sealing import Recomputation, SealedBundleUnreadable, recompute
from chassis.refusals import Refusal
from tests.accounting.mutations import BODIES, broken
from tests.support.fuzzing import damaged, examples

GOLDEN = Path(__file__).parents[1] / "golden" / "wooden-flooring-2025.1.json"
BUNDLE = GOLDEN.read_bytes()


def outcome(content: bytes) -> type:
    try:
        return type(recompute(content))
    except Refusal as refused:
        return type(refused)


@examples(20)
@given(broken(json.loads(BUNDLE)))
def test_members_changed_anywhere_are_computed_or_refused(content):
    assert issubclass(outcome(json.dumps(content).encode()), Recomputation | Refusal)


@examples(25)
@given(st.one_of(damaged([BUNDLE]), BODIES))
def test_bytes_changed_anywhere_are_computed_or_refused(content):
    assert issubclass(outcome(content), Recomputation | Refusal)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, b'{"seal":"\\ud800"}'])
def test_json_without_end_is_refused(content):
    assert outcome(content) is SealedBundleUnreadable
