"""Certificate numbers, places in the status lists, and how long a certificate lives."""

import calendar
import secrets
from collections.abc import Callable, Set
from datetime import UTC, datetime, timedelta, timezone

from chassis.refusals import Unavailable

CHINA_TIME = timezone(timedelta(hours=8))
"""Dates on certificates and in rules are Chinese dates; China has had one zone since 1949."""
STATUS_LIST_SIZE = 131_072
"""Entries of one Bitstring Status List: the least that the recommendation allows, for privacy."""


class StatusListsFull(Unavailable):
    """Every place in the status lists is taken."""

    zh = "状态列表的 {size} 个位置已全部用完,暂时不能发证;请联系平台运维开设新列表。"
    en = "All {size} places of the status lists are taken; ask the operator to open new lists."


def certificate_number(body: str, year: int, serial: int) -> str:
    """Upper case, no spaces (national reporting rules): `2099901-CFP-2026-00001`.

    `body` is the approval number, such as CNCA-R-2099-901. Bodies with foreign capital (CNCA-RF)
    keep their F, so that no two bodies share a series.
    """
    _, kind, approved, serial_of_body = body.split("-")
    return f"{kind.removeprefix('R')}{approved}{serial_of_body}-CFP-{year}-{serial:05d}"


def draw_status_index(
    taken: Set[int], draw: Callable[[int], int] = secrets.randbelow, size: int = STATUS_LIST_SIZE
) -> int:
    """A free place, drawn at random so that neighbours in the list tell nothing."""
    if len(taken) >= size:
        raise StatusListsFull(size=size)
    while (index := draw(size)) in taken:
        continue
    return index


def chinese_date(at: datetime) -> str:
    """The date in China at a moment, as YYYY-MM-DD."""
    return at.astimezone(CHINA_TIME).date().isoformat()


def add_months(start: datetime, months: int) -> datetime:
    """The same Chinese clock time `months` later; a day that does not exist becomes the last."""
    local = start.astimezone(CHINA_TIME)
    years, month = divmod(local.month - 1 + months, 12)
    year = local.year + years
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)
