"""Every document says of every operation what its callers meet."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI

from chassis.access import OWN, PUBLIC, load_access
from chassis.openapi.words import load_vocabulary
from chassis.problems import MEDIA_TYPE
from packs import PACKS_DIR
from tests.support.operations import Operation, app_of, operations
from tools.fleet import SERVICES

NAMES = [service.name for service in SERVICES]
OURS = [op for op in operations() if op.standard is None]
PROBLEM = {"$ref": "#/components/schemas/Problem"}
FORMS_OF_OTHERS = {"PactError", "TokenError"}
COMMANDS = {"POST", "PUT", "PATCH", "DELETE"}


def scope(operation: Operation) -> str:
    found = load_access(PACKS_DIR, operation.service).scope(operation.method, operation.path)
    assert found
    return found


def refusals(operation: Operation) -> Iterator[tuple[str, Any]]:
    for status in operation.said["responses"]:
        if status >= "400":
            yield status, operation.answer(status)


def lacking(status: str, *, where: Any) -> list[str]:
    """Operations of which `where` is true and that do not describe the status."""
    return [str(op) for op in operations() if where(op) and status not in op.said["responses"]]


def fields(operation: Operation, status: str) -> set[str]:
    return set(operation.answer(status).get("headers", {}))


def references(node: Any) -> Iterator[str]:
    match node:
        case {"$ref": str(reference)}:
            yield reference
        case dict():
            for member in node.values():
                yield from references(member)
        case list():
            for member in node:
                yield from references(member)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_somewhere(name):
    document = app_of(name).openapi()
    lost = []
    for reference in set(references(document)):
        kind, part = reference.removeprefix("#/components/").split("/")
        if part not in document["components"].get(kind, {}):
            lost.append(reference)

    assert lost == []
    assert OpenAPI.model_validate(document).openapi.startswith("3.1")


def test_every_refusal_of_ours_is_a_typed_problem():
    untyped = {
        f"{op} {status}"
        for op in OURS
        for status, answer in refusals(op)
        if {kind: said["schema"] for kind, said in answer["content"].items()}
        != {MEDIA_TYPE: PROBLEM}
    }

    assert len(OURS) > 100
    assert untyped == set()


def test_a_refusal_by_the_rules_of_others_has_their_form():
    forms = {
        reference.rpartition("/")[2]
        for op in operations()
        for _, answer in refusals(op)
        for reference in references(answer["content"])
        if "/schemas/" in reference
    }

    assert forms == {"Problem", *FORMS_OF_OTHERS}


def test_no_document_speaks_of_an_answer_that_is_never_sent():
    texts = {name: json.dumps(app_of(name).openapi()) for name in NAMES}

    assert [name for name, text in texts.items() if "HTTPValidationError" in text] == []


def test_a_token_is_asked_for_where_the_matrix_wants_one():
    wrong = {}
    for op in operations():
        scopes = sorted({scope(op)} - {OWN})
        needed = [] if scope(op) == PUBLIC else [{"oauth2": scopes}]
        if op.said["security"] != needed:
            wrong[str(op)] = op.said["security"]

    assert wrong == {}
    assert lacking("401", where=lambda op: scope(op) != PUBLIC) == []
    assert lacking("403", where=lambda op: scope(op) not in {OWN, PUBLIC}) == []
    assert {
        str(op) for op in OURS if scope(op) == PUBLIC and {"401", "403"} & set(op.said["responses"])
    } == set()


def test_a_body_may_be_unreadable_slow_long_or_of_another_kind():
    for status in ("400", "408", "413", "415"):
        assert lacking(status, where=lambda op: op in OURS and op.media_types) == []


def test_what_has_a_name_may_not_be_there():
    assert lacking("404", where=lambda op: "{" in op.path and "events" not in op.path) == []


def test_whatever_is_asked_for_may_be_asked_wrongly_too_often_or_at_a_bad_time():
    assert lacking("422", where=lambda op: op.standard is None) == []
    for status in ("429", "500", "502", "503", "504"):
        assert lacking(status, where=lambda op: True) == []


def test_a_change_can_be_bound_to_what_was_read():
    def bound(op: Operation) -> bool:
        return op in OURS and op.method in COMMANDS and scope(op) != PUBLIC

    mute = {
        str(op)
        for op in filter(bound, operations())
        if not {"Idempotency-Key", "If-Match", "If-None-Match"}
        <= {p["name"] for p in op.parameters("header")}
    }

    assert lacking("412", where=bound) == []
    assert mute == set()


def test_what_can_be_read_can_be_asked_for_again():
    read = [op for op in operations() if op.method == "GET"]

    assert [str(op) for op in read if "304" not in op.said["responses"]] == []
    given = [op for op in read if "200" in op.said["responses"]]
    assert [str(op) for op in given if not {"ETag"} <= fields(op, "200")] == []
    assert [
        str(op)
        for op in read
        if "If-None-Match" not in {p["name"] for p in op.parameters("header")}
    ] == []


def test_every_answer_names_its_request_and_what_comes_next():
    for op in operations():
        for status in op.said["responses"]:
            assert "X-Request-Id" in fields(op, status), f"{op} {status}"
        assert "201" not in op.said["responses"] or "Location" in fields(op, "201")
        assert {"Retry-After"} <= fields(op, "429") & fields(op, "503")
        assert "401" not in op.said["responses"] or "WWW-Authenticate" in fields(op, "401")


SENT = {"webhooks"}
"""The tag of what the platform sends."""


def test_every_scope_and_every_tag_is_put_in_words_and_used():
    words = load_vocabulary(PACKS_DIR)
    scopes = {scope(op) for op in operations()} - {OWN, PUBLIC}
    tags = {tag for op in operations() for tag in op.said["tags"]} | SENT

    assert set(words.scopes) == scopes, "packs/vocabulary.yaml"
    assert set(words.tags) == tags, "packs/vocabulary.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_where_it_is_served_and_whom_to_ask(name):
    document = app_of(name).openapi()
    declared = [tag["name"] for tag in document["tags"]]
    used = {tag for op in operations() if op.service == name for tag in op.said["tags"]}
    used |= SENT if document.get("webhooks") else set()

    assert document["servers"]
    assert document["info"]["contact"]["name"]
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    assert declared == sorted(used)
    assert all(re.search(r"[\u4e00-\u9fff]", tag["description"]) for tag in document["tags"])


def silent(place: str, node: Any) -> Iterator[str]:
    """Members of the schemas within a node that nothing is said of."""
    match node:
        case dict():
            properties = node.get("properties")
            if isinstance(properties, dict) and "const" not in node:
                for name, said in properties.items():
                    if not said.get("description"):
                        yield f"{place}.{name}"
            for key, part in node.items():
                if key not in {"examples", "example", "default", "enum", "const"}:
                    yield from silent(place, part)
        case list():
            for part in node:
                yield from silent(place, part)


@pytest.mark.parametrize("name", NAMES)
def test_every_member_and_every_parameter_is_described(name):
    document = app_of(name).openapi()
    members = [
        member
        for schema, said in document["components"]["schemas"].items()
        for member in silent(schema, said)
    ]
    inline = list(silent("paths", document["paths"]))
    parameters = [
        f"{op} {parameter['name']}"
        for op in operations()
        if op.service == name
        for place in ("path", "query", "header", "cookie")
        for parameter in op.parameters(place)
        if not parameter.get("description")
    ]

    assert members + inline == [], "a docstring beneath the member, or packs/vocabulary.yaml"
    assert parameters == [], "packs/vocabulary.yaml"


def test_no_name_is_explained_that_nothing_bears():
    words = load_vocabulary(PACKS_DIR)
    texts = [json.dumps(app_of(name).openapi()) for name in NAMES]
    borne = {member for text in texts for member in re.findall(r'"([^"]+)": {', text)}
    named = {
        parameter["name"]
        for op in operations()
        for place in ("path", "query", "header")
        for parameter in op.parameters(place)
    }

    assert set(words.members) - borne == set()
    assert set(words.parameters) - named == set()
