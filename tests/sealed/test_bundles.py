"""Two engines that share no code make every published and every golden bundle again."""

import ast
import re
import sys

import pytest

from chassis.canonical import canonical
from tests.sealed import first_engine, second_engine
from tests.sealed.files import GOLDEN, PAGE, ROOT, VALIDATOR, VECTORS, read
from tests.support.code import lines_of_code

BUNDLES = [*VECTORS, *GOLDEN]
SECOND = ROOT / "tests" / "sealed" / "second_engine.py"


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_the_second_engine_makes_every_member_of_a_bundle_again(path):
    bundle = read(path)

    again = second_engine.recomputed(bundle["document"])

    assert again["result"] == bundle["document"]["result"]
    assert again == bundle["document"]
    assert second_engine.seal(again) == bundle["seal"]
    assert second_engine.holds(bundle)


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_the_first_engine_and_the_schema_accept_it_too(path):
    bundle = read(path)

    assert first_engine.holds(path.read_bytes())
    assert first_engine.sealed(bundle["document"]) == path.read_bytes() == canonical(bundle)
    assert list(VALIDATOR.iter_errors(bundle)) == []


def test_there_are_bundles_of_every_engine_and_enough_golden_ones():
    versions = {read(path)["document"]["engine"]["version"] for path in BUNDLES}

    assert versions == set(second_engine.OLD)
    assert len(GOLDEN) >= 8


def test_the_page_says_what_every_vector_is_about():
    listed = re.findall(r"^\| `([\w-]+\.json)` \|", PAGE, re.MULTILINE)

    assert sorted(listed) == [path.name for path in VECTORS]


def test_the_second_engine_is_short_and_knows_the_standard_library_only():
    tree = ast.walk(ast.parse(SECOND.read_text("utf-8")))
    modules = {
        name.split(".")[0]
        for node in tree
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert modules <= sys.stdlib_module_names
    assert lines_of_code(SECOND) < 300
