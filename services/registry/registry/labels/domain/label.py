"""Labels: their numbers, which catch mistyping, and what a label is worth at a moment."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from zoneinfo import ZoneInfo

from chassis.refusals import Conflict, Invalid, Missing
from contracts.certification import CertificateIssued, Scheme
from contracts.event import of_this_tenant
from contracts.registry import LabelStatus
from registry.labels.domain.sequence import ALPHABET, LAST_SEQUENCE, read, written
from registry.status.domain.changes import Place
from registry.status.domain.status_list import require_index

_LOCAL = ZoneInfo("Asia/Shanghai")
_MODULUS = len(ALPHABET)
_RADIX = 3
"""A primitive root of 31: its powers differ over 30 positions, so that every wrong character and
every swap of two characters changes the sum, whichever they are."""
_LENGTH = 20
_PATTERN = re.compile(
    r"(?P<scheme>[NCTX])(?P<division>[0-9]{6})(?P<cpc>[0-9]{5})"
    r"(?P<year>[0-9]{2})(?P<sequence>[0-9A-HJ-NP-RTUWXY]{5})(?P<check>[0-9A-HJ-NP-RTUWXY])"
)
_BLANK = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
"""Categories of Unicode that only part characters: blanks, controls, invisible ones, dashes."""
_MINUS = "\N{MINUS SIGN}"


class SchemeCode(StrEnum):
    """First character of a label number; only the national scheme carries the national mark."""

    NATIONAL = "N"
    CERTIFICATION_BODY = "C"
    SAMPLE_NATIONAL = "T"
    """Of the test tenant: the label is worth nothing."""
    SAMPLE_BODY = "X"


_CODES = {
    Scheme.NATIONAL_CFP: SchemeCode.NATIONAL,
    Scheme.CB_OWN: SchemeCode.CERTIFICATION_BODY,
}
_SAMPLE_CODES = {
    Scheme.NATIONAL_CFP: SchemeCode.SAMPLE_NATIONAL,
    Scheme.CB_OWN: SchemeCode.SAMPLE_BODY,
}


class LabelNumberMalformed(Invalid):
    """The text does not have the form of a label number, or its check character is wrong."""

    zh = "“{number}”不是有效的标识编号;请对照产品上的编号重新输入,注意最后一位校验字符。"
    en = "“{number}” is not a label number; compare it with the product, also the last character."


class LabelNumberImpossible(Invalid):
    """A certificate's site division or product class has no place in a label number."""

    zh = "区划“{division}”或 CPC“{cpc}”不符合编号规则;应为 6 位区划代码和 5 位 CPC 代码。"
    en = "Division “{division}” or CPC “{cpc}” does not fit; six and five digits are needed."


class LabelNumbersExhausted(Conflict):
    """All 28,629,150 numbers of a division, product class and year are taken."""

    zh = "{prefix} 的 28629150 个编号已用完;请为该区划启用新的编号段。"
    en = "All 28,629,150 numbers of {prefix} are taken; open a new range for this division."


class LabelNotFound(Missing):
    """No label has this number, or it is not published yet."""

    zh = "没有编号为 {number} 的标识;请核对编号,新签发的标识请稍后再查。"
    en = "There is no label {number}; check the number, or try again soon if it was just issued."


@dataclass(frozen=True)
class NumberSeries:
    """What label numbers of one run have in common: scheme, division, product class and year."""

    scheme: SchemeCode
    division: str
    """GB/T 2260 code of the county where the product is made."""
    cpc: str
    """UN CPC class, five digits."""
    year: int
    """Last two digits of the year."""

    @property
    def prefix(self) -> str:
        return f"{self.scheme}-{self.division}-{self.cpc}-{self.year:02}"

    def number(self, sequence: int) -> "LabelNumber":
        """The number at a place of the series, from 1. Raises `LabelNumbersExhausted`."""
        if sequence > LAST_SEQUENCE:
            raise LabelNumbersExhausted(prefix=self.prefix)
        return LabelNumber(self, sequence)


@dataclass(frozen=True)
class LabelNumber:
    """`{scheme}-{division}-{CPC}-{year}{sequence}-{check}`, such as N-120116-47150-2600001-K."""

    series: NumberSeries
    sequence: int

    def __str__(self) -> str:
        body = f"{self.series.prefix}{written(self.sequence)}"
        return f"{body}-{check_character(body)}"

    @property
    def scheme(self) -> Scheme:
        codes = [*_CODES.items(), *_SAMPLE_CODES.items()]
        return next(scheme for scheme, code in codes if code is self.series.scheme)

    @property
    def is_sample(self) -> bool:
        """Whether it is of the test tenant's series, so that nobody takes it for a label."""
        return self.series.scheme in _SAMPLE_CODES.values()


def check_character(text: str) -> str:
    """The character after which the weighted sum of all characters is a multiple of 31.

    Hyphens do not count. Source: ISO 7064 pure system with modulus 31 and radix 3.
    """
    values = map(ALPHABET.index, text.replace("-", ""))
    total = reduce(lambda sum_, value: (sum_ + value) * _RADIX % _MODULUS, values, 0)
    return ALPHABET[-total % _MODULUS]


