"""Descriptions of members, from the sentences that stand beneath them in their classes.

Read when a document is asked for: a process that answers requests never looks at sources.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel


def describe_members(
    schemas: Mapping[str, Any], routes: Iterable[APIRoute], shared: Mapping[str, str]
) -> None:
    """Describe each member that is not yet, by its class or by what its name always means."""
    classes = {found.__name__: found for found in _classes(routes)}
    for name, schema in schemas.items():
        own = _sentences(classes.get(name) or classes.get(name.removesuffix("Input")))
        for member, said in schema.get("properties", {}).items():
            if sentence := own.get(member) or shared.get(member):
                said.setdefault("description", sentence)


def describe_parameters(said: Mapping[str, Any], shared: Mapping[str, str]) -> None:
    """Describe each parameter of an operation that is not yet, by what its name always means."""
    for parameter in said.get("parameters", ()):
        if not parameter.get("description") and (sentence := shared.get(parameter.get("name", ""))):
            parameter["description"] = sentence


def _classes(routes: Iterable[APIRoute]) -> list[type]:
    """Every class that the bodies and answers of routes are made of."""
    seen: list[type] = []
    waiting = [annotation for route in routes for annotation in _annotations(route)]
    while waiting:
        annotation = waiting.pop()
        waiting += get_args(annotation)
        if _has_members(annotation) and annotation not in seen:
            seen.append(annotation)
            waiting += _types_of_members(annotation)
    return seen


def _annotations(route: APIRoute) -> Iterator[Any]:
    answers = [route.response_field, *route.response_fields.values(), route.body_field]
    yield from (field.field_info.annotation for field in answers if field)
    yield from _bodies(route.dependant)


def _bodies(dependant: Dependant) -> Iterator[Any]:
    for field in dependant.body_params:
        yield field.field_info.annotation
    for needed in dependant.dependencies:
        yield from _bodies(needed)


def _types_of_members(found: type) -> Iterator[Any]:
    if issubclass(found, BaseModel):
        # A page of something knows its kind here alone.
        yield from (field.annotation for field in found.model_fields.values())
    else:
        yield from get_type_hints(found, include_extras=True).values()


def _has_members(annotation: Any) -> bool:
    return isinstance(annotation, type) and (
        is_dataclass(annotation) or issubclass(annotation, BaseModel)
    )


def _sentences(found: type | None) -> dict[str, str]:
    """What a class and those that it rests on say of their members, by their names in JSON."""
    said: dict[str, str] = {}
    for each in reversed(found.__mro__ if found else ()):
        if _has_members(each) and each is not BaseModel and "[" not in each.__name__:
            said |= _beneath(each)
    fields = getattr(found, "model_fields", {})
    return {getattr(fields.get(name), "alias", None) or name: text for name, text in said.items()}


def _beneath(found: type) -> Iterator[tuple[str, str]]:
    """Each member of a class with the string that stands beneath it."""
    [body] = ast.parse(textwrap.dedent(inspect.getsource(found))).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101  The source of a class is a class.
    for above, below in zip(body.body, body.body[1:], strict=False):
        match above, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
