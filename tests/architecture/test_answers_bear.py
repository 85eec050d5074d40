"""Every operation answers through the one route class, and what it makes has an address."""

import re
from itertools import chain
from typing import Any

from fastapi.routing import APIRoute

from chassis.routing import ProtectedRoute
from tests.support.operations import METHODS, Operation, app_of, operations, schemas_of
from tools.fleet import SERVICES

MAKING = [each for each in operations() if "201" in each.said["responses"]]


def schema_of(operation: Operation, status: str) -> Any:
    said = operation.said["responses"][status].get("content", {})
    schema = said.get("application/json", {}).get("schema", {})
    while "$ref" in schema:
        schema = schemas_of(operation.service)[schema["$ref"].rpartition("/")[2]]
    return schema


def place(operation: Operation) -> str | None:
    """Where the answer says that the thing is, whose first member is `new`."""
    first = next(iter(schema_of(operation, "201")["properties"]))
    body = f'{{"{first}":"new"}}'.encode()
    found: str | None = app_of(operation.service).state.addresses.of_new(
        operation.path, operation.address, body
    )
    return found


def readable(operation: Operation, place: str) -> Operation | None:
    """The operation that reads what is there."""
    for each in operations():
        if each.method == "GET" and each.service == operation.service:
            shape = re.sub(r"{[^}]*}", "[^/]+", each.path)
            if re.fullmatch(shape, place):
                return each
    return None


def test_every_operation_is_a_route_of_the_chassis():
    routes = list(
        chain.from_iterable(app_of(service.name).state.addresses.routes for service in SERVICES)
    )

    foreign = [r.path for r in routes if isinstance(r, APIRoute) and type(r) is APIRoute]
    assert foreign == []
    assert all(isinstance(route, ProtectedRoute) for route in routes)
    assert sum(len(route.methods & {m.upper() for m in METHODS}) for route in routes) >= len(
        operations()
    )


def test_whatever_is_made_has_an_address_that_can_be_read():
    lost = [str(op) for op in MAKING if (at := place(op)) is None or readable(op, at) is None]

    assert len(MAKING) > 30
    assert lost == []


def test_a_new_thing_is_called_by_the_first_member_of_its_answer():
    misnamed = []
    for op in MAKING:
        at = place(op)
        if at and at.endswith("/new") and (reader := readable(op, at)):
            first = next(iter(schema_of(op, "201")["properties"]))
            parameter = reader.path.rpartition("/")[2].strip("{}")
            if first not in ("id", parameter):
                misnamed.append((str(op), first, parameter))

    assert misnamed == []
