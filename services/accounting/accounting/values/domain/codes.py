"""Identification codes and their check characters: enterprise, product and place."""

import re
from typing import Annotated

from pydantic import StringConstraints

from chassis.refusals import Invalid

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SUBJECT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SUBJECT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_NO_TRADE_ITEM = ("Restricted Circulation", "coupon", "Refund receipts")
"""Words of the prefixes' usages whose numbers name no trade item."""
_DIVISION = re.compile(r"[1-8][0-9]{5}")


class CreditCodeInvalid(Invalid):
    """A unified social credit code that GB 32100-2015 does not allow."""

    zh = "统一社会信用代码 {code} 不正确:{reason_zh}。请对照营业执照核对。"
    en = "{code} is not a unified social credit code: {reason}. Compare it with the licence."


class GtinInvalid(Invalid):
    """A number that names no trade item: by its length, its check digit or its prefix."""

    zh = "GTIN {gtin} 不正确:{reason_zh}。请对照商品条码核对。"
    en = "{gtin} is not a GTIN: {reason}. Compare it with the bar code of the product."


class DivisionInvalid(Invalid):
    """A place that is not six digits of GB/T 2260."""

    zh = "行政区划代码 {code} 不正确,请填写 GB/T 2260 的六位数字,例如滨海新区 120116。"
    en = "{code} is not an administrative division; give six digits of GB/T 2260, such as 120116."


def credit_code(text: str) -> str:
    """Normalise and check a unified social credit code, at both of its levels.

    GB 32100-2015: 18 characters without I, O, S, V, Z; the last is a check character over all,
    and characters 9 to 17 are an organisation code with its own check (GB 11714-1997).
    """
    code = text.strip().upper()
    if not _SHAPE.fullmatch(code):
        raise CreditCodeInvalid(
            code=code, reason_zh="应为 18 位且不含 I、O、S、V、Z", reason="18 characters are needed"
        )
    if code[0] == "0" or code[2:8] == "000000":
        raise CreditCodeInvalid(
            code=code,
            reason_zh="登记管理部门或行政区划不能为零",
            reason="no authority and no place has only zeros",
        )
    if code[17] != _check_character(code[:17]):
        raise CreditCodeInvalid(
            code=code, reason_zh="第 18 位校验码不符", reason="character 18 does not check"
        )
    if code[16] != _subject_check_character(code[8:16]):
        raise CreditCodeInvalid(
            code=code,
            reason_zh="第 17 位主体标识校验码不符",
            reason="the organisation code in characters 9 to 17 does not check",
        )
    return code


def gtin14(text: str) -> str:
    """Normalise a GTIN-8, -12, -13 or -14 to 14 digits. Raises `GtinInvalid`.

    Numbers that a shop or a company gives out for itself, coupons and receipts have the same shape
    and another meaning elsewhere: GS1 General Specifications, section 1.4, tells them by prefix.
    """
    # Its tables are larger than the rest of a small process.
    from biip import ParseError
    from biip.gtin import Gtin

    digits = text.strip()
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits):
        raise GtinInvalid(
            gtin=digits,
            reason_zh="应为 8、12、13 或 14 位数字",
            reason="8, 12, 13 or 14 digits are needed",
        )
    try:
        # Never `biip.parse`: it also takes article numbers and element strings, and fills them up.
        parsed = Gtin.parse(digits)
    except ParseError:
        raise GtinInvalid(
            gtin=digits, reason_zh="校验位不符", reason="its check digit is wrong"
        ) from None
    usage = parsed.prefix.usage if parsed.prefix else ""
    if any(word in usage for word in _NO_TRADE_ITEM):
        raise GtinInvalid(
            gtin=digits,
            reason_zh="此前缀只供店内或企业内部流通、优惠券或退款单使用,不标识商品",
            reason="such prefixes are for use within a shop or company, for coupons or receipts",
        )
    return parsed.as_gtin_14()


def division(text: str) -> str:
    """Check the shape of an administrative division code (GB/T 2260)."""
    if not _DIVISION.fullmatch(text):
        raise DivisionInvalid(code=text)
    return text


def _check_character(first_17: str) -> str:
    weighted = zip(first_17, _WEIGHTS, strict=True)
    remainder = sum(_ALPHABET.index(c) * weight for c, weight in weighted) % 31
    return _ALPHABET[(31 - remainder) % 31]


def _subject_check_character(first_8: str) -> str:
    weighted = zip(first_8, _SUBJECT_WEIGHTS, strict=True)
    check = 11 - sum(_SUBJECT_ALPHABET.index(c) * weight for c, weight in weighted) % 11
    return {10: "X", 11: "0"}.get(check, str(check))


Organisation = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")]
