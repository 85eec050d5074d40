"""What requests and answers have in common: strict models, and the form of parameters."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict

from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Name, Symbol, Text
from accounting.values.domain.units import Quantity

_WORD = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$"
_WORDS = r"^[^\x00-\x1f\x7f]*$"
Word = Annotated[str, Path(pattern=_WORD, description="An identifier.")]
Words = Annotated[
    str | None, Query(alias="q", max_length=100, pattern=_WORDS, description="Words in a name.")
]
Filter = Annotated[str | None, Query(pattern=_WORD)]


class Request(BaseModel):
    """A request body: a member that it does not declare is a fault, not noise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


__all__ = [
    "Exact",
    "Filter",
    "Name",
    "Quantity",
    "Request",
    "Symbol",
    "Text",
    "View",
    "Word",
    "Words",
]
