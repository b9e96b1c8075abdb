"""Content of others found on the sites of a campaign: the facts as a list, and as a picture that says no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from masthead.building.configuration.settings import settings_of
from masthead.building.rendering.templates import templates_of
from masthead.edition.edition import Edition, edition, text_of
from masthead.edition.localisation import phrasebook
from masthead.field_types.web_addresses import defang
from masthead.ledger.contents import Ledger
from masthead.loading.database import Database
from masthead.views.pages.campaign import campaign_view
from masthead.views.pages.found_content import FoundContentView, FoundRow, found_content_view, found_page_count
from masthead.views.parts.facts import facts
from masthead.views.pictures.diagram import DiagramView
from masthead.views.pictures.found_content import found_content, found_diagram
from masthead.views.routes import Page, pages
from tests.diagrams import assert_nothing_covers_anything, drawn
from tests.site import ROOT, read
from tests.world import OUTLET, SOURCE, UNPLACED, UNREAD, World

PATH = "campaigns/lighthouse/sites/content/found/"
LAB = "[harbour-lab-2024]"
MOST = 150_000
"""The most bytes of HTML that a page may have."""


@pytest.fixture
def sea(world: World) -> World:
    """The small world with two more sources, and without the content that is found on its site."""
    world.edit(OUTLET, "copies:\n  - {from: port-gazette.example, how: copied, sources: [harbour-lab-2024]}\n", "")
    world.write("sources/gull-2024.yml", (world.root / SOURCE).read_text().replace("the Harbour Lab", "the Gull"))
    world.write("sources/tide-2024.yml", UNREAD)
    return world


def site(world: World, name: str, *copies: str, more: str = "") -> None:
    """Add a site of the campaign on which content was found: each of *copies* has fields such as ``from: Post``."""
    entries = "".join(f"  - {{{copy}}}\n" for copy in copies)
    text = (world.root / UNPLACED).read_text()
    world.write(f"sites/zz/{name}.example.yml", f"{text}campaigns: [lighthouse]\ncopies:\n{entries}{more}")


def copied(origin: str, sources: str = LAB, how: str = "copied", note: str = "") -> str:
    """The fields of a copy from *origin*."""
    return f"from: '{origin}', how: {how}, sources: {sources}{f', note: {note}' if note else ''}"


def picture(world: World) -> DiagramView | None:
    """The picture of the campaign."""
    current_edition = world.edition_of_any()
    campaign = current_edition.graph.campaigns["lighthouse"]
    return found_diagram(current_edition, campaign, found_content(current_edition, campaign))


def page_of(current_edition: Edition, number: int = 1) -> FoundContentView:
    """A page of the campaign of an invented edition."""
    return found_content_view(current_edition, current_edition.graph.campaigns["lighthouse"], number)


def test_a_line_is_who_found_whose_content_where(sea: World) -> None:
    """It leads from the site to the origin, with the source, and with the label of the term for how it got there."""
    site(sea, "amber", copied("Port Gazette"), copied("bay.example", "[gull-2024]", "embedded"))
    site(sea, "bronze", copied("Port Gazette", how="scraped"))
    site(sea, "copper", copied("Quay Radio", how="reposted"))

    assert [
        ("amber[.]example", "the Harbour Lab", "copied", "Port Gazette"),
        ("amber[.]example", "the Gull", "loaded from there", "bay[.]example"),
        ("bronze[.]example", "the Harbour Lab", "scraped", "Port Gazette"),
        ("copper[.]example", "the Harbour Lab", "reposted word for word", "Quay Radio"),
    ] == sorted(drawn(picture(sea)), key=lambda line: (line[0], line[3]))


def test_sites_and_origins_alike_are_one_node(sea: World) -> None:
    """They are one node if the same sources say the same of them; a site with further content has its own node."""
    both = (copied("Port Gazette"), copied("Quay Radio"))
    site(sea, "amber", *both)
    site(sea, "bronze", *both)
    site(sea, "copper", *both, copied("Reef News", "[gull-2024]"))
    view = picture(sea)

    assert [
        ("2 sites amber[.]example, …", "the Harbour Lab", "copied", "Port Gazette and Quay Radio"),
        ("copper[.]example", "the Harbour Lab", "copied", "Port Gazette and Quay Radio"),
        ("copper[.]example", "the Gull", "copied", "Reef News"),
    ] == drawn(view)
    assert view
    assert [4, 2, 1] == [line.number for line in view.lines]
    assert [f"{PATH}#_list", "sites/copper.example/"] == [node.path for node in view.starts]
    assert ["", ""] == [node.path for node in view.ends]


def test_what_the_same_sources_say_of_two_nodes_is_one_line(sea: World) -> None:
    """Sources that agree are on one line; a source that says something else has another."""
    site(sea, "amber", copied("Port Gazette", how="scraped"), copied("Port Gazette", how="embedded"))
    site(sea, "bronze", copied("Port Gazette", "[gull-2024, harbour-lab-2024]"))
    site(sea, "copper", copied("Port Gazette"), copied("Port Gazette", "[gull-2024]", "scraped"))

    assert [
        ("amber[.]example", "the Harbour Lab", "scraped and loaded from there"),
        ("bronze[.]example", "the Gull and the Harbour Lab", "copied"),
        ("copper[.]example", "the Harbour Lab", "copied"),
        ("copper[.]example", "the Gull", "scraped"),
    ] == [line[:3] for line in drawn(picture(sea))]


def test_the_picture_marks_what_it_does_not_say(sea: World) -> None:
    """There are marks for a note, for a statement that nobody here has read at its source, and for a dispute."""
    site(sea, "amber", copied("Port Gazette", note="one article"))
    site(sea, "bronze", copied("Quay Radio", "[harbour-lab-2024, tide-2024]"))
    site(sea, "copper", copied("Reef News", "[tide-2024]", note="texts"))
    dispute = "state: {name: disputed, date: 2024-03-01, reason: The owner objects.}\n"
    site(sea, "dusky", copied("Bay Herald"), more=dispute)

    assert [
        ("amber[.]example", "copied*"),
        ("bronze[.]example", "copied (second-hand)"),
        ("copper[.]example", "copied (second-hand)*"),
        ("dusky[.]example", "copied (dashed)"),
    ] == [(start, says) for start, _, says, _ in drawn(picture(sea))]
    rows = page_of(sea.edition_of_any()).rows
    assert ["one article", "", "texts", ""] == [row.note for row in rows]
    assert [False, False, False, True] == [bool(row.site.state) for row in rows]
    assert [[False], [False, True], [True], [False]] == [[bool(link.note) for link in row.sources] for row in rows]


def test_names_that_do_not_fit_are_counted(sea: World) -> None:
    """Many sources or origins in one place are given by their number, so that no name represents them all."""
    sources = [f"lab-{at}" for at in range(4)]
    for at, id in enumerate(sources):
        text = (sea.root / SOURCE).read_text()
        sea.write(f"sources/{id}.yml", text.replace("the Harbour Lab", f"the Laboratory of Harbour {at}"))
    site(sea, "amber", copied("Port Gazette", f"[{', '.join(sources)}]"))
    site(sea, "bronze", *(copied(f"The Gazette of Port {at}") for at in range(30)))
    site(sea, "copper-and-bronze-and-amber", copied("Quay Radio"))
    view = picture(sea)

    assert [
        ("amber[.]example", "4 sources", "Port Gazette"),
        ("bronze[.]example", "the Harbour Lab", "30 origins The Gazette of Port 0, …"),
        ("copper-and-bronze-and- amber[.]example", "the Harbour Lab", "Quay Radio"),
    ] == [(start, source, end) for start, source, _, end in drawn(view)]
    assert view
    assert "copper-and-bronze-and-amber[.]example" == view.starts[2].name
    assert_nothing_covers_anything(view)


@pytest.mark.parametrize("state", ["withdrawn", "excluded"])
def test_records_that_are_not_listed_are_not_shown(sea: World, state: str) -> None:
    """They are neither in the picture nor in the list."""
    for name in ("amber", "bronze", "copper"):
        site(sea, name, copied(f"Gazette of {name}"))
    gone = f"state: {{name: {state}, date: 2024-03-01, reason: It was wrong.}}\n"
    site(sea, "dusky", copied("Bay Herald"), more=gone)
    current_edition = sea.edition_of_any()

    assert ["amber[.]example", "bronze[.]example", "copper[.]example"] == [
        row.site.text for row in page_of(current_edition).rows
    ]
    assert "Bay Herald" not in {end for *_, end in drawn(picture(sea))}


@pytest.mark.parametrize(("sites", "has_page"), [(2, False), (3, True)])
def test_one_or_two_sites_have_no_page_of_it(sea: World, sites: int, *, has_page: bool) -> None:
    """Their own pages have what was found on them."""
    for at in range(sites):
        site(sea, f"echo-{at}", copied("Port Gazette"), copied("Quay Radio", how="scraped"))
    current_edition = sea.edition_of_any()
    campaign = current_edition.graph.campaigns["lighthouse"]

    assert has_page is (PATH in {page.path for page in pages(current_edition)})
    assert (f"Content of others found on {sites} of its sites" if has_page else None) == (
        link.text if (link := campaign_view(current_edition, campaign).sites.content) else None
    )


@pytest.mark.parametrize(("number", "is_drawn"), [(3, True), (12, True), (13, False)])
def test_many_lines_are_a_list_alone(sea: World, number: int, *, is_drawn: bool) -> None:
    """Nobody can follow thirteen lines; the list has them."""
    for at in range(number):
        site(sea, f"echo-{at}", copied(f"Gazette {at}"))

    assert is_drawn is (picture(sea) is not None)
    assert number == len(page_of(sea.edition_of_any()).rows)


def test_sites_with_an_origin_in_common_are_beside_each_other(sea: World) -> None:
    """Their lines do not cross those of others."""
    site(sea, "amber", copied("Port Gazette"))
    site(sea, "bronze", copied("Quay Radio"))
    site(sea, "copper", copied("Port Gazette", how="scraped"))
    view = picture(sea)

    assert ["amber[.]example", "copper[.]example", "bronze[.]example"] == [start for start, *_ in drawn(view)]
    assert view
    assert ["", "", ""] == [line.end for line in view.lines]


@pytest.mark.parametrize("sites", [5, 50, 150])
def test_the_picture_stays_as_high_for_many_sites(sea: World, sites: int) -> None:
    """Thirty origins in five groups, each with content on a fifth of the sites, make five lines."""
    for at in range(sites):
        site(sea, f"echo-{at}", *(copied(f"The Gazette of Port {at % 5 + 5 * number}") for number in range(6)))
    view = picture(sea)

    assert view
    assert "16.5" == view.height
    assert 6 * sites == sum(line.number for line in view.lines)
    assert_nothing_covers_anything(view)


def test_a_list_of_thousands_is_on_several_pages(sea: World) -> None:
    """Content of thirty origins was found on 150 sites, in no order that a picture could show."""
    for at in range(150):
        origins = [number for number in range(30) if (at * 7 + number * number) % 11 < 5 or number == at % 30]
        site(sea, f"echo-{at}", *(copied(f"The Gazette of Port {number}", note="texts") for number in origins))
    current_edition = sea.edition_of_any()
    campaign = current_edition.graph.campaigns["lighthouse"]
    templates = templates_of(settings_of(ROOT / "pelicanconf.py", ROOT / "output"), current_edition)
    last = found_page_count(current_edition, campaign)
    views = [found_content_view(current_edition, campaign, number) for number in range(1, last + 1)]
    sizes = [
        len(templates.page(page).encode())
        for page in pages(current_edition)
        if page.template in ("found-content", "campaign")
    ]

    assert picture(sea) is None
    assert last > 10
    assert last + 1 == len(sizes)
    assert max(sizes) <= MOST
    assert [(fact.site.id, fact.copy.origin) for fact in found_content(current_edition, campaign)] == [
        (row.site.text.replace("[.]", "."), row.origin) for view in views for row in view.rows
    ]


def test_a_page_that_was_published_stays(sea: World) -> None:
    """If no content is recorded now, the page says that the list is shorter; otherwise its further pages are empty."""
    lost = replace(sea.edition_of_any(), ledger=Ledger(addresses=dict.fromkeys((PATH, f"{PATH}page/2/"), ())))
    assert {"list-page"} == {page.template for page in pages(lost) if page.path.startswith(PATH)}

    for at in range(3):
        site(sea, f"echo-{at}", copied("Port Gazette"))
    current_edition = replace(sea.edition_of_any(), ledger=lost.ledger)
    list_pages: dict[str, Page] = {page.path: page for page in pages(current_edition) if page.path.startswith(PATH)}
    assert {PATH: "found-content", f"{PATH}page/2/": "found-content"} == {
        path: p.template for path, p in list_pages.items()
    }
    assert [3, 0] == [len(list_pages[path].view().rows) for path in (PATH, f"{PATH}page/2/")]


@pytest.fixture(scope="module")
def real(database: Database) -> Edition:
    """The real records in English."""
    return edition(database.graph, phrasebook("en-GB"))


def views(current_edition: Edition) -> list[tuple[FoundContentView, DiagramView]]:
    """The page of each campaign that has one, with its picture."""
    content_views = [page.view() for page in pages(current_edition) if page.template == "found-content"]
    return [(view, view.diagram) for view in content_views if view.diagram]


def test_the_picture_has_the_entries_of_the_list(real: Edition, real_site: Path) -> None:
    """Each line has the entries with its sites, origins, sources and terms; together they are the printed list."""
    pairs = views(real)
    assert ["campaigns/paperwall/"] == [view.campaign.path for view, _ in pairs]
    for view, diagram in pairs:
        shown: list[FoundRow] = []
        for line, (start, source, says, end) in zip(diagram.lines, drawn(diagram), strict=True):
            of_line = [
                row
                for row in view.rows
                if row.site.text == start.replace(" ", "")
                and source in (real.book.list(link.text for link in row.sources), f"{len(row.sources)} sources")
                and row.how.casefold() in says
                and bool(row.note) <= says.endswith("*")
                and (row.origin in end or end.startswith(("2 origins", "3 origins")))
            ]
            assert line.number == len(of_line), (start, end)
            shown += of_line

        assert Counter(view.rows) == Counter(shown)
        printed = read(real_site / view.path / "index.html")
        hosts = [tag.text.strip() for tag in printed.all("code") if "host" in tag.attributes.get("class", "")]
        cells = [tag.text.strip() for tag in printed.all("td")]
        assert [row.site.text for row in view.rows] == hosts
        assert [row.origin for row in view.rows] == cells[::3]
        assert all(row.how in cell and row.note in cell for row, cell in zip(view.rows, cells[1::3], strict=True))
        assert all(
            link.text.casefold() in cell.casefold()
            for row, cell in zip(view.rows, cells[2::3], strict=True)
            for link in row.sources
        )


def test_the_list_has_the_facts_of_the_pages_of_the_sites(real: Edition) -> None:
    """Words, notes and sources are the same in both."""
    for view, _ in views(real):
        on_pages = [
            (defang(site.host), text_of(value.words), text_of(value.note), value.sources)
            for site in sorted(real.graph.outlets_by_campaign["paperwall"], key=lambda site: site.host)
            for fact in facts(real, site)
            if fact.label == "Content found on it, from"
            for value in fact.values
        ]
        assert on_pages == [
            (row.site.text, f"{row.origin} ({row.how[0].lower()}{row.how[1:]})", row.note, row.sources)
            for row in view.rows
        ]


def test_pages_have_the_picture_and_the_list(real: Edition, real_site: Path) -> None:
    """The picture has a name and a description; sites are links, and origins have no page."""
    for view, diagram in views(real):
        page = read(real_site / view.path / "index.html")
        ids = {tag.attributes["id"]: tag for tag in page.tags if "id" in tag.attributes}
        (picture,) = [tag for tag in page.all("g") if tag.attributes.get("aria-labelledby") == "_diagram _lines"]
        nodes = [tag for tag in page.all("a") if tag.attributes.get("tabindex") == "-1" and tag.text.strip()]

        assert "img" == picture.attributes["role"]
        assert "Content found on sites of PAPERWALL" == ids["_diagram"].text
        assert "19 entries; the list has each in full" == ids["_lines"].text
        assert len(diagram.starts) == len(nodes)
        assert len(diagram.ends) == len([tag for tag in page.all("svg") if tag.attributes.get("aria-hidden") == "true"])
        assert view.description.startswith("According to sources, content of others was found on 9 sites of PAPERWALL.")
        link = 'href="sites/content/found/index.html">Content of others found on 9 of its sites</a>'
        assert link in (real_site / view.campaign.path / "index.html").read_text("utf-8")


def test_nothing_covers_anything(database: Database) -> None:
    """The same holds in each language of the website, with names and words of other lengths."""
    for language in ("en-GB", "ko", "it", "ar"):
        pairs = views(edition(database.graph, phrasebook(language, ROOT / "translations")))
        assert pairs
        for _, diagram in pairs:
            assert_nothing_covers_anything(diagram)


def test_it_is_the_same_each_time(database: Database, real: Edition) -> None:
    """Nothing depends on the order of a set."""
    assert views(real) == views(edition(database.graph, phrasebook("en-GB")))
