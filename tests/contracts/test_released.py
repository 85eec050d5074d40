"""Gate: what was released goes on; a change that breaks callers is a new version beside it."""

import copy
import json
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.tree import ROOT
from tools.released.__main__ import keep, newest, release_of, released
from tools.released.operations import additions, breaking

NOW = json.loads((ROOT / "contracts/openapi/tanbiao.json").read_text("utf-8"))
OLD: dict[str, Any] = {
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "security": [{"oauth2": ["things.read"]}],
                "parameters": [
                    {"name": "state", "in": "query", "schema": {"enum": ["new", "old"]}},
                    {"$ref": "#/components/parameters/limit"},
                ],
                "responses": {
                    "200": {
                        "headers": {"ETag": {}},
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}
                        },
                    },
                    "404": {"description": "None."},
                },
            },
            "post": {
                "operationId": "makeThing",
                "security": [],
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Wish"}},
                        "text/csv": {"schema": {"type": "string"}},
                    },
                },
                "responses": {"201": {"description": "Made."}},
            },
        },
    },
    "components": {
        "parameters": {
            "limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 200}}
        },
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "state": {"enum": ["new", "old"]},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    "size": {"type": "integer"},
                },
            },
            "Wish": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 50},
                    "kind": {"enum": ["a", "b"], "type": "string"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "size": {"type": "number"},
                },
            },
        },
    },
}


def changed(change) -> dict[str, Any]:
    new = copy.deepcopy(OLD)
    change(new, new["paths"]["/things"], new["components"]["schemas"])
    return new


def thing(schemas):
    return schemas["Thing"]["properties"]


def wish(schemas):
    return schemas["Wish"]["properties"]


def test_what_was_released_goes_on():
    kept = newest(ROOT)

    assert kept is not None
    assert breaking(released(kept), NOW) == []


def test_a_document_is_compatible_with_itself():
    assert breaking(NOW, NOW) == []
    assert additions(NOW, NOW) == []


