"""What an audit trail is asked for."""

from typing import Annotated, Literal

from pydantic import Field

from accounting.values.domain.criteria import Organisation
from chassis.asking import AskedByTime
from chassis.text import TextRule

Named = Annotated[
    Annotated[str, TextRule()] | None,
    Field(description="`table/row`, such as `calculation/<id>`."),
]


class AuditAsked(AskedByTime):
    """A page of an enterprise's trail."""

    object: Named = None
    client: Organisation = None
    org: Organisation = None
    method: Literal["GET", "PUT", "POST", "PATCH", "DELETE"] | None = None
