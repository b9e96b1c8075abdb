"""How far a reader scrolls: the heights of pages of the real website, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage

MOST = {
    ("sites/romajournal.org", 1280): 2900,
    ("sites/romajournal.org", 360): 5600,
    ("firms/haimai", 1280): 4200,
    ("firms/haimai", 360): 7000,
    ("campaigns/paperwall", 1280): 9000,
    ("campaigns/paperwall", 360): 16_000,
    ("sites/romajournal.org/cite", 1280): 2600,
}
"""How many pixels a page may be high, by its path and the width of the window."""


@pytest.mark.parametrize(("path", "width"), MOST)
def test_pages_are_not_higher_than_agreed(path: str, width: int, real_site: Path, open_page: OpenPage) -> None:
    """An outlet, its cite page, a firm and a campaign, with all folds closed.

    Fonts differ between machines, and so lines break elsewhere and pages are some per cent higher or lower: a page that
    is a little too high on one machine alone has not grown, and one that is just low enough may be too high on others.
    """
    page = open_page(f"file://{real_site}/{path}/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollHeight") <= MOST[path, width]


@pytest.mark.parametrize("width", [1280, 360])
def test_sites_of_a_campaign_come_after_its_summary(width: int, real_site: Path, open_page: OpenPage) -> None:
    """A reader who asks whether a site belongs to it need not scroll past all that is said of the campaign."""
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html", viewport={"width": width, "height": 900})

    assert page.evaluate("document.getElementById('_sites').getBoundingClientRect().top") <= 1500
