"""What a list of clients is asked for."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chassis.asking import Asked, AskedByTime, UpdatedSince, Words
from chassis.text import TextRule
from gateway.clients.domain.changes import ChangeState
from gateway.clients.domain.enrolments import EnrolmentState


class ClientState(StrEnum):
    """Whether a client may ask for tokens."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class ClientsAsked(Asked):
    """A page of the clients."""

    org: Annotated[
        str | None,
        Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$", description="Of this organisation."),
    ] = None
    role: Annotated[str | None, Field(pattern=r"^[a-z][a-z-]{1,31}$")] = None
    state: ClientState | None = None
    q: Words = None
    updated_since: UpdatedSince = None


class ChangesAsked(AskedByTime):
    """A page of the changes that were proposed."""

    state: Annotated[ChangeState | None, Field(description="What became of it.")] = None
    subject: Annotated[
        Annotated[str, TextRule(most=64)] | None,
        Field(description="Id of the client or organisation."),
    ] = None


class EnrolmentsAsked(AskedByTime):
    """A page of the enrolments."""

    state: Annotated[EnrolmentState | None, Field(description="What became of it.")] = None
