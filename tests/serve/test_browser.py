"""The pages in a real browser: what a person sees, on a desk and on a phone, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serve.test_linked_data import PER_HEAD, SCOPE_1

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that must neither complain nor ask for anything elsewhere."""
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    made = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    made.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith(address) else None)
    yield made
    context.close()
    assert elsewhere == []
    assert [text for text in complaints if "400" not in text] == []


def test_from_the_start_page_to_a_fact_and_its_words(page: Page) -> None:
    page.goto("/")
    assert "20 facts from 2 reports" in page.inner_text("main")
    page.click("text=6 figures")
    page.click("text=Scope 1 greenhouse gas emissions")
    page.wait_for_url(f"**/page/{SCOPE_1}")
    assert page.inner_text("h1") == "Scope 1 greenhouse gas emissions"
    assert page.inner_text("mark:not(.beside)") == "1,784"
    marked = page.locator("mark:not(.beside)").evaluate("element => getComputedStyle(element).backgroundColor")
    assert marked not in ("rgba(0, 0, 0, 0)", "transparent")
    page.click("summary:has-text('Turtle')")
    assert 'esg:printed "1,784"' in page.inner_text("pre")
    assert page.screenshot(full_page=True).startswith(b"\x89PNG")


def test_a_question_is_asked_with_a_form(page: Page) -> None:
    page.goto("/")
    page.click("text=Everything stated on a page")
    page.fill("#p-page", "11")
    page.click("button:has-text('Ask')")
    rows = page.locator("table.results tbody tr")
    assert rows.count() == 2
    assert "certain" in rows.first.inner_text()
    page.fill("#p-page", "eleven")
    page.click("button:has-text('Ask')")
    assert "is no integer" in page.inner_text("[role=alert]")


def test_a_query_of_ones_own_by_keyboard(page: Page) -> None:
    page.goto("/sparql")
    page.fill("#query", "SELECT ?name WHERE { ?c a esg:Company ; esg:name ?name } ORDER BY ?name")
    page.press("#query", "Control+Enter")
    page.wait_for_selector("table.results")
    assert "Tidewater Looms plc" in page.inner_text("table.results")
    page.fill("#query", "SELECT nonsense")
    page.click("button:has-text('Run')")
    assert "expected" in page.inner_text("[role=alert]")
    assert page.input_value("#query") == "SELECT nonsense"


@pytest.mark.parametrize("path", ["/", f"/page/{PER_HEAD}", "/sparql", "/queries/on-page", "/page/org/lumen-harbour"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_without_scripts(browser: Browser, address: str, path: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 740}, java_script_enabled=True,
        color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    made = context.new_page()
    made.route("**/*.js", lambda route: route.abort())
    made.goto(path)
    assert made.evaluate("document.documentElement.scrollWidth") <= 360
    lightness = made.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)[0]")
    assert (lightness < 80) == (scheme == "dark")
    unnamed = "Array.from(document.querySelectorAll('input, textarea')).filter(e => !e.labels.length).length"
    assert made.evaluate(unnamed) == 0
    assert made.evaluate("document.querySelectorAll('h1').length") == 1
    context.close()
