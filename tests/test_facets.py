"""The facets of outlets, and lists in pages that stay complete and keep their addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from masthead.edition.edition import Edition, Link, edition
from masthead.edition.localisation import phrasebook
from masthead.exports import list_rows
from masthead.exports.list_rows import list_row_files
from masthead.ledger.contents import Ledger
from masthead.loading.database import Database
from masthead.search.facets import facet_labels, facets_of
from masthead.views.pages.outlet_lists import lists
from masthead.views.parts.outlet_table import Listing, list_page, listing, published
from masthead.views.routes import pages
from tests.world import CAMPAIGN, FIRM, OUTLET, World

HOST = "harbour-times.example"


def code(world: World, host: str = HOST) -> str:
    """The values of the facets of the outlet at *host*, as pages and scripts write them."""
    current_edition = world.edition_of_any()
    return facets_of(current_edition, current_edition.graph.outlets[host]).code


def test_code_holds_what_the_record_has(world: World) -> None:
    """It has country, campaign, operator with its confidence, kind, language, first year, last status and state."""
    assert "IT|lighthouse|quay-media:not-stated|local-news|it|2023|online|listed" == code(world)


def test_what_the_record_leaves_out_is_left_out(world: World) -> None:
    """An unknown facet has a value of its own, so that a reader can filter by it."""
    assert "ZZ|-|-|local-news|-|-|-|listed" == code(world, "valley-echo.example")


@pytest.mark.parametrize(
    ("old", "new", "year"),
    [
        ("date: 2024-02-07\n", "date: 2021-05\n", "2021"),
        ("first_seen: 2023-07-09", "first_seen: 2020", "2020"),
        ("{status: online, date: 2023-12-21", "{status: online, date: 2019-01-01", "2019"),
        ("role: regional,", "role: regional, first_seen: 2018,", "2018"),
        ("registered: {date: 2020-07", "registered: {date: 2001", "2023"),
        ("kind: registration\n", "kind: registration\n    date: 2001\n", "2023"),
        ("kind: registration\n", "kind: statement\n    date: 2001\n", "2001"),
    ],
)
def test_year_is_the_first_that_anything_is_dated_to(world: World, old: str, new: str, year: str) -> None:
    """Evidence, observations, indicators and hosts count, but not registrations: a domain may predate the outlet."""
    world.edit(OUTLET, old, new)

    assert year == code(world).split("|")[5]


def test_status_is_what_was_observed_last(world: World) -> None:
    """The order in the record does not matter, and different statuses of the same day all count."""
    first = "  - {status: online, date: 2023-12-21, source: harbour-lab-2024}\n"
    world.edit(OUTLET, first, f"  - {{status: seized, date: 2024-06, source: harbour-lab-2024}}\n{first}")
    assert "seized" == code(world).split("|")[6]

    world.edit(OUTLET, first, "  - {status: parked, date: 2024-06, source: harbour-lab-2024}\n")
    assert "seized,parked" == code(world).split("|")[6]


def test_firm_stands_with_the_surest_that_is_said_of_it(world: World) -> None:
    """The surest source counts; a firm with another role, or one that is said not to operate it, is left out."""
    words = "confidence_words: {text: we are certain, locator: page 1}"
    item = (
        f"  - {{firm: quay-media, role: operator, by: harbour-lab-2024, wording: claims, confidence: low, {words}}}\n"
    )
    world.edit(CAMPAIGN, "confidence: not-stated", f"confidence: high\n    {words}")
    world.add(OUTLET, f"attributions:\n{item}")
    assert "quay-media:high" == code(world).split("|")[2]

    world.edit(CAMPAIGN, "role: operator", "role: host")
    assert "quay-media:low" == code(world).split("|")[2]

    world.edit(OUTLET, "wording: claims", "wording: claims, stance: denies")
    assert "-" == code(world).split("|")[2]


def test_every_code_has_a_label(database: Database) -> None:
    """A filter offers all values that occur in the real records, and no others."""
    current_edition = edition(database.graph, phrasebook("en-GB"))
    labels = facet_labels(current_edition, published(current_edition))
    columns = zip(
        *(facets_of(current_edition, outlet).code.split("|") for outlet in published(current_edition)), strict=True
    )
    cells = [{value for cell in column for value in cell.split(",")} for column in columns]
    pairs = [value.partition(":") for value in cells.pop(2)]
    cells[2:2] = [{firm for firm, _, _ in pairs}, {confidence or "-" for _, _, confidence in pairs}]

    assert cells == [{value for value, _ in facet.values} for facet in labels]
    assert all(label for facet in labels for _, label in facet.values)


def test_labels_are_in_the_language_and_order_of_their_lists(world: World) -> None:
    """Terms are in the order of the method page, names in alphabetical order, and the lack of a value comes last."""
    facets = {facet.name: facet for facet in facet_labels(world.edition(), published(world.edition()))}

    assert (("IT", "Italy"), ("ZZ", "Target unknown")) == facets["country"].values
    assert (("quay-media", "Quay Media Co., Ltd."), ("-", "none named")) == facets["firm"].values
    assert (("not-stated", "not stated"), ("-", "no operator named")) == facets["confidence"].values
    assert (("2023", "2023"), ("-", "no dated evidence")) == facets["year"].values


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two outlets and pieces of about two."""
    monkeypatch.setattr("masthead.views.parts.outlet_table.PAGE", 2)
    monkeypatch.setattr(list_rows, "PIECE", 2)


