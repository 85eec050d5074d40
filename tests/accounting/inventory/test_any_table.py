"""Whatever file is reported as activity data is a table of the system's rows, or refused."""

from hypothesis import given
from hypothesis import strategies as st

from accounting.inventory.domain.activity_tables import (
    COLUMNS,
    TableFormat,
    checked,
    template,
    written,
)
from chassis.refusals import Refusal
from tests.accounting import samples
from tests.support.fuzzing import damaged, examples

SYSTEM = samples.system()
ROWS = [(*row[:4], "12.5", *row[5:]) for row in template(SYSTEM)]
FILES = [written(format, COLUMNS, ROWS) for format in TableFormat]
_CELLS = st.one_of(st.text(max_size=8), st.sampled_from(["1e400", "=1", "１２", "1 2", "NaN"]))
_CHANGES = st.tuples(st.sampled_from(ROWS), st.integers(0, 6), _CELLS)


def outcome(content: bytes) -> type:
    try:
        return type(checked(content, SYSTEM)[0])
    except Refusal as refused:
        return type(refused)


@examples(60)
@given(damaged(FILES))
def test_bytes_changed_anywhere_are_checked_or_refused(content):
    assert issubclass(outcome(content), TableFormat | Refusal)


@examples(40)
@given(st.lists(_CHANGES, min_size=1, max_size=4))
def test_cells_changed_anywhere_are_checked_with_a_reason(changes):
    rows = [(*row[:at], cell, *row[at + 1 :]) for row, at, cell in changes]

    assert issubclass(outcome(written(TableFormat.CSV, COLUMNS, rows)), TableFormat | Refusal)
