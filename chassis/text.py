"""The rule for every name and text that enters: what it may consist of, and how it is kept.

Text is kept in Normalization Form C, so that one name has one spelling. Blanks of every width
become the plain one, and a line has neither two in a row nor any at its ends. Refused, with the
place, is what no reader sees and what shows another text than the one that is kept: controls,
characters that turn the direction of writing (pages isolate names instead), invisible ones,
variation selectors, and what is no assigned character. Two exceptions that scripts need:
joiners where RFC 5892, appendix A, allows them, and the selectors, the vowel separator and the
narrow blank of Mongolian directly behind one of its letters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

import unicodedata2 as unicode
from annotated_types import MaxLen
from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    JsonValue,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from chassis.refusals import Invalid

KEPT: Final = {"kept": True}
"""The validation context for what a store returns: it entered under the rule of its day."""

_COMMON = re.compile(r"[ -~\u00c0-\u00ff\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*")
"""Text that needs no second look: all of it is fit, and Form C leaves it alone."""
_BLANKS = re.compile(r" {2,}")
_LETTER = r"[\u1807\u1820-\u1878\u1880-\u18aa]"
_MONGOLIAN_LETTER = re.compile(_LETTER)
_LOOSE_NARROW_BLANK = re.compile(rf"(?<!{_LETTER})\u202f")
_MONGOLIAN_SIGNS = frozenset("\u180b\u180c\u180d\u180e\u180f")
_JOINERS = frozenset("\u200c\u200d")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Signs drawn around the digits behind them: format characters by category, and to be seen."""
_INVISIBLE = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    r"\U00013441\U00013442\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
"""Fillers, selectors and replacements; their category calls them letters, marks or symbols."""
_HALF = re.compile(r"[\ud800-\udfff]")
_AROUND = 60


class TextUnfit(Invalid, ValueError):
    """A name or text has a character that cannot stand there, or is too short or too long."""

    zh = "文字有误:{reason_zh}。"
    en = "This text cannot stand: {reason}."


def line(text: str) -> str:
    """One line as it is kept. Raises `TextUnfit`."""
    return _BLANKS.sub(" ", _normal(text, frozenset())).strip(" \u202f")


def lines(text: str) -> str:
    """Text of several lines as it is kept. Raises `TextUnfit`."""
    return _normal(text.replace("\r\n", "\n"), frozenset("\n\t")).strip(" \u202f\n\t")


def shown(text: str) -> str:
    """The text with the code point in the place of whatever could not be kept, to tell of it."""
    if _COMMON.fullmatch(text):
        return text
    return "".join(
        f"⟨U+{ord(c):04X}⟩" if c not in "\n\r\t" and _fault(text, at, c) else c
        for at, c in enumerate(text)
    )


@dataclass(frozen=True, slots=True)
class TextRule:
    """Metadata of a string that people wrote: `Annotated[str, TextRule(most=50)]`."""

    most: int = 200
    """Characters, once normalised."""
    least: int = 1
    several_lines: bool = False

    def kept(self, text: str) -> str:
        """The text as it is kept. Raises `TextUnfit`."""
        # A longer one is not worth reading; blanks apart, Form C shortens nothing so much.
        if len(text) <= 10 * self.most:
            text = lines(text) if self.several_lines else line(text)
        if len(text) > self.most:
            raise TextUnfit(
                reason_zh=f"最长 {self.most} 个字符",
                reason=f"give at most {self.most} characters",
            )
        if len(text) < self.least:
            raise TextUnfit(
                reason_zh=f"至少 {self.least} 个字符",
                reason=f"give at least {self.least} characters",
            )
        return text

    def _check(self, text: str, info: ValidationInfo) -> str:
        return text if info.context is KEPT else self.kept(text)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "minLength": self.least, "maxLength": self.most}


Name = Annotated[str, TextRule()]
"""What something or somebody is called, on one line."""
Sentence = Annotated[str, TextRule(most=1000)]
Note = Annotated[str, TextRule(most=2000, several_lines=True)]


