"""Parameters that many routes share."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from chassis.text import TextRule


async def _body(request: Request) -> bytes:
    return await request.body()


WholeBody = Annotated[bytes, Depends(_body)]
"""A body that is a file; `takes` says how long it may be."""
_WORD = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$"
Word = Annotated[str, Path(pattern=_WORD, description="An identifier.")]
Words = Annotated[
    Annotated[str, TextRule(most=100, least=0)] | None,
    Query(alias="q", description="Words in a name."),
]
Filter = Annotated[str | None, Query(pattern=_WORD)]
