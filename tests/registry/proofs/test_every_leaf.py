"""What is shown is what is signed: every single leaf of a proof, altered alone, is refused."""

import json
from dataclasses import replace

import pytest

from registry.proofs.domain.bundle import Bundle, BundleUnreadable
from registry.proofs.domain.stated import leaves
from registry.proofs.domain.verification import verify
from tests.registry.world import NOW, World, footprint

WORLD = World()
BUNDLE = WORLD.bundle()
FACTS = json.loads(BUNDLE.label)
LEAVES = tuple(leaves(FACTS))
UNSIGNED = ({"sample": True}, {"rank": 1}, {"product": {"colour": "green"}}, {"notes": []})
JSON = json.loads(BUNDLE.to_json())


def others(value: object) -> list[object]:
    """Values that a leaf can be altered to."""
    if isinstance(value, str):
        return [value + "x", value[:-1], "", None, value.swapcase() + " ", [value]]
    if isinstance(value, bool):
        return [not value, int(value), None]
    if isinstance(value, int):
        return [value + 1, -value - 1, str(value), float(value) + 0.5, True]
    return ["x", 0, False, {"x": 1}]


def altered(path: tuple[str | int, ...], value: object) -> str:
    facts = json.loads(BUNDLE.label)
    holder = facts
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return json.dumps(facts, ensure_ascii=False)


@pytest.mark.parametrize("path", LEAVES, ids=[".".join(map(str, path)) for path in LEAVES])
def test_an_altered_fact_is_refused_by_its_name(path: tuple[str | int, ...]):
    value = FACTS
    for step in path:
        value = value[step]

    for other in others(value):
        report = verify(replace(BUNDLE, label=altered(path, other)), WORLD.policy(), NOW)

        assert report.failures == ("facts-differ",), other
        assert path[0] in dict(report.findings[-1].facts)["fields"]


@pytest.mark.parametrize("path", LEAVES, ids=[".".join(map(str, path)) for path in LEAVES])
def test_a_fact_that_is_left_out_is_refused(path: tuple[str | int, ...]):
    facts = json.loads(BUNDLE.label)
    holder = facts
    for step in path[:-1]:
        holder = holder[step]
    gone = holder.pop(path[-1])

    report = verify(replace(BUNDLE, label=json.dumps(facts)), WORLD.policy(), NOW)

    # That there is no GTIN may be said or left unsaid.
    assert report.is_verified == (gone is None)


@pytest.mark.parametrize("more", UNSIGNED)
def test_a_fact_that_nobody_signed_is_refused(more: dict[str, object]):
    facts = json.loads(BUNDLE.label)
    for name, value in more.items():
        facts[name] = {**facts[name], **value} if isinstance(value, dict) else value

    report = verify(replace(BUNDLE, label=json.dumps(facts)), WORLD.policy(), NOW)

    assert report.failures == ("facts-differ",)


@pytest.mark.parametrize("name", sorted(JSON["files"]))
def test_an_altered_file_is_refused(name: str):
    text = JSON["files"][name]
    middle = len(text) // 2
    changed = text[:middle] + ("B" if text[middle] != "B" else "C") + text[middle + 1 :]
    document = {**JSON, "files": {**JSON["files"], name: changed}}

    try:
        bundle = Bundle.read(json.dumps(document).encode())
    except BundleUnreadable:
        return
    assert not verify(bundle, WORLD.policy(), NOW).is_verified


@pytest.mark.parametrize("name", ["did/node.json", "label.json.bak", ""])
def test_a_file_that_no_check_reads_has_no_place_in_a_bundle(name: str):
    document = {**JSON, "files": {**JSON["files"], name: "{}"}}

    with pytest.raises(BundleUnreadable, match="unknown"):
        Bundle.read(json.dumps(document).encode())


def test_english_names_and_place_are_in_the_credential():
    for path in (("product", "name_en"), ("product", "site_division"), ("enterprise", "name_en")):
        assert path in LEAVES


def test_remarks_of_the_register_are_no_part_of_the_proof():
    said = {".".join(map(str, path)) for path in LEAVES}

    assert not {each for each in said if each.endswith("sample") or each.endswith("issued_at")}


def test_a_product_without_a_gtin_cannot_be_given_one():
    world = World(sealed=footprint(gtin=None))
    bundle = world.bundle()
    facts = json.loads(bundle.label)
    facts["product"]["gtin"] = "06901234567892"

    report = verify(replace(bundle, label=json.dumps(facts)), world.policy(), NOW)

    assert report.failures == ("facts-differ",)
