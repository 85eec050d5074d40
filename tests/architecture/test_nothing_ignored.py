"""No operation of any service takes for noise what its caller said."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from chassis.asked import MediaTypeNotTaken
from tests.architecture.tree import ROOT
from tests.support.operations import Operation, operations, schemas_of

OURS = [each for each in operations() if each.standard is None]
DECISION = ROOT / "docs" / "adr" / "0023-nothing-is-silently-ignored.md"
BROKEN = {
    "Idempotency-Key": ["", "a b", '"open', "k" * 201, "密钥".encode()],
    "If-Match": ["abc", '"a" "b"', ""],
    "If-None-Match": ["W/abc", "*, *"],
    "Range": ["bytes", "bytes=9-2", "bytes=a-b", "=1-2"],
    "Content-Type": ["json", "application/json; charset", "text/"],
}


def pointers(response: Any) -> set[str]:
    assert response.status_code == 422, response.text
    return {error["pointer"] for error in response.json()["errors"]}


async def refused(operation: Operation, place: str, query: str = "", **options: Any) -> bool:
    response = await operation.ask(query, **options)
    return response.status_code == 422 and place in pointers(response)


async def test_an_unknown_parameter_is_refused_by_its_name():
    admitting = [
        str(op) for op in OURS if not await refused(op, "/query/enterprize", "enterprize=")
    ]

    assert len(OURS) > 100
    assert admitting == []


async def test_every_declared_parameter_is_known():
    strange = {}
    for op in OURS:
        declared = [p["name"] for p in op.parameters("query")]
        query = "&".join(f"{quote(name)}=x" for name in [*declared, "enterprize"])
        if (found := pointers(await op.ask(query))) != {"/query/enterprize"}:
            strange[str(op)] = found

    assert strange == {}


async def test_a_parameter_that_counts_once_is_refused_the_second_time():
    singles = [
        (op, p["name"])
        for op in OURS
        for p in op.parameters("query")
        if p["schema"].get("type") != "array"
    ]
    admitting = [
        (str(op), name)
        for op, name in singles
        if not await refused(op, f"/query/{name}", f"{name}=1&{name}=1")
    ]

    assert len(singles) > 50
    assert admitting == []


@pytest.mark.parametrize("name", BROKEN)
async def test_a_malformed_header_is_refused_by_its_name(name):
    admitting = [
        (str(op), value)
        for op in OURS
        for value in BROKEN[name]
        if not await refused(op, f"/header/{name.lower()}", headers={name: value})
    ]

    assert admitting == []


async def test_a_body_of_another_media_type_is_not_taken():
    admitting = [
        str(op)
        for op in OURS
        if op.media_types and (await _sent(op, "application/x-nothing")).status_code != 415
    ]

    assert admitting == []


async def test_a_refused_media_type_is_told_which_ones_are_taken():
    operation = next(op for op in OURS if str(op) == "PATCH /v1/uploads/{id}")

    problem = (await _sent(operation, "text/csv")).json()

    assert problem["type"] == MediaTypeNotTaken.problem_type()
    assert "application/partial-upload" in problem["messages"]["en"]


async def test_a_body_is_refused_where_none_is_taken():
    admitting = [
        str(op)
        for op in OURS
        if not op.media_types and not await refused(op, "/body", content=b"{}")
    ]

    assert admitting == []


def test_a_body_declares_each_of_its_members():
    open_ones = {
        f"{op}: {place}"
        for op in OURS
        for kind, said in op.said.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
        for place in _open(said["schema"], schemas_of(op.service), "body", set())
    }

    assert open_ones == set()


def test_what_another_standard_rules_over_is_written_in_the_decision():
    rows = re.findall(r"^\| (.+?) \| `([^`]+)` \|", DECISION.read_text("utf-8"), re.MULTILINE)
    written = {(standard, path) for standard, path in rows}

    assert written == {(op.standard, str(op)) for op in operations() if op.standard}


async def _sent(operation: Operation, kind: str) -> Any:
    return await operation.ask(content=b"x", headers={"Content-Type": kind})


def _open(schema: Any, named: Any, place: str, seen: set[str]) -> Iterator[str]:
    """Places of objects that admit members which they do not describe."""
    match schema:
        case {"$ref": str(reference)}:
            name = reference.rpartition("/")[2]
            if name not in seen:
                seen.add(name)
                yield from _open(named[name], named, name, seen)
        case dict():
            if "properties" in schema and schema.get("additionalProperties") is not False:
                yield place
            for key, part in schema.items():
                if key not in {"example", "examples", "default"}:
                    yield from _open(part, named, f"{place}/{key}", seen)
        case list():
            for part in schema:
                yield from _open(part, named, place, seen)
