"""Generators find one name for each operation and each schema, and words that they know."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chassis.openapi.names import name_schemas
from tests.support.operations import app_of, operations, schemas_of
from tools.fleet import SERVICES

NAMES = [service.name for service in SERVICES]
ID = re.compile(r"[a-z]+[A-Z][A-Za-z0-9]*")
NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
OF_OPENAPI = {"discriminator", "mapping", "propertyName", "format", "title", "description"}
HOLDING_NAMES = {"properties", "patternProperties", "mapping"}
VALUES = {"default", "const", "enum", "examples"}


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword of a schema and of those inside it."""
    match schema:
        case dict():
            for keyword, part in schema.items():
                yield keyword
                if keyword in HOLDING_NAMES:
                    for named in part.values():
                        yield from keywords(named)
                elif keyword not in VALUES:
                    yield from keywords(part)
        case list():
            for part in schema:
                yield from keywords(part)


def held(node: Any) -> Iterator[Any]:
    """The schemas of parameters, headers and media types."""
    match node:
        case dict():
            if isinstance(node.get("schema"), dict):
                yield node["schema"]
            for key, part in node.items():
                if key not in {"schema", "examples", "example"}:
                    yield from held(part)
        case list():
            for part in node:
                yield from held(part)


def known() -> set[str]:
    """The keywords of JSON Schema 2020-12."""
    vocabularies = [part["$ref"] for part in Draft202012Validator.META_SCHEMA["allOf"]]
    resolve = Draft202012Validator(Draft202012Validator.META_SCHEMA)._resolver.lookup
    found = {name for part in vocabularies for name in resolve(part).contents["properties"]}
    return found - {"prefixItems"}


def test_an_operation_has_a_name_that_no_other_has():
    ids = Counter(op.said["operationId"] for op in operations())

    assert [id for id, times in ids.items() if times > 1] == []
    assert [id for id in ids if not ID.fullmatch(id)] == []


def test_a_schema_means_the_same_in_every_document():
    forms = defaultdict(list)
    for name in NAMES:
        for schema, form in schemas_of(name).items():
            if form not in forms[schema]:
                forms[schema].append(form)

    assert [schema for schema, found in forms.items() if len(found) > 1] == []
    assert [schema for schema in forms if not NAME.fullmatch(schema)] == []
    assert [schema for schema, [form] in forms.items() if form["title"] != schema] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_has_only_words_that_json_schema_knows(name):
    document = app_of(name).openapi()
    every = [*schemas_of(name).values(), *held(document)]
    strange = {word for schema in every for word in keywords(schema)}

    assert strange - known() - OF_OPENAPI == set()


def test_every_answer_that_gives_something_says_what():
    empty = {
        f"{op} {status} {kind}"
        for op in operations()
        for status in op.said["responses"]
        if status.startswith("2")
        for kind, said in op.answer(status).get("content", {}).items()
        if not set(said.get("schema", {})) - {"title", "description"}
        or said["schema"] == {"type": "object"}
    }
    silent = {
        str(op)
        for op in operations()
        if (said := op.said["responses"].get("200")) and not said.get("content")
    }

    assert empty == set()
    assert silent == {"POST /2/events", "POST /3/events"}


def test_names_of_generated_schemas_become_words():
    document = {
        "components": {
            "schemas": {
                "Page_ThingView_": {"title": "Page[ThingView]", "ge": 1},
                "Thing-Input": {"$ref": "#/components/schemas/Thing-Output"},
                "Thing-Output": {"properties": {"title": {"title": "Title", "example": 1}}},
            }
        }
    }

    name_schemas(document)

    assert document["components"]["schemas"] == {
        "ThingPage": {"title": "ThingPage", "minimum": 1},
        "ThingInput": {"$ref": "#/components/schemas/Thing", "title": "ThingInput"},
        "Thing": {"properties": {"title": {"examples": [1]}}, "title": "Thing"},
    }