def test_only_explanations_may_change_without_notice():
    def explain(new, item, schemas):
        schemas["Thing"]["description"] = "Said better."
        item["get"]["summary"] = "List"

    assert breaking(OLD, changed(explain)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda n, i, s: n["paths"].pop("/things"), "GET /things: is gone"),
        (lambda n, i, s: i.pop("post"), "POST /things: is gone"),
        (lambda n, i, s: i["get"].update(operationId="x"), "GET /things: is called x, not"),
        (
            lambda n, i, s: i["get"].update(security=[{"oauth2": ["things.see"]}]),
            "GET /things: needs things.see now",
        ),
        (
            lambda n, i, s: i["post"].update(security=[{"oauth2": []}]),
            "POST /things: needs a token now",
        ),
        (lambda n, i, s: i["get"]["parameters"].pop(), "GET /things query limit: is gone"),
        (
            lambda n, i, s: i["get"]["parameters"][0].update(required=True),
            "GET /things query state: is required now",
        ),
        (
            lambda n, i, s: i["get"]["parameters"].append(
                {"name": "q", "in": "query", "required": True, "schema": {}}
            ),
            "GET /things query q: is required now",
        ),
        (
            lambda n, i, s: i["get"]["parameters"][0]["schema"]["enum"].remove("old"),
            "GET /things query state: the word old is gone",
        ),
        (
            lambda n, i, s: n["components"]["parameters"]["limit"]["schema"].update(maximum=100),
            "GET /things query limit: maximum was 200.0 and is 100.0",
        ),
        (
            lambda n, i, s: i["post"]["requestBody"]["content"].pop("text/csv"),
            "POST /things body text/csv: is gone",
        ),
        (
            lambda n, i, s: i["post"]["requestBody"].update(required=True),
            "POST /things body: is required now",
        ),
        (
            lambda n, i, s: s["Wish"]["required"].append("kind"),
            "POST /things body.kind: is required now",
        ),
        (lambda n, i, s: wish(s).pop("kind"), "POST /things body.kind: is gone"),
        (
            lambda n, i, s: wish(s)["kind"]["enum"].remove("b"),
            "POST /things body.kind: the word b is gone",
        ),
        (
            lambda n, i, s: wish(s)["name"].update(enum=["x"]),
            "POST /things body.name: takes x only now",
        ),
        (
            lambda n, i, s: wish(s)["name"].update(pattern="^x"),
            "POST /things body.name: pattern was None and is ^x",
        ),
        (
            lambda n, i, s: wish(s)["name"].update(minLength=2),
            "POST /things body.name: minLength was 1.0 and is 2.0",
        ),
        (
            lambda n, i, s: wish(s)["size"].update(type="integer"),
            "POST /things body.size: was number and is integer",
        ),
        (
            lambda n, i, s: wish(s)["note"]["anyOf"].pop(),
            "POST /things body.note: takes fewer forms",
        ),
        (
            lambda n, i, s: i["get"]["responses"].update({"202": {}}),
            "GET /things 202: is answered now",
        ),
        (
            lambda n, i, s: i["post"]["responses"].pop("201"),
            "POST /things 201: is answered no more",
        ),
        (
            lambda n, i, s: i["get"]["responses"]["200"]["headers"].pop("ETag"),
            "GET /things 200 header ETag: is gone",
        ),
        (
            lambda n, i, s: i["get"]["responses"]["200"]["content"].clear(),
            "GET /things 200 application/json: is gone",
        ),
        (lambda n, i, s: thing(s).pop("size"), "GET /things 200.size: is gone"),
        (
            lambda n, i, s: s["Thing"]["required"].remove("id"),
            "GET /things 200.id: may be missing now",
        ),
        (
            lambda n, i, s: thing(s)["id"].pop("format"),
            "GET /things 200.id: format was uuid and is None",
        ),
        (
            lambda n, i, s: thing(s)["size"].update(type="number"),
            "GET /things 200.size: was integer and is number",
        ),
        (
            lambda n, i, s: thing(s)["size"].pop("type"),
            "GET /things 200.size: was integer and is anything",
        ),
        (lambda n, i, s: thing(s)["state"].pop("enum"), "GET /things 200.state: may be any word"),
        (
            lambda n, i, s: thing(s)["note"]["anyOf"].append({"type": "integer"}),
            "GET /things 200.note: has a form that it had not",
        ),
        (
            lambda n, i, s: thing(s)["parts"].update(items={"type": "string"}),
            "GET /things 200.parts[]: was object and is string",
        ),
    ],
)
def test_what_breaks_callers_is_refused_by_its_place(change, said):
    found = breaking(OLD, changed(change))

    assert any(each.startswith(said) for each in found), found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda n, i, s: n["paths"].update({"/more": {"get": {"operationId": "more"}}}),
            ["`GET /more`"],
        ),
        (
            lambda n, i, s: i["get"]["parameters"].append(
                {"name": "q", "in": "query", "schema": {"type": "string"}}
            ),
            ["`GET /things` takes `q`"],
        ),
        (
            lambda n, i, s: thing(s).update(colour={"type": "string"}),
            ["`Thing` has `colour`"],
        ),
        (
            lambda n, i, s: wish(s).update(colour={"type": "string"}),
            ["`Wish` has `colour`"],
        ),
        (lambda n, i, s: wish(s)["kind"]["enum"].append("c"), []),
        (lambda n, i, s: thing(s)["state"]["enum"].append("lost"), []),
        (lambda n, i, s: s["Thing"]["required"].append("size"), []),
        (lambda n, i, s: s["Wish"]["required"].remove("name"), []),
        (lambda n, i, s: wish(s)["name"].update(maxLength=99), []),
        (lambda n, i, s: wish(s)["note"]["anyOf"].append({"type": "integer"}), []),
        (lambda n, i, s: thing(s)["note"]["anyOf"].pop(), []),
        (lambda n, i, s: i["get"].update(security=[]), []),
        (lambda n, i, s: i["get"]["responses"].update({"409": {}}), []),
    ],
)
def test_an_addition_passes_and_is_told(change, said):
    new = changed(change)

    assert breaking(OLD, new) == []
    assert additions(OLD, new) == said


def test_a_release_is_kept_once_and_the_newest_counts(tmp_path):
    for release in ("0.2.0", "0.10.0", "0.9.1"):
        keep(tmp_path, OLD, release)

    kept = newest(tmp_path)
    with pytest.raises(FileExistsError):
        keep(tmp_path, {}, "0.9.1")

    assert kept is not None
    assert release_of(kept) == "0.10.0"
    assert released(kept) == OLD


def run(root, do: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.released", do, "--root", str(root)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_fails_naming_what_broke_and_tells_additions(tmp_path):
    def change(new, item, schemas):
        del thing(schemas)["size"]
        thing(schemas)["mass"] = {"type": "number"}

    keep(tmp_path, OLD, "0.1.0")
    (tmp_path / "contracts/openapi/tanbiao.json").write_text(json.dumps(changed(change)))

    checked, told = run(tmp_path, "check"), run(tmp_path, "additions")

    assert checked.returncode == 1
    assert checked.stdout.startswith("GET /things 200.size: is gone (since 0.1.0)")
    assert told.stdout == "* `Thing` has `mass`\n"
