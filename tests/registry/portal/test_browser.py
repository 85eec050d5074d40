"""The page in a real browser: it verifies the proof itself, and says so when the server lies."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Browser, Page, Route, async_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHECKS = 9
Open = Callable[..., Awaitable[Page]]


def chromium() -> str:
    """Path of Debian's browser; without one these tests cannot say anything."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "chromium is missing: run `make browser`, or name one with CHROMIUM"
    return found


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The application on a real port; its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
async def address(registry) -> AsyncIterator[str]:
    async with served(registry.app) as address:
        yield address


@pytest.fixture
async def visit(browser: Browser, address: str) -> AsyncIterator[Open]:
    """Opens a page on a phone and waits until its own verification ended.

    Fails on any error in the console: a blocked resource, a script that broke.
    """
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    faults: list[str] = []

    async def open_page(
        path: str, prepare: Callable[[Page], Awaitable[None]] | None = None
    ) -> Page:
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        if prepare:
            await prepare(page)
        await page.goto(f"{address}{path}")
        await page.wait_for_selector('#browser-note:not([data-state="waiting"])')
        return page

    yield open_page
    await context.close()
    assert faults == []


async def outcomes(page: Page, whose: str) -> list[str]:
    rows = await page.query_selector_all("tr[data-check]")
    return [str(await row.get_attribute(f"data-{whose}")) for row in rows]


async def state(page: Page) -> str | None:
    return await page.get_attribute("#browser-note", "data-state")


async def test_the_browser_verifies_every_item_itself(published, visit):
    page = await visit(published.path)

    assert await state(page) == "agrees", await page.inner_text("#browser-note")
    assert await outcomes(page, "browser") == ["passed"] * CHECKS
    assert "9" in await page.inner_text("#browser-note")


async def test_the_browser_sees_a_suspension_and_a_withdrawal(publish, change, visit):
    suspended, withdrawn = await publish(), await publish()
    await change.suspend(suspended)
    await change.withdraw(withdrawn)

    suspended_page, withdrawn_page = await visit(suspended.path), await visit(withdrawn.path)

    assert await state(suspended_page) == await state(withdrawn_page) == "agrees"
    assert await outcomes(suspended_page, "browser-code") == _codes("not-suspended", "suspended")
    assert await outcomes(withdrawn_page, "browser-code") == _codes("not-revoked", "revoked")


def _codes(check: str, code: str) -> list[str]:
    from registry.proofs.domain.findings import Check

    return [code if known == check else known.value for known in Check]


@pytest.mark.parametrize(
    ("part", "spoil", "code"),
    [
        ("credential.jwt", lambda text: text[:-8] + "AAAAAAAA", "credential-tampered"),
        ("credential.jwt", lambda text: "a.b.c", "credential-unreadable"),
        ("log/entry.json", lambda text: text.replace("26", "27"), "not-in-log"),
        ("log/entry.tlog-proof", lambda text: text[:-8] + "AAAAAA==\n", "checkpoint-not-signed"),
        ("status/revocation.jwt", lambda text: text[:-8] + "AAAAAAAA", "status-list-not-signed"),
        ("did/body.entry.json", lambda text: text.replace("1", "2"), "issuer-key-not-trusted"),
        ("label.json", lambda text: text.replace("474.24", "1.00"), "facts-differ"),
    ],
)
async def test_a_proof_that_does_not_hold_is_not_believed(published, visit, part, spoil, code):
    async def spoilt(route: Route) -> None:
        document = await (await route.fetch()).json()
        document["files"][part] = spoil(document["files"][part])
        await route.fulfill(json=document)

    async def prepare(page: Page) -> None:
        await page.route("**/*format=bundle-json*", spoilt)

    page = await visit(published.path, prepare)

    assert await state(page) == "differs"
    assert code in await outcomes(page, "browser-code")


async def test_a_page_that_shows_another_figure_than_the_proof_is_not_believed(published, visit):
    async def flattering(route: Route) -> None:
        text = await (await route.fetch()).text()
        await route.fulfill(body=text.replace("474.24", "74.24"), content_type="text/html")

    async def prepare(page: Page) -> None:
        await page.route(f"**{published.path}", flattering)

    page = await visit(published.path, prepare)

    assert await state(page) == "differs"
    assert await outcomes(page, "browser") == ["passed"] * CHECKS


async def test_a_browser_without_ed25519_checks_the_rest(published, visit):
    async def prepare(page: Page) -> None:
        await page.add_init_script(
            "const real = crypto.subtle.importKey.bind(crypto.subtle);"
            "crypto.subtle.importKey = (form, key, algorithm, ...rest) =>"
            " algorithm.name === 'Ed25519'"
            " ? Promise.reject(new DOMException('none', 'NotSupportedError'))"
            " : real(form, key, algorithm, ...rest);"
        )

    page = await visit(published.path, prepare)

    found = await outcomes(page, "browser")
    assert await state(page) == "partly"
    assert found.count("not-checked") >= 1
    assert "failed" not in found
    assert found[0] == "passed"


async def test_nothing_of_the_page_is_wider_than_a_phone(published, publish, visit):
    long = await publish(
        name_zh="很长的产品名称" * 20, name_en="Supercalifragilistic" * 8, model="M" * 60
    )

    for path in (published.path, long.path, f"{long.path}?lang=en"):
        page = await visit(path)
        assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_without_a_script_the_page_still_says_everything(browser, address, published):
    context = await browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = await context.new_page()

    await page.goto(f"{address}{published.path}")

    assert await page.inner_text("#standing") == "标识有效"
    assert "启用 JavaScript" in await page.inner_text("#browser-note")
    await context.close()
