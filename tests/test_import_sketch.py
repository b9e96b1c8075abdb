"""masthead import --sketch: a map for a list that nobody has described yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from masthead.cli import main
from masthead.exports.data_files import data_files
from masthead.importing.lists.list_reader import read_any
from masthead.importing.lists.table import Layout, Row, Table
from masthead.importing.maps.file import read_map
from masthead.importing.maps.sketch import sketch
from tests.small_imports import bring_file, output_lines
from tests.world import UNPLACED, World


def sketched(world: World, name: str, text: str) -> str:
    """Return the map that is proposed for a list, with the source of the small world in it."""
    file = world.root.parent / name
    file.write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["import", str(file), "--sketch"], catch_exceptions=False)
    assert 0 == result.exit_code, result.output
    return result.stdout.replace("id-of-the-source", "harbour-lab-2024")


@pytest.mark.parametrize(
    ("name", "text", "host"),
    [
        ("list.csv", "n,link,title\n1,https://dock-news.com/,Dock\n2,valley.org,Valley\n", "link"),
        ("list.csv", "n;site\n1;dock-news.com\n2;valley.org\n", "site"),
        ("list.csv", "dock-news.com\nvalley.org\n", "1"),
        ("list.csv", "Sites of the quay\n\nn,site\n1,dock-news.com\n2,valley.org\n", "site"),
        ("list.csv", "1,dock-news.com\n2,valley.org\n", "2"),
        ("list.tsv", "domain\tsource\ndock-news.com\tlab.org\nvalley.org\tlab.org\n", "domain"),
        ("list.json", '{"dock-news.com": {"title": "Dock"}, "valley.org": {"title": "Valley"}}', "key"),
        ("list.jsonl", '{"a": {"url": "https://dock-news.com/"}}\n{"a": {"url": "https://valley.org/"}}\n', "a.url"),
        ("list.txt", "# pink\n||dock-news.com^\n||valley.org^\n", "host"),
    ],
)
def test_a_sketch_is_a_map_that_reads_its_list(world: World, name: str, text: str, host: str) -> None:
    """A map needs nothing but the source: the sites are found in lists of any form."""
    map_ = sketched(world, name, text)

    assert f"host: '{host}'\n" in map_
    result = bring_file(world, name, text, map_=map_)
    assert ["dock-news.com", "valley.org"] == [line.split()[1] for line in output_lines(result, world)]
    assert (0, "2 rows: 2 new") == (result.exit_code, result.stderr.splitlines()[-1][:13])


@pytest.mark.parametrize("name", ["records.csv", "records.json", "sites.csv", "sites.json"])
def test_our_own_downloads_have_nothing_to_add(world: World, name: str) -> None:
    """Their sketch finds the sites, leaves out all other rows, and takes no known value for something else."""
    world.add(UNPLACED, "state: {name: withdrawn, date: 2024-05-01, reason: The list was wrong.}\n")
    edition = world.edition_of_any()
    text = {path: "".join(pieces) for path, pieces in data_files(edition).files}[f"data/{name}"]
    map_ = sketched(world, name, text)

    assert f"host: '{'record' if name.startswith('records') else 'host'}'\n" in map_
    result = bring_file(world, name, text, map_=map_)
    rows = {" ".join(line.split()) for line in result.stdout.splitlines() if line}
    assert rows
    assert all(line.startswith(("known ", "left out ")) for line in rows), rows
    assert not any("could gain" in line for line in rows)
    assert 0 == result.exit_code


def test_a_sketch_says_what_was_found(world: World) -> None:
    """Names, countries, languages and dates are put where they belong; anything that cannot be known is a question."""
    text = "domain,title,country,lang,seen,both,told\n" + "".join(
        f"{host},{host} Times,{country},{language},{day}.03.2023,{day}/03/2023,{said}\n"
        for host, country, language, day, said in [
            ("dock-news.com", "Grèce", "el", "13", "n/a"),
            ("valley.org", "Italien", "Italienisch", "04", "a|b"),
            ("fr.valley.org", "日本", "ja", "05", "c|d"),
        ]
    )

    map_ = sketched(world, "list.csv", text)

    assert "      country: {column: 'country', as: country}\n" in map_
    assert "tag: {column: 'lang', as: language}" in map_
    assert "  name: '{title}'\n" in map_
    assert "#     dates: {column: seen, as: date, form: DD.MM.YYYY}\n" in map_
    assert "#     lists: {column: told, split: '|', each: '{@item}'}\n" in map_
    assert "no_value:\n  'told': ['n/a']\n" in map_
    assert "# 2 hosts share their registered domain with another. TODO" in map_
    assert "relatives: ask\n" in map_
    result = bring_file(world, "list.csv", text, map_=map_)
    assert "new dock-news.com sites/gr/dock-news.com.yml" in output_lines(result, world)


def test_dates_of_two_possible_forms_are_not_guessed(world: World) -> None:
    """Day and month look alike, and only the author of the list knows which is which."""
    map_ = sketched(world, "list.csv", "domain,seen\na.com,03/04/2023\nb.com,05/06/2023\n")

    assert "dates, in one of the forms DD/MM/YYYY or MM/DD/YYYY" in map_
    assert "as: date" not in map_


def test_rows_about_one_site_are_counted(world: World) -> None:
    """The sketch offers to merge rows about one site."""
    map_ = sketched(world, "list.csv", "domain,n\na.com,1\na.com/x,2\nb.com,3\n")

    assert "# 1 site has several rows: with `repeats: merge`" in map_


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("list.csv", "", ":1: the file is empty"),
        ("list.csv", "host,host\na.com,b.com\n", ": the list has no column that a map can name"),
        ("list.json", "[[], []]", ": the list has no column that a map can name"),
        ("list.json", "[{}]", ": the list has no column that a map can name"),
    ],
)
def test_a_list_that_cannot_be_read_has_no_sketch(world: World, name: str, text: str, said: str) -> None:
    """The reason is given in the same words as by an import."""
    file = world.root.parent / name
    file.write_text(text, "utf-8")

    result = CliRunner().invoke(main, ["import", str(file), "--sketch"])

    assert (2, f"{file}{said}\n") == (result.exit_code, result.stdout)


def test_cells_with_several_countries_are_split(world: World) -> None:
    """Each country in the cell is a target."""
    text = "domain,country\na.com,DE|AT\nb.com,FR\nc.com,IT\nd.com,ES\ne.com,PL\nf.com,CZ\n"

    result = bring_file(world, "list.csv", text, "--show", map_=sketched(world, "list.csv", text))

    assert "  - {country: AT, as_reported: AT, source: harbour-lab-2024}" in result.stdout


@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=4, unique=True),
    st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), min_size=1, max_size=4),
)
def test_whatever_a_list_holds_its_sketch_is_a_map(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], rows: list[list[str]]
) -> None:
    """No name and no cell breaks out of the texts and comments in which it is put."""
    columns = tuple(names)
    table = Table("list.json", columns, tuple(Row("r", dict(zip(columns, cells, strict=False))) for cells in rows))
    path = tmp_path_factory.getbasetemp() / "sketch.yml"
    path.write_text(sketch(table, "list.json"), "utf-8", "surrogatepass")

    if all(name.isprintable() and name.strip() == name and name for name in names):
        mapping = read_map(path)
        assert mapping.host in columns


def test_a_list_is_read_by_trying_only_for_a_sketch(tmp_path: Path) -> None:
    """The separator and the line with the names are found, and written into the map."""
    path = tmp_path / "list.csv"
    path.write_text("a.com\tx\nb.com\ty\n", "utf-8")

    table = read_any(path, Layout())

    assert (("1", "2"), "\t", 0) == (table.columns, table.layout.separator, table.layout.header)
    assert "separator: 'tab'\nheader: 'no'\n" in sketch(table, "list.csv")
