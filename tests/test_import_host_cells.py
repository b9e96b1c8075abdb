"""The cell that names the site of a row, and the lines above a list: each refusal has its cure."""

from __future__ import annotations

import pytest

from masthead.field_types.web_addresses import AddressError
from masthead.importing.cells.host_cells import site_in
from tests.small_imports import MAP, bring, bring_file, output_lines
from tests.test_import_sketch import sketched
from tests.world import World

MANY = 9
TITLES = "Sites of the pier,,,\nmade in May 2023,,,\n,,,\n"


@pytest.mark.parametrize(
    ("cell", "cure"),
    [
        ("dock-news.com is a clone", "write only 'dock-news.com', if that is the site"),
        ("a clone: dock-news.com", "write only 'dock-news.com', if that is the site"),
        ("*.dock-news.com", "write only 'dock-news.com', if that is the site"),
        ("dock-news.com (gone)", "write only 'dock-news.com', if that is the site"),
        ("dock-news.com, valley.org", "give a row to each of 'dock-news.com, valley.org'"),
        ("www.dock-news.com\nvalley.org", "give a row to each of 'dock-news.com, valley.org'"),
        ("https://dock-news.com/a https://valley.org/b", "give a row to each of 'dock-news.com, valley.org'"),
        ("dock-news.com / valley.org", "give a row to each of 'dock-news.com, valley.org'"),
        ("", "write the host, or leave rows without one out with `skip`"),
        ("Dock News", ""),
    ],
)
def test_a_cell_that_is_no_site_is_refused_with_the_cure(cell: str, cure: str) -> None:
    """A cell with a second address is refused even if the first one could be read: no site is lost silently."""
    with pytest.raises(AddressError) as refused:
        site_in(cell)

    assert cure == refused.value.cure


@pytest.mark.parametrize(
    "cell", ["dock-news.com", "https://www.dock-news.com/a,b;c", "dock-news.com/x, dock-news.com/y"]
)
def test_a_cell_with_one_site_is_read(cell: str) -> None:
    """Signs in an address, and several pages of one site, do not make a second site."""
    assert "dock-news.com" == site_in(cell).host


def test_many_such_cells_are_told_once(world: World) -> None:
    """Faults whose cures differ only in the host count as one."""
    rows = "".join(f"*.dock-{number}.com,,,\n" for number in range(MANY))

    lines = output_lines(bring(world, rows), world)

    assert 4 == len(lines)
    assert lines[3].startswith(f"refused … {MANY - 3} more rows with the note “domain: expected a host name")


def test_the_line_with_the_names_of_columns_is_found_below_titles(world: World) -> None:
    """The import says which line it is, and the sketch reads the list from there."""
    text = f"{TITLES}domain,title,country,kind\ndock-news.com,Dock,,\nvalley.org,,,\n"

    result = bring_file(world, "list.csv", text, map_=MAP)
    assert 2 == result.exit_code
    assert "the list has no column 'domain'; line 4 has it: write `header: 4` in the map" in result.stdout
    map_ = sketched(world, "list.csv", text)
    assert "header: '4'\nhost: 'domain'\n" in map_
    brought = bring_file(world, "list.csv", text, map_=map_)
    assert ["not rows: 2 lines above the names of the columns", "2 rows: 2 new"] == [
        line[:48] if "not" in line[:4] else line[:13] for line in brought.stderr.splitlines()
    ]


def test_a_title_of_one_cell_is_told_too(world: World) -> None:
    """The line with the names then has more cells than the list has columns."""
    text = "Sites of the pier\n\ndomain,title,country,kind\ndock-news.com,Dock,,\n"

    result = bring_file(world, "list.csv", text, map_=f"separator: ','\n{MAP}")

    assert "if line 3 has the names of the columns, write `header: 3` in the map" in result.stdout


def test_a_column_without_a_name_is_no_title(world: World) -> None:
    """A list whose first line names one of its columns is read as it is."""
    map_ = sketched(world, "list.csv", "domain,\ndock-news.com,Dock\nvalley.org,Valley\n")

    assert "header" not in map_
    assert "host: 'domain'\n" in map_
