"""Every list of every service is read in the same way, page by page to its end."""

from typing import Any

from tests.support.operations import Operation, operations, schemas_of

FEED = "GET /v1/feed"
"""It goes on for ever, so it is read by the position of the last event."""


def answered(operation: Operation) -> Any:
    """The schema of the JSON that an operation answers with, if any."""
    said = operation.said["responses"].get("200", {}).get("content", {})
    schema = said.get("application/json", {}).get("schema", {})
    while "$ref" in schema:
        schema = schemas_of(operation.service)[schema["$ref"].rpartition("/")[2]]
    return schema


READING = [each for each in operations() if each.method == "GET" and each.standard is None]
LISTS = [
    each
    for each in READING
    if "items" in answered(each).get("properties", {}) and str(each) != FEED
]


def test_no_operation_answers_with_a_bare_array():
    assert [str(each) for each in READING if answered(each).get("type") == "array"] == []


def test_whatever_has_a_limit_has_a_cursor():
    limited = {
        str(each): {p["name"] for p in each.parameters("query")}
        for each in READING
        if "limit" in {p["name"] for p in each.parameters("query")} and str(each) != FEED
    }

    assert len(limited) > 25
    assert {path: names for path, names in limited.items() if "cursor" not in names} == {}


def test_every_list_has_a_limit_of_at_most_two_hundred_and_says_where_it_goes_on():
    strange = {}
    for each in LISTS:
        limit = [
            p["schema"].get("maximum") for p in each.parameters("query") if p["name"] == "limit"
        ]
        members = set(answered(each)["properties"])
        if limit != [200] or not {"items", "next"} <= members:
            strange[str(each)] = (limit, sorted(members))

    assert strange == {}
