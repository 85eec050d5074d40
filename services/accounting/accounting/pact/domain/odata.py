"""The `$filter` of PACT v2.3: the part of OData that its specification names, and no more."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import eq, ge, gt, le, lt
from typing import NoReturn

from accounting.pact.domain.product_ids import same_product
from chassis.refusals import Refusal

_COMPARE: dict[str, Callable[[str, str], bool]] = {"eq": eq, "lt": lt, "le": le, "gt": gt, "ge": ge}
_MOMENTS = frozenset({"created", "updated", "pcf/referencePeriodStart", "pcf/referencePeriodEnd"})
_TEXTS = frozenset({"productCategoryCpc", "pcf/geographyCountry"})
_LISTS = frozenset({"companyIds", "productIds"})
_TERM = re.compile(
    r"\s*(?P<field>[A-Za-z/]+)\s+(?P<compare>eq|lt|le|gt|ge)\s+'(?P<value>[^']*)'\s*"
)
_ANY = re.compile(
    r"\s*(?P<field>[A-Za-z]+)/any\((?P<name>\w+):\s*\(?(?P=name)\s+eq\s+'(?P<value>[^']*)'\)?\)\s*"
)
_LONGEST = 4_000


class FilterUnsupported(Refusal):
    """A `$filter` beyond what the specification names; leaving it out would answer too much."""

    status = 501
    zh = "不支持该 $filter:{part}。可用:eq、lt、le、gt、ge、and、any,字段 {known}。"
    en = "This $filter is not supported: {part}. Use eq, lt, le, gt, ge, and, any on {known}."


@dataclass(frozen=True)
class FilterTerm:
    """One comparison; all terms of a filter have to hold."""

    field: str
    compare: str
    value: str

    def holds(self, document: Mapping[str, object]) -> bool:
        if self.field in _LISTS:
            given = document.get(self.field)
            return isinstance(given, list) and same_product(self.value) in {
                same_product(str(each)) for each in given
            }
        found = _value(document, self.field)
        if found is None:
            return False
        if self.field in _MOMENTS:
            return _COMPARE[self.compare](_instant(found), _instant(self.value))
        return _COMPARE[self.compare](found, self.value)


def read_filter(text: str) -> tuple[FilterTerm, ...]:
    """Raises `FilterUnsupported`, naming the part that is not understood."""
    if len(text) > _LONGEST:
        _refuse(text)
    return tuple(_term(part) for part in re.split(r"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)", text))


def _term(part: str) -> FilterTerm:
    bare = part.strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    if (found := _ANY.fullmatch(bare)) and found["field"] in _LISTS:
        return FilterTerm(found["field"], "eq", found["value"])
    if (found := _TERM.fullmatch(bare)) and found["field"] in _MOMENTS | _TEXTS:
        if found["field"] in _MOMENTS:
            _instant(found["value"])
        return FilterTerm(found["field"], found["compare"], found["value"])
    _refuse(part)


def _value(document: Mapping[str, object], field: str) -> str | None:
    found: object = document
    for name in field.split("/"):
        found = found.get(name) if isinstance(found, dict) else None
    return None if found is None else str(found)


def _instant(text: str) -> str:
    """An instant as text that sorts by time."""
    try:
        moment = datetime.fromisoformat(text)
        return f"{moment.timestamp():020.6f}"
    except (ValueError, OverflowError):
        _refuse(text)


def _refuse(part: str) -> NoReturn:
    known = ", ".join(sorted(_MOMENTS | _TEXTS | _LISTS))
    raise FilterUnsupported(part=repr(part[:120]), known=known)