def series_for(certificate: CertificateIssued, year: int) -> NumberSeries:
    """The series that a certificate's label belongs to. Raises `LabelNumberImpossible`."""
    division, cpc = certificate.product.site_division, certificate.product.cpc
    if not re.fullmatch(r"[0-9]{6}", division) or not re.fullmatch(r"[0-9]{5}", cpc):
        raise LabelNumberImpossible(division=division, cpc=cpc)
    codes = _CODES if of_this_tenant(False) else _SAMPLE_CODES
    return NumberSeries(codes[certificate.scheme], division, cpc, year % 100)


def place_of(certificate: CertificateIssued) -> Place:
    """The certificate's place in the status lists. Raises `StatusIndexOutOfRange`."""
    require_index(certificate.status_index)
    return Place(certificate.status_list, certificate.status_index)


def bare(text: str) -> str:
    """What was typed or pasted, without what only parts, widens or leads to its characters.

    No character of a number is lost by it, and its check character still catches wrong ones.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    last = re.split("[?#]", plain.strip())[0].rstrip("/").rpartition("/")[2]
    return "".join(c for c in last if c != _MINUS and unicodedata.category(c) not in _BLANK)


def parse_number(text: str) -> LabelNumber:
    """Read a label number, however it was typed or pasted. Raises `LabelNumberMalformed`.

    With hyphens or, as in a GS1 serial (AI 21, at most 20 characters), without them.
    """
    match = _PATTERN.fullmatch(bare(text))
    if match is None or match["sequence"] == written(0):
        raise LabelNumberMalformed(number=text)
    series = NumberSeries(
        SchemeCode(match["scheme"]), match["division"], match["cpc"], int(match["year"])
    )
    number = LabelNumber(series, read(match["sequence"]))
    if str(number)[-1] != match["check"]:
        raise LabelNumberMalformed(number=text)
    return number


def resembling(text: str) -> tuple[str, ...]:
    """Label numbers that differ from a mistyped one in one character, or in one swap of two."""
    typed = bare(text)
    if len(typed) != _LENGTH:
        return ()
    swapped = [f"{typed[:n]}{typed[n + 1]}{typed[n]}{typed[n + 2 :]}" for n in range(_LENGTH - 1)]
    found = [*filter(None, (_mended(typed, n) for n in range(_LENGTH))), *swapped]
    return tuple(dict.fromkeys(as_printed(each) for each in found if is_number(each)))


def _mended(typed: str, place: int) -> str | None:
    """The text with the one character at a place that lets the whole check; None without any."""
    others = typed[:place] + typed[place + 1 :]
    if not set(others) <= set(ALPHABET):
        return None
    values = [ALPHABET.index(c) if n != place else 0 for n, c in enumerate(typed)]
    weights = [pow(_RADIX, _LENGTH - 1 - n, _MODULUS) for n in range(_LENGTH)]
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    right = -total * pow(weights[place], -1, _MODULUS) % _MODULUS
    return f"{typed[:place]}{ALPHABET[right]}{typed[place + 1 :]}"


def is_number(text: str) -> bool:
    try:
        return bool(parse_number(text))
    except LabelNumberMalformed:
        return False


def as_printed(text: str) -> str:
    """The number with its hyphens, or what was typed where that is none."""
    try:
        return str(parse_number(text))
    except LabelNumberMalformed:
        return bare(text)


@dataclass(frozen=True)
class Publication:
    """When a label became public and which leaf of the log proves it."""

    log_index: int
    at: datetime


@dataclass(frozen=True)
class StatusBits:
    """What the two status lists say about a certificate."""

    suspended: bool = False
    revoked: bool = False
    cancelled: bool = False
    """Whether the holder gave it up: then the list of revocations has it without a sanction."""


@dataclass(frozen=True)
class Label:
    """The public face of one signed certificate."""

    number: LabelNumber
    certificate: CertificateIssued
    publication: Publication | None = None
    bits: StatusBits = StatusBits()
    replaced_by: str | None = None
    """Number of the certificate that took the place of its own."""

    @property
    def last_day(self) -> date:
        """Last day of validity on the calendar of Asia/Shanghai."""
        return last_day(self.certificate.valid_until)

    def status(self, at: datetime) -> LabelStatus:
        """What the label is worth at a moment; withdrawal outweighs all else."""
        return status(self.bits, self.certificate.valid_until, at)


def last_day(valid_until: datetime) -> date:
    """The day in Asia/Shanghai that a validity ends with."""
    return (valid_until - timedelta(seconds=1)).astimezone(_LOCAL).date()


def status(bits: StatusBits, valid_until: datetime, at: datetime) -> LabelStatus:
    """Void wins over expired, expired over suspended: the stronger is shown."""
    if bits.revoked:
        return LabelStatus.CANCELLED if bits.cancelled else LabelStatus.WITHDRAWN
    if at >= valid_until:
        return LabelStatus.EXPIRED
    return LabelStatus.SUSPENDED if bits.suspended else LabelStatus.VALID
