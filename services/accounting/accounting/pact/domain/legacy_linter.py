"""What is wrong with members that only PACT v2.3 has; the others are looked at once they are v3."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import cast

from accounting.pact.domain.linter import LintFinding, Severity
from accounting.pact.domain.values import decimal_of

_CODE = "v2-member"
_FACTORS = ("AR5", "AR6")
_STANDARDS = ("GHG Protocol Product standard", "ISO Standard 14067", "ISO Standard 14044")
_COVERAGES = ("corporate level", "product line", "PCF system", "product level")
_LEVELS = ("limited", "reasonable")
_BOUNDARIES = ("Gate-to-Gate", "Cradle-to-Gate")
_LARGEST_VERSION = 2**31 - 1
Check = Callable[[object], str | None]


def legacy_findings(document: Mapping[str, object]) -> tuple[LintFinding, ...]:
    """An error for each member of v2.3 whose value cannot be, by its place."""
    pcf = _object(document.get("pcf"))
    found = [
        *_broken("", document, _HEAD),
        *_broken("pcf.", pcf, _PCF),
        *_broken("pcf.dqi.", _object(pcf.get("dqi")), _DQI),
        *_broken("pcf.assurance.", _object(pcf.get("assurance")), _ASSURANCE),
        *_contradictions(pcf),
    ]
    return tuple(sorted(found, key=lambda finding: finding.field))


def _broken(
    place: str, members: Mapping[str, object], checks: Mapping[str, Check]
) -> Iterator[LintFinding]:
    for name, check in checks.items():
        value = members.get(name)
        if value is not None and (wanted := check(value)):
            yield _finding(f"{place}{name}", wanted)


def _contradictions(pcf: Mapping[str, object]) -> Iterator[LintFinding]:
    named, sources = (
        pcf.get("characterizationFactors"),
        pcf.get("ipccCharacterizationFactorsSources"),
    )
    if isinstance(sources, list) and named is not None and named not in sources:
        wanted = "须为 ipccCharacterizationFactorsSources 之一 / one of its sources"
        yield _finding("pcf.characterizationFactors", wanted)


def _finding(field: str, wanted: str) -> LintFinding:
    zh, _, en = wanted.partition(" / ")
    return LintFinding(_CODE, Severity.ERROR, field, f"{field} {zh}。", f"{field}: {en}.")


def _object(value: object) -> Mapping[str, object]:
    return cast(Mapping[str, object], value) if isinstance(value, dict) else {}


def _number(least: int, most: int) -> Check:
    """A JSON number, as v2.3 writes its percentages and ratings."""

    def check(value: object) -> str | None:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and least <= Decimal(repr(value)) <= most:
            return None
        return f"须为 {least} 至 {most} 的数字 / a number from {least} to {most}"

    return check


def _decimal(*, above: int | None = None, least: int | None = None) -> Check:
    bound = "" if above is least else (f" > {above}" if above is not None else f" >= {least}")

    def check(value: object) -> str | None:
        try:
            number = decimal_of(value) if isinstance(value, str) else None
        except ValueError:
            number = None
        if number is not None and _within(number, above, least):
            return None
        return f"须为十进制数文本{bound} / the text of a decimal{bound}"

    return check


def _within(number: Decimal, above: int | None, least: int | None) -> bool:
    return (above is None or number > above) and (least is None or number >= least)


def _one_of(names: tuple[str, ...]) -> Check:
    listed = ", ".join(names)

    def check(value: object) -> str | None:
        return None if value in names else f"须为 {listed} 之一 / one of {listed}"

    return check


def _all_of(names: tuple[str, ...]) -> Check:
    listed = ", ".join(names)

    def check(value: object) -> str | None:
        given = value if isinstance(value, list) else [None]
        if given and all(each in names for each in given):
            return None
        return f"须为数组,取自 {listed} / a list of {listed}"

    return check


def _version(value: object) -> str | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    if is_count and 0 <= cast(int, value) <= _LARGEST_VERSION:
        return None
    return "须为非负整数 / a whole number from 0 on"


def _text(value: object) -> str | None:
    is_text = isinstance(value, str) and bool(value.strip())
    return None if is_text else "须为非空文本 / a text that is not empty"


def _truth(value: object) -> str | None:
    return None if isinstance(value, bool) else "须为 true 或 false / true or false"


_HEAD: Mapping[str, Check] = {"version": _version, "productCategoryCpc": _text}
_PCF: Mapping[str, Check] = {
    "unitaryProductAmount": _decimal(above=0),
    "iLucGhgEmissions": _decimal(least=0),
    "exemptedEmissionsPercent": _number(0, 5),
    "primaryDataShare": _number(0, 100),
    "characterizationFactors": _one_of(_FACTORS),
    "biogenicAccountingMethodology": _text,
    "crossSectoralStandardsUsed": _all_of(_STANDARDS),
}
_DQI: Mapping[str, Check] = {
    "coveragePercent": _number(0, 100),
    "technologicalDQR": _number(1, 3),
    "temporalDQR": _number(1, 3),
    "geographicalDQR": _number(1, 3),
    "completenessDQR": _number(1, 3),
    "reliabilityDQR": _number(1, 3),
}
_ASSURANCE: Mapping[str, Check] = {
    "assurance": _truth,
    "coverage": _one_of(_COVERAGES),
    "level": _one_of(_LEVELS),
    "boundary": _one_of(_BOUNDARIES),
}
