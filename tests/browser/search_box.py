"""The search box of a page, as a person uses it."""

from __future__ import annotations

from playwright.sync_api import Page


def settle(page: Page) -> None:
    """Wait until what was typed is answered. A strict policy forbids Playwright's own wait."""
    page.evaluate(
        """async () => {
            const isBusy = () => document.querySelector('[aria-busy]');
            for (let i = 0; isBusy() && i < 1000; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
        }"""
    )


def search(page: Page, text: str) -> list[str]:
    """Type *text* and return the lines of the results."""
    page.fill("#q", text)
    settle(page)
    return page.locator(".search-result").all_inner_texts()


def status(page: Page) -> str:
    """The message about the list, shown above it and soon after announced to people who do not see it."""
    return page.locator(".search-results__status").inner_text()
