"""Releases of the small world, as a user makes them and in this process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from masthead.building.output.outcome import BuildError
from masthead.field_types.dates import PartialDate
from masthead.ledger.chain import unseal
from masthead.ledger.published_addresses import INDEX
from masthead.ledger.removable_pieces import reveal
from masthead.releasing.release import ReleaseDraft, draft
from tests.site import Page, build, fingerprint, furnish, masthead_here, read
from tests.world import World

GOLDEN = Path(__file__).parent / "golden_release"
FIRST = "ledger/0001.jsonl"
SECOND = "ledger/0002.jsonl"
OUTLET_KEY = "sites/harbour-times.example"
DATE = PartialDate(2024, 3, 1)


def command(site: World, *arguments: str) -> str:
    """Run `masthead release` as a user does, and return its output; it must succeed."""
    finished = masthead_here("release", "--root", site.root, *arguments)
    assert 0 == finished.returncode, finished.stderr
    return finished.stdout + finished.stderr


def refusal(site: World, *arguments: str) -> str:
    """The message of `masthead release` when it refuses."""
    finished = masthead_here("release", "--root", site.root, *arguments)
    assert 1 == finished.returncode, finished.stdout
    return finished.stderr


def release_draft(site: World, date: PartialDate = DATE) -> ReleaseDraft:
    """The release of the records as they are now, not written."""
    return draft(site.root, "pelicanconf.py", site.load(), date)


def publish(site: World, date: PartialDate = DATE) -> None:
    """Release the records as they are now.

    A release of the same files on the same date is the same, and is made once for all tests of a process: to know the
    addresses of all pages it makes the whole website.
    """
    sums = fingerprint(site.root)
    read = {path: sum_ for path, sum_ in sums.items() if not path.startswith(("output", ".cache/"))}
    key = frozenset(read.items()), str(date)
    if key not in _PUBLISHED:
        release = release_draft(site, date)
        _PUBLISHED[key] = f"ledger/{release.head.number:04}.jsonl", release.text
    site.write(*_PUBLISHED[key])


_PUBLISHED: dict[object, tuple[str, str]] = {}
"""The path and the text of each release that was made, by all files of its database and its date."""


def make(site: World) -> Path:
    """Build the website, and return where it is."""
    build(site.root, "pelicanconf.py", site.root / "output")
    return site.root / "output"


def failure(site: World) -> str:
    """The message of a build that does not finish."""
    with pytest.raises(BuildError) as caught:
        make(site)
    return str(caught.value)


def bodies(site: World, path: str) -> list[dict[str, object]]:
    """The lines of a release that nothing was removed from, as they can be read."""
    return [
        plain(sealed.body, sealed.open)
        for sealed in unseal((site.root / path).read_text().splitlines(), seal_before(site, path))
    ]


def plain(body: str, opened: str) -> dict[str, object]:
    """The content of a line from which nothing was removed."""
    line = reveal(body, opened, {})
    assert line is not None
    return line


def seal_before(site: World, path: str) -> str:
    """The seal that the file at *path* follows."""
    return str(json.loads((site.root / path).read_text().splitlines()[0])["previous"])


def ids(page: Page) -> set[str]:
    """The anchors of a page."""
    return {tag.attributes["id"] for tag in page.tags if "id" in tag.attributes}


def golden_world(root: Path) -> World:
    """Put an earlier release at *root*, and the records as they have become: renamed, moved, corrected, withdrawn."""
    shutil.copytree(GOLDEN / "after", root)
    return furnish(World(root))


def twice_released(folder: Path) -> Path:
    """Return the website of the golden records in *folder* after two releases."""
    golden = golden_world(folder / "world")
    publish(golden, PartialDate(2024, 7, 1))
    return make(golden)


def page(output: Path, path: str) -> Page:
    """Return the page at *path* of the website in *output*."""
    return read(output / path / INDEX)


def links(of: Page) -> set[str]:
    """Return the addresses that the links of a page lead to."""
    return {tag.attributes.get("href", "") for tag in of.all("a")}
