"""What is handed to other systems hangs together: OpenAPI, AsyncAPI and the problems they name."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from contracts.catalogue import events
from tools.fleet import SERVICES
from tools.generate.files import ROOT

CONTRACTS = ROOT / "contracts"
ASYNCAPI = yaml.safe_load((CONTRACTS / "asyncapi.yaml").read_text("utf-8"))
NAMES = [service.name for service in SERVICES]
PROBLEM = re.compile(r"urn:tanbiao:problem:([a-z0-9-]+)")


def openapi(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((CONTRACTS / "openapi" / f"{name}.json").read_text())
    return document


def operations(name: str) -> dict[str, dict[str, Any]]:
    """Every operation of a service by its method and path."""
    return {
        f"{method.upper()} {path}": operation
        for path, item in openapi(name)["paths"].items()
        for method, operation in item.items()
    }


def references(node: object) -> Iterator[str]:
    match node:
        case {"$ref": str(reference)}:
            yield reference
        case dict():
            for member in node.values():
                yield from references(member)
        case list():
            for member in node:
                yield from references(member)


def resolves(reference: str) -> bool:
    """True if a reference of the AsyncAPI document leads to something."""
    if reference.startswith("./"):
        return (CONTRACTS / reference).is_file()
    node = ASYNCAPI
    for name in reference.removeprefix("#/").split("/"):
        node = node.get(name) if isinstance(node, dict) else None
    return node is not None


def test_every_reference_of_the_asyncapi_document_leads_somewhere():
    found = set(references(ASYNCAPI))

    assert found
    assert [reference for reference in found if not resolves(reference)] == []


def test_every_event_travels_on_its_topic():
    carried = {
        (topic, type)
        for topic, channel in ASYNCAPI["channels"].items()
        for type in channel["messages"]
    }

    assert carried == {(event.topic(), type) for type, event in events().items()}


def test_every_channel_has_one_sender_and_the_listeners_of_the_fleet_table():
    told = [
        (operation["action"], operation["channel"]["$ref"].rpartition("/")[2], tag["name"])
        for operation in ASYNCAPI["operations"].values()
        for tag in operation["tags"]
    ]

    senders = sorted((topic, service) for action, topic, service in told if action == "send")
    assert senders == sorted((t, s.name) for s in SERVICES for t in s.produces_topics)
    assert [topic for topic, _ in senders] == sorted(ASYNCAPI["channels"])
    assert sorted((t, s) for action, t, s in told if action == "receive") == sorted(
        (t, s.name) for s in SERVICES for t in s.consumes_topics
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_says_what_it_does_and_where_it_belongs(name):
    silent = [
        route
        for route, operation in operations(name).items()
        if not operation.get("description") or not operation.get("tags")
    ]

    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_that_takes_something_says_how_it_may_refuse(name):
    silent = [
        route
        for route, operation in operations(name).items()
        if (operation.get("parameters") or operation.get("requestBody"))
        and not any(status.startswith("4") for status in operation["responses"])
    ]

    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_every_problem_that_a_document_names_is_described(name):
    described = set(re.findall(r"^\| `([a-z0-9-]+)` \d{3} ", problems_page(), re.MULTILINE))

    assert set(PROBLEM.findall(json.dumps(openapi(name)))) <= described


@pytest.mark.parametrize("name", NAMES)
def test_operations_have_distinct_names(name):
    ids = [operation["operationId"] for operation in operations(name).values()]

    assert sorted(ids) == sorted(set(ids))


def problems_page() -> str:
    return (ROOT / "docs" / "problems.md").read_text("utf-8")
