"""What requests and answers have in common: strict models and the form of a note."""

from typing import Annotated

from pydantic import ConfigDict, StringConstraints

from chassis.forms import Request
from chassis.forms import View as View

Note = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00]*$"),
]


class Command(Request):
    """A request body whose values are of their types as they stand."""

    model_config = ConfigDict(strict=True)
