"""What enters the platform as text: each string in the parameters and bodies of an operation."""

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args, get_origin

from fastapi import FastAPI
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from chassis.text import Document, Fit

SEARCHED = (Fit, *Document.__metadata__)
"""Marks of documents all of whose strings are looked at."""
Leaf = tuple[str, Any]
"""Where a string or a date stands, and its type with everything that is demanded of it."""


def leaves(app: FastAPI, wanted: tuple[type, ...]) -> Iterator[Leaf]:
    """Every value of these types that a caller of an application can send."""
    for context in iter_route_contexts(app.routes):
        if isinstance(route := context.original_route, APIRoute):
            yield from _of_route(route, wanted)


def _of_route(route: APIRoute, wanted: tuple[type, ...]) -> Iterator[Leaf]:
    named = f"{'/'.join(sorted(route.methods or ()))} {route.path_format}"
    body = [route.body_field] if route.body_field else []
    for field in (*get_flat_params(route.dependant), *body):
        yield from walk(f"{named} {field.name}", whole(field.field_info), wanted, frozenset())


def whole(field: FieldInfo) -> Any:
    """The type of a field with its constraints."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def walk(where: str, kind: Any, wanted: tuple[type, ...], seen: frozenset[Any]) -> Iterator[Leaf]:
    """Every leaf of these types below a type."""
    bare, metadata = _bare(kind)
    if str in wanted and any(mark in metadata for mark in SEARCHED):
        return
    if isinstance(bare, type) and bare in wanted:
        yield where, Annotated[bare, *metadata] if metadata else bare
    elif isinstance(bare, type) and bare not in seen and (members := _members(bare)):
        for name, member in members.items():
            yield from walk(f"{where}.{name}", member, wanted, seen | {bare})
    elif get_origin(bare) is not None:
        for part in get_args(bare):
            # What is demanded of a union is demanded of each of its members.
            passed = metadata if get_origin(bare) in (typing.Union, types.UnionType) else ()
            kind = Annotated[part, *passed] if passed and part is not type(None) else part
            yield from walk(where, kind, wanted, seen)


def _bare(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    if isinstance(kind, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()):
        return _bare(kind.__value__)
    if get_origin(kind) is Annotated:
        inner, metadata = _bare(kind.__origin__)
        return inner, (*metadata, *kind.__metadata__)
    return kind, ()


def _members(kind: type) -> Mapping[str, Any]:
    if issubclass(kind, BaseModel):
        return {name: whole(field) for name, field in kind.model_fields.items()}
    if dataclasses.is_dataclass(kind):
        return typing.get_type_hints(kind, include_extras=True)
    return {}


def takes(kind: Any, value: object) -> bool:
    """Whether a type accepts a value."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True
