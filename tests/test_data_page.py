"""The register as files, the page that leads to them, and the feed of new and changed records."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest

from masthead.building.output.spare_website import add_linked
from masthead.building.output.writer import LastFiles, PagePathError, Writer
from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.exports.atom_feeds import changes_feed
from masthead.exports.data_files import data_files
from masthead.field_types.dates import PartialDate
from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.table import Layout
from masthead.ledger.contents import Became, Event, FieldChange, Ledger, Release
from masthead.syntax.formula_guards import guarded, unguarded
from masthead.views.pages.data import data_view
from tests.releases import ids, links, make, page, publish, twice_released
from tests.site import ROOT
from tests.world import OUTLET, UNPLACED, World

HOST = "harbour-times.example"
WITHDRAWN = "state: {name: withdrawn, date: 2024-05-01, reason: The list was wrong.}\n"
SEPARATORS = ",;:^~|!#%&*/\\_.·、；\t\x85\u2028\u3000 "


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the golden records after two releases."""
    return twice_released(tmp_path_factory.mktemp("golden"))


def texts(register: Edition) -> dict[str, str]:
    """The files of the register, by path."""
    return {path: "".join(pieces) for path, pieces in data_files(register).files}


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file, as a program that knows nothing of ours reads it."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def node(script: str, given: Any) -> str:
    """The output of *script*, which can use the exports of download.js as `modules`, and *given* as `given`."""
    path = (ROOT / "theme/scripts/download.js").as_posix()
    begin = f"import * as modules from '{path}'; const given = JSON.parse(process.argv[1]);"
    command = ["node", "--input-type=module", "--eval", f"{begin} process.stdout.write({script});", "--"]
    return subprocess.run([*command, json.dumps(given)], capture_output=True, check=True).stdout.decode()


def test_both_formats_hold_what_the_record_has(world: World) -> None:
    """They have IDs and terms, in the fields of a download; lists are lists in JSON, and joined in CSV."""
    files = texts(world.edition())
    site = next(site for site in json.loads(files["data/sites.json"])["sites"] if site["host"] == HOST)
    row = next(row for row in table(files["data/sites.csv"]) if row["host"] == HOST)

    assert {
        "host": HOST,
        "name": "Harbour Times",
        "kind": "local-news",
        "countries": ["IT"],
        "languages": ["it"],
        "campaigns": ["lighthouse"],
        "operators_as_said": ["quay-media"],
        "confidence": ["not-stated"],
        "first_dated": "2023",
        "last_observed": ["online"],
        "state": "listed",
        "page": f"sites/{HOST}/",
    }.items() <= site.items()
    assert {name: "; ".join(value) if isinstance(value, list) else value for name, value in site.items()} == row


def test_the_script_of_downloads_makes_the_same_table(world: World) -> None:
    """It is the same byte for byte, made from the sites of the JSON file: a reader of one reads the other."""
    world.edit(OUTLET, "name: Harbour Times", 'name: "=1+1; -2"')
    files = texts(world.edition_of_any())
    sites = json.loads(files["data/sites.json"])["sites"]

    assert any("'=1+1; '-2" in row["name"] for row in table(files["data/sites.csv"]))
    assert node("modules.csv(given)", sites) == files["data/sites.csv"]


def test_cells_are_guarded_as_the_script_guards_them() -> None:
    """Both guard before and after every kind of sign, and the texts come back."""
    signs = ["", "a", "7", "é", "\u0301", "क", "'", '"', "=", "−", "＠", "\u00a0", *SEPARATORS]
    given = [f"{before}{sign}{after}" for before in signs for sign in "=-+@＝⁻" for after in signs]
    names = "['host', 'name', 'name_lang', 'kind', 'countries', 'languages', 'campaigns', 'operators_as_said', 'confidence',"
    names += " 'first_dated', 'last_observed', 'state', 'page', 'version', 'attribution', 'licence']"
    empty = f"Object.fromEntries({names}.map((field) => [field, '']))"
    rows = table(node(f"modules.csv(given.map((name) => ({{...{empty}, name}})))", given))

    assert [guarded(text) for text in given] == [row["name"] for row in rows]
    assert [text for text in given if "'" not in text] == [unguarded(guarded(t)) for t in given if "'" not in t]


