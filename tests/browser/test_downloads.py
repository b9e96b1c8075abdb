"""Downloads of lists: exactly what is shown, as tables and programs read it."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from masthead.field_types.vocabulary import StateName
from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.table import Layout
from masthead.loading.database import Database
from masthead.model import Outlet
from masthead.syntax.formula_guards import unguarded
from tests import world as small
from tests.browser.conftest import OpenPage, Serve
from tests.browser.facets import LIST, VALUES, Choice, address, go, listed, matching, operators, published, shown, wait
from tests.browser.modules import open_modules
from tests.site import furnish, make
from tests.world import OUTLET, UNPLACED, World

DESK = {"width": 1280, "height": 900}
NONE = {"-"}


@pytest.fixture
def sites(real_site: Path, open_page: OpenPage) -> Page:
    """A list of sites, opened from disk."""
    return open_page(f"file://{real_site}/{LIST}index.html", viewport=DESK)


def downloaded(page: Page, kind: str) -> str:
    """The text of the file that a button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {kind.upper()}").click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    return Path(download.value.path()).read_bytes().decode("utf-8")


def table(page: Page) -> list[dict[str, str]]:
    """The rows of the CSV file, as a program that knows nothing of ours reads it."""
    text = downloaded(page, "csv")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def document(page: Page) -> dict[str, Any]:
    """The JSON file."""
    data: dict[str, Any] = json.loads(downloaded(page, "json"))
    return data


def expected(database: Database, outlet: Outlet) -> dict[str, Any]:
    """The values in the record of *outlet*, read past the views, as both files should have them."""
    values = {name: of(database.graph, outlet) - NONE for name, of in VALUES.items()}
    firms = operators(database.graph, outlet)
    return {
        "host": outlet.id,
        "name": outlet.name or "",
        "kind": outlet.kind.value,
        "countries": values["country"],
        "languages": values["language"],
        "campaigns": values["campaign"],
        "operators_as_said": dict(firms),
        "first_dated": "".join(values["year"]),
        "last_observed": values["status"],
        "state": (outlet.state.name if outlet.state else StateName.LISTED).value,
    }


def row_values(row: dict[str, Any]) -> dict[str, Any]:
    """A row of either file, in the form of what is expected."""
    lists = {
        name: row[name] if isinstance(row[name], list) else [part for part in row[name].split("; ") if part]
        for name in ("countries", "languages", "campaigns", "last_observed", "operators_as_said", "confidence")
    }
    firms = dict(zip(lists.pop("operators_as_said"), lists.pop("confidence"), strict=True))
    plain = {name: row[name] for name in ("host", "name", "kind", "first_dated", "state")}
    return plain | {name: set(values) for name, values in lists.items()} | {"operators_as_said": firms}


@pytest.mark.parametrize(
    ("choice", "sort"),
    [({}, ""), ({"country": ("IT", "KR"), "campaign": ("paperwall",)}, "-name"), ({"kind": ("clone",)}, "")],
)
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_holds_what_is_shown(choice: Choice, sort: str, kind: str, sites: Page, database: Database) -> None:
    """A file has every row that is shown, in its order, with all that the records say, and nothing else."""
    go(sites, address(choice, sort))
    rows = table(sites) if kind == "csv" else document(sites)["sites"]
    outlets = database.graph.outlets

    assert shown(sites) == [row["host"] for row in rows]
    assert sorted(row["host"] for row in rows) == matching(listed(database.graph), choice) != []
    assert [expected(database, outlets[row["host"]]) for row in rows] == [row_values(row) for row in rows]


def test_each_row_says_where_it_is_from(real_site: Path, serve: Serve, open_page: OpenPage, database: Database) -> None:
    """A row has the address of its page, the date of the data, the licence, and whom to name."""
    root = serve(real_site)
    page = open_page(f"{root}campaigns/paperwall/#country=IT", viewport=DESK)
    wait(page)
    about = document(page)

    assert len(matching(database.graph, {"country": ("IT",), "campaign": ("paperwall",)})) == about["number"]
    for row in (*about["sites"], *table(page)):
        assert f"{root}sites/{row['host']}/" == row["page"]
        assert row["version"] == about["version"] == page.locator(".footer time").first.get_attribute("datetime")
        assert "Masthead" == row["attribution"]
        assert "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/" == row["licence"]


def test_a_file_from_a_copy_on_disk_names_no_folder_of_this_machine(sites: Page) -> None:
    """Where the public address is not known, pages are named from the root of the website."""
    text = downloaded(sites, "csv")

    assert "file:" not in text
    assert '"sites/romajournal.org/"' in text


NAMES = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    'Say "yes", or; no',
    "Quay;=2+3;Pier",
    "Quay | @SUM(A1)",
    "Quay;; +44",
    'Quay;"=2+3;Pier',
    "Quay:﹦2+3~﹣1",
    "Well-known - and so on",
    "‘quoted’",
    "海 – été",
    "</script>",
)


