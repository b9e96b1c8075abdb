"""Barriers that axe knows on an opened page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What passes need not be described: that takes up to a third of the time.
_OPTIONS = {"resultTypes": ["violations"]}


def barriers(page: Page, *, contrast: bool = True, targets: bool = True) -> list[str]:
    """Return what axe holds against *page* (WCAG 2.2 AA and its best practices): the rule and the first element.

    Of a hundred rules that on *contrast* alone takes six sevenths of the time. The one on the size of *targets* is off in axe
    by itself.
    """
    rules = {"color-contrast": {"enabled": contrast}, "target-size": {"enabled": targets}}
    options = _OPTIONS | {"rules": rules}
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in violations]
