"""Gate: an event that was published once keeps its meaning; a change of it is a new version."""

import copy
import json
import subprocess
from pathlib import Path

import pytest

from contracts.registry import LabelIssued
from tools.compatibility import breaking, earlier_files
from tools.generate.files import ROOT
from tools.generate.schemas import schema, schemas

SCHEMAS = "contracts/schemas"
SAMPLES = "contracts/samples"


def plant(change) -> list[str]:
    """What the comparison says of the schema of a label's issue with a change in it."""
    old = schema(LabelIssued)
    new = copy.deepcopy(old)
    change(new)
    return breaking(old, new)


def test_published_events_gained_nothing_but_optional_members():
    now = {f"{SCHEMAS}/{type}.json": found for type, found in schemas().items()}
    on_disk = {
        p.relative_to(ROOT).as_posix(): p.read_text() for p in ROOT.glob(f"{SCHEMAS}/*.json")
    }
    bases = {"the working tree": on_disk, **earlier_files(ROOT, SCHEMAS)}

    found = [
        f"{name} since {base}: {fault}"
        for base, files in bases.items()
        for name, text in files.items()
        for fault in (breaking(json.loads(text), now[name]) if name in now else ["is gone"])
    ]

    assert found == [], "publish the change as a new version of the event beside this one"


def test_samples_are_only_ever_added():
    kept = {
        name: (ROOT / name).is_file() and (ROOT / name).read_text("utf-8").strip() == text
        for files in earlier_files(ROOT, SAMPLES).values()
        for name, text in files.items()
    }

    assert [name for name, same in kept.items() if not same] == []


def test_an_unchanged_schema_breaks_nobody():
    assert plant(lambda new: None) == []


def test_an_optional_member_may_be_added():
    def add(new):
        new["properties"]["artwork_url"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}

    assert plant(add) == []


def test_an_optional_member_may_be_added_within_a_part():
    def add(new):
        new["$defs"]["ProductIdentity"]["properties"]["colour"] = {"type": "string"}

    assert plant(add) == []


def test_an_explanation_may_change():
    def explain(new):
        new["description"] = "Said better."
        new["properties"]["seal"]["description"] = "Also said better."

    assert plant(explain) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda new: new["properties"].pop("seal"), "data.seal: is gone"),
        (lambda new: new["required"].append("artwork_url"), "data.artwork_url: is required now"),
        (lambda new: new["required"].remove("seal"), "data.seal: may be missing now"),
        (lambda new: new["properties"]["log_index"].update(type="string"), "data.log_index: "),
        (lambda new: new["properties"]["seal"].update(pattern="^[0-9a-f]{128}$"), "data.seal: "),
        (lambda new: new["properties"]["valid_from"].pop("format"), "data.valid_from: "),
        (lambda new: new["$defs"]["Scheme"]["enum"].append("REGIONAL"), "data.scheme: "),
        (lambda new: new["$defs"]["Scheme"]["enum"].remove("CB_OWN"), "data.scheme: "),
        (lambda new: new.update(additionalProperties=False), "data: "),
        (
            lambda new: new["$defs"]["ProductIdentity"]["required"].append("gtin"),
            "data.product.gtin: is required now",
        ),
        (
            lambda new: new["$defs"]["ProductIdentity"]["properties"]["gtin"]["anyOf"].pop(),
            "data.product.gtin: has 1 forms instead of 2",
        ),
        (
            lambda new: new["$defs"]["DeclaredUnit"]["properties"]["amount"].update(type="number"),
            "data.declared_unit.amount: ",
        ),
    ],
)
def test_a_breaking_change_is_named_with_its_place(change, said):
    found = plant(change)

    assert len(found) == 1
    assert found[0].startswith(said)


def test_the_items_of_a_list_are_compared_too():
    old = {"properties": {"keys": {"type": "array", "items": {"type": "string"}}}}
    new = {"properties": {"keys": {"type": "array", "items": {"type": "integer"}}}}

    assert len(breaking(old, new)) == 1


def test_a_branch_is_compared_with_where_it_left_main(tmp_path):
    commit(tmp_path, "main", {"contracts/schemas/a.json": "1"}, first=True)
    git(tmp_path, "switch", "-qc", "work")
    commit(tmp_path, "work", {"contracts/schemas/a.json": "2"})
    commit(tmp_path, "more work", {"contracts/schemas/a.json": "3"})

    found = earlier_files(tmp_path, SCHEMAS)

    assert [files["contracts/schemas/a.json"] for files in found.values()] == ["3", "1"]


def test_main_is_compared_with_the_commit_before(tmp_path):
    commit(tmp_path, "one", {"contracts/schemas/a.json": "1"}, first=True)
    commit(tmp_path, "two", {"contracts/schemas/a.json": "2"})

    found = earlier_files(tmp_path, SCHEMAS)

    assert [files["contracts/schemas/a.json"] for files in found.values()] == ["2", "1"]


def test_a_clone_of_depth_one_still_knows_its_last_commit(tmp_path):
    commit(tmp_path / "origin", "one", {"contracts/schemas/a.json": "1"}, first=True)
    commit(tmp_path / "origin", "two", {"contracts/schemas/a.json": "2"})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}/origin", "clone")

    found = earlier_files(tmp_path / "clone", SCHEMAS)

    assert [files["contracts/schemas/a.json"] for files in found.values()] == ["2"]


def test_without_history_there_is_no_base_to_compare_with(tmp_path):
    git(tmp_path, "init", "-q")

    assert earlier_files(tmp_path, SCHEMAS) == {}


def commit(root: Path, subject: str, files: dict[str, str], *, first: bool = False) -> None:
    root.mkdir(exist_ok=True)
    if first:
        git(root, "init", "-q", "-b", "main")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    git(root, "add", ".")
    git(root, "-c", "user.name=A", "-c", "user.email=a@example.cn", "commit", "-qm", subject)


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
