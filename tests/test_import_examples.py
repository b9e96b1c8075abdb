"""The maps that stay as examples, with the lists that came in by them, and the example of the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from masthead.cli import main
from tests.world import World

ROOT = Path(__file__).parent.parent
MAPS = sorted((ROOT / "maps").glob("*.yml"))


@pytest.mark.parametrize("path", MAPS, ids=[path.stem for path in MAPS])
def test_what_came_in_by_a_map_is_known(path: Path) -> None:
    """The lists of the examples are in the database: to bring them in again finds nothing new."""
    result = CliRunner().invoke(
        main, ["import", str(path.with_suffix(".csv")), "--map", str(path), "--root", str(ROOT)]
    )

    rows = [line for line in result.stdout.partition("\n#")[0].splitlines() if line]
    assert rows
    assert all(row.startswith(("known ", "conflicting ", "left out ")) for row in rows)
    assert 0 == result.exit_code


def test_the_example_of_the_docs_comes_to_what_they_say(world: World) -> None:
    """The list and the map in docs/importing.md are right, and give what stands below them."""
    text = (ROOT / "docs/importing.md").read_text()
    _, listed, mapped, told = (
        match[1] for match in re.finditer(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    )
    world.write("../list.csv", listed)
    world.write("../map.yml", mapped)

    arguments = ["import", f"{world.root}/../list.csv", "--map", f"{world.root}/../map.yml", "--root", str(world.root)]
    result = CliRunner().invoke(main, arguments)

    assert told == result.stdout.partition("#")[0]
    assert 0 == result.exit_code