def test_pages_say_what_their_lists_of_firms_have(output: Path, world: World) -> None:
    """Lists have firms under whose names sources only list sites; a source may mean only some of a firm's sites."""
    world.edit("campaigns/lighthouse.yml", "wording: attributes", "wording: lists")
    rows = table(texts(world.edition_of_any())["data/sites.csv"])
    of_files, of_firms = (" ".join(page(output, path).text.split()) for path in ("data", ""))

    assert ["quay-media"] == [row["operators_as_said"] for row in rows if row["host"] == HOST]
    assert "name as operators, or under whose names they list sites" in of_files
    assert "or list under its name, each source for some or all of them" in of_firms


def test_list_of_records_has_the_address_of_each(output: Path) -> None:
    """The page and the JSON of each record exist, and the dates are those of the ledger."""
    about = json.loads((output / "data/records.json").read_text("utf-8"))
    rows = {row["record"]: row for row in about["records"]}

    present = [file for file in (output / "api/v1").glob("*/*.json") if "moved_to" not in json.loads(file.read_text())]

    assert sorted(row["json"] for row in rows.values()) == sorted(str(file.relative_to(output)) for file in present)
    assert len(rows) == about["number"]
    assert all((output / row["page"] / "index.html").is_file() for row in rows.values())
    assert all((output / row["json"]).is_file() for row in rows.values())
    herald = rows["sites/harbour-herald.example"]
    assert ("2024-03-01", "2024-07-01") == (herald["first_published"], herald["last_changed"])


def test_withdrawn_records_are_listed_without_what_they_said(world: World) -> None:
    """They are not among the sites, and are among all records without a name."""
    world.add(OUTLET, WITHDRAWN)
    files = texts(world.edition_of_any())
    row = next(row for row in table(files["data/records.csv"]) if row["record"] == f"sites/{HOST}")

    assert ("", "withdrawn") == (row["name"], row["state"])
    assert all(HOST not in text for path, text in files.items() if path.startswith("data/sites"))
    assert all("Harbour Times" not in text for text in files.values())


@pytest.mark.parametrize(("settings", "example"), [({"packed": True}, "api/v1/packs/"), ({"api": False}, "")])
def test_without_single_files_no_such_address_is_named(world: World, settings: dict[str, Any], example: str) -> None:
    """Packs are named in their place, or nothing."""
    register = replace(world.edition(), **settings)
    view, rows = data_view(register), table(texts(register)["data/records.csv"])

    assert all(row["json"].startswith(example) for row in rows)
    assert bool(example) == all(row["json"] for row in rows) == bool(view.example) == bool(view.addresses)
    assert all("/api/v1/packs/" in address for address in view.addresses)


def test_public_addresses_are_whole(world: World) -> None:
    """Where the public address is known, rows, citation and example have it."""
    register = edition(world.load().graph, phrasebook("en-GB"), url="https://masthead.example/db")
    files, view = texts(register), data_view(register)

    assert {"https://masthead.example/db/"} == {
        json.loads(files[f"data/{of}.json"])["from"] for of in ("sites", "records")
    }
    assert all(row["page"].startswith("https://masthead.example/db/sites/") for row in table(files["data/sites.csv"]))
    assert "Masthead, https://masthead.example/db/; data of 7 February 2024; CC BY 4.0" in view.cited
    assert view.example is not None
    assert view.example.text.startswith("https://masthead.example/db/api/v1/sites/")


def test_empty_database_has_whole_files(world: World) -> None:
    """The files are a table with its head, and an empty list."""
    empty = replace(world.edition().graph, outlets={}, firms={}, campaigns={}, sources={})
    files = texts(edition(empty, phrasebook("en-GB")))

    assert files["data/sites.csv"].startswith("\ufeffhost,name,")
    assert [] == table(files["data/sites.csv"]) == json.loads(files["data/records.json"])["records"]


@pytest.mark.parametrize("name", ["sites.csv", "sites.json"])
def test_import_reads_the_list_of_sites(world: World, tmp_path: Path, name: str) -> None:
    """The import reads it like a download: a row for each site."""
    register = world.edition()
    (tmp_path / name).write_text(texts(register)[f"data/{name}"], "utf-8")

    rows = read_list(tmp_path / name, Layout()).rows
    assert [outlet.host for outlet in register.graph.outlets.values()] == [row.text("host") for row in rows]


