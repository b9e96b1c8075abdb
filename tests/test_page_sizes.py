"""The sizes of pages, and the places of everything that a page has no room for, with 5,000 invented outlets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from masthead.building.configuration.settings import edition_of, further_languages, settings_of
from masthead.building.rendering.templates import templates_of, text_page
from masthead.edition.edition import Edition
from masthead.ledger.ledger_reader import read_ledger
from masthead.loading.database import Database
from masthead.views.pages.corrections import all_corrections
from masthead.views.pages.outlet_lists import lists, sublists
from masthead.views.routes import Page, pages, pages_of, pages_of_all
from tests import many_outlets
from tests.site import ROOT

pytestmark = pytest.mark.timeout(400)
MOST = 150_000
"""The most bytes of HTML that a page may have."""
NEXT = r'class="jump__link"[^>]*aria-current="page">[^<]*</span></li>\s*<li><a class="jump__link" href="([^"]+)"'
"""The link to the page of a list that follows."""
ALIKE = ("outlet", "firm", "campaign", "source", "cite", "tombstone", "pivot")
FIRST, ONE_OF = 20, 200
"""If pages of a kind are alike, the first FIRST are made, and then one in every ONE_OF."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """5,000 outlets, published on one day and changed on another."""
    return many_outlets.released(many_outlets.make(tmp_path_factory.mktemp("many")))


@pytest.fixture(scope="module")
def printed(edition: Edition) -> dict[str, str]:
    """The HTML of each page by its address."""
    templates = templates_of(settings_of(ROOT / "pelicanconf.py", ROOT / "output"), edition)
    prose = (ROOT / "content/pages/corrections.md").read_text("utf-8")
    corrections = SimpleNamespace(
        template="corrections",
        url="corrections/",
        save_as="corrections/index.html",
        title="",
        summary="",
        content=prose,
    )
    text = text_page(corrections, b"", corrections.url)
    return {page.path: templates.page(page) for page in _pages(edition)} | {
        corrections.url: templates.printed_prose(text, templates.prose(text))
    }


def _pages(edition: Edition) -> Iterator[Page]:
    """The pages of every kind: all lists, but only some of the records and values, which are alike."""
    counts: Counter[str] = Counter()
    for page in pages(edition):
        counts[page.template] += 1
        number = counts[page.template]
        is_first = number <= FIRST or number % ONE_OF == 0
        if page.template not in ALIKE or is_first or (page.template == "pivot" and "analytics" not in page.path):
            yield page


def test_no_page_is_larger_than_a_phone_can_bear(edition: Edition, printed: dict[str, str]) -> None:
    """It holds for lists, records of thousands of outlets, the changes of a month and thousands of corrections."""
    sizes = {path: len(html.encode()) for path, html in printed.items()}

    assert {} == {path: size for path, size in sizes.items() if size > MOST}
    assert {page.template for page in _pages(edition)} >= {
        "campaign", "changes", "cite", "countries", "country", "firm", "firms", "further-corrections", "history", "home", "list-page",
        "campaigns", "outlet", "outlets", "pivot", "pivots", "source", "sources",
    }  # fmt: skip


def test_no_page_of_the_real_database_is_larger_either(real_site: Path) -> None:
    """The limit holds for every page that is built from the real records, and for those written in Markdown."""
    sizes = {path.relative_to(real_site).as_posix(): path.stat().st_size for path in real_site.rglob("*.html")}

    assert {} == {path: size for path, size in sizes.items() if size > MOST}
    assert {"index.html", "corrections/index.html", "method/index.html"} <= sizes.keys()


@pytest.mark.usefixtures("named_publisher")
def test_no_page_of_a_campaign_or_firm_is_larger_in_another_language(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters of other scripts take two or three bytes; the pages of these records are the largest that are built."""
    monkeypatch.setenv("MASTHEAD_URL", "https://masthead.example")
    settings = settings_of(ROOT / "publishconf.py", ROOT / "output")
    whole = edition_of(settings, database, read_ledger(ROOT))
    records = (*database.graph.campaigns.values(), *database.graph.firms.values())
    sizes = {
        f"{templates.edition.folder}{page.path}": len(templates.page(page).encode())
        for templates in templates_of(settings, whole).all
        for record in records
        for page in pages_of(templates.edition, record)
    }

    assert {} == {path: size for path, size in sizes.items() if size > MOST}
    assert {
        "campaigns/paperwall/",
        *(f"{tag}/campaigns/paperwall/" for tag in further_languages(settings)),
    } <= sizes.keys()


