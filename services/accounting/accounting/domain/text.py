"""Small values that every description shares: a name in two languages, an identifier, a hash."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class Text:
    """One name or sentence in both languages of the platform."""

    zh: Name
    en: Name
