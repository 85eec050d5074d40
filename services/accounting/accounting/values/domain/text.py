"""Small values that every description shares: a name in two languages, an identifier, a hash."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, StringConstraints, with_config

from chassis.text import Name as Name

Symbol = Annotated[str, StringConstraints(max_length=60, pattern=r"^[!-~]*$")]
"""A code, unit or gas as it was written; ASCII without blanks, so that messages can repeat it."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Text:
    """One name or sentence in both languages of the platform."""

    zh: Name
    en: Name


def rewritten(value: object, by: Callable[[str], str]) -> Any:
    """A document with every string of it replaced; names of members stay."""
    match value:
        case str():
            return by(value)
        case dict():
            return {name: rewritten(member, by) for name, member in value.items()}
        case list() | tuple():
            return [rewritten(item, by) for item in value]
    return value


def absent(value: object) -> bool:
    """An optional member that is not given is not written either."""
    return value is None


class Language(StrEnum):
    """A language of the platform."""

    ZH = "zh"
    EN = "en"
