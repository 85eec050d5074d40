"""How many examples a property is tried with: few in every run, more where somebody asks."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""Set it to 100 and leave the machine alone for a night."""


def examples(few: int) -> settings:
    """So many examples, or `FUZZ_TIMES` as many."""
    fixtures = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=few * TIMES, deadline=None, suppress_health_check=fixtures)


@st.composite
def damaged(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """One of the files with bytes changed, put in or left out, or cut off somewhere."""
    content = bytearray(draw(st.sampled_from(files)))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        content[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    keep = draw(st.one_of(st.none(), st.integers(0, len(content))))
    return bytes(content[:keep])