def test_every_outlet_is_reached_from_each_record_that_names_it(edition: Edition, printed: dict[str, str]) -> None:
    """Without a script, each list has all its outlets, on pages that link to one another, and starts at a link."""
    everything = [listing for listing in (*lists(edition), *sublists(edition)) if len(listing.outlets) > 1000]
    for listing in everything:
        hosts: list[str] = []
        path = listing.path
        while path:
            hosts += re.findall(r'<tr data-facets.*?<code class="host"[^>]*>([^<]+)', printed[path], re.DOTALL)
            following = re.search(NEXT, printed[path])
            path = _joined(path, following[1]) if following else ""
        assert [outlet.host for outlet in listing.outlets] == [host.replace("[.]", ".") for host in hosts], listing.path

    for listing in sublists(edition):
        assert f'href="{listing.path.removeprefix(listing.start.path)}index.html"' in printed[listing.start.path]
    assert {
        "sites/", "countries/pt/", "campaigns/breakwater/", "firms/mole-media/", "sources/harbour-lab-2024/",
        "firms/mole-media/sites/operator/harbour-lab-2024/", "firms/mole-media/sites/denials/harbour-lab-2024/",
        "firms/mole-media/sites/mentioned/", "campaigns/breakwater/sites/shared/",
    } <= {listing.path for listing in everything}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "row", "number"),
    [
        ("firms/", r'<th class="table__head" scope="row"><a href="([^"]+)"', many_outlets.FIRMS + 2),
        (
            "sources/",
            r'<th class="table__head" scope="row"><a href="([^"]+)"',
            many_outlets.OUTLETS // many_outlets.PER_SOURCE + 2,
        ),
        ("campaigns/", r'<h2><a href="([^"]+)"', many_outlets.CAMPAIGNS + 2),
        ("indicators/", r'<li><a href="([^"]+)">(?:[^<]|<(?!/a>))*</a> <span>', many_outlets.OUTLETS // 2 + 4),
    ],
)
def test_every_record_and_value_is_reached_from_the_list_of_its_kind(
    printed: dict[str, str], start: str, row: str, number: int
) -> None:
    """Without a script, each is found once, page by page."""
    addresses: list[str] = []
    path, pages = start, 0
    while path:
        addresses += [_joined(path, href) for href in re.findall(row, printed[path])]
        pages += 1
        following = re.search(NEXT, printed[path])
        path = _joined(path, following[1]) if following else ""

    assert pages > 2
    assert number == len(addresses) == len(set(addresses))


def _joined(page: str, href: str) -> str:
    """The address that the relative link *href* of *page* means."""
    steps = page.split("/")[:-1]
    for step in href.removesuffix("index.html").split("/"):
        if step == "..":
            steps.pop()
        elif step:
            steps.append(step)
    return "".join(f"{step}/" for step in steps)


def test_statements_are_counted_by_source_and_role(printed: dict[str, str]) -> None:
    """Each count leads to the list of the outlets; nothing is merged into a sentence of ours."""
    html = printed["firms/mole-media/"]
    said = html[html.index('id="_said"') : html.index('id="_elsewhere"')]
    headings = re.split(r"<h3[^>]*>", said)[1:]
    counts = {
        heading.partition("<")[0]: re.findall(r">([\d,]+) statements?, (?:each )?on one site</a>", heading)
        for heading in headings
    }

    assert {
        "Sources that name it as an operator, or list sites under its name": ["1,714", "286"],
        "Sources that say it offered placements on sites": ["857", "143"],
        "Sources that say it hosted sites": ["857", "143"],
        "Sources that say sites carried content about it": ["857", "143"],
        "Sources that deny a role or a tie, or leave it open": ["5,000"],
    } == counts


