"""Whatever file is handed in as evidence is one of the kinds that are taken, or refused."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from accounting.evidence.domain import EvidenceEmpty, EvidenceKind, EvidenceKindUnknown, kind_of
from tests.accounting.sheets.foreign import kept
from tests.support.fuzzing import damaged, examples

FILES = [
    kept("readings-good-after-damaged.xlsx"),
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF",
    b"\x89PNG\r\n\x1a\n" + bytes(40),
    b"\xff\xd8\xff\xe0" + bytes(40),
    "表号,读数\r\n1,2\r\n".encode("gb18030"),
]


@examples(120)
@given(content=st.one_of(damaged(FILES), st.binary(max_size=80)))
def test_any_file_is_of_a_known_kind_or_refused(content: bytes, tmp_path_factory):
    file: Path = tmp_path_factory.getbasetemp() / "evidence"
    file.write_bytes(content)

    try:
        found = type(kind_of(file))
    except (EvidenceEmpty, EvidenceKindUnknown) as refused:
        found = type(refused)

    assert found in (EvidenceKind, EvidenceEmpty, EvidenceKindUnknown)
