"""Barriers that axe knows on an opened page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Rules that pass need not be described: that takes up to a third of the time.
_OPTIONS = {"resultTypes": ["violations"]}


def barriers(page: Page, *, contrast: bool = True, targets: bool = True) -> list[str]:
    """Return the barriers that axe finds on *page* (WCAG 2.2 AA and its best practices): rules, each with an element.

    The element is the first that breaks the rule. The rule on *contrast* alone takes six sevenths of the time of a
    hundred rules. The one on the size of *targets* is off in axe by default.
    """
    rules = {"color-contrast": {"enabled": contrast}, "target-size": {"enabled": targets}}
    options = _OPTIONS | {"rules": rules}
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in violations]
