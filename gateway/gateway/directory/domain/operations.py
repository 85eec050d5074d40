"""The operations of a document as people read them: one after another, with a request to paste."""

import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pydantic import JsonValue

Object = Mapping[str, JsonValue]
_METHODS = ("get", "put", "post", "patch", "delete")
_JSON = "application/json"


@dataclass(frozen=True)
class Body:
    """What an operation takes in one media type."""

    media_type: str
    schema: str
    """Its name, empty where it has none."""
    example: JsonValue
    members: tuple[tuple[str, str, bool], ...]
    """Name, meaning, and whether it must be there."""


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    service: str
    tag: str
    method: str
    path: str
    anchor: str
    summary: str
    description: str
    scope: str | None
    """None where no token is needed."""
    is_deprecated: bool
    parameters: tuple[tuple[str, str, str, bool], ...]
    """Name, place, meaning, and whether it must be there."""
    bodies: tuple[Body, ...]
    answers: tuple[tuple[str, str], ...]
    """Status and meaning."""
    curl: str

    def speaks_of(self, words: Iterable[str]) -> bool:
        """Whether each word occurs in what is said of it."""
        said = " ".join(
            [self.method, self.path, self.summary, self.description, self.scope or "", self.tag]
        ).casefold()
        return all(word in said for word in words)


def operations(document: Object, public_url: str) -> list[Operation]:
    """Every operation, in the order of services, tags and paths."""
    found = [
        _operation(method, path, _object(_object(item)[method]), document, public_url)
        for path, item in _object(document.get("paths")).items()
        for method in _METHODS
        if method in _object(item)
    ]
    return sorted(found, key=lambda each: (each.service, each.tag, each.path))


def matching(among: Iterable[Operation], wanted: str) -> list[Operation]:
    """Those that speak of every word of a search."""
    words = wanted.casefold().split()
    return [each for each in among if each.speaks_of(words)]


def _operation(
    method: str, path: str, said: Object, document: Object, public_url: str
) -> Operation:
    bodies = tuple(_bodies(said, document))
    parameters = tuple(_parameters(said, document))
    scope = _scope(said)
    return Operation(
        service=_text(said.get("x-service")),
        tag=_text((_list(said.get("tags")) or [""])[0]),
        method=method.upper(),
        path=path,
        anchor=_text(said.get("operationId")),
        summary=_text(said.get("summary")),
        description=_text(said.get("description")),
        scope=scope,
        is_deprecated=bool(said.get("deprecated")),
        parameters=parameters,
        bodies=bodies,
        answers=tuple(
            (status, _text(_resolved(answer, document).get("description")))
            for status, answer in _object(said.get("responses")).items()
        ),
        curl=_curl(method.upper(), public_url + path, scope, bodies, parameters),
    )


def _scope(said: Object) -> str | None:
    for requirement in _list(said.get("security")):
        for scopes in _object(requirement).values():
            return " ".join(map(_text, _list(scopes)))
    return None


def _parameters(said: Object, document: Object) -> Iterator[tuple[str, str, str, bool]]:
    for each in _list(said.get("parameters")):
        p = _resolved(each, document)
        meaning = _text(p.get("description"))
        yield _text(p.get("name")), _text(p.get("in")), meaning, bool(p.get("required"))


def _bodies(said: Object, document: Object) -> Iterator[Body]:
    request = _resolved(said.get("requestBody"), document)
    for media_type, content in _object(request.get("content")).items():
        media = _object(content)
        reference = _text(_object(media.get("schema")).get("$ref"))
        schema = _resolved(media.get("schema"), document)
        required = _list(schema.get("required"))
        yield Body(
            media_type,
            reference.rpartition("/")[2].rpartition(".")[2],
            _example(media, document) or _example(schema, document),
            tuple(
                (name, _text(_resolved(of, document).get("description")), name in required)
                for name, of in _object(schema.get("properties")).items()
            ),
        )


def _example(said: Object, document: Object) -> JsonValue:
    if "example" in said:
        return said["example"]
    match said.get("examples"):
        case [first, *_]:
            return first
        case Mapping() as named if named:
            return _resolved(next(iter(named.values())), document).get("value")
        case _:
            return None


def _curl(
    method: str,
    address: str,
    scope: str | None,
    bodies: tuple[Body, ...],
    parameters: tuple[tuple[str, str, str, bool], ...],
) -> str:
    """A request to paste; what stands in capitals is the reader's to set."""
    shown = re.sub(r"{([a-z_]+)[^}]*}", lambda found: f"${found[1].upper()}", address)
    lines = ["curl" if method == "GET" else f"curl -X {method}"]
    if scope is not None:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if bodies and (body := bodies[0]).media_type == _JSON:
        lines.append(f"-H 'Content-Type: {_JSON}'")
        lines.append(f"-d {shlex.quote(json.dumps(_sent(body), ensure_ascii=False))}")
    elif bodies:
        lines += [f"-H 'Content-Type: {bodies[0].media_type}'", "--data-binary @FILE"]
    needed = [name for name, place, _, must in parameters if place == "query" and must]
    query = "&".join(f"{name}=${name.upper()}" for name in needed)
    lines.append(f'"{shown}?{query}"' if query else f'"{shown}"')
    return " \\\n  ".join(lines)


def _sent(body: Body) -> JsonValue:
    """The example, or at least the members that must be there."""
    return body.example or {name: "…" for name, _, must in body.members if must}


def _resolved(value: JsonValue, document: Object) -> Object:
    """The object itself, where a reference stands in its place."""
    found = _object(value)
    while "$ref" in found:
        at: JsonValue = cast(JsonValue, document)
        for name in _text(found["$ref"]).removeprefix("#/").split("/"):
            at = _object(at).get(name)
        found = _object(at)
    return found


def _object(value: JsonValue | Object) -> Object:
    return value if isinstance(value, Mapping) else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
