"""The joined document is the whole: what a client of the platform is generated from."""

import json
from typing import Any

from mutual_recognition.subscriptions.domain.subscriptions import OFFERED
from tests.architecture.tree import ROOT
from tests.support.operations import METHODS, operations

JOINED: dict[str, Any] = json.loads((ROOT / "contracts/openapi/tanbiao.json").read_text("utf-8"))


def test_no_operation_is_lost_or_called_otherwise():
    joined = {
        (method.upper(), path): said["operationId"]
        for path, item in JOINED["paths"].items()
        for method, said in item.items()
        if method in METHODS
    }

    assert joined == {(op.method, op.path): op.said["operationId"] for op in operations()}


def test_it_says_how_to_get_in_and_whom_to_ask():
    [flow] = JOINED["components"]["securitySchemes"]["oauth2"]["flows"].values()
    needed = {
        scope
        for item in JOINED["paths"].values()
        for said in item.values()
        for requirement in said["security"]
        for scope in requirement["oauth2"]
    }

    assert flow["tokenUrl"].startswith("http")
    assert set(flow["scopes"]) == needed
    assert all(words != scope for scope, words in flow["scopes"].items())
    assert JOINED["servers"]
    assert JOINED["info"]["contact"]["url"]
    assert JOINED["info"]["license"]


def test_every_event_that_can_be_subscribed_to_is_a_webhook():
    assert set(JOINED["webhooks"]) == set(OFFERED)
    for type, referring in JOINED["webhooks"].items():
        item = JOINED["components"]["pathItems"][referring["$ref"].rpartition("/")[2]]
        [content] = item["post"]["requestBody"]["content"].values()
        name = content["schema"]["$ref"].rpartition("/")[2]
        notice = JOINED["components"]["schemas"][name]
        assert notice["properties"]["type"]["enum"] == [type]


def test_no_name_had_to_be_changed():
    assert [name for name in JOINED["components"]["schemas"] if "." in name] == []


def test_a_subscription_names_every_event_in_its_callback():
    callbacks = JOINED["paths"]["/v1/subscriptions"]["post"]["callbacks"]
    [said] = [item["post"] for item in callbacks["receive_event"].values()]
    [content] = said["requestBody"]["content"].values()
    named = {part["$ref"].rpartition("/")[2] for part in content["schema"]["anyOf"]}
    schemas = JOINED["components"]["schemas"]

    assert {schemas[name]["properties"]["type"]["enum"][0] for name in named} == set(OFFERED)
    assert said["security"] == []
