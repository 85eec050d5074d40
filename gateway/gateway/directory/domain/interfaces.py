"""One OpenAPI document made of those of the services, with the scope of every operation."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import JsonValue

from chassis.access import OWN, PUBLIC

Document = Mapping[str, JsonValue]
ScopeOf = Callable[[str, str], str | None]
"""Method and path template to scope; None for routes that the gateway does not offer."""

_SCHEMA = re.compile(r'(#/components/schemas/)([^"/]+)')
_METHODS = ("get", "put", "post", "patch", "delete")
_SCHEME = "oauth2"
_SHARED = ("schemas", "responses", "parameters", "headers", "examples", "pathItems")
"""Components that have one name and one form in all services, or a name that no other has."""
_INTRODUCTION = (
    "产品碳足迹标识认证平台接口。令牌见 `/oauth/token`(client_credentials,private_key_jwt)。\n\n"
    "Product-carbon-footprint label certification. Obtain a token at `/oauth/token`."
)


def aggregate(
    documents: Mapping[str, Document], *, scope_of: ScopeOf, public_url: str, version: str
) -> dict[str, JsonValue]:
    """Join documents by service name.

    A schema that another service has otherwise, as while a release is rolled out, receives its
    service as a prefix.
    """
    clashing = _clashing(documents.values())
    paths: dict[str, JsonValue] = {}
    components: dict[str, dict[str, JsonValue]] = {"schemas": {}}
    webhooks: dict[str, JsonValue] = {}
    scopes: set[str] = set()
    for service, document in sorted(documents.items()):
        own = _prefixed(document, service, clashing)
        for path, item in _object(own.get("paths")).items():
            if operations := _offered(service, path, _object(item), scope_of, scopes):
                paths[path] = {**_object(paths.get(path)), **operations}
        webhooks |= _object(own.get("webhooks"))
        for kind, parts in _components(own):
            components[kind] = {**components.get(kind, {}), **parts}
    return {
        "openapi": "3.1.0",
        "info": _information(documents, public_url, version),
        "servers": [{"url": public_url}],
        "tags": _tags(documents),
        "paths": dict(sorted(paths.items())),
        "webhooks": webhooks,
        "components": {**components, "securitySchemes": _security(documents, public_url, scopes)},
    }


def _information(
    documents: Mapping[str, Document], public_url: str, version: str
) -> dict[str, JsonValue]:
    """Whom to ask and under which licence is the same in every document."""
    known = _object(next(iter(documents.values()), {}).get("info"))
    contact = {**_object(known.get("contact")), "url": f"{public_url}/docs"}
    same = {name: known[name] for name in ("license",) if name in known}
    about = {"title": "Tanbiao", "version": version, "description": _INTRODUCTION}
    return {**about, **same, "contact": contact}


def _tags(documents: Mapping[str, Document]) -> list[JsonValue]:
    """Every tag once; two services may use the same word for the same thing."""
    every = [tag for document in documents.values() for tag in _list(document.get("tags"))]
    named = {str(_object(tag).get("name")): tag for tag in every}
    return [named[name] for name in sorted(named)]


def _components(own: Document) -> Iterator[tuple[str, Document]]:
    components = _object(own.get("components"))
    for kind in _SHARED:
        yield kind, _object(components.get(kind))


def _schemas(document: Document) -> Document:
    return _object(_object(document.get("components")).get("schemas"))


def _clashing(documents: Iterable[Document]) -> set[str]:
    """Names that mean one thing here and another there."""
    found: dict[str, JsonValue] = {}
    clashing: set[str] = set()
    for document in documents:
        for name, schema in _schemas(document).items():
            if found.setdefault(name, schema) != schema:
                clashing.add(name)
    return clashing


def _offered(
    service: str, path: str, item: Document, scope_of: ScopeOf, scopes: set[str]
) -> dict[str, JsonValue]:
    operations: dict[str, JsonValue] = {}
    for method in _METHODS:
        scope = scope_of(method.upper(), path)
        if method not in item or scope is None:
            continue
        operation = dict(_object(item[method]))
        public = scope == PUBLIC
        needed: list[JsonValue] = [] if scope == OWN else [scope]
        operation["security"] = [] if public else [{_SCHEME: needed}]
        operation["x-service"] = service
        scopes |= {scope} - {PUBLIC, OWN}
        operations[method] = operation
    return operations


def _prefixed(document: Document, service: str, clashing: set[str]) -> Document:
    own = {name: f"{service}.{name}" for name in clashing & _schemas(document).keys()}
    if not own:
        return document
    text = json.dumps(document, ensure_ascii=False)
    renamed = _SCHEMA.sub(lambda found: f"{found[1]}{own.get(found[2], found[2])}", text)
    prefixed = _object(json.loads(renamed))
    schemas = {own.get(name, name): schema for name, schema in _schemas(prefixed).items()}
    components = {**_object(prefixed.get("components")), "schemas": schemas}
    return {**prefixed, "components": components}


def _security(
    documents: Mapping[str, Document], public_url: str, scopes: set[str]
) -> dict[str, JsonValue]:
    """One scheme, with the words that the services have for the scopes."""
    words: dict[str, JsonValue] = {}
    for document in documents.values():
        schemes = _object(_object(document.get("components")).get("securitySchemes"))
        flows = _object(_object(schemes.get(_SCHEME)).get("flows"))
        words |= _object(_object(flows.get("clientCredentials")).get("scopes"))
    named = {scope: words.get(scope, scope) for scope in sorted(scopes)}
    flow: dict[str, JsonValue] = {"tokenUrl": f"{public_url}/oauth/token", "scopes": named}
    return {_SCHEME: {"type": "oauth2", "flows": {"clientCredentials": flow}}}


def _object(value: JsonValue | Document) -> Document:
    return value if isinstance(value, Mapping) else {}


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
