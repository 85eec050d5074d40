"""The pages for people: every operation, every guide, every problem, in both languages."""

import json
import re
import subprocess
from html import unescape

import pytest

from gateway.directory.domain.guides import GUIDES
from gateway.directory.formats.guides import rendered
from tests.gateway.world import World
from tests.support.documented import ROOT

SERVICES = ["accounting", "certification", "gateway", "mutual-recognition", "registry"]
PAGES = ["/docs", *(f"/docs/services/{s}" for s in SERVICES), *(f"/docs/{g.name}" for g in GUIDES)]
PROBLEM = re.compile(r"^\| `([a-z0-9-]+)` \d{3} \|", re.MULTILINE)


async def test_the_first_page_leads_to_the_directory(whole: World):
    answer = await whole.http.get("/")

    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_is_there_in_both_languages_and_loads_nothing_foreign(whole: World, path):
    pages = {lang: await whole.http.get(f"{path}?lang={lang}") for lang in ("zh", "en")}

    assert '<html lang="zh-CN">' in pages["zh"].text
    assert '<html lang="en">' in pages["en"].text
    for page in pages.values():
        assert page.status_code == 200
        assert "src=" not in page.text
        assert "<script" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_the_language_is_that_of_the_browser_unless_one_is_asked_for(whole: World):
    english = {"Accept-Language": "en-GB,en"}

    assert '<html lang="en">' in (await whole.http.get("/docs", headers=english)).text
    assert '<html lang="zh-CN">' in (await whole.http.get("/docs?lang=zh", headers=english)).text
    assert '<html lang="zh-CN">' in (await whole.http.get("/docs?lang=fr")).text


async def test_the_directory_leads_to_what_programs_read(whole: World):
    page = (await whole.http.get("/docs?lang=zh")).text

    for address in ("/openapi.json", "/asyncapi.yaml", "/.well-known/api-catalog"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("path", PAGES)
async def test_every_link_of_a_page_leads_somewhere(whole: World, path):
    page = (await whole.http.get(f"{path}?lang=en")).text

    dead = []
    for link in {unescape(link) for link in re.findall(r'href="([^"]+)"', page)}:
        address, _, place = link.partition("#")
        found = await whole.http.get(address or path) if "://" not in address else None
        known = found is None or found.status_code in (200, 307)
        if not known or (found is not None and place and f'id="{place}"' not in found.text):
            dead.append(link)

    assert dead == []


async def test_the_pages_of_the_services_show_every_operation(whole: World):
    shown = 0
    for service in SERVICES:
        document = json.loads((ROOT / "contracts" / "openapi" / f"{service}.json").read_text())
        expected = sum(len(item) for item in document["paths"].values())
        page = (await whole.http.get(f"/docs/services/{service}?lang=en")).text
        assert page.count("<details") == expected, service
        assert page.count("curl") >= expected
        shown += expected

    assert shown > 100


async def test_a_search_finds_operations_that_speak_of_every_word(whole: World):
    found = (await whole.http.get("/docs", params={"q": "CERTIFICATES suspension"})).text
    nothing = (await whole.http.get("/docs?lang=en&q=no+such+operation")).text

    paths = re.findall(r"</code><code>([^<]+)</code>", found)
    assert "/v1/certificates/{name}/suspension" in paths
    assert all("certificates" in path for path in paths)
    assert "0 operation(s) found" in nothing


async def test_what_was_searched_is_text_and_never_markup(whole: World):
    page = (await whole.http.get("/docs", params={"q": '"><script>alert(1)</script>'})).text

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


async def test_words_of_a_service_are_text_and_never_markup(documented: World):
    page = (await documented.http.get("/docs/services/accounting?lang=en")).text

    assert "List &lt;b&gt;products&lt;/b&gt;." in page
    assert "products.read" in page


async def test_a_request_to_paste_is_a_command(whole: World):
    page = (await whole.http.get("/docs/services/accounting?lang=en")).text
    commands = [unescape(c) for c in re.findall(r"<code>(curl.*?)</code>", page, re.DOTALL)]

    asked = next(c for c in commands if c.endswith('/v1/calculations"') and "POST" in c)
    shell = subprocess.run(
        ["bash", "-c", f'TOKEN=t; curl() {{ printf "%s\\n" "$@"; }}; {asked}'],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    assert shell[:2] == ["-X", "POST"]
    assert "Authorization: Bearer t" in shell
    assert json.loads(shell[shell.index("-d") + 1])
    assert shell[-1] == "https://gateway.test/v1/calculations"
    for command in commands:
        subprocess.run(["bash", "-n", "-c", command], check=True)


async def test_every_problem_has_a_place_of_its_name(whole: World):
    names = PROBLEM.findall((ROOT / "docs" / "problems.md").read_text("utf-8"))
    page = (await whole.http.get("/docs/problems")).text

    assert len(names) > 200
    assert [name for name in names if f'<tr id="{name}">' not in page] == []


async def test_a_refusal_leads_to_its_place(whole: World):
    refused = await whole.http.get("/docs/no-such-guide")

    link = refused.headers["link"]
    assert link == '</docs/problems#route-not-found>; rel="help"'


def test_a_page_that_readers_do_not_have_is_no_link():
    html = rendered("[a](conventions.md#lists) [b](../README.md) [c](https://x.test)", "zh")

    assert 'href="/docs/conventions?lang=zh#lists"' in html
    assert "README" not in html
    assert 'href="https://x.test"' in html
