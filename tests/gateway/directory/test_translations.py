"""Pages that stand in both languages say the same to programs: commands, addresses, members."""

import re

import pytest

from gateway.directory.domain.guides import GUIDES
from gateway.directory.formats.guides import guides_folder

DOCS = guides_folder()
TRANSLATED = sorted(path.name.removesuffix(".zh.md") for path in DOCS.glob("*.zh.md"))
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"`(?:GET|PUT|POST|PATCH|DELETE) (/[^`\s?]*)")


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_only_what_is_served_is_translated():
    assert {"integrating", "conventions", "verification"} <= set(TRANSLATED)
    assert set(TRANSLATED) <= {guide.name for guide in GUIDES}


@pytest.mark.parametrize("name", TRANSLATED)
def test_both_pages_show_the_same_commands_and_addresses(name):
    english, chinese = text(f"{name}.md"), text(f"{name}.zh.md")

    assert _FENCE.findall(chinese) == _FENCE.findall(english)
    assert set(_ADDRESS.findall(chinese)) == set(_ADDRESS.findall(english))
    assert chinese.count("\n## ") == english.count("\n## ")
