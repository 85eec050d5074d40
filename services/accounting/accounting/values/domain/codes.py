"""Identification codes and their check characters: enterprise, product and place."""

import re
from typing import Annotated

from pydantic import StringConstraints

from chassis.refusals import Invalid
from contracts.codes import credit_code_fault, gtin_fault

_DIVISION = re.compile(r"[1-8][0-9]{5}")


class CreditCodeInvalid(Invalid):
    """A unified social credit code that GB 32100-2015 does not allow."""

    zh = "统一社会信用代码 {code} 不正确:{reason_zh}。请对照营业执照核对。"
    en = "{code} is not a unified social credit code: {reason}. Compare it with the licence."


class GtinInvalid(Invalid):
    """A trade item number with a wrong length or check digit."""

    zh = "GTIN {gtin} 不正确:{reason_zh}。请对照 GS1 证书核对。"
    en = "{gtin} is not a GTIN: {reason}. Compare it with the certificate of GS1."


class DivisionInvalid(Invalid):
    """A place that is not six digits of GB/T 2260."""

    zh = "行政区划代码 {code} 不正确,请填写 GB/T 2260 的六位数字,例如滨海新区 120116。"
    en = "{code} is not an administrative division; give six digits of GB/T 2260, such as 120116."


def credit_code(text: str) -> str:
    """Normalise and check a unified social credit code. Raises `CreditCodeInvalid`."""
    code = text.strip().upper()
    if fault := credit_code_fault(code):
        raise CreditCodeInvalid(code=code, reason_zh=fault.zh, reason=fault.en)
    return code


def gtin14(text: str) -> str:
    """Normalise a GTIN-8, -12, -13 or -14 to 14 digits. Raises `GtinInvalid`."""
    digits = text.strip()
    if fault := gtin_fault(digits):
        raise GtinInvalid(gtin=digits, reason_zh=fault.zh, reason=fault.en)
    return digits.zfill(14)


def division(text: str) -> str:
    """Check the shape of an administrative division code (GB/T 2260)."""
    if not _DIVISION.fullmatch(text):
        raise DivisionInvalid(code=text)
    return text


Organisation = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")]
