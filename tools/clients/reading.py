"""The joined document as a generator of clients needs it: operations, and schemas as types."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_METHODS = ("get", "post", "put", "patch", "delete")
_SCHEMAS = "#/components/schemas/"
_OURS = frozenset(
    {"X-Request-Id", "Accept-Language", "If-None-Match", "If-Match", "Idempotency-Key"}
)
"""Headers that every operation may bear; a call sets them by itself or by its options."""


@dataclass(frozen=True)
class Dialect:
    """How a language writes types."""

    primitives: Mapping[str, str]
    anything: str
    literal: Callable[[Sequence[object]], str]
    array: Callable[[str], str]
    mapping: Callable[[str], str]
    reference: Callable[[str], str]


@dataclass(frozen=True)
class Parameter:
    """What a caller says in the path, the query or a header of its own."""

    name: str
    place: str
    required: bool
    schema: Json
    description: str


@dataclass(frozen=True)
class Body:
    """What a caller sends: JSON, a form, or bytes of one of several media types."""

    media: tuple[str, ...]
    schema: Json

    @property
    def is_json(self) -> bool:
        return _is_json(self.media[0])

    @property
    def is_form(self) -> bool:
        return self.media[0] == "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    id: str
    method: str
    path: str
    description: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Json, ...]
    """Schemas of the JSON answers, those of a task included."""
    answers_bytes: bool
    answers_nothing: bool
    once: bool
    """Whether it takes an idempotency key."""
    public: bool
    scopes: tuple[str, ...]
    item: Json | None
    """The schema of an item, where the answer is a page with a cursor."""

    def placed(self, place: str) -> list[Parameter]:
        return [p for p in self.parameters if p.place == place]


def operations(document: Json) -> Iterator[Operation]:
    """Every operation, in the order of paths."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield _operation(path, method, item[method], document["components"]["schemas"])


def expression(schema: Json, dialect: Dialect) -> str:
    """The type that a schema describes; what it says beyond that is for the platform to check."""
    if "$ref" in schema:
        return dialect.reference(schema["$ref"].removeprefix(_SCHEMAS))
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(dict.fromkeys(expression(option, dialect) for option in options))
    if "const" in schema:
        return dialect.literal([schema["const"]])
    if "enum" in schema:
        return dialect.literal(schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return dialect.array(expression(schema.get("items", {}), dialect))
    if kind == "object":
        return dialect.mapping(expression(_values(schema), dialect))
    return dialect.primitives[kind] if kind else dialect.anything


def described(text: str) -> str:
    """A description on one line, without what would end a comment."""
    return re.sub(r"\s+", " ", text).strip().replace("*/", "* /").replace("\\", "\\\\")


def snake(name: str) -> str:
    """`list_certificates` for `listCertificates`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"\W", "_", words).lower()


def _values(schema: Json) -> Json:
    for found in schema.get("patternProperties", {}).values():
        value: Json = found
        return value
    others = schema.get("additionalProperties")
    return others if isinstance(others, dict) else {}


def _operation(path: str, method: str, said: Json, named: Json) -> Operation:
    contents = [
        (media, content["schema"])
        for status, answer in said["responses"].items()
        if status.startswith("2")
        for media, content in answer.get("content", {}).items()
    ]
    typed = [schema for media, schema in contents if _is_json(media) and not _is_bytes(schema)]
    return Operation(
        id=said["operationId"],
        method=method.upper(),
        path=path,
        description=str(said.get("description", "")),
        parameters=tuple(_parameters(said)),
        body=_body(said),
        answers=tuple(typed),
        answers_bytes=len(typed) < len(contents),
        answers_nothing=not contents,
        once=any("Idempotency-Key" in p.get("$ref", "") for p in said["parameters"]),
        public=not said.get("security"),
        scopes=tuple(s for way in said.get("security", []) for held in way.values() for s in held),
        item=_item(said, typed, named),
    )


def _item(said: Json, answers: Sequence[Json], named: Json) -> Json | None:
    if not any(parameter.get("name") == "cursor" for parameter in said["parameters"]):
        return None
    page = named[answers[0]["$ref"].removeprefix(_SCHEMAS)]
    items = page["properties"].get("items")
    return items["items"] if items else None


def _parameters(said: Json) -> Iterator[Parameter]:
    for one in said["parameters"]:
        if "$ref" in one or one["name"] in _OURS or one["name"] == "accept":
            continue
        required = bool(one.get("required"))
        yield Parameter(one["name"], one["in"], required, one["schema"], one.get("description", ""))


def _body(said: Json) -> Body | None:
    content = said.get("requestBody", {}).get("content", {})
    media = [name for name in content if name != "multipart/form-data"]
    return Body(tuple(media), content[media[0]]["schema"]) if media else None


def _is_json(media: str) -> bool:
    return media == "application/json" or media.endswith("+json")


def _is_bytes(schema: Json) -> bool:
    return schema.get("format") == "binary"
