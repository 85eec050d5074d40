"""What a list of footprints is asked for: OR inside one criterion, AND across them, in any case."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.product_ids import same_product, same_products
from accounting.pact.domain.validity import validity
from accounting.pact.domain.values import FootprintStatus
from accounting.pact.domain.wire import fault_in
from chassis.refusals import Invalid, Refusal

_MOMENTS = ("validOn", "validAfter", "validBefore")
_SUBDIVISION = re.compile(r"[A-Za-z]{2}-")
_SPACE_FOR_PLUS = re.compile(r" (\d{2}:?\d{2})$")


class CriterionMalformed(Invalid):
    """A criterion is not a moment, or the limit not a number."""

    status = 400
    zh = "查询条件 {name} 的值 {value} 无效:{wanted_zh}。"
    en = "The criterion {name} cannot be {value}: {wanted}."


class CriterionUnknown(Refusal):
    """A criterion that this host does not know; leaving it out would answer too much."""

    status = 501
    zh = "不支持查询条件 {name}。可用:{known}。"
    en = "The criterion {name} is not supported. Known here: {known}."


@dataclass(frozen=True)
class Criteria:
    """The filters of ListFootprints. Text is folded to one case, product ids to one form; an empty
    criterion admits all.
    """

    product_ids: tuple[str, ...] = ()
    company_ids: tuple[str, ...] = ()
    geographies: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    valid_on: tuple[datetime, ...] = ()
    valid_after: tuple[datetime, ...] = ()
    valid_before: tuple[datetime, ...] = ()
    status: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    """Countries with everything in them: `cn` admits CN, CN-TJ and CN-HE."""

    @property
    def empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))

    def admits(self, footprint: ProductFootprint) -> bool:
        """The definition that the database query is tested against."""
        period = validity(footprint)
        return (
            _share(self.product_ids, same_products(footprint.product_ids))
            and _overlap(self.company_ids, footprint.company_ids)
            and _overlap(self.classifications, footprint.product_classifications or ())
            and _overlap(self.geographies, geographies(footprint))
            and _overlap(self.within, surroundings(footprint))
            and _overlap(self.status, (footprint.status,))
            and _any(period.includes(moment) for moment in self.valid_on)
            and _any(period.start > moment for moment in self.valid_after)
            and _any(period.end < moment for moment in self.valid_before)
        )


_NAMES = {
    "productId": "product_ids",
    "companyId": "company_ids",
    "geography": "geographies",
    "classification": "classifications",
    "validOn": "valid_on",
    "validAfter": "valid_after",
    "validBefore": "valid_before",
    "status": "status",
    "x-tanbiao-within": "within",
}


def read_criteria(pairs: Iterable[tuple[str, str]]) -> Criteria:
    """Read criteria from repeatable parameters. A value is never split at commas.

    Raises `CriterionMalformed` and `CriterionUnknown`.
    """
    found: dict[str, list[str | datetime]] = {}
    for name, value in pairs:
        if name not in _NAMES:
            raise CriterionUnknown(name=name[:60], known=", ".join(_NAMES))
        found.setdefault(_NAMES[name], []).append(_read(name, value))
    return Criteria(**{name: tuple(values) for name, values in found.items()})  # type: ignore[arg-type]  # Each name has values of its own kind.


def _read(name: str, value: str) -> str | datetime:
    if fault := fault_in(value):
        raise CriterionMalformed(
            name=name,
            value=repr(value[:60]),
            wanted_zh="含有不能保存的字符",
            wanted=fault.reason,
        )
    if name in _MOMENTS:
        return _moment(name, value)
    return same_product(value) if name == "productId" else folded(value)


def read_limit(value: str, *, most: int) -> int:
    """How many footprints are wanted, at most `most`; none of them is a valid wish."""
    if not (value.isascii() and value.isdigit()):
        raise CriterionMalformed(
            name="limit", value=value[:60], wanted_zh="须为非负整数", wanted="give a whole number"
        )
    return min(int(value[:9]), most)


def geographies(footprint: ProductFootprint) -> tuple[str, ...]:
    """Every geography that a footprint names."""
    pcf = footprint.pcf
    named = (
        pcf.geography_country,
        pcf.geography_country_subdivision,
        pcf.geography_region_or_subregion,
    )
    return tuple(str(place) for place in named if place is not None)


def surroundings(footprint: ProductFootprint) -> tuple[str, ...]:
    """Every geography that a footprint names, and the country of its subdivision."""
    named = geographies(footprint)
    return (*named, *(place.partition("-")[0] for place in named if _SUBDIVISION.match(place)))


def folded(value: str) -> str:
    """Text as it is compared: without regard to case."""
    return value.casefold()


def all_folded(values: Iterable[str]) -> list[str]:
    return [folded(value) for value in values]


def deprecated_wanted(criteria: Criteria) -> bool | None:
    """True: only deprecated ones, False: only active ones, None: both."""
    states = {
        state
        for state in FootprintStatus
        if not criteria.status or folded(state) in criteria.status
    }
    return None if len(states) != 1 else FootprintStatus.DEPRECATED in states


def nothing_wanted(criteria: Criteria) -> bool:
    """Whether no status that exists was asked for."""
    return bool(criteria.status) and not set(criteria.status) & set(all_folded(FootprintStatus))


def _moment(name: str, value: str) -> datetime:
    """A `+` that was sent without its escape arrives as a space, and is taken for what it was."""
    try:
        moment = datetime.fromisoformat(_SPACE_FOR_PLUS.sub(r"+\1", value))
        return moment.astimezone(UTC) if moment.tzinfo else _refuse_moment(name, value)
    except (ValueError, OverflowError):
        return _refuse_moment(name, value)


def _refuse_moment(name: str, value: str) -> datetime:
    raise CriterionMalformed(
        name=name,
        value=value[:60],
        wanted_zh="须为带时区的时间,如 2026-01-31T00:00:00Z",
        wanted="give a moment such as 2026-01-31T00:00:00Z",
    )


def _overlap(wanted: Sequence[str], given: Iterable[str]) -> bool:
    return _share(wanted, all_folded(given))


def _share(wanted: Sequence[str], given: Iterable[str]) -> bool:
    return not wanted or bool(set(wanted) & set(given))


def _any(matches: Iterable[bool]) -> bool:
    """OR over the values of one criterion; a criterion without values admits all."""
    found = list(matches)
    return not found or any(found)