def test_data_is_one_click_from_home_and_needs_no_script(output: Path) -> None:
    """It has no script but the one of the menu of every page, and every file that it names is there."""
    data = page(output, "data")

    assert "./data/index.html" in links(page(output, ""))
    assert ["../theme/js/header.js"] == [tag.attributes.get("src") for tag in data.all("script")]
    named = {(output / "data" / link).resolve() for link in links(data) if "://" not in link and "#" not in link}
    for file in ("data/sites.csv", "data/sites.json", "data/records.csv", "data/records.json", "feeds/changes.xml"):
        assert (output / file).resolve() in named
    assert all(file.is_file() for file in named)


@pytest.mark.parametrize("at", ["", "changes", "countries", "data"])
def test_heads_name_the_feeds(output: Path, at: str) -> None:
    """Feed readers find them on the pages from which somebody would follow the database."""
    feeds = [
        tag.attributes["href"]
        for tag in page(output, at).all("link")
        if tag.attributes.get("type") == "application/atom+xml"
    ]

    assert [("changes.xml", True), ("corrections.xml", True)] == [
        (Path(feed or "").name, (output / at / (feed or "")).is_file()) for feed in feeds
    ]


def test_feed_has_what_was_published_and_changed(output: Path) -> None:
    """Each entry leads to the changes of a record on a day, and names fields, not what they held."""
    feed = feedparser.parse((output / "feeds/changes.xml").read_bytes())
    herald = next(entry for entry in feed.entries if entry.link.endswith("#01-sites-harbour-herald.example"))

    assert ("atom10", False, 10) == (feed.version, bool(feed.bozo), len(feed.entries))
    assert "2024-07-01T00:00:00+00:00" == feed.feed.updated == herald.updated
    assert herald.title.startswith("Changed: ")
    assert "evidence" in herald.summary
    assert "Spain" not in herald.summary
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        path, _, anchor = entry.link.partition("#")
        assert anchor in ids(page(output, path.removeprefix("../")))


def released(world: World, days: list[tuple[PartialDate, int]], url: str = "") -> Edition:
    """The edition after releases on *days*, each of so many records of the world, at the public address *url*."""
    register = edition(world.load().graph, phrasebook("en-GB"), url=url)
    keys = [f"sites/{id}" for id in register.graph.outlets]
    events: dict[str, tuple[Event, ...]] = {}
    for day, number in days:
        for key in keys[:number]:
            change = FieldChange("name", "<i>Old & grey</i>", "New")
            became = (Event(day, Became.CHANGED, (change,)),) if key in events else (Event(day, Became.PUBLISHED),)
            events[key] = (*events.get(key, ()), *became)
    releases = tuple(Release(number, day, "") for number, (day, _) in enumerate(days, 1))
    return replace(register, ledger=Ledger(releases=releases, events=events))


def many(world: World, number: int) -> None:
    """Write *number* more sites."""
    text = (world.root / UNPLACED).read_text("utf-8")
    for at in range(number):
        world.write(f"sites/zz/echo-{at}.example.yml", text.replace("valley-echo.example", f"echo-{at}.example"))


def test_a_day_of_many_records_is_one_entry(world: World) -> None:
    """The entry has their number; a day of few has an entry for each, so nothing is left out in silence."""
    many(world, 60)
    feed = feedparser.parse(
        changes_feed(released(world, [(PartialDate(2024, 3, 1), 55), (PartialDate(2024, 3, 9), 50)]))
    )

    assert 51 == len(feed.entries)
    assert {"2024-03-09T00:00:00+00:00"} == {entry.updated for entry in feed.entries[:50]}
    assert "55 records published" == feed.entries[-1].title
    assert feed.entries[-1].link.endswith("changes/2024-03/#day-01")


