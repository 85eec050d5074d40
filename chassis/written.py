"""Days, moments and whole numbers as people write them, and nothing that only resembles one.

Pydantic takes 0, `"0"` and 1e9 for dates; a form field that slipped would be a day in 1970.
"""

import re
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import AwareDatetime, BeforeValidator
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_WHOLE = re.compile(r"[0-9]{1,19}")
_YEARS: Final = range(1900, 3000)
"""Beyond them a time zone or a month more leaves what programs can say."""


def _written_day(value: object) -> object:
    if type(value) is date:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value) and int(value[:4]) in _YEARS:
        return value
    raise PydanticCustomError("date_parsing", "give a day of 1900 to 2999 as YYYY-MM-DD")


def _written_moment(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value) and int(value[:4]) in _YEARS:
        return value
    raise PydanticCustomError(
        "datetime_parsing", "give a moment of 1900 to 2999 with its time zone (RFC 3339)"
    )


Day = Annotated[date, BeforeValidator(_written_day)]
"""YYYY-MM-DD."""
Moment = Annotated[AwareDatetime, BeforeValidator(_written_moment)]
"""RFC 3339, with a time zone."""


def moment(text: str) -> datetime:
    """A moment of RFC 3339. Raises `ValueError`."""
    if not _MOMENT.fullmatch(text) or int(text[:4]) not in _YEARS:
        raise ValueError(f"{text!r} is no moment of these centuries")
    return datetime.fromisoformat(text)


def whole(text: str) -> int:
    """A number that a PostgreSQL bigint holds, in ASCII digits. Raises `ValueError`."""
    return _within(text, bits=63)


def small(text: str) -> int:
    """A number that a PostgreSQL integer holds, in ASCII digits. Raises `ValueError`."""
    return _within(text, bits=31)


def _within(text: str, bits: int) -> int:
    if not _WHOLE.fullmatch(text) or int(text) >= 2**bits:
        raise ValueError(f"{text[:20]!r} is no whole number of {bits} bits")
    return int(text)
