"""Releases of the small world, as a user makes them and in this process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from masthead.build import BuildError, build
from masthead.dates import PartialDate
from masthead.release import Draft, draft
from tests.site import Page, furnish, masthead
from tests.world import World

GOLDEN = Path(__file__).parent / "golden_release"
FIRST = "ledger/0001.jsonl"
SECOND = "ledger/0002.jsonl"
OUTLET_KEY = "sites/harbour-times.example"
DATE = PartialDate(2024, 3, 1)


def command(site: World, *arguments: str) -> str:
    """Run `masthead release` as a user does, and return what it said; it must end well."""
    finished = masthead("release", "--root", site.root, *arguments, PYTHONDONTWRITEBYTECODE="1")
    assert 0 == finished.returncode, finished.stderr
    return finished.stdout + finished.stderr


def refusal(site: World, *arguments: str) -> str:
    """What `masthead release` says when it refuses."""
    finished = masthead("release", "--root", site.root, *arguments, PYTHONDONTWRITEBYTECODE="1")
    assert 1 == finished.returncode, finished.stdout
    assert "Traceback" not in finished.stderr
    return finished.stderr


def made(site: World, date: PartialDate = DATE) -> Draft:
    """The release of the records as they are now, not written."""
    return draft(site.root, "pelicanconf.py", site.load(), date)


def publish(site: World, date: PartialDate = DATE) -> None:
    """Release the records as they are now."""
    release = made(site, date)
    site.write(f"ledger/{release.head.release:04}.jsonl", release.text)


def make(site: World) -> Path:
    """Build the website, and return where it is."""
    build(site.root, "pelicanconf.py", site.root / "output")
    return site.root / "output"


def failure(site: World) -> str:
    """What a build says that does not come to its end."""
    with pytest.raises(BuildError) as caught:
        make(site)
    return str(caught.value)


def bodies(site: World, path: str) -> list[dict[str, object]]:
    """The lines of a release, without their seals."""
    lines = [json.loads(line) for line in (site.root / path).read_text().splitlines()]
    return [{name: value for name, value in line.items() if name != "seal"} for line in lines]


def ids(page: Page) -> set[str]:
    """The anchors of a page."""
    return {tag.attributes["id"] for tag in page.tags if "id" in tag.attributes}


def golden_world(root: Path) -> World:
    """Put an earlier release at *root*, and the records as they have become: renamed, moved, corrected, withdrawn."""
    shutil.copytree(GOLDEN / "after", root)
    return furnish(World(root))