@pytest.fixture
def current_edition(world: World, short: None) -> Edition:  # noqa: ARG001 - it changes what the other makes
    """Nine outlets, of which eight are in Italy and one is in a campaign."""
    for name in ("a1", "a2", "a3", "b1", "c1", "c2", "d1"):
        world.write(f"sites/it/{name}.example.yml", ITALIAN)
    return world.edition()


ITALIAN = """\
kind: local-news
operator: unknown
targets:
  - {country: IT, as_reported: Italy, source: harbour-lab-2024}
evidence:
  - {id: listed, claim: It is listed., kind: listing, sources: [{source: harbour-lab-2024}]}
"""


def hosts(table: Listing) -> list[str]:
    """The hosts on a page of a list."""
    return [row.host.replace("[.]", ".") for group in table.groups for row in group.rows]


def listings(current_edition: Edition) -> dict[str, Listing]:
    """Each page of each list, by its address; the list of a firm or a campaign is that of its sites."""
    views = ((page.path, page.view()) for page in pages(current_edition))
    parts = ((path, part) for path, view in views for part in (view, getattr(view, "sites", view)))
    return {path: part.listing for path, part in parts if hasattr(part, "listing")}


def test_pages_of_a_list_are_complete(current_edition: Edition) -> None:
    """Together the pages have every outlet once, by host; each knows the number of pages and of outlets."""
    tables = listings(current_edition)
    all_sites = [tables["sites/"], *(tables[f"sites/page/{number}/"] for number in range(2, 6))]

    assert [outlet.host for outlet in published(current_edition)] == [
        host for table in all_sites for host in hosts(table)
    ]
    assert "sites/page/6/" not in tables
    assert {5} == {table.last for table in all_sites}
    assert {9} == {table.number for table in all_sites}


def test_pages_lead_to_pages(current_edition: Edition) -> None:
    """A page links to the first, the last and two on each side, but not to itself, and to where each letter begins."""
    table = listings(current_edition)["sites/page/2/"]

    assert [
        ("1", "sites/"), ("2", ""), ("3", "sites/page/3/"), ("4", "sites/page/4/"), ("5", "sites/page/5/"),
    ] == [(page.text, page.path) for page in table.pages]  # fmt: skip
    assert [
        ("A", None), ("B", None), ("C", "sites/page/3/#_letter-c"), ("D", "sites/page/4/#_letter-d"),
        ("H", "sites/page/4/#_letter-h"), ("V", "sites/page/5/#_letter-v"),
    ] == [(jump.letter, jump.link and jump.link.path) for jump in table.jumps]  # fmt: skip


def test_a_short_list_is_one_page(world: World) -> None:
    """A list on one page has no links to other pages, and no rows are published beside it."""
    current_edition = world.edition()
    tables = listings(current_edition)

    assert {1} == {table.last for table in tables.values()}
    assert {()} == {table.pages for table in tables.values()}
    assert ["facets/labels.js"] == [path for path, _ in list_row_files(current_edition).files]


def payload(script: str) -> Any:
    """The value that a script hands over."""
    handed = script.removeprefix("mastheadPieces.take(").removesuffix(");\n")
    return json.loads(f"[{handed}]")[1]


def rows(current_edition: Edition, start: str) -> Iterator[tuple[str, ...]]:
    """The rows of the list at *start*, as its pieces have them."""
    scripts = {path: str(text) for path, text in list_row_files(current_edition).files}
    for piece in payload(scripts[f"{start}rows/all.js"])["pieces"]:
        columns = payload(scripts[f"{start}rows/{piece}.js"])
        yield from zip(*(columns[name].split("\n") for name in ("hosts", "names", "langs", "facets")), strict=True)


