"""The page of enrolment in a real browser, on a phone, in both languages."""

import json
import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from tests.gateway.world import Program, World

LETTER = "f80105efab6d863fd8fc243d269094469e2277e8f12e5a0a9f401e88494f7b4b"
"""By sha256sum."""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page on a phone; any error in the console fails the test."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "chromium is missing: run `make browser`, or name one with CHROMIUM"
    faults: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 390, "height": 844})
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        yield page
        await browser.close()
    assert faults == []


async def fill(page: Page, program: Program, code: str) -> None:
    given = {
        "name_zh": "示例省市场监督管理局",
        "name_en": "Sample Province Bureau",
        "credit_code": code,
        "contact": "示例联系人",
        "email": "liaison@example.cn",
        "jwks": json.dumps(program.jwks),
    }
    for name, text in given.items():
        await page.fill(f"#{name}", text)
    await page.select_option("#role", "partner-region")
    document = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": b"letter"}
    await page.set_input_files("#documents", [document])


async def test_an_organisation_proposes_itself_and_asks_on_the_page(world: World, page: Page):
    await page.goto(f"{world.address}/enrol?lang=en")
    await fill(page, Program("by-page"), "91120116MA0000007N")

    await page.click("#propose button")
    await page.locator("#proposed:not(:empty)").wait_for()
    await page.click("#ask button")
    await page.locator("#progress:not(:empty)").wait_for()

    assert await page.text_content("#progress") == "Waits to be checked"
    id = await page.input_value("#id")
    kept = (await world.as_operator("GET", f"/v1/enrolments/{id}")).json()
    assert kept["documents"] == [{"name": "letter.pdf", "sha256": LETTER}]


async def test_what_is_refused_is_said_on_the_page_in_its_language(world: World, page: Page):
    await page.goto(f"{world.address}/enrol?lang=zh")
    await fill(page, Program("by-page"), "91120116MA0000007M")

    await page.click("#propose button")
    await page.locator("#proposed:not(:empty)").wait_for()

    assert "校验码不符" in (await page.text_content("#proposed") or "")
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
