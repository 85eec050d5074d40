"""The rule for names and texts: what is kept of them, and what is refused with its place."""

import unicodedata
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from chassis.text import KEPT, Document, Name, Note, Pasted, TextUnfit, line, lines, shown

SCRIPTS = {
    "Chinese": "单晶硅光伏组件(400 W)",
    "extension A": "㐀㠯䶵",
    "extension B": "𠮷田组件",
    "extension C": "𪜀",
    "extension D": "𫝀",
    "extension E": "𫠠",
    "extension F": "𬺰",
    "extension G": "𰀀",
    "extension H": "𱍐",
    "extension I": "𮯰",
    "Tibetan": "བོད་ཡིག",
    "Uyghur": "ئۇيغۇر",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "Mongolian with a selector and a vowel separator": "ᠪᠠ᠋ᠷᠠ᠎ᠠ",
    "Mongolian with a narrow blank before a suffix": "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ",
    "Yi": "ꆈꌠꁱꂷ",
    "Tai Le": "ᥖᥭᥰ",
    "New Tai Lue": "ᦺᦑ",
    "Tai Tham": "ᨲᩫ᩠ᩅ",
    "Lisu": "ꓡꓲ-ꓢꓴ",
    "Miao": "𖼀𖽔",
    "Korean": "태양광 모듈",
    "Thai": "แผงโซลาร์",
    "Persian with a non-joiner": "می\u200cخواهم",
    "Hindi with a joiner": "क्\u200dष",
    "emoji": "绿色🌱组件",
}


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_a_name_in_any_script_is_kept_as_it_is(name):
    assert line(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("cafe\u0301", "café"),
        ("\uf90a属", "金属"),
        ("\u1112\u1161\u11ab", "한"),
        ("  光伏\u3000组件\u00a0 400 W ", "光伏 组件 400 W"),
        ("电池\u202f片", "电池 片"),
        ("ＰＶ组件４００Ｗ", "ＰＶ组件４００Ｗ"),
    ],
    ids=["accent", "compatibility ideograph", "jamo", "blanks", "narrow blank", "full width"],
)
def test_one_name_has_one_spelling(written, kept):
    assert line(written) == kept


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\x90", "\u2028", "\u2029"),
        *("\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
        *("\u2066", "\u2067", "\u2068", "\u2069", "\u206a"),
        *("\u200b", "\u200c", "\u200d", "\u2060", "\u2064", "\ufeff", "\u00ad", "\u034f"),
        *("\u115f", "\u1160", "\u3164", "\uffa0", "\u17b4", "\u2800", "\u180b", "\u180e"),
        *("\ufe00", "\ufe0f", "\U000e0100", "\U000e0041", "\U000e0001", "\ufff9", "\ufffc"),
        *("\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\u0378", "\ue000", "\U0010fffd"),
        *("\ud800", "\udc00", "\U0001d173", "\U0001bca0"),
    ],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_what_cannot_be_seen_or_is_no_character_is_refused_with_its_place(character):
    with pytest.raises(TextUnfit) as refused:
        line(f"组件{character}甲")

    assert f"character 3, U+{ord(character):04X}," in refused.value.messages["en"]
    assert f"第 3 个字符 U+{ord(character):04X} " in refused.value.messages["zh"]


@pytest.mark.parametrize("name", ["\u0301a", "组 \u0301件"], ids=["at the start", "on a blank"])
def test_a_mark_needs_a_character_that_it_marks(name):
    with pytest.raises(TextUnfit, match="is a mark with no character before it"):
        line(name)


def test_a_text_of_several_lines_keeps_its_line_breaks_and_nothing_else_of_the_kind():
    assert lines(" 第一行\r\n\t第二行\u3000末\n") == "第一行\n\t第二行 末"
    for character in "\x0b\x0c\r\x1b\u2028":
        with pytest.raises(TextUnfit):
            lines(f"第一行{character}第二行")


@pytest.mark.parametrize("name", ["", " \u3000", "x" * 201, "x" * 100_000], ids=len)
def test_a_name_has_one_to_two_hundred_characters(name):
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(name)


def test_length_is_that_of_what_is_kept():
    assert TypeAdapter(Name).validate_python(" " * 300 + "e\u0301" * 200) == "é" * 200
    assert TypeAdapter(Note).json_schema()["maxLength"] == 2000


def test_what_entered_under_another_rule_can_still_be_read():
    adapter: TypeAdapter[Any] = TypeAdapter(dict[str, Name])

    assert adapter.validate_python({"zh": "a\u200bb "}, context=KEPT) == {"zh": "a\u200bb "}


@pytest.mark.parametrize(
    "document",
    [{"a": ["x", {"b": "\x00"}]}, {"a\u202e": 1}, {"a": {"b": ["\ud800"]}}],
    ids=["a NUL far inside", "the name of a member", "half a character"],
)
def test_a_document_of_anothers_making_is_searched_throughout(document):
    adapter: TypeAdapter[Any] = TypeAdapter(Document)

    assert adapter.validate_python({"a": ["e\u0301\n"]}) == {"a": ["e\u0301\n"]}
    with pytest.raises(ValidationError):
        adapter.validate_python(document)


def test_what_is_told_of_a_refused_text_shows_what_could_not_be_kept():
    assert shown("组\x00件\u202eA\n") == "组⟨U+0000⟩件⟨U+202E⟩A\n"


def test_a_pasted_text_may_be_anything_that_can_be_looked_up():
    adapter: TypeAdapter[str] = TypeAdapter(Pasted)

    assert adapter.validate_python("\u202eＮ－1\u200b ") == "\u202eＮ－1\u200b "
    for text in ("a\x00", "\ud800", "x" * 2001):
        with pytest.raises(ValidationError):
            adapter.validate_python(text)
