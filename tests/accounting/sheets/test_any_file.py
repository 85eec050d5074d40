"""Whatever bytes come: a reader of files gives a table or refuses, soon, and nothing else."""

import csv
import io
import zipfile
from contextlib import suppress
from io import BytesIO
from tempfile import TemporaryFile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.sheets.domain.harmless import as_sent, csv_text, harmless
from accounting.sheets.domain.rows import MAX_COLUMNS
from accounting.sheets.domain.tables import read_sheet
from accounting.uploads.domain.readings import readings
from accounting.uploads.domain.uploads import UploadKind
from chassis.refusals import Refusal
from tests.accounting.sheets.foreign import kept, workbook
from tests.support.fuzzing import examples

HEAD = '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>at</t></is></c><c><v>1</v></c></row>'
CSV = "meter,at,value\r\nmain,2026-01-01T00:00:00Z,1.5\r\n总表,2026-01-02T00:00:00Z,2\r\n"
FEW, MEND = examples(150), examples(60)


def parquet() -> bytes:
    out = BytesIO()
    pl.DataFrame({"meter": ["main"] * 9, "at": ["x"] * 9, "value": [1.5] * 9}).write_parquet(out)
    return out.getvalue()


GOOD = {
    UploadKind.XLSX: [
        kept("readings-good-after-damaged.xlsx"),
        workbook(HEAD, strings="<si><t>meter</t></si>", styles="<cellXfs><xf/></cellXfs>"),
    ],
    UploadKind.CSV: [CSV.encode(code) for code in ("utf-8", "gb18030", "utf-16")],
    UploadKind.NDJSON: [b'{"meter":"main","at":"2026-01-01T00:00:00Z","value":"1.5"}\n' * 3],
    UploadKind.PARQUET: [parquet()],
}


def mutated(good: list[bytes]) -> st.SearchStrategy[bytes]:
    """Files with bytes changed, put in, left out, or cut off."""

    def change(file: bytes, edits: list[tuple[float, int, bytes]], keep: float) -> bytes:
        content = bytearray(file)
        for place, cut, put in edits:
            at = int(place * len(content))
            content[at : at + cut] = put
        return bytes(content[: max(4, int(keep * len(content)))])

    place = st.floats(0, 1, exclude_max=True)
    edit = st.tuples(place, st.integers(0, 4), st.binary(max_size=4))
    keep = st.one_of(st.just(1.0), place)
    return st.builds(change, st.sampled_from(good), st.lists(edit, max_size=6), keep)


def take(content: bytes, kind: UploadKind) -> None:
    """Read a file in both ways that there are."""
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        file.seek(0)
        with suppress(Refusal):
            found = readings(file, kind, max(1, len(content)), after=0)
            assert all(block.rows >= 0 for block in found.blocks)
    if kind in (UploadKind.XLSX, UploadKind.CSV):
        with suppress(Refusal):
            assert all(len(line.cells) <= MAX_COLUMNS for line in read_sheet(content).lines)


@pytest.mark.parametrize("kind", UploadKind, ids=lambda kind: kind.suffix)
def test_a_file_that_was_changed_anywhere_is_read_or_refused(kind):
    @FEW
    @given(mutated(GOOD[kind]))
    def check(content: bytes) -> None:
        take(content, kind)

    check()


@FEW
@given(st.binary(max_size=400), st.sampled_from(list(UploadKind)))
def test_any_bytes_are_read_or_refused(content, kind):
    take(content, kind)


@MEND
@given(st.data())
def test_a_part_of_a_workbook_may_be_changed_anywhere(data):
    """The archive is sound here, so that the readers of its parts are tried."""
    good = zipfile.ZipFile(BytesIO(data.draw(st.sampled_from(GOOD[UploadKind.XLSX]))))
    name = data.draw(st.sampled_from(good.namelist()))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each in good.namelist():
            part = good.read(each)
            archive.writestr(each, data.draw(mutated([part])) if each == name else part)
    take(out.getvalue(), UploadKind.XLSX)


@FEW
@given(st.text(max_size=20))
def test_any_text_is_written_so_that_nothing_runs_and_comes_back(text):
    written = harmless(text)
    (row,) = list(csv.reader(io.StringIO(csv_text([[text, "x"]]), newline="")))

    assert row == [written, "x"]
    assert as_sent(written) == text or text.startswith("'")
