"""Files as people and their programs make them: those kept in this folder, and odd ones built."""

import zipfile
from io import BytesIO
from itertools import chain, repeat
from pathlib import Path

FILES = Path(__file__).parent / "files"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def kept(name: str) -> bytes:
    return (FILES / name).read_bytes()


def workbook(
    *sheets: str, strings: str = "", styles: str = "", states: tuple[str, ...] = ()
) -> bytes:
    """An XLSX by hand, of the content of each `sheetData`."""
    parts = {
        f"worksheets/sheet{number}.xml": _part("worksheet", f"<sheetData>{sheet}</sheetData>")
        for number, sheet in enumerate(sheets, start=1)
    }
    links = [("worksheet", name) for name in parts]
    if strings:
        parts["sharedStrings.xml"] = _part("sst", strings)
        links.append(("sharedStrings", "sharedStrings.xml"))
    if styles:
        parts["styles.xml"] = _part("styleSheet", styles)
        links.append(("styles", "styles.xml"))
    parts["_rels/workbook.xml.rels"] = _links(links)
    parts["workbook.xml"] = _part("workbook", f"<sheets>{_named(len(sheets), states)}</sheets>")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        for name, content in parts.items():
            archive.writestr(f"xl/{name}", content)
    return out.getvalue()


def _part(kind: str, content: str) -> str:
    return f'<{kind} xmlns="{MAIN}" xmlns:r="{_OFFICE}">{content}</{kind}>'


def _named(count: int, states: tuple[str, ...]) -> str:
    each = zip(range(1, count + 1), chain(states, repeat("visible")), strict=False)
    return "".join(
        f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}" state="{state}"/>' for n, state in each
    )


def _links(links: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'
