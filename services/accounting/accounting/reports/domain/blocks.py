"""What a report is made of on paper, whatever it is printed with."""

import re
from dataclasses import dataclass
from typing import Literal

from accounting.values.domain.text import Language, Text


@dataclass(frozen=True)
class Say:
    """Chooses the words of one language."""

    language: Language

    def __call__(self, zh: str, en: str) -> str:
        """Words of the report itself, punctuated as printed Chinese is."""
        return _printed(zh) if self.language is Language.ZH else en

    def words(self, text: Text) -> str:
        return self(text.zh, text.en)

    def name(self, text: Text) -> str:
        """What somebody else wrote stays as it was written."""
        return text.zh if self.language is Language.ZH else text.en


_MARKS = re.compile(r"(?<=[\u3400-\u9fff\u201d])[,;:?!()]|[,;:?!()](?=[\u3400-\u9fff\u201c])")


_WIDER = 0xFEE0
"""From an ASCII mark to its full-width form in Unicode."""


def _printed(zh: str) -> str:
    """With full-width marks beside Chinese characters; brackets stay pairs."""
    wide = _MARKS.sub(lambda mark: chr(ord(mark.group()) + _WIDER), zh)
    opened, closed = chr(ord("(") + _WIDER), chr(ord(")") + _WIDER)
    if wide.count(opened) == wide.count(closed):
        return wide
    return wide.replace("(", opened).replace(")", closed)


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Facts:
    """What and its value, one pair a line."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Column:
    title: str
    width: int = 1
    """In relation to the other columns."""
    numeric: bool = False


@dataclass(frozen=True)
class Grid:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True)
class Bar:
    label: str
    length: float
    """Of the longest bar, 0 to 1; a number for drawing only."""
    value: str
    percent: str
    strong: bool = False
    """Drawn darker: the product itself among others."""


@dataclass(frozen=True)
class Bars:
    caption: str
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True)
class Range:
    label: str
    low: float
    middle: float
    high: float
    """On the drawing's axis, 0 to 1; numbers for drawing only."""
    value: str


@dataclass(frozen=True)
class Ranges:
    """Intervals on one axis, whose ends are written below it."""

    caption: str
    ranges: tuple[Range, ...]
    ends: tuple[str, str]
    kind: Literal["ranges"] = "ranges"


@dataclass(frozen=True)
class Boundary:
    """The life-cycle stages, inside and outside."""

    caption: str
    stages: tuple[tuple[str, bool], ...]
    inside: str
    outside: str
    kind: Literal["boundary"] = "boundary"


Drawing = Bars | Boundary | Ranges


Block = Paragraph | Bullets | Facts | Grid | Drawing


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Cover:
    title: str
    subtitle: str
    product: str
    enterprise: str
    value: str
    unit: str
    draft: str
    """Words that mark a report that nobody may rely on; empty on a sealed one."""
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paper:
    """A report as it is printed."""

    language: Language
    title: str
    author: str
    dated: tuple[int, int, int, int, int, int]
    header: str
    footer: str
    contents: str
    page: str
    """How a page number is written, with `{page}` and `{pages}`."""
    cover: Cover
    sections: tuple[Section, ...]
