"""Components that the documents of all services share: fields of requests and of answers."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

Part = dict[str, JsonValue]

ACCEPT_LANGUAGE: Final = "Accept-Language"
IDEMPOTENCY_KEY: Final = "Idempotency-Key"
IF_MATCH: Final = "If-Match"
IF_NONE_MATCH: Final = "If-None-Match"
REQUEST_ID: Final = "X-Request-Id"
_TEXT: Part = {"type": "string"}


def reference(kind: str, name: str) -> Part:
    """A reference to a shared component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def _asked(name: str, description: str, **schema: JsonValue) -> Part:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {**_TEXT, **schema},
    }


def _field(description: str, example: JsonValue, **schema: JsonValue) -> Part:
    return {"description": description, "schema": {**_TEXT, **schema}, "example": example}


PARAMETERS: Final[Mapping[str, Part]] = {
    ACCEPT_LANGUAGE: _asked(
        ACCEPT_LANGUAGE,
        "Language of `detail` in problems and of pages: English when it comes first, else Chinese.",
        examples=["zh", "en"],
    ),
    IDEMPOTENCY_KEY: _asked(
        IDEMPOTENCY_KEY,
        "Names this command: sent again with the same key, it happens once and gets the first "
        "answer. Visible ASCII characters.",
        minLength=1,
        maxLength=200,
        examples=["7c2f1f4e-5d0e-4c3c-9d8e-0f6f9a3d1b11"],
    ),
    IF_MATCH: _asked(
        IF_MATCH,
        "`ETag` of what was read: the change happens only to just that, else 412.",
        examples=['"JWxq2Hq0u7cTUdUvCB8a1vWm"'],
    ),
    IF_NONE_MATCH: _asked(
        IF_NONE_MATCH,
        "On reading, the `ETag` that is known: 304 when nothing changed. On a change, `*`: only "
        "if there is no such thing yet, else 412.",
        examples=['"JWxq2Hq0u7cTUdUvCB8a1vWm"'],
    ),
    REQUEST_ID: _asked(
        REQUEST_ID,
        "A name of your own for this request, for your log and ours; without it one is given.",
        examples=["agency-20261130-000017"],
    ),
}
"""Fields of requests that the platform understands wherever they are listed."""

HEADERS: Final[Mapping[str, Part]] = {
    REQUEST_ID: _field("Names the request in the gateway's log.", "agency-20261130-000017"),
    "ETag": _field("Tag of what was read, for `If-None-Match` and `If-Match`.", '"JWxq2Hq0u7cT"'),
    "Cache-Control": _field("Who may keep the answer, and for how long.", "private, no-cache"),
    "Location": _field(
        "Address of what was made, or of the nearest thing around it that can be read.",
        "/v1/certificates/1",
        format="uri-reference",
    ),
    "Idempotency-Replayed": _field(
        "`true` when this is the first answer again; else absent.", "true", enum=["true"]
    ),
    "Retry-After": _field("Seconds to wait before asking again.", "2"),
    "Content-Language": _field("Language of the answer's words.", "zh", enum=["zh", "en"]),
    "WWW-Authenticate": _field("How to show who you are (RFC 6750).", "Bearer"),
    "Deprecation": _field("Since when the operation is going away (RFC 9745).", "@1796083200"),
    "Sunset": _field("The last day of the operation (RFC 8594).", "Wed, 01 Dec 2027 00:00:00 GMT"),
    "Link": _field(
        "The page that names what takes its place.",
        '</docs/conventions>; rel="deprecation"; type="text/html"',
    ),
}
"""Fields of answers."""
OF_RETIREMENT: Final = ("Deprecation", "Sunset", "Link")
"""Those of an operation that goes away."""


def headers(*names: str) -> Part:
    """References to fields of answers."""
    return {name: reference("headers", name) for name in names}
