"""What an XLSX says of its sheets: which are shown, and what their cells share."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from posixpath import dirname, join, normpath

from accounting.sheets.domain.refusals import TOO_LARGE, FactorFileUnreadable
from accounting.sheets.domain.rows import LONGEST_CELL
from accounting.sheets.domain.xml_parts import Attributes, XmlPart, link_of
from chassis.archives import Archive

_ROOT = "_rels/.rels"
_MOST_SHEETS = 1_000
_MOST_STYLES = 70_000
_LONGEST_FORMAT = 255
_MOST_BYTES = 16 << 20
"""Of any part but texts and sheets."""
_EAST_ASIAN_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Formats without a code that mean dates in a Chinese, Japanese or Korean Excel: ECMA-376, Part 1,
18.8.30."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_BOOK = {"reason_zh": "不是 XLSX 工作簿", "reason": "it is no XLSX workbook"}


class Kind(Enum):
    """How a number in a cell is meant."""

    NUMBER = "number"
    MOMENT = "moment"
    DURATION = "duration"


@dataclass
class Workbook:
    """Of a file, what is needed to read any sheet of it."""

    archive: Archive
    most_strings: int
    counts_from_1904: bool = False
    sheets: dict[str, str] = field(default_factory=dict)
    """Visible sheets by name, with the part that holds each."""
    strings: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    """For each style of cells."""

    def moment(self, serial: float, kind: Kind) -> str:
        """So many days as a date, a time or both. Raises `OverflowError`, `ValueError`."""
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        epoch = MAC_EPOCH if self.counts_from_1904 else WINDOWS_EPOCH
        found = from_excel(serial, epoch, timedelta=kind is Kind.DURATION)
        if isinstance(found, timedelta):
            return str(found)
        return str(found.isoformat()).removesuffix("T00:00:00")


def opened(archive: Archive, most_strings: int) -> Workbook:
    """Raises `FactorFileUnreadable`, and what the archive raises."""
    book = Workbook(archive, most_strings)
    root = [target for kind, target in _links(archive, "").values() if kind == "officeDocument"]
    name = part_of(archive, root[0] if root else "xl/workbook.xml")
    links = _links(archive, name)
    _read_sheets(book, name, links)
    for kind, target in links.values():
        if kind == "sharedStrings":
            _read_strings(book, part_of(archive, target))
        elif kind == "styles":
            _read_styles(book, part_of(archive, target))
    return book


def part_of(archive: Archive, name: str) -> str:
    """A part by a name whose case may differ. Raises `FactorFileUnreadable`."""
    for found in archive.names:
        if found.lower() == name.lower():
            return found
    raise FactorFileUnreadable(**_NO_BOOK)


def unescaped(text: str) -> str:
    """A text whose odd characters are written `_x000D_`: ECMA-376, Part 1, 22.9.2.19."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"


def _links(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to by identifier: the kind of each, and its name in the archive."""
    found: dict[str, tuple[str, str]] = {}
    folder, _, file = part.rpartition("/")
    name = join(folder, f"_rels/{file}.rels") if part else _ROOT

    def link(attributes: Attributes) -> None:
        kind = attributes["Type"].rpartition("/")[2]
        target = normpath(join("/", dirname(part), attributes["Target"])).lstrip("/")
        if attributes.get("TargetMode") != "External":
            found[attributes["Id"]] = kind, target

    if any(name.lower() == each.lower() for each in archive.names):
        name = part_of(archive, name)
        XmlPart(name, {"Relationship": link}, {}, most_bytes=_MOST_BYTES).read_whole(
            archive.pieces(name)
        )
    return found


def _read_sheets(book: Workbook, name: str, links: dict[str, tuple[str, str]]) -> None:
    def count(attributes: Attributes) -> None:
        book.counts_from_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

    def sheet(attributes: Attributes) -> None:
        kind, target = links.get(link_of(attributes), ("", ""))
        if attributes.get("state", "visible") == "visible" and kind == "worksheet":
            book.sheets[attributes["name"]] = part_of(book.archive, target)
        if len(book.sheets) > _MOST_SHEETS:
            raise FactorFileUnreadable(**TOO_LARGE)

    part = XmlPart(name, {"workbookPr": count, "sheet": sheet}, {}, most_bytes=_MOST_BYTES)
    part.read_whole(book.archive.pieces(name))


def _read_strings(book: Workbook, name: str) -> None:
    words = CellText()

    def add() -> None:
        book.strings.append(words.taken())
        if len(book.strings) > book.most_strings:
            raise FactorFileUnreadable(**TOO_LARGE)

    part = XmlPart(name, words.starts, {**words.ends, "si": add})
    words.of(part)
    part.read_whole(book.archive.pieces(name))


def _read_styles(book: Workbook, name: str) -> None:
    """Only which styles show a number as a date; a style has a hundred other properties."""
    codes: dict[str, str] = {}
    wanted = False

    def code(attributes: Attributes) -> None:
        codes[attributes["numFmtId"]] = attributes["formatCode"][:_LONGEST_FORMAT]

    def begin(_: Attributes) -> None:
        nonlocal wanted
        wanted = True

    def style(attributes: Attributes) -> None:
        if wanted:
            book.kinds.append(_kind(attributes.get("numFmtId", "0"), codes))
        if len(codes) + len(book.kinds) > _MOST_STYLES:
            raise FactorFileUnreadable(**TOO_LARGE)

    def end() -> None:
        nonlocal wanted
        wanted = False

    starts = {"numFmt": code, "cellXfs": begin, "xf": style}
    part = XmlPart(name, starts, {"cellXfs": end}, most_bytes=_MOST_BYTES)
    part.read_whole(book.archive.pieces(name))


def _kind(number: str, codes: dict[str, str]) -> Kind:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

    built_in = int(number)
    code = codes.get(number) or BUILTIN_FORMATS.get(built_in)
    if is_timedelta_format(code):
        return Kind.DURATION
    east_asian = number not in codes and built_in in _EAST_ASIAN_DATES
    return Kind.MOMENT if east_asian or is_date_format(code) else Kind.NUMBER


class CellText:
    """The text of one cell or entry, of all its runs; how it is pronounced is left out, and so is
    what is longer than a cell may be."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._held = 0
        self._part: XmlPart | None = None
        self._aside = False
        self.starts = {"t": self.begin, "rPh": self._skip}
        self.ends = {"t": self.stop, "rPh": self._go_on}

    def of(self, part: XmlPart) -> None:
        self._part = part

    def begin(self, _: Attributes) -> None:
        if self._part and not self._aside:
            self._part.listen(self._hear)

    def stop(self) -> None:
        if self._part:
            self._part.listen(None)

    def taken(self) -> str:
        """What was heard since the last time."""
        text = unescaped("".join(self._pieces))
        self._pieces.clear()
        self._held = 0
        return text[: LONGEST_CELL + 1]

    def _hear(self, text: str) -> None:
        if self._held <= LONGEST_CELL:
            self._pieces.append(text)
            self._held += len(text)

    def _skip(self, _: Attributes) -> None:
        self._aside = True

    def _go_on(self) -> None:
        self._aside = False
