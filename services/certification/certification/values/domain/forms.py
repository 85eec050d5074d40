"""What requests and answers have in common: strict models."""

from pydantic import ConfigDict

from chassis.forms import Request
from chassis.forms import View as View


class Command(Request):
    """A request body whose values are of their types as they stand."""

    model_config = ConfigDict(strict=True)
