"""Which refusals any operation can meet, whatever its route declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from chassis.answered import PreconditionFailed
from chassis.asked import MediaTypeNotTaken
from chassis.auth import KeysUnavailable, NotAuthenticated, ScopeNotGranted
from chassis.bodies import BodyTooLarge, BodyTooSlow
from chassis.database import COMMANDS, DatabaseUnavailable
from chassis.openapi.problem import example, example_of_faults
from chassis.openapi.shared import Part, headers, reference
from chassis.problems import (
    MEDIA_TYPE,
    InternalError,
    RequestInvalid,
    RequestRefused,
    RouteNotFound,
)
from chassis.refusals import Refusal
from chassis.routing import IdempotencyKeyReused
from chassis.shares import ShareExhausted

NOT_MODIFIED: Final = "NotModified"


@dataclass(frozen=True)
class Common:
    """A status that many operations share: its name, its meaning, what it is refused with."""

    name: str
    meaning: str
    refusals: tuple[type[Refusal], ...] = ()


COMMON: Final[Mapping[str, Common]] = {
    "400": Common("BadRequest", "The body cannot be read at all.", (RequestRefused,)),
    "401": Common("Unauthorized", "There is no valid access token.", (NotAuthenticated,)),
    "403": Common("Forbidden", "The token lacks the scope of this operation.", (ScopeNotGranted,)),
    "404": Common("NotFound", "There is nothing at this address.", (RouteNotFound,)),
    "408": Common("RequestTimeout", "The body arrives too slowly.", (BodyTooSlow,)),
    "412": Common("PreconditionFailed", "It is not what was supposed.", (PreconditionFailed,)),
    "413": Common("ContentTooLarge", "The body is too long.", (BodyTooLarge,)),
    "415": Common("UnsupportedMediaType", "Send another media type.", (MediaTypeNotTaken,)),
    "422": Common(
        "UnprocessableContent",
        "The request is not as it is described here; `errors` lists each place.",
        (RequestInvalid,),
    ),
    "429": Common("TooManyRequests", "Too many requests; wait and try again.", (ShareExhausted,)),
    "500": Common("InternalServerError", "A fault of the platform.", (InternalError,)),
    "502": Common("BadGateway", "A service gave no valid answer; look at the outcome first."),
    "503": Common(
        "ServiceUnavailable",
        "Something does not answer; wait and try again.",
        (DatabaseUnavailable, KeysUnavailable),
    ),
    "504": Common("GatewayTimeout", "A service did not answer in time; look at the outcome first."),
}
_KEYED = (RequestInvalid, IdempotencyKeyReused)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "401": ("WWW-Authenticate",),
    "429": ("Retry-After",),
    "503": ("Retry-After",),
}


@dataclass(frozen=True)
class Situation:
    """What decides which statuses an operation can answer with."""

    method: str
    protected: bool
    """Whether it needs a token."""
    scoped: bool
    """Whether that token needs a scope."""
    takes_body: bool
    at_a_name: bool
    """Whether its path has a parameter."""
    standard: bool
    """Whether a standard of others rules over what it does not declare."""
    own_form: bool
    """Whether it has errors of a form of its own."""

    @property
    def is_command(self) -> bool:
        return self.method in COMMANDS

    @property
    def takes_keys(self) -> bool:
        return self.is_command and self.protected and not self.standard

    def statuses(self) -> Iterator[str]:
        """Every status of a problem that it can answer with though it says nothing of it."""
        yield from ("401",) if self.protected else ()
        yield from ("403",) if self.scoped else ()
        yield from ("404",) if self.at_a_name else ()
        yield from ("429", "500", "502", "503", "504")
        if self.own_form:
            return
        yield from ("400", "408", "413") if self.takes_body else ()
        yield from ("412",) if not self.standard and self.conditional else ()
        yield from ("415",) if self.takes_body and not self.standard else ()
        yield from ("422",) if not self.standard else ()

    @property
    def conditional(self) -> bool:
        """Whether a change can be bound to what was read."""
        return self.is_command and self.protected

    def refusals(self, status: str) -> tuple[type[Refusal], ...]:
        return _KEYED if status == "422" and self.takes_keys else COMMON[status].refusals


def fields_of(status: str) -> tuple[str, ...]:
    """The fields of an answer that refuses."""
    return ("Content-Language", "X-Request-Id", *_FIELDS.get(status, ()))


def response(status: str, common: Common) -> Part:
    """The shared answer of a status."""
    content: Part = {"schema": reference("schemas", "Problem")}
    if common.refusals:
        content["examples"] = {
            r.__name__: reference("examples", r.__name__) for r in common.refusals
        }
    return {
        "description": common.meaning,
        "headers": headers(*fields_of(status)),
        "content": {MEDIA_TYPE: content},
    }


def responses() -> dict[str, Part]:
    """The shared answers by name."""
    found = {common.name: response(status, common) for status, common in COMMON.items()}
    unchanged: Part = {
        "description": "Nothing changed since the `ETag` of `If-None-Match`.",
        "headers": headers("ETag", "Cache-Control", "X-Request-Id"),
    }
    return {**found, NOT_MODIFIED: unchanged}


def examples() -> dict[str, Part]:
    """An example of every refusal that any operation can meet."""
    every = {r for common in COMMON.values() for r in (*common.refusals, *_KEYED)}
    ordered = sorted(every, key=lambda refusal: refusal.__name__)
    return {
        r.__name__: {"value": example_of_faults(r) if r is RequestInvalid else example(r)}
        for r in ordered
    }
