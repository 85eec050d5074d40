"""GS1 Digital Link URIs: what a path identifies.

Source: GS1 Digital Link Standard, URI Syntax 1.6: the primary key first, then its qualifiers in
the order consumer product variant (22), batch or lot (10), serial (21), each with its value.
"""

import re
from dataclasses import dataclass

from chassis.refusals import Refusal
from contracts.codes import gtin_fault

GTIN, SERIAL = "01", "21"
_ORDER = ("22", "10", SERIAL)
_LONGEST = 20
_CHARACTERS = re.compile(r"[!-\"%-/0-9:-?A-Z_a-z]+")
"""GS1 AI encodable character set 82 (General Specifications, figure 7.11-1)."""


class DigitalLinkMalformed(Refusal):
    """The address is no GS1 Digital Link: a wrong GTIN, or qualifiers that are none of it."""

    status = 400
    zh = "“{link}”不是有效的 GS1 Digital Link：{why_zh}。请核对链接。"
    en = "“{link}” is no GS1 Digital Link: {why_en}. Compare the link."


@dataclass(frozen=True)
class DigitalLink:
    """What an address identifies."""

    gtin: str
    """14 digits, the last of which checks."""
    serial: str | None = None
    """The label number, as it was written; None for the product."""


def read(path: str) -> DigitalLink:
    """The address `/01/{path}`; one slash at its end counts for nothing.

    Variant and lot are checked and say nothing here: labels belong to products.
    Raises `DigitalLinkMalformed`.
    """
    gtin, *rest = path.removesuffix("/").split("/")
    if fault := gtin_fault(gtin):
        raise _malformed(path, fault.zh, fault.en)
    qualifiers = dict(zip(rest[::2], rest[1::2], strict=False))
    in_order = [key for key in _ORDER if key in qualifiers]
    if len(rest) % 2 or rest[::2] != in_order:
        raise _malformed(path, "限定符或其顺序有误", "its qualifiers or their order are wrong")
    serial = qualifiers.pop(SERIAL, None)
    if not all(map(_is_value, qualifiers.values())) or serial == "":
        raise _malformed(path, "限定符的值有误", "a qualifier has a value that it cannot have")
    return DigitalLink(gtin.zfill(14), serial)


def _is_value(text: str) -> bool:
    return len(text) <= _LONGEST and _CHARACTERS.fullmatch(text) is not None


def _malformed(path: str, why_zh: str, why_en: str) -> DigitalLinkMalformed:
    return DigitalLinkMalformed(link=f"/{GTIN}/{path}", why_zh=why_zh, why_en=why_en)


def misplaced(path: str) -> DigitalLinkMalformed:
    """The refusal of an address that begins with a qualifier."""
    zh, en = "应以商品条码 /01/ 开头", "it begins with a GTIN, /01/"
    return DigitalLinkMalformed(link=path, why_zh=zh, why_en=en)