def test_the_feed_ends_with_a_whole_day(world: World) -> None:
    """It is bounded: of many releases it has the newest."""
    many(world, 40)
    days = [(PartialDate(2024, 1 + number // 28, 1 + number % 28), 40) for number in range(100)]
    feed = feedparser.parse(changes_feed(released(world, days)))

    assert 200 == len(feed.entries)
    assert sorted({str(day) for day, _ in days[-5:]}) == sorted({entry.updated[:10] for entry in feed.entries})


def test_ids_of_entries_do_not_depend_on_the_place(world: World) -> None:
    """No entry is new to feed readers when the website moves; links are whole where the address is known."""
    days = [(PartialDate(2024, 3, 1), 2), (PartialDate(2024, 3, 2), 1)]
    here, there = (
        feedparser.parse(changes_feed(released(world, days, url=url))) for url in ("", "https://masthead.example")
    )

    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries] != []
    assert all(entry.link.startswith("https://masthead.example/changes/2024-03/") for entry in there.entries)
    assert here.feed.id == there.feed.id


def test_unreleased_copy_has_an_empty_feed_without_a_clock(world: World) -> None:
    """It is dated by the data, so that two builds agree."""
    feed = feedparser.parse(changes_feed(world.edition()))

    assert ([], False, "2024-02-07T00:00:00+00:00") == (feed.entries, bool(feed.bozo), feed.feed.updated)


def test_data_is_as_new_as_its_last_release(world: World) -> None:
    """A release may change records without any date in them; a later date in a record counts as before."""
    graph, book = world.load().graph, phrasebook("en-GB")

    def dated(month: int, day: int) -> str:
        return str(edition(graph, book, ledger=Ledger((Release(1, PartialDate(2024, month, day), ""),))).date)

    assert ["2024-02-07", "2024-02-07", "2024-02-08"] == [dated(1, 31), dated(2, 7), dated(2, 8)]


def test_withdrawn_record_is_announced_without_what_changed(world: World) -> None:
    """Only its state is announced, as on the page of changes."""
    world.add(OUTLET, WITHDRAWN)
    days = [(PartialDate(2024, 3, 1), 9), (PartialDate(2024, 5, 2), 9)]
    feed = feedparser.parse(changes_feed(released(world, days)))
    entry = next(entry for entry in feed.entries if entry.link.endswith(f"#02-sites-{HOST}"))

    assert "withdrawn" in entry.summary.casefold()
    assert "name" not in entry.summary


def test_promised_addresses_are_those_of_the_files_too(site: World) -> None:
    """Programs read them: the ledger binds them like those of the API."""
    publish(site)
    lines = (site.root / "ledger/0001.jsonl").read_text("utf-8")

    assert all(f'"data/{name}"' in lines for name in ("", "sites.csv", "sites.json", "records.csv", "records.json"))
    assert (make(site) / "data/sites.csv").is_file()


def pieces(*texts: str) -> Iterator[str]:
    """The pieces of a text."""
    yield from texts


def test_writer_takes_pieces_one_by_one(tmp_path: Path) -> None:
    """The next is asked for when the last is on its way, and the digest is that of the whole."""
    first, second = Writer(tmp_path / "one"), Writer(tmp_path / "two")
    first.write("a.csv", pieces("é", "", "\r\nb"))
    second.write("a.csv", "é\r\nb")

    assert first.written == second.written
    assert "é\r\nb".encode() == (tmp_path / "one/a.csv").read_bytes()


def test_pieces_that_are_the_same_as_before_are_linked(tmp_path: Path) -> None:
    """They are linked as whole files are; pieces that differ are not."""
    first = Writer(tmp_path / "first")
    first.write("same.csv", pieces("a", "b"))
    first.write("other.csv", pieces("a", "b"))
    second = Writer(tmp_path / "second", last=LastFiles(first.root, first.written, first.stamps))
    second.write("same.csv", pieces("ab"))
    second.write("other.csv", pieces("a", "c"))

    assert {"same.csv"} == second.linked
    assert add_linked(second.root, second.last, {"same.csv": second.stamps["same.csv"]}) == {
        "same.csv": first.stamps["same.csv"]
    }
    assert (tmp_path / "first/same.csv").samefile(tmp_path / "second/same.csv")
    assert ("ab", "ac") == tuple((tmp_path / folder / "other.csv").read_text() for folder in ("first", "second"))


@pytest.mark.parametrize(
    ("texts", "message"), [((), "would be empty"), (("", ""), "would be empty"), (("x",), "two pages")]
)
def test_pieces_that_are_no_file_are_refused(tmp_path: Path, texts: tuple[str, ...], message: str) -> None:
    """An empty text is refused, and so is a path that was written before."""
    writer = Writer(tmp_path, over=True)
    if texts and texts[0]:
        writer.write("a.csv", "text")
    with pytest.raises(PagePathError, match=message):
        writer.write("a.csv", pieces(*texts))
