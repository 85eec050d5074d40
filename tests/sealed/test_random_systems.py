"""On random small systems two engines agree to the last digit, and the schema accepts them."""

import json
from collections import Counter
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accounting.calculations.domain.result import FootprintImplausible
from accounting.engine.domain.deliveries import LoopUnproductive
from chassis.canonical import canonical
from tests.sealed import first_engine, second_engine
from tests.sealed.drawing import KINDS, inputs
from tests.sealed.files import VALIDATOR

SEEDS = st.integers(0, 2**32)


def sealed(seed: int) -> bytes | None:
    """The bundle; None where loops have no solution, or one beyond what is sealed."""
    try:
        return first_engine.sealed(inputs(seed))
    except (LoopUnproductive, FootprintImplausible):
        return None


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_both_engines_come_to_the_same_bytes(seed):
    content = sealed(seed)
    assume(content is not None)
    bundle: Any = json.loads(content)

    again = second_engine.recomputed(bundle["document"])

    assert again["result"] == bundle["document"]["result"]
    assert canonical({"document": again, "seal": second_engine.seal(again)}) == content
    assert list(VALIDATOR.iter_errors(bundle)) == []


def test_the_random_systems_have_what_the_format_is_about():
    seen: Counter[str] = Counter()
    for content in filter(None, map(sealed, range(80))):
        document = json.loads(content)["document"]
        result = document["result"]
        seen.update(e["kind"] for p in document["system"]["processes"] for e in p["exchanges"])
        seen["loops"] += bool(result.get("loops"))
        seen["measured"] += result["primary_percent"] != "0"
        seen["allocated"] += bool(result.get("allocations"))
        seen["fifty digits"] += len(result["exact"]) > 50

    wanted = (*KINDS, "process", "emission", "loops", "measured", "allocated", "fifty digits")
    assert [each for each in wanted if seen[each] < 5] == []
