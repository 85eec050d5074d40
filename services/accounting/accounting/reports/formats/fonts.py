"""Which fonts set a report: those that come with the program, and packages of the system beside.

Noto SC holds what Chinese and English reports need. A name in another script, or with a character
of the extensions B to H, is set with the fonts of `make fonts`; what none of them has is printed
as its code point, for a report that cannot be printed is worse than one with an unfamiliar sign.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as chinese
import typst

from chassis.text import shown

_SYSTEM = Path("/usr/share/fonts")
_FOLDERS = tuple(
    _SYSTEM / name
    for name in (
        "opentype/noto",
        "truetype/noto",
        "truetype/hanazono",
        "truetype/babelstone",
        "opentype/unifont",
    )
)
"""Of the Debian packages fonts-noto-cjk, -noto-core, -hanazono, -babelstone-han and -unifont."""
_WRITTEN = ("Noto Naskh Arabic", "Noto Serif Tibetan", "Noto Sans Mongolian", "HanaMinA")
_SERIF = ("Noto Serif CJK SC", *_WRITTEN, "HanaMinB", "BabelStone Han")
_SANS = ("Noto Sans CJK SC", *_WRITTEN, "HanaMinB", "BabelStone Han")
_FILES = re.compile(r"-Regular\.\w+|HanaMin.*|BabelStone.*|unifont(_upper)?\.otf")
_EMBEDDED = frozenset("₀₁₂₃₄₅₆₇₈₉")
"""What Noto SC lacks and typst's own fonts have, of the formulas in reports."""
_WITHOUT_GLYPH = frozenset("\n\r\t\u180b\u180c\u180d\u180e\u180f\u200c\u200d\u202f")
"""What a font shapes by or breaks at, whether it names it or not."""


def loaded(characters: Iterable[str]) -> typst.Fonts:
    """The fonts that a text needs; without other scripts the fonts of the machine play no part."""
    return _all() if _further(characters) else _own()


def families(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The families that are to be tried first, by what they are used for."""
    further = _further(characters)
    return {
        "serif": (*(_SERIF if further else ()), "Noto Serif SC"),
        "sans": (*(_SANS if further else ()), "Noto Sans SC"),
    }


def printable(text: str) -> str:
    """The text with the code point in the place of what no font here can print."""
    text = shown(text)
    if not (further := _further(text)) or not (missing := further - _system_characters()):
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if c in missing else c for c in text)


def _further(characters: Iterable[str]) -> set[str]:
    """The characters that the program's own fonts lack."""
    return set(characters) - _own_characters() - _EMBEDDED - _WITHOUT_GLYPH


@cache
def _own() -> typst.Fonts:
    """Noto Sans SC and Noto Serif SC (SIL OFL)."""
    return _fonts(())


@cache
def _all() -> typst.Fonts:
    return _fonts(tuple(folder for folder in _FOLDERS if folder.is_dir()))


def _fonts(further: tuple[Path, ...]) -> typst.Fonts:
    folders = [chinese.sans_path().parent, *further]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@cache
def _own_characters() -> frozenset[str]:
    return _characters(chinese.sans_path()) | _characters(chinese.serif_path())


@cache
def _system_characters() -> frozenset[str]:
    """Read once, in about a second; most processes never need it."""
    files = sorted(file for folder in _FOLDERS for file in folder.glob("*"))
    found = (_characters(file) for file in files if _FILES.search(file.name))
    return frozenset().union(*found)


def _characters(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # Slow to load, and needed for few reports.

    with TTFont(file, fontNumber=0, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
