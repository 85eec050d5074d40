"""One OpenAPI document made of those of the services, with the scope of every operation."""

import json
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from chassis.access import OWN, PUBLIC

Document = Mapping[str, JsonValue]
ScopeOf = Callable[[str, str], str | None]
"""Method and path template to scope; None for routes that the gateway does not offer."""

_METHODS = ("get", "put", "post", "patch", "delete")
_SCHEME = "oauth2"
_INTRODUCTION = (
    "产品碳足迹标识认证平台接口。令牌见 `/oauth/token`(client_credentials,private_key_jwt)。\n\n"
    "Product-carbon-footprint label certification. Obtain a token at `/oauth/token`."
)


def aggregate(
    documents: Mapping[str, Document], *, scope_of: ScopeOf, public_url: str, version: str
) -> dict[str, JsonValue]:
    """Join documents by service name; component names receive the service as a prefix."""
    paths: dict[str, JsonValue] = {}
    schemas: dict[str, JsonValue] = {}
    scopes: set[str] = set()
    for service, document in sorted(documents.items()):
        own = _prefixed(document, service)
        for path, item in _object(own.get("paths")).items():
            if operations := _offered(service, path, _object(item), scope_of, scopes):
                paths[path] = {**_object(paths.get(path)), **operations}
        components = _object(_object(own.get("components")).get("schemas"))
        schemas |= {f"{service}.{name}": schema for name, schema in components.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tanbiao", "version": version, "description": _INTRODUCTION},
        "servers": [{"url": public_url}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": schemas, "securitySchemes": _security(public_url, scopes)},
    }


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
        operation["operationId"] = f"{service}.{operation.get('operationId', path)}"
        operation["x-service"] = service
        scopes |= {scope} - {PUBLIC, OWN}
        operations[method] = operation
    return operations


def _prefixed(document: Document, service: str) -> Document:
    text = json.dumps(document, ensure_ascii=False)
    prefixed = text.replace("#/components/schemas/", f"#/components/schemas/{service}.")
    return _object(json.loads(prefixed))


def _security(public_url: str, scopes: set[str]) -> dict[str, JsonValue]:
    named: dict[str, JsonValue] = {scope: scope for scope in sorted(scopes)}
    flow: dict[str, JsonValue] = {"tokenUrl": f"{public_url}/oauth/token", "scopes": named}
    return {_SCHEME: {"type": "oauth2", "flows": {"clientCredentials": flow}}}


def _object(value: JsonValue | Document) -> Document:
    return value if isinstance(value, Mapping) else {}
