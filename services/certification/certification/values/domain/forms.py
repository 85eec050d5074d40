"""What requests and answers have in common: strict models and the form of a note."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class View(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*$"),
]


class Command(BaseModel):
    """A request body: a member that it does not declare is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
