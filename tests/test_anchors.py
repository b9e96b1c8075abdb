"""No id is twice on a page: a permalink of evidence leads to that evidence and to nothing else."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.releases import golden_world
from tests.site import ROOT, make
from tests.world import CAMPAIGN, FIRM, OUTLET, World

SAID = "date: 2024-02-07, said: Before., says: After., why: We erred."


def ids_of_pages() -> list[str]:
    """The ids in the templates, and some that views and scripts make, as IDs of records would have to be."""
    templates = (path.read_text("utf-8") for path in (ROOT / "theme/templates").rglob("*.html"))
    written = {id for text in templates for id in re.findall(r'(?:\sid=|\b(?:section|points)\()"_([a-z0-9-]+)"', text)}
    assert {"main", "evidence", "sites"} <= written
    return sorted(written | {"check-1", "header-search", "search-results", "lookup-answer", "letter-h", "page"})


def items(ids: list[str]) -> str:
    """Evidence with these *ids*."""
    rest = "claim: The report lists the site., kind: listing, sources: [{source: harbour-lab-2024}]"
    return "".join(f"  - {{id: {id}, {rest}}}\n" for id in ids)


def twice(output: Path) -> dict[str, list[str]]:
    """The ids that are more than once on a page, by page."""
    counted = {
        path.relative_to(output).as_posix(): Counter(re.findall(r'<[a-z][^>]*?\sid="([^"]*)"', path.read_text("utf-8")))
        for path in output.rglob("*.html")
    }
    assert len(counted) > 20
    return {path: wrong for path, ids in counted.items() if (wrong := [id for id, number in ids.items() if number > 1])}


def test_evidence_may_be_called_as_parts_of_pages_are(site: World) -> None:
    """On every kind of record, as an ID that it has, that it had, and that a correction withdrew."""
    ids = ids_of_pages()
    now, before, gone = ids[::3], ids[1::3], ids[2::3]
    renamed = items(["renamed"]).replace("claim:", f"formerly: [{', '.join(before)}], claim:")
    corrections = f"corrections:\n  - {{{SAID}, withdrawn: [{', '.join(gone)}]}}\n  - {{{SAID}}}\n  - {{{SAID}}}\n"
    for path in (OUTLET, CAMPAIGN):
        text = (site.root / path).read_text()
        site.write(path, text.replace("evidence:\n", f"evidence:\n{items(now)}{renamed}") + corrections)
    site.add(FIRM, f"statements:\n{items(now)}{renamed}{corrections}")

    assert [] == [finding for finding in site.load().findings if finding.rule == "evidence-id"]
    make(site)
    assert {} == twice(site.root / "output")


def test_no_id_is_twice_after_releases(tmp_path: Path) -> None:
    """On pages of changes, redirects, and records that were withdrawn or excluded."""
    world = golden_world(tmp_path / "world")
    make(world)

    assert {} == twice(world.root / "output")


def test_no_id_is_twice_on_the_real_website(real_site: Path) -> None:
    """On any page."""
    assert {} == twice(real_site)


@pytest.mark.parametrize("id", ["_main", "main_", "letter_h"])
def test_no_id_of_a_record_has_the_sign_of_pages(world: World, id: str) -> None:
    """The namespaces cannot meet."""
    world.edit(OUTLET, "id: listed", f"id: {id}")

    assert ["field-value"] == [finding.rule for finding in world.load().findings if finding.field.endswith(".id")]
