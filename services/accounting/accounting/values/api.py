"""Parameters that many routes share."""

from typing import Annotated

from fastapi import Path, Query

_WORD = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$"
_WORDS = r"^[^\x00-\x1f\x7f]*$"
Word = Annotated[str, Path(pattern=_WORD, description="An identifier.")]
Words = Annotated[
    str | None, Query(alias="q", max_length=100, pattern=_WORDS, description="Words in a name.")
]
Filter = Annotated[str | None, Query(pattern=_WORD)]
