"""Pages keep their promises: links lead somewhere, decisions name tests that exist."""

import re

import pytest

from tests.architecture.tree import ROOT
from tests.support.documented import pages

PAGES = pages()
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LONGEST_DECISION = 60


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_of_a_page_leads_somewhere(page):
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_names_tests_that_exist(decision):
    enforced = decision.read_text("utf-8").partition("**Enforced by**")[2]
    tests = re.findall(r"`(tests/[\w/]+\.py)`", enforced)

    assert tests
    assert [test for test in tests if not (ROOT / test).is_file()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_fits_on_one_page(decision):
    assert len(decision.read_text("utf-8").splitlines()) <= LONGEST_DECISION


def test_the_index_lists_every_decision_under_its_title():
    index = (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| \[(\d{4})\]\(\1-[a-z-]+\.md\) \| (.+) \|$", index, re.MULTILINE))

    titles = [path.read_text("utf-8").splitlines()[0] for path in DECISIONS]
    assert [f"# {number} {title}" for number, title in listed.items()] == titles


def test_every_page_can_be_reached_from_the_first():
    reached = {ROOT / "README.md"}
    waiting = list(reached)
    while waiting:
        page = waiting.pop()
        for link in LINK.findall(page.read_text("utf-8")):
            found = (page.parent / link).resolve()
            if found.suffix == ".md" and found.is_file() and found not in reached:
                reached.add(found)
                waiting.append(found)

    assert set(PAGES) <= reached


def test_the_first_page_is_one_screen_and_has_one_diagram():
    text = (ROOT / "README.md").read_text("utf-8")

    assert len(text.splitlines()) <= 75
    assert text.count("```mermaid") == 1
