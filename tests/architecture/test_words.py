"""The same thing has one name in every service (docs/conventions.md, Words)."""

from collections.abc import Iterator
from typing import Any

from tests.support.operations import app_of, operations, schemas_of
from tools.fleet import GATEWAY, SERVICES

IDENTIFIED = ("product", "system", "calculation", "activity_data", "footprint", "application")


def is_id(schema: dict[str, Any]) -> bool:
    """Whether this is an identifier that the platform gave, or may be one."""
    return any(each.get("format") == "uuid" for each in (schema, *schema.get("anyOf", ())))


def stated() -> Iterator[tuple[str, str]]:
    """Every member and parameter that is an identifier, with where it stands."""
    for service in SERVICES:
        for title, schema in schemas_of(service.name).items():
            for name, member in schema.get("properties", {}).items():
                if is_id(member):
                    yield f"{service.name} {title}.{name}", name
    for each in operations():
        for parameter in (*each.parameters("query"), *each.parameters("path")):
            if is_id(parameter["schema"]):
                yield f"{each} {parameter['name']}", parameter["name"]


STORED = {"accounting Feed.system"}
"""A meter's description is kept and given back as it was written."""


def test_an_identifier_says_that_it_is_one():
    found = list(stated())

    assert len(found) > 40
    assert {where for where, name in found if name in IDENTIFIED} == STORED


def test_a_path_says_which_identifier_stands_in_it():
    """`{id}` is that of the thing itself; what else there is says its name."""
    assert app_of(GATEWAY.name)
    strange = {
        str(each)
        for each in operations()
        for parameter in each.parameters("path")
        if is_id(parameter["schema"]) and not parameter["name"].endswith("id")
    }

    assert strange == set()
