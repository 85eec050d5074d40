"""No operation is lost on the way into the clients, and neither is shipped with the platform."""

import json
import re

import pytest
from tanbiao_client import Client

from tests.support.documented import ROOT
from tools.clients.files import files
from tools.clients.reading import Dialect, expression, operations, snake

DOCUMENT = json.loads((ROOT / "contracts" / "openapi" / "tanbiao.json").read_text("utf-8"))
IDS = [operation.id for operation in operations(DOCUMENT)]
WORDS = Dialect(
    {"string": "text", "integer": "whole", "null": "none"},
    "anything",
    lambda values: "/".join(map(str, values)),
    "[{}]".format,
    "<{}>".format,
    str.lower,
)


def test_each_operation_is_a_method_of_both_clients():
    typescript = files(DOCUMENT)["clients/typescript/src/generated/operations.ts"]

    assert len(IDS) > 200
    assert [id for id in IDS if not hasattr(Client, snake(id))] == []
    assert set(IDS) <= set(re.findall(r"^  (\w+)\(", typescript, re.MULTILINE))


def test_each_list_with_a_cursor_can_be_read_to_its_end():
    lists = [one.id for one in operations(DOCUMENT) if one.item is not None]

    assert "listCertificates" in lists
    assert [id for id in lists if not hasattr(Client, snake(id).replace("list_", "iterate_"))] == []


@pytest.mark.parametrize(
    ("schema", "type"),
    [
        ({"$ref": "#/components/schemas/Unit"}, "unit"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "text | none"),
        ({"oneOf": [{"type": "string"}, {"type": "string"}]}, "text"),
        ({"enum": ["a", "b"], "type": "string"}, "a/b"),
        ({"const": "a"}, "a"),
        ({"type": "array", "items": {"type": "integer"}}, "[whole]"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "<whole>"),
        ({"type": "object", "patternProperties": {"^a": {"type": "string"}}}, "<text>"),
        ({"type": "object"}, "<anything>"),
        ({}, "anything"),
    ],
)
def test_a_schema_is_written_as_a_type(schema, type):
    assert expression(schema, WORDS) == type


def test_clients_are_not_shipped_with_the_platform():
    shipped = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert not any("clients" in line for line in shipped)
    assert "*" in shipped
