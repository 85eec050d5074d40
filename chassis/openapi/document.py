"""The document of one service: what FastAPI finds, and what the chassis does to every operation."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from chassis.access import OWN, PUBLIC, AccessMatrix
from chassis.answered import retirement_of
from chassis.openapi.examples import Stated, examples_of, load_examples, show
from chassis.openapi.members import describe_members, describe_parameters
from chassis.openapi.names import name_schemas, operation_id
from chassis.openapi.operation import complete, drop_never_sent
from chassis.openapi.problem import schemas
from chassis.openapi.shared import HEADERS, OF_RETIREMENT, PARAMETERS, Part, reference
from chassis.openapi.statuses import examples, responses
from chassis.openapi.words import Vocabulary, load_vocabulary

SCHEME: Final = "oauth2"
"""The name of the one security scheme."""
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")
"""Schemas of an answer that is never sent."""
_ABOUT: Final[dict[str, Any]] = {
    "version": version("tanbiao"),
    "servers": [{"url": "/", "description": "The gateway that answered with this document."}],
    "contact": {"name": "Whoever runs this platform"},
    "license_info": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
_INTRODUCTION: Final = (
    "Reached through the gateway alone, with a token of its `/oauth/token` (client credentials, "
    "`private_key_jwt`). 一律经网关访问,令牌由 `/oauth/token` 签发。"
)


def about(service: str) -> dict[str, Any]:
    """What FastAPI is told of a service and of the names of its operations."""
    named = {"generate_unique_id_function": operation_id}
    return {**_ABOUT, **named, "title": f"Tanbiao {service}", "description": _INTRODUCTION}


def describe(app: FastAPI, packs_dir: Path, access: AccessMatrix) -> None:
    """Let `app.openapi()` say all that callers meet: problems, headers, scopes, words."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            words, stated = load_vocabulary(packs_dir), load_examples(packs_dir)
            _complete(plain(), app, access, words, stated)
        return plain()

    app.openapi = openapi  # type: ignore[method-assign]  # How FastAPI has a document extended.


def _complete(
    document: dict[str, Any],
    app: FastAPI,
    access: AccessMatrix,
    words: Vocabulary,
    stated: Stated,
) -> None:
    """Complete a document in its place."""
    routes: tuple[APIRoute, ...] = app.state.addresses.routes
    sent = [route for route in app.webhooks.routes if isinstance(route, APIRoute)]
    name_schemas(document)
    describe_members(
        document.get("components", {}).get("schemas", {}), [*routes, *sent], words.members
    )
    tags = _complete_sent(document)
    retired = {
        (m, r.path_format): retirement_of(r.endpoint) for r in routes for m in r.methods or ()
    }
    shown, scopes, lifted = examples_of(document, stated), set[str](), dict[str, Part]()
    for (method, path), said in _operations(document):
        rule = access.rules[method, path]
        lifted |= complete(said, rule, retired.get((method, path)))
        lifted |= show(said, shown)
        describe_parameters(said, words.parameters)
        needed = {rule.scope} - {PUBLIC, OWN}
        said["security"] = [] if rule.scope == PUBLIC else [{SCHEME: sorted(needed)}]
        scopes |= needed
        tags |= set(said.get("tags", ()))
    items = _lift_webhooks(document)
    scheme, retiring = security_scheme(scopes, words), any(retired.values())
    document["components"] = _components(document, lifted, scheme, retiring=retiring) | items
    document["tags"] = [{"name": tag, "description": words.tag(tag)} for tag in sorted(tags)]


def _complete_sent(document: dict[str, Any]) -> set[str]:
    """Complete what is sent to others, webhooks and callbacks; returns its tags."""
    webhooks = list(document.get("webhooks", {}).values())
    sent = [said for item in webhooks for said in item.values()]
    for _, answering in _operations(document):
        for addresses in answering.get("callbacks", {}).values():
            sent += [said for item in addresses.values() for said in item.values()]
    for said in sent:
        drop_never_sent(said["responses"])
        said["security"] = []
    return {tag for said in sent for tag in said["tags"]}


def _lift_webhooks(document: dict[str, Any]) -> dict[str, dict[str, Part]]:
    """Refer to each webhook by its operation: some generators stumble over one in its place."""
    items: dict[str, Part] = {}
    for type, item in document.get("webhooks", {}).items():
        [said] = item.values()
        items[said["operationId"]] = item
        document["webhooks"][type] = reference("pathItems", said["operationId"])
    return {"pathItems": items} if items else {}


def _operations(document: dict[str, Any]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, said in item.items():
            yield (method.upper(), path), said


def _headers(*, retiring: bool) -> dict[str, Part]:
    """Fields of answers; those of what goes away only where something does."""
    return {n: p for n, p in HEADERS.items() if retiring or n not in OF_RETIREMENT}


def _components(
    document: dict[str, Any], lifted: dict[str, Part], scheme: Part, *, retiring: bool
) -> dict[str, dict[str, Part]]:
    own = document.get("components", {}).get("schemas", {})
    return {
        "schemas": {**{k: v for k, v in own.items() if k not in _OF_FASTAPI}, **schemas()},
        "responses": responses(),
        "parameters": dict(PARAMETERS),
        "headers": _headers(retiring=retiring),
        "examples": {**lifted, **examples()},
        "securitySchemes": {SCHEME: scheme},
    }


def security_scheme(scopes: set[str], words: Vocabulary) -> Part:
    """How a token is obtained, and what its scopes are."""
    said: Part = {scope: words.scope(scope) for scope in sorted(scopes)}
    flow: Part = {"tokenUrl": "/oauth/token", "scopes": said}
    return {
        "type": "oauth2",
        "description": "Client credentials with `private_key_jwt` (RFC 7523) and ES256.",
        "flows": {"clientCredentials": flow},
    }
