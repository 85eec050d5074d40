"""Parameters that many routes share."""

from typing import Annotated

from fastapi import Path, Query

from chassis.text import TextRule

_WORD = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$"
Word = Annotated[str, Path(pattern=_WORD, description="An identifier.")]
Words = Annotated[
    Annotated[str, TextRule(most=100, least=0)] | None,
    Query(alias="q", description="Words in a name."),
]
Filter = Annotated[str | None, Query(pattern=_WORD)]
