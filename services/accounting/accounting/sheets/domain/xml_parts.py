"""Parts of an XLSX, read while they are unpacked: nothing is kept but what a reader asks for."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias
from xml.parsers import expat

from accounting.sheets.domain.refusals import FactorFileUnreadable

Attributes: TypeAlias = dict[str, str]
Starts: TypeAlias = Mapping[str, Callable[[Attributes], None]]
Ends: TypeAlias = Mapping[str, Callable[[], None]]
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
)
"""Of the transitional and of the strict form (ECMA-376, ISO/IEC 29500), and of the package."""
_LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_ENCODINGS = ("", "utf-8", "utf-16", "us-ascii")
_DEEPEST = 100
_MOST_NAMES = 10_000
_LONGEST_TAG = 1 << 20
"""Before it ends, a tag is read anew with each piece."""


class XmlPart:
    """A part that is being read; elements of other vocabularies than a spreadsheet's are passed
    over, and so is text that nobody listens to."""

    def __init__(self, name: str, starts: Starts, ends: Ends, *, most_bytes: int = 1 << 40) -> None:
        self._name, self._depth, self._fed, self._most_bytes = name, 0, 0, most_bytes
        self._starts = {f"{space} {name}": do for space in _SPACES for name, do in starts.items()}
        self._ends = {f"{space} {name}": do for space in _SPACES for name, do in ends.items()}
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.XmlDeclHandler = self._check_encoding
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def listen(self, text: Callable[[str], None] | None) -> None:
        """Pass text on from here; to nobody from there."""
        self._parser.CharacterDataHandler = text

    def read(self, pieces: Iterator[bytes]) -> Iterator[None]:
        """A step for each piece. Raises `FactorFileUnreadable`."""
        try:
            for piece in pieces:
                self._parser.Parse(piece)
                self._check_growth(len(piece))
                yield
            self._parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as failure:
            raise unreadable(f"{self._name}: {failure}") from failure

    def read_whole(self, pieces: Iterator[bytes]) -> None:
        """All steps at once. Raises `FactorFileUnreadable`."""
        for _ in self.read(pieces):
            pass

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise unreadable(f"{self._name}: nested too deeply")
        if do := self._starts.get(name):
            do(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if do := self._ends.get(name):
            do()

    def _check_growth(self, size: int) -> None:
        """The parser keeps every name that it meets, and every tag until it ends."""
        self._fed += size
        if len(self._parser.intern) > _MOST_NAMES:
            raise unreadable(f"{self._name}: too many names")
        if self._fed > self._most_bytes:
            raise unreadable(f"{self._name}: too large")
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
            raise unreadable(f"{self._name}: a tag never ends")

    def _check_encoding(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            raise unreadable(f"{self._name}: encoding {encoding}")


def link_of(attributes: Attributes) -> str:
    """The identifier of the part that an element points to."""
    return next((attributes[name] for name in _LINKS if name in attributes), "")


def unreadable(reason: str) -> FactorFileUnreadable:
    """The refusal of a file whose fault has no name in either language."""
    shown = "".join(letter for letter in reason[:200] if letter.isprintable())
    return FactorFileUnreadable(reason_zh=shown, reason=shown)


def _no_doctype(*_: object) -> None:
    raise FactorFileUnreadable(reason_zh="含文档类型声明", reason="it declares a document type")
