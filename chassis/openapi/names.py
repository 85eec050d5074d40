"""Names that a person would give: of operations, of schemas; and only keywords that are known.

Generators call functions by operation ids and classes by schemas, across all services at once.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from fastapi.routing import APIRoute

_REFERENCE: Final = "#/components/schemas/"
_PAGE = re.compile(r"Page_(.+)_")
_KEYWORDS: Final = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
"""What pydantic writes for bounds of types that it does not know, and what JSON Schema calls it."""
_NAMED = frozenset({"properties", "patternProperties", "$defs"})
"""Keywords whose members are names, not keywords."""
_VALUES = frozenset({"default", "const", "enum", "example", "examples"})
"""Keywords that hold values."""


def operation_id(route: APIRoute) -> str:
    """`listCertificates` for the function `list_certificates`."""
    first, *others = route.name.split("_")
    return first + "".join(word.capitalize() for word in others)


def name_schemas(document: dict[str, Any]) -> None:
    """Give every schema of the components its name as the one title, and refer to it by that."""
    named = document.get("components", {}).get("schemas", {})
    called = {old: _called(old, named.keys()) for old in named}
    for schema in _schemas(document):
        _rename(schema, called)
        _speak(schema)
    for old, schema in list(named.items()):
        del named[old]
        named[called[old]] = schema | {"title": called[old]}


def _called(name: str, others: Any) -> str:
    if found := _PAGE.fullmatch(name):
        return f"{found[1].removesuffix('View')}Page"
    if name.endswith("-Output"):
        return name.removesuffix("-Output")
    return name.replace("-Input", "Input") if f"{name[:-6]}-Output" in others else name


def _rename(schema: dict[str, Any], called: dict[str, str]) -> None:
    if (reference := schema.get("$ref", "")).startswith(_REFERENCE):
        name = reference.removeprefix(_REFERENCE)
        schema["$ref"] = _REFERENCE + called.get(name, name)
    mapping = schema.get("discriminator", {}).get("mapping", {})
    for value, reference in mapping.items():
        name = reference.removeprefix(_REFERENCE)
        mapping[value] = _REFERENCE + called.get(name, name)


def _speak(schema: dict[str, Any]) -> None:
    """Keep the words of JSON Schema alone; titles that repeat a member's name say nothing."""
    schema.pop("title", None)
    for foreign, known in _KEYWORDS.items():
        if foreign in schema:
            schema[known] = schema.pop(foreign)
    if "example" in schema:
        schema["examples"] = [schema.pop("example")]


def _schemas(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every schema of a document, the ones inside others too."""
    for schema in document.get("components", {}).get("schemas", {}).values():
        yield from _within(schema)
    for place in ("paths", "webhooks"):
        for part in _holders(document.get(place, {})):
            yield from _within(part["schema"])


def _holders(node: Any) -> Iterator[dict[str, Any]]:
    """Parameters and media types: what has a schema."""
    if isinstance(node, list):
        for part in node:
            yield from _holders(part)
    if isinstance(node, dict):
        if isinstance(node.get("schema"), dict):
            yield node
        for key, part in node.items():
            if key not in {"schema", "examples", "example"}:
                yield from _holders(part)


def _within(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for part in schema:
            yield from _within(part)
    if isinstance(schema, dict):
        yield schema
        for key, part in schema.items():
            if key in _NAMED:
                for named in part.values():
                    yield from _within(named)
            elif key not in _VALUES:
                yield from _within(part)