@pytest.mark.parametrize("start", ["sites/", "countries/it/"])
def test_pieces_hold_what_the_table_holds(current_edition: Edition, start: str) -> None:
    """The pieces have every row of the list, with the same values."""
    of_list = next(outlet_list.outlets for outlet_list in lists(current_edition) if outlet_list.path == start)
    expected = [(o.host, o.name or "", "en" if o.name else "", facets_of(current_edition, o).code) for o in of_list]

    assert 8 <= len(expected)
    assert expected == list(rows(current_edition, start))


@pytest.mark.usefixtures("current_edition")
def test_names_in_scripts_end_nothing(world: World) -> None:
    """A name that looks like markup stays text in a piece, and so does the label of a firm."""
    bad = "</script><script>alert(1)//"
    world.edit(
        OUTLET, "name: Harbour Times\nnames:\n  - {text: Harbour Times", f'name: "{bad}"\nnames:\n  - {{text: "{bad}"'
    )
    world.edit(FIRM, "name: Quay Media Co., Ltd.", f'name: "{bad}"')
    scripts = dict(list_row_files(world.edition_of_any()).files)

    assert [] == [path for path, text in scripts.items() if "<" in text]
    assert bad in [name for _, name, _, _ in rows(world.edition_of_any(), "sites/")]


def once_published(current_edition: Edition, *addresses: str) -> Edition:
    """The edition after a release that had *addresses*."""
    return replace(current_edition, ledger=Ledger(addresses=dict.fromkeys(addresses, ())))


def test_pages_that_were_published_stay(current_edition: Edition) -> None:
    """A page stays even if the list has become shorter: then it says so, and leads to the list."""
    views = {
        page.path: page.view()
        for page in pages(once_published(current_edition, "sites/page/7/", "campaigns/lighthouse/page/2/"))
    }

    assert [7, 2] == [views["sites/page/7/"].listing.page, views["campaigns/lighthouse/page/2/"].listing.page]
    assert () == views["sites/page/7/"].listing.groups
    assert Link("All sites", "sites/") == views["sites/page/7/"].start
    assert {"sites/page/6/"} <= set(views)


@pytest.mark.usefixtures("current_edition")
def test_pages_of_a_record_that_fell_or_moved_stay(world: World) -> None:
    """Like its own page, they become a tombstone, or a stub that leads to the page of the new id."""
    world.add(CAMPAIGN, "state: {name: withdrawn, date: 2024-03-01, reason: It was wrong.}\n")
    world.add(FIRM, "formerly: [old-quay]\n")
    once = once_published(
        world.edition_of_any(), "campaigns/lighthouse/page/2/", "firms/old-quay/", "firms/old-quay/page/2/"
    )
    templates = {page.path: page.template for page in pages(once)}

    assert "tombstone" == templates["campaigns/lighthouse/page/2/"]
    assert ("redirect", "list-page") == (templates["firms/old-quay/page/2/"], templates["firms/quay-media/page/2/"])


def test_letters_lead_to_where_they_begin(current_edition: Edition) -> None:
    """The link of a letter leads to its first outlet, however the list is cut into pages."""
    outlets = published(current_edition)
    for page in range(1, 6):
        for jump in listing(current_edition, list_page("sites/", outlets, page)).jumps:
            first = next(place for place, outlet in enumerate(outlets) if outlet.host[0] == jump.letter.lower())
            here = {outlet.host[0] for outlet in outlets[2 * page - 2 : 2 * page]}
            path = "sites/" if first < 2 else f"sites/page/{first // 2 + 1}/"
            assert jump.link == (
                None if jump.letter.lower() in here else Link(jump.letter, f"{path}#_letter-{jump.letter.lower()}")
            )


def test_unplaced_outlets_have_a_list_of_their_own(world: World) -> None:
    """The list has the outlets whose target is unknown."""
    tables = listings(world.edition())

    assert ["valley-echo.example"] == hosts(tables["countries/zz/"])


def test_a_list_knows_what_all_of_it_share(world: World) -> None:
    """A list leaves out a column that is the same for all; the confidence in a firm's list is about that firm."""
    tables = listings(world.edition())

    assert ("campaign", "") == (tables["campaigns/lighthouse/"].without, tables["campaigns/lighthouse/"].firm)
    assert ("firm", "quay-media") == (tables["firms/quay-media/"].without, tables["firms/quay-media/"].firm)
    assert ("country", "") == (tables["countries/it/"].without, tables["countries/it/"].firm)
    assert ("", "") == (tables["sites/"].without, tables["sites/"].firm)
