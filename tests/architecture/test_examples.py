"""Every body and every answer is shown by an example that is as the schema says."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chassis.openapi.examples import Examples
from chassis.refusals import Refusal
from tests.support.operations import Operation, app_of, operations
from tools.fleet import SERVICES

NAMES = [service.name for service in SERVICES]


def shown(operation: Operation) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each JSON body and each JSON answer that gives something, with its place."""
    holders = {"body": operation.said.get("requestBody", {})}
    holders |= {s: operation.answer(s) for s in operation.said["responses"] if s < "300"}
    for place, holder in holders.items():
        for kind, media in holder.get("content", {}).items():
            if kind.partition(";")[0].endswith(("/json", "+json")):
                yield f"{operation} {place} {kind}", media


def values(operation: Operation, media: Mapping[str, Any]) -> list[Any]:
    named = [operation.resolved(each)["value"] for each in media.get("examples", {}).values()]
    return [*named, *([media["example"]] if "example" in media else [])]


@pytest.mark.parametrize("name", NAMES)
def test_every_body_and_every_answer_has_an_example_that_is_valid(name):
    document = app_of(name).openapi()
    components = {"components": document["components"]}
    formats = Draft202012Validator.FORMAT_CHECKER
    places = [(op, *each) for op in operations() if op.service == name for each in shown(op)]

    without = [place for op, place, media in places if not values(op, media)]
    wrong = {
        f"{place}: {fault.json_path} {fault.message[:200]}"
        for op, place, media in places
        for value in values(op, media)
        for fault in Draft202012Validator(
            {**components, **media["schema"]}, format_checker=formats
        ).iter_errors(value)
    }

    assert places
    assert without == []
    assert wrong == set(), "say a better one in packs/examples.yaml or beside the member"


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_schemas_are_valid_too(name):
    components = app_of(name).openapi()["components"]
    wrong = [
        f"{schema}: {fault.message[:200]}"
        for schema, said in components["schemas"].items()
        for example in said.get("examples", ())
        for fault in Draft202012Validator({"components": components, **said}).iter_errors(example)
    ]

    assert wrong == []


def test_no_schema_shares_its_name_with_a_refusal():
    refusals = {each.__name__ for each in _every(Refusal)}
    schemas = {
        name for service in NAMES for name in app_of(service).openapi()["components"]["schemas"]
    }

    assert schemas & refusals == set()


def test_a_value_counts_where_it_is_of_the_type_of_the_member():
    thing = {
        "type": "object",
        "properties": {
            "unit": {"type": "string"},
            "kinds": {"type": "array", "items": {"type": "string"}},
            "size": {"type": "integer", "minimum": 3},
            "kept": {"anyOf": [{"type": "null"}, {"type": "string"}]},
            "at": {"type": "string", "format": "date"},
            "inside": {"$ref": "#/components/schemas/Thing"},
        },
    }
    members = {"unit": "kg", "kinds": ["a"], "size": "big", "kept": "yes", "at": "kg"}

    example = Examples({"Thing": thing}, members, {}).named("Thing")

    assert example == {
        "unit": "kg",
        "kinds": ["a"],
        "size": 3,
        "kept": "yes",
        "at": "2026-11-30",
    }


def _every(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        yield child
        yield from _every(child)