def test_anchors_of_changes_lead_to_where_the_changes_are(printed: dict[str, str]) -> None:
    """The page of an outlet links to them; the first page of the month has every day, and links to the next entries."""
    outlet = printed[f"sites/{many_outlets.host(0)}/"]
    links = re.findall(r'href="(\.\./\.\./changes/[^"#]*)#([^"]+)"', outlet)
    first = printed["changes/2024-03/"]

    assert 2 == len(links)
    for href, anchor in links:
        assert f'id="{anchor}"' in printed[_joined(f"sites/{many_outlets.host(0)}/", href)]
    assert ["day-02", "day-01"] == re.findall(r'<h2 id="(day-\d+)"', first)
    assert 600 == first.count('<li><a id="02-sites-')


def test_corrections_are_reached_from_the_first_page_and_from_their_records(
    edition: Edition, printed: dict[str, str]
) -> None:
    """Each is on one page, newest first; records link to it there, and the first page keeps the anchors of others."""
    pages = {path: html for path, html in printed.items() if path.startswith("corrections/")}
    listed = {
        id: path for path, html in pages.items() for id in re.findall(r'class="changes__item" id="([^"]+)"', html)
    }
    moved = re.findall(r'<a id="([cw]-[^"]+)" href="([^"#]+)#([^"]+)"', pages["corrections/"])
    everything = all_corrections(edition).entries

    assert 5_400 + many_outlets.GONE == len(everything) == len(listed)
    assert {entry.id: entry.path.partition("#")[0] for entry in everything} == listed
    order = [(entry.page, entry.date) for entry in everything]
    assert [page for page, _ in order] == sorted(page for page, _ in order)
    days = [date.iso for _, date in order if date]
    assert sorted(days, reverse=True) == days
    assert len(moved) > 300
    assert {"c", "w"} == {id[0] for id, _, _ in moved}
    for id, href, anchor in moved:
        assert id == anchor
        assert _joined("corrections/", href) == listed[id] != "corrections/"
    for path in (f"sites/{many_outlets.host(0)}/", "firms/mole-media/"):
        links = re.findall(r'href="([^"#]*corrections/[^"#]*)#(c-[^"]+)"', printed[path])
        assert links
        assert {listed[id] for _, id in links} == {_joined(path, href) for href, _ in links}
        assert all(_joined(path, href) == listed[id] for href, id in links)
    assert 400 == len(re.findall(r"corrections/[^\"#]*#c-", printed["firms/mole-media/"]))
    assert "How to reply" in pages.pop("corrections/")
    assert not any("How to reply" in html for html in pages.values())


def test_lists_that_were_published_stay(edition: Edition, printed: dict[str, str]) -> None:
    """So do lists of a source that no longer says so, and pages of changes that a redaction made shorter."""
    promised = {
        "firms/mole-media/sites/host/report-7/page/2/": (),
        "campaigns/breakwater/sites/gone/": (),
        "sources/report-1/page/2/": (),
        "changes/2024-03/page/900/": (),
        "corrections/page/900/": (),
        "firms/page/900/": (),
        "sources/page/900/": (),
        "campaigns/page/900/": (),
        "indicators/page/900/": (),
    }
    later = replace(edition, ledger=replace(edition.ledger, addresses=promised))
    templates = templates_of(settings_of(ROOT / "pelicanconf.py", ROOT / "output"), later)
    later_pages = {page.path: page for page in pages_of_all(later)}

    for path in promised:
        assert path not in printed
        assert "The list is now shorter and no longer reaches this page." in templates.page(later_pages[path])
