"""The pages on a telephone and on a desk: nothing hangs over, whatever is unfolded."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.gateway.directory.test_pages import PAGES
from tests.gateway.world import World

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
OVERHANGING = """() => {
  document.querySelectorAll('details').forEach(each => each.open = true);
  const wide = document.documentElement.clientWidth;
  const auto = (e) => getComputedStyle(e).overflowX === 'auto';
  const scrolls = (e) => e && (auto(e) || scrolls(e.parentElement));
  const over = [...document.querySelectorAll('body *')].filter(
    (e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement));
  const beyond = document.documentElement.scrollWidth - wide;
  return [beyond, ...over.map((e) => e.outerHTML.slice(0, 80))];
}"""


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        path = shutil.which("chromium")
        assert path, "chromium is missing: run `make browser`"
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_nothing_hangs_over(whole: World, browser: Browser, lang: str, width: int):
    page = await browser.new_page(viewport={"width": width, "height": 844})

    over = {}
    for path in PAGES:
        await page.goto(f"{whole.address}{path}?lang={lang}")
        if (found := await page.evaluate(OVERHANGING)) != [0]:
            over[path] = found[:5]

    await page.close()
    assert over == {}
