"""Brings small lists into the small world, for the tests of `masthead import`."""

from __future__ import annotations

from click.testing import CliRunner, Result

from masthead.cli import main
from tests.world import World

MAP = """\
about: the list of the harbour
host: domain
outlet:
  kind: {first: ['{kind}', news]}
  names:
    - {when: {title: {empty: no}}, text: '{title}', sources: [harbour-lab-2024], match: host}
  targets:
    - {when: {country: {empty: no}}, country: '{country}', as_reported: '{country}', source: harbour-lab-2024}
  campaigns: [lighthouse]
  evidence:
    - id: in-the-list
      claim: The list of the harbour names the site.
      kind: listing
      sources: [{source: harbour-lab-2024}]
"""


def bring(world: World, rows: str, *flags: str, map_: str = MAP) -> Result:
    """Run the import of a list with the *rows* domain,title,country,kind."""
    return bring_file(world, "list.csv", f"domain,title,country,kind\n{rows}", *flags, map_=map_)


def bring_file(world: World, name: str, content: str | bytes, *flags: str, map_: str) -> Result:
    """Run the import of the list *name*, which has that *content*."""
    folder = world.root.parent
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "map.yml").write_text(map_, "utf-8")
    arguments = ["import", str(folder / name), "--map", str(folder / "map.yml"), "--root", str(world.root), *flags]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def output_lines(result: Result, world: World) -> list[str]:
    """Return the lines that *result* printed, without the folder of the list and with single spaces."""
    text = result.stdout.replace(f"{world.root.parent}/", "")
    return [" ".join(line.split()) for line in text.splitlines()]


def tree(world: World) -> dict[str, bytes]:
    """Return every file below the root."""
    return {str(path.relative_to(world.root)): path.read_bytes() for path in world.root.rglob("*") if path.is_file()}
