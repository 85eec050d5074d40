"""The changelog for integrators names what there is."""

import json
import re

from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "changelog.md").read_text("utf-8")
NAMED = re.compile(r"`(GET|PUT|POST|PATCH|DELETE) (/[^`\s?]*)`")


def test_every_operation_that_the_changelog_names_exists():
    existing = {
        (method.upper(), path)
        for document in (ROOT / "contracts" / "openapi").glob("*.json")
        for path, item in json.loads(document.read_text("utf-8"))["paths"].items()
        for method in item
    }

    named = set(NAMED.findall(PAGE))

    assert len(named) >= 5
    assert named - existing == set()


def test_the_newest_changes_stand_first():
    titles = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)

    assert titles[0] == "Next"
    assert titles[1:] == sorted(
        titles[1:], key=lambda t: list(map(int, t.split("."))), reverse=True
    )
