"""Identification codes that travel in events: when one is well formed, and why another is not."""

from dataclasses import dataclass

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SUBJECT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SUBJECT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DEPARTMENTS = "123456789ANY"
"""Registering departments of GB 32100-2015, table 1, and of its amendment 1 (2016): 1 public
bodies, 2 foreign affairs, 3 justice, 4 culture, 5 civil affairs, 6 tourism, 7 religion, 8 trade
unions, 9 market regulation, A the armed forces, N agriculture, Y others. Compared with
published tables.
"""
_GTIN_LENGTHS = (8, 12, 13, 14)
_RESTRICTED = (range(20, 30), range(40, 60), range(200, 300), range(980, 1000))
"""GS1 prefixes that identify nothing outside one company or region: 02, 04 and 20 to 29 restricted
circulation, 05 kept back, 98 and 99 refund receipts and coupons. GS1 General Specifications, table
of GS1 prefix ranges (release 26: 1.2.3.1, table 1-4; earlier ones: 1.4). 02, 04 and 20 to 29 were
compared with published transcriptions of it, the others with none.
"""
_RESTRICTED_GTIN_8 = "02"
"""GS1-8 prefixes 000 to 099 (velocity codes) and 200 to 299: the table beside that.
"""


@dataclass(frozen=True)
class CodeFault:
    """Why a code is none, in both languages."""

    zh: str
    en: str


def credit_code_fault(code: str) -> CodeFault | None:
    """What is wrong with a unified social credit code, at both of its levels; None if nothing.

    GB 32100-2015: 18 characters without I, O, S, V, Z; a department, a place of GB/T 2260, and
    a check character over all. Characters 9 to 17 are an organisation code with its own check
    (GB 11714-1997). Zeros check at both levels, and name no department.
    """
    if len(code) != 18 or not set(code) <= set(_ALPHABET) or not _is_number(code[2:8]):
        return CodeFault("应为 18 位且不含 I、O、S、V、Z", "18 characters are needed")
    if code[0] not in _DEPARTMENTS:
        return CodeFault(
            "第 1 位不是登记管理部门代码", "character 1 names no registering department"
        )
    if code[2] not in "12345678":
        return CodeFault("第 3 至 8 位不是行政区划", "characters 3 to 8 are no place of GB/T 2260")
    if code[17] != _check_character(code[:17]):
        return CodeFault("第 18 位校验码不符", "character 18 does not check")
    if code[16] != _subject_check_character(code[8:16]):
        return CodeFault(
            "第 17 位主体标识校验码不符",
            "the organisation code in characters 9 to 17 does not check",
        )
    if not code[8:17].strip("0"):
        return CodeFault("主体标识码全为零", "the organisation code is all zeros")
    return None


def gtin_fault(digits: str) -> CodeFault | None:
    """What is wrong with a GTIN-8, -12, -13 or -14; None if nothing."""
    if not _is_number(digits) or len(digits) not in _GTIN_LENGTHS:
        return CodeFault("应为 8、12、13 或 14 位数字", "it has 8, 12, 13 or 14 digits")
    if not digits.strip("0"):
        return CodeFault("全为零", "it is all zeros")
    if sum(int(d) * (1, 3)[at % 2] for at, d in enumerate(reversed(digits))) % 10:
        return CodeFault("校验位不符", "the check digit does not check")
    padded = digits.zfill(14)
    if padded.startswith("000000"):
        restricted = padded[6] in _RESTRICTED_GTIN_8
    else:
        restricted = any(int(padded[1:4]) in prefixes for prefixes in _RESTRICTED)
    if restricted:
        return CodeFault(
            "前缀为店内码、优惠券等限用号段",
            "its prefix is for restricted circulation, coupons and the like",
        )
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _check_character(first_17: str) -> str:
    weighted = zip(first_17, _WEIGHTS, strict=True)
    remainder = sum(_ALPHABET.index(c) * weight for c, weight in weighted) % 31
    return _ALPHABET[(31 - remainder) % 31]


def _subject_check_character(first_8: str) -> str:
    weighted = zip(first_8, _SUBJECT_WEIGHTS, strict=True)
    check = 11 - sum(_SUBJECT_ALPHABET.index(c) * weight for c, weight in weighted) % 11
    return {10: "X", 11: "0"}.get(check, str(check))
