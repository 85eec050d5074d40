"""How the text of a table is encoded: told for certain, or the file is refused.

Almost any bytes can be read as GB 18030, so that a file in Big5 or Windows-1252 would become other
words without a single error. What is not UTF-8 must therefore look like Chinese in GB 18030, or its
sender says what it is.
"""

import codecs
import re
from typing import IO

from accounting.sheets.domain.refusals import FactorFileUnreadable
from accounting.sheets.domain.usual_characters import USUAL
from accounting.values.domain.text import Text

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    "\ufeff".encode("gb18030"): "gb18030",
}
_STATE_IT = Text(
    "可在请求头注明,如 Content-Type: text/csv; charset=gb18030",
    "say which, as in Content-Type: text/csv; charset=gb18030",
)
_PIECE_BYTES = 1 << 20
_SAMPLE_BYTES = 1 << 18
_OF_THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_SYMBOLS = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3\xa6][\xa1-\xfe])*")
"""Punctuation, signs such as ℃, full-width digits and Greek letters, as GB 2312 has them."""
_IN_GB_2312 = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])*")
_OF_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_CHINESE = "GB18030"
_WESTERN = ("ISO-8859-1", "ISO-8859-2", "Windows-1250", "Windows-1252", "iso8859-")
_AMONG_LETTERS = re.compile(rb"[A-Za-z][\x80-\xff]{1,2}[a-z]")
_HANZI = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_PLAINLY = 0.8
"""Share of characters that names are made of: nine in ten of Chinese, one in four of other text."""
_ALSO_KOREAN = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xa3][\xa1-\xfe]|[\xb0-\xcf][\xa1-\xfe])*")
"""Rows of GB 2312 in which EUC-KR has its syllables and EUC-JP its usual characters."""
_DECLARABLE = {
    "utf-8": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gbk",
    "gb2312": "gb2312",
    "utf-16": "utf-16",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "euc-jp": "euc_jp",
    "shift_jis": "cp932",
    "windows-1252": "cp1252",
}
_CLOSE = 0.6
"""Of two or three characters no statistics are made: what is as likely is Chinese here."""
_ODD_PAIRS = re.compile(rb"[\xc6-\xcd\xd2-\xdf][\x80-\xbf]")
"""Letters of UTF-8 that are neither Latin nor Greek nor Cyrillic."""


def encoding_of(file: IO[bytes]) -> str:
    """The encoding of a text, which is left at its beginning. Raises `FactorFileUnreadable`."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    told = next((code for bom, code in _BOMS.items() if head.startswith(bom)), None)
    if told == "utf-16":
        return told
    try:
        is_utf_8, sample = _sampled(file)
    finally:
        file.seek(0)
    if is_utf_8:
        _check_is_utf_8(sample, told)
        return "utf-8-sig"
    if told != "gb18030":
        _check_is_chinese(sample)
    return "gb18030"


def declared(content: bytes, charset: str) -> bytes:
    """A text in UTF-8 whose sender said what it is in. Raises `FactorFileUnreadable`."""
    codec = _DECLARABLE.get(charset.lower())
    if codec is None:
        known = ", ".join(_DECLARABLE)
        raise FactorFileUnreadable(
            reason_zh=f"charset 只能是 {known} 之一", reason=f"its charset is none of {known}"
        )
    try:
        return content.decode(codec).encode("utf-8-sig")
    except UnicodeError as failure:
        raise FactorFileUnreadable(
            reason_zh=f"内容不是所注明的 {charset} 编码",
            reason=f"it is not in {charset} as it says",
        ) from failure


def _sampled(file: IO[bytes]) -> tuple[bool, bytes]:
    """Whether it is UTF-8, and its first lines that are not ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf_8, sample = True, b""
    while piece := file.read(_PIECE_BYTES):
        if b"\0" in piece:
            raise FactorFileUnreadable(reason_zh="不是文本文件", reason="it is no text file")
        if len(sample) < _SAMPLE_BYTES and not piece.isascii():
            sample += b"".join(line for line in piece.splitlines(True) if not line.isascii())
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            is_utf_8 = False
        if not is_utf_8 and len(sample) >= _SAMPLE_BYTES:
            break
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_utf_8 = False
    return is_utf_8, sample[:_SAMPLE_BYTES]


def _check_is_utf_8(sample: bytes, told: str | None) -> None:
    """A few Chinese words are letters in UTF-8 too, which nobody would write."""
    both = _ODD_PAIRS.search(sample) and _IN_GB_2312.fullmatch(sample)
    if both and not told and not _OF_THREE_BYTES.search(sample):
        raise FactorFileUnreadable(
            reason_zh=f"无法分辨编码是 UTF-8 还是 GB 18030;{_STATE_IT.zh}",
            reason=f"it could be UTF-8 or GB 18030; {_STATE_IT.en}",
        )


def _check_is_chinese(sample: bytes) -> None:
    """Raises `FactorFileUnreadable` unless GB 18030 is what a person meant."""
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    if len(_OF_THREE_BYTES.findall(sample)) > broken:
        raise FactorFileUnreadable(
            reason_zh="UTF-8 文本中有残缺的字符", reason="characters of its UTF-8 are cut off"
        )
    if _SYMBOLS.fullmatch(sample) or any(map(_is_rare_character, _OF_FOUR_BYTES.findall(sample))):
        return
    text = sample.decode("gb18030", errors="replace")
    is_japanese = bool(_KANA.search(text))
    if _is_plain(sample, text) and not is_japanese:
        return
    _check_is_likely(sample)
    if is_japanese or _ALSO_KOREAN.fullmatch(sample):
        raise FactorFileUnreadable(
            reason_zh=f"无法分辨编码是 GB 18030、EUC-KR 还是 EUC-JP;{_STATE_IT.zh}",
            reason=f"it could be GB 18030, EUC-KR or EUC-JP; {_STATE_IT.en}",
        )


def _is_plain(sample: bytes, text: str) -> bool:
    """Whether nearly all of it are characters that Chinese names are made of."""
    hanzi = _HANZI.findall(text)
    usual = sum(each in USUAL for each in hanzi)
    in_gb_2312 = _IN_GB_2312.fullmatch(sample) and not _AMONG_LETTERS.search(sample)
    return bool(hanzi and in_gb_2312) and usual >= _PLAINLY * len(hanzi)


def _check_is_likely(sample: bytes) -> None:
    likely = _guesses(sample)
    best = max(likely, key=lambda code: likely[code], default="")
    few = best.startswith(_WESTERN) and _IN_GB_2312.fullmatch(sample)
    enough = _CLOSE if few and not _AMONG_LETTERS.search(sample) else 1
    if likely.get(_CHINESE, 0) < likely.get(best, 1) * enough:
        raise FactorFileUnreadable(
            reason_zh=f"编码既不是 UTF-8,也不像 GB 18030(更像 {best or '其他编码'});{_STATE_IT.zh}",
            reason=f"it is neither UTF-8 nor plausible GB 18030, rather {best or 'another one'}; "
            f"{_STATE_IT.en}",
        )


def _guesses(sample: bytes) -> dict[str, float]:
    import chardet

    found = chardet.detect_all(sample, ignore_threshold=True)
    return {each["encoding"] or "": each["confidence"] for each in found}


def _is_rare_character(four_bytes: bytes) -> bool:
    """Whether the bytes are one of the characters that no other encoding writes like this."""
    letter = four_bytes.decode("gb18030", errors="replace")
    return len(letter) == 1 and ("\u3400" <= letter <= "\u4dbf" or letter >= "\U00020000")
