"""Files that are small to send and dear to read, or damaged, and what they say they are."""

import io
import zipfile
from collections.abc import Callable, Iterator

import polars

from accounting.uploads.domain.uploads import UploadKind

ZIP = "application/zip"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = {
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "[Content_Types].xml": "<Types "
    'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>',
}
_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>process</t></is></c></row>'
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def sheets() -> Iterator[tuple[str, bytes]]:
    """Tables of every kind, with their media types."""
    many = "<si><t>a</t></si>" * 450_000
    yield UploadKind.XLSX, _book(_sheet(_ROW), f'<sst xmlns="{_MAIN}">{many}</sst>')
    yield UploadKind.XLSX, _book(_sheet(" " * 90_000_000))
    yield UploadKind.XLSX, _book(_ENTITIES + _sheet(_ROW.replace("process", "&b;")))
    yield UploadKind.XLSX, _book(_sheet(_ROW))[:-200]
    yield UploadKind.XLSX, _damaged(_book(_sheet(_ROW * 50)))
    yield UploadKind.CSV, b"," * 8_000_000
    yield UploadKind.CSV, b"\n" * 8_000_000
    yield UploadKind.CSV, b'"' + b"a" * 8_000_000
    yield UploadKind.PARQUET, _long_cells()
    yield UploadKind.PARQUET, b"PAR1" + b"\xff" * 44 + b"\x7fPAR1"


def archives() -> Iterator[tuple[str, bytes]]:
    """Archives that say they are openLCA's."""
    commas = b'{"a":[' + b"1," * 3_000_000 + b"1]}"
    yield ZIP, _archive({f"processes/{number}.json": commas for number in range(8)})
    yield ZIP, _archive({"processes/a.json": b"0" * 200_000_000})
    yield ZIP, _archive({"processes/a.json": b"[" * 100_000})
    yield ZIP, _archive({f"processes/{number}.json": b"{}" for number in range(20_000)})
    yield ZIP, _damaged(_archive({"processes/a.json": commas}))


def garbage() -> Iterator[tuple[str, bytes]]:
    """Events that a partner might send."""
    media = "application/cloudevents+json"
    yield media, b'{"id":"\\ud800","type":"x"}'
    yield media, b'{"id":"\\u0000","type":"x"}'
    yield media, b"[" * 100_000
    yield media, b"\xff\xfe" * 500
    yield media, b'{"id":1e999999999}'
    yield media, b'{"data":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001


Files = Callable[[], Iterator[tuple[str, bytes]]]


def _sheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _book(sheet: str, shared: str = f'<sst xmlns="{_MAIN}"/>') -> bytes:
    parts = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared, **_BOOK}
    return _archive({name: text.encode() for name, text in parts.items()})


def _archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _damaged(archive: bytes) -> bytes:
    """The same with a stretch of its first member overwritten."""
    return archive[:60] + b"\xff" * 20 + archive[80:]


def _long_cells() -> bytes:
    file = io.BytesIO()
    polars.DataFrame({"process": ["a" * 50_000] * 10_000}).write_parquet(file, compression="zstd")
    return file.getvalue()