# The beginning of a cell that a spreadsheet computes; a sign that is alone in its cell is a dash.
FORMULA = re.compile(r"[\s\"]*[=+\-@＝﹦﹢﹣﹫−⁻₊](?!\s|$)")
SEPARATORS = ";:^~|!#%&*/\\_.·、；：，。\t\v\f\r\n\x85\u2028\u2029\u3000 "
EMPTY = "Object.fromEntries(modules.csv([]).replace(/\\s/g, '').split(',').map((field) => [field, '']))"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A website of outlets with names that are not harmless in a table, one of them disputed, one withdrawn."""
    world = furnish(small.make(tmp_path_factory.mktemp("odd")))
    text = (world.root / OUTLET).read_text()
    for number, name in enumerate(NAMES):
        record = text.replace("harbour-times.example", f"odd-{number}.example").replace(
            "Harbour Times", json.dumps(name, ensure_ascii=False)
        )
        world.write(
            f"sites/it/odd-{number}.example.yml", record.replace(f"news.odd-{number}", f"news-{number}.odd-{number}")
        )
    world.add(OUTLET, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")
    world.add(UNPLACED, "state: {name: withdrawn, date: 2024-03-01, reason: It was wrong.}\n")
    assert make(world).outcome.pages
    return world


def test_names_are_no_formulas(odd: World, open_page: OpenPage) -> None:
    """A cell that a spreadsheet would compute has an apostrophe in front; all else, and JSON, is as in the record."""
    page = open_page(f"file://{odd.root}/output/sites/index.html", viewport=DESK)
    wait(page)
    rows = {row["host"]: row["name"] for row in table(page)}
    plain = {row["host"]: row["name"] for row in document(page)["sites"]}

    names = {f"odd-{number}.example": name for number, name in enumerate(NAMES)} | {
        "harbour-times.example": "Harbour Times"
    }
    assert names == plain
    guarded = {
        "Quay;=2+3;Pier": "Quay;'=2+3;Pier",
        "Quay | @SUM(A1)": "Quay | '@SUM(A1)",
        "Quay;; +44": "Quay;; '+44",
        'Quay;"=2+3;Pier': "Quay;\"'=2+3;Pier",
        "Quay:﹦2+3~﹣1": "Quay:'﹦2+3~'﹣1",
    }
    assert {
        host: f"'{name}" if name[0] in "=+-@＝" else guarded.get(name, name) for host, name in names.items()
    } == rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ":", "^", "~", "/", " "])
def test_no_cell_is_a_formula_by_whatever_separator_it_is_read(odd: World, open_page: OpenPage, separator: str) -> None:
    """Most of Europe has spreadsheets that separate cells by semicolons."""
    page = open_page(f"file://{odd.root}/output/sites/index.html", viewport=DESK)
    wait(page)
    text = downloaded(page, "csv").removeprefix("\ufeff")
    cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in line]

    assert len(cells) > 10
    assert [] == [cell for cell in cells if FORMULA.match(cell)]


def test_any_text_is_guarded_at_any_separator_and_comes_back(browser: Browser) -> None:
    """Text is guarded even at rare line ends, after apostrophes of its own, and with signs of every width."""
    chance = random.Random(7)  # noqa: S311 # the same texts each time
    parts = [*"=+-@＝﹦﹢﹣﹫−⁻₊' \"a7éकी", "\u00a0", *SEPARATORS]
    texts = ["".join(chance.choices(parts, k=8)) for _ in range(3000)]
    page = browser.new_page()
    open_modules(page, "download")
    written = page.evaluate(
        "texts => modules.csv(texts.map((name) => ({ ...EMPTY, name })))".replace("EMPTY", EMPTY), texts
    )
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), strict=True))

    assert texts == [unguarded(row["name"]) for row in rows]
    for row in rows:
        for separator in SEPARATORS:
            assert not [cell for cell in row["name"].split(separator) if FORMULA.match(cell)], row["name"]


@pytest.mark.parametrize(("kind", "separator"), [("csv", "; "), ("json", "\n")])
def test_import_reads_downloads_as_they_were(
    odd: World, open_page: OpenPage, tmp_path: Path, kind: str, separator: str
) -> None:
    """Each cell comes back: the guards against spreadsheets are taken out, and lists can be split again."""
    page = open_page(f"file://{odd.root}/output/sites/index.html", viewport=DESK)
    wait(page)
    file = tmp_path / f"sites.{kind}"
    file.write_text(downloaded(page, kind), "utf-8")
    sites = document(page)["sites"]

    rows = read_list(file, Layout()).rows
    assert [
        {name: separator.join(value) if isinstance(value, list) else value for name, value in site.items()}
        for site in sites
    ] == [{column: row.text(column) for column in sites[0]} for row in rows]


def test_disputed_rows_say_so_and_withdrawn_ones_are_not_there(odd: World, open_page: OpenPage) -> None:
    """A table that travels must not make a contested record look like a plain one."""
    page = open_page(f"file://{odd.root}/output/sites/index.html#state=disputed", viewport=DESK)
    page.locator(".filters--changed").wait_for()

    assert [("harbour-times.example", "disputed")] == [(row["host"], row["state"]) for row in table(page)]
    page.get_by_role("button", name="Clear all").click()
    assert [outlet.id for outlet in published(odd.load().graph)] == [row["host"] for row in document(page)["sites"]]
