"""The maps that are kept as examples, with the lists that were imported with them, and the examples of the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from masthead.cli import main
from tests.small_imports import bring_file
from tests.world import World

ROOT = Path(__file__).parent.parent
MAPS = sorted((ROOT / "maps").glob("*.yml"))


@pytest.mark.parametrize("path", MAPS, ids=[path.stem for path in MAPS])
def test_what_came_in_by_a_map_is_known(path: Path) -> None:
    """The lists of the examples are in the database: importing them again finds nothing new."""
    result = CliRunner().invoke(
        main, ["import", str(path.with_suffix(".csv")), "--map", str(path), "--root", str(ROOT)]
    )

    rows = [line for line in result.stdout.partition("\n#")[0].splitlines() if line]
    assert rows
    assert all(row.startswith(("known ", "conflicting ", "merged ", "left out ")) for row in rows)
    assert 0 == result.exit_code


TEXT = (ROOT / "docs/importing.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^### `(\S+)`.*?\n```\w*\n(.*?)^```$.*?^```yaml\n(.*?)^```$.*?^```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize(("name", "content", "map_", "expected"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_an_example_of_the_docs_comes_to_what_they_say(
    world: World, name: str, content: str, map_: str, expected: str
) -> None:
    """Each list and its map in docs/importing.md are right, and give the output that is printed below them."""
    result = bring_file(world, name, content, map_=map_)

    assert expected == result.stdout.partition("#")[0].replace(f"{world.root.parent}/", "")
    assert 0 == result.exit_code
    assert 0 == bring_file(world, name, content, "--write", map_=map_).exit_code
    assert [] == [line for line in world.lines() if ": error:" in line]


def test_the_docs_have_five_examples() -> None:
    """All five examples of the docs are found, each by the name of its list."""
    assert ["quay.csv", "pages.csv", "sections.tsv", "blocklist.txt", "bundle.json"] == [name for name, *_ in EXAMPLES]
    assert "page-2" in TEXT
