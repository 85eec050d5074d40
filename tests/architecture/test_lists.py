"""Every list of every service is read in the same way, page by page to its end."""

import json
import re
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


SHARED = {
    *("limit", "cursor", "since", "until", "updated_since", "q"),
    *("enterprise", "body", "division", "category", "scheme", "product_id", "system_id"),
}
"""Criteria that mean the same in every list."""
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


NEVER_NEWS = {
    "GET /v1/categories": "published with the release",
    "GET /v1/reason-codes": "published with the release",
    "GET /v1/rules": "published with the release",
    "GET /v1/rules/{code}": "published with the release",
    "GET /v1/fuels": "published with the release",
    "GET /v1/factors/proposals": "computed for the question",
    "GET /v1/factors/{id}/versions": "one chain, oldest first",
    "GET /v1/factor-imports/{id}/rows": "one file",
    "GET /v1/impact-studies/{id}/results": "one study, complete when it is over",
    "GET /v1/clients/me/keys": "at most eight",
    "GET /v1/subscriptions/{id}/tests": "one subscription",
    "GET /v1/meters/{id}/consumption": "computed for the question",
    "GET /v1/programme/cases": "computed for the question",
    "GET /v1/systems/{id}/plausibility": "computed for the question",
}
"""Lists that nobody keeps a copy of by what changed, and why."""
_BY_TIME = re.compile("newest( [a-z]+)? first")
_IN_ORDER = re.compile("newest|oldest|largest|ranked|by |in the order|each month")


OTHERS = {("GET /v1/factors", "category")}


def asked(operation: Operation) -> set[str]:
    return {p["name"] for p in operation.parameters("query")}


def test_whoever_keeps_a_copy_can_ask_for_what_changed():
    silent = {str(each) for each in LISTS if "updated_since" not in asked(each)}

    assert silent == set(NEVER_NEWS)


def test_a_list_of_what_happened_is_bounded_by_time():
    by_time = [each for each in LISTS if _BY_TIME.search(each.said["description"])]

    assert len(by_time) > 20
    assert {
        str(each): asked(each) for each in by_time if not {"since", "until"} <= asked(each)
    } == {}


def test_every_list_states_its_order():
    unsaid = [str(each) for each in LISTS if not _IN_ORDER.search(each.said["description"])]

    assert unsaid == []


def test_one_question_has_one_form_in_every_list():
    """A name means the same everywhere; only factors have categories of their own."""
    forms: dict[str, set[str]] = {}
    for each in LISTS:
        for p in each.parameters("query"):
            if p["name"] in SHARED and (str(each), p["name"]) not in OTHERS:
                form = json.dumps(p["schema"].get("anyOf", p["schema"].get("type")))
                forms.setdefault(p["name"], set()).add(form)

    assert set(forms) == SHARED
    assert {name: found for name, found in forms.items() if len(found) > 1} == {}