def _keepable(text: str) -> str:
    if "\x00" in text or (not text.isascii() and _HALF.search(text)):
        raise TextUnfit(
            reason_zh="含有 U+0000 或半个字符(代理项)",
            reason="it has U+0000 or half a character, a surrogate",
        )
    return text


Pasted = Annotated[str, MaxLen(2000), AfterValidator(_keepable)]
"""What is only looked up, never kept, by a reader that forgives what clings to a pasted text."""


def _fit_throughout(document: JsonValue, info: ValidationInfo) -> JsonValue:
    if info.context is not KEPT:
        for text in _strings(document):
            _check_characters(text, frozenset("\n\r\t"))
    return document


Fit = BeforeValidator(_fit_throughout)
"""For a document that is read as a model whose own strings say nothing."""
Document = Annotated[dict[str, JsonValue], AfterValidator(_fit_throughout)]
"""A document of another's making: its texts are fit, and as they came."""


def _strings(document: JsonValue) -> Iterator[str]:
    waiting: list[Any] = [document]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case Mapping() as members:
                waiting.extend((*members.keys(), *members.values()))
            case list() | tuple() as items:
                waiting.extend(items)


def _normal(text: str, allowed: frozenset[str]) -> str:
    if _COMMON.fullmatch(text):
        return text
    _check_characters(text, allowed)
    plain = "".join(" " if _is_blank(c) else c for c in unicode.normalize("NFC", text))
    return _LOOSE_NARROW_BLANK.sub(" ", plain)


def _is_blank(character: str) -> bool:
    return unicode.category(character) == "Zs" and character != "\u202f"


def _check_characters(text: str, allowed: frozenset[str]) -> None:
    if _COMMON.fullmatch(text):
        return
    for at, character in enumerate(text):
        if character not in allowed and (fault := _fault(text, at, character)):
            raise _unfit(text, at, fault)


def _unfit(text: str, at: int, fault: tuple[str, str]) -> TextUnfit:
    where = f"U+{ord(text[at]):04X}"
    return TextUnfit(
        reason_zh=f"第 {at + 1} 个字符 {where} {fault[0]}",
        reason=f"character {at + 1}, {where}, {fault[1]}",
    )


def _fault(text: str, at: int, character: str) -> tuple[str, str] | None:
    """Why a character cannot stand where it stands, in both languages; None if it can."""
    if character in _TURNING:
        return "改变书写方向,请删除", "turns the direction of writing; remove it"
    match unicode.category(character):
        case "Cc" | "Zl" | "Zp":
            return "是控制符或换行符,请删除", "is a control or a line break; remove it"
        case "Cs":
            return "是半个字符(代理项)", "is half a character, a surrogate"
        case "Co" | "Cn":
            return "不是 Unicode 已分配的字符", "is no character that Unicode assigned"
        case "Mn" | "Me" | "Mc" if not text[max(0, at - 1) : at].strip():
            return "是附加符号,前面没有字符", "is a mark with no character before it"
    if _is_seen(text, at, character):
        return None
    return "不可见或不代表内容,请删除", "cannot be seen or stands for nothing; remove it"


def _is_seen(text: str, at: int, character: str) -> bool:
    if character in _JOINERS:
        return _joins(text[max(0, at - _AROUND) : at + _AROUND], min(at, _AROUND))
    if character in _MONGOLIAN_SIGNS and _MONGOLIAN_LETTER.fullmatch(text[max(0, at - 1) : at]):
        return True
    is_format = unicode.category(character) == "Cf" and character not in _VISIBLE_FORMATS
    return not is_format and not _INVISIBLE.match(character)


def _joins(around: str, at: int) -> bool:
    """RFC 5892, appendix A.1 and A.2: where a joiner or non-joiner changes what is written."""
    import idna  # Its tables are for these two characters only.

    return bool(idna.valid_contextj(around, at))
