"""Filters, sorting and addresses of lists, on the real website in Chromium, against the records themselves."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database
from masthead.relations.graph import Graph
from masthead.search.facets import facet_labels
from masthead.views.parts.sublists import BESIDE, FEW
from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.facets import (
    LIST,
    VALUES,
    address,
    choices,
    counts,
    every_value,
    go,
    listed,
    matching,
    published,
    shown,
    wait,
)
from tests.sampling import in_turn

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
CONTRAST = in_turn([PHONE, DESK], [("light",)], [("dark",)])
"""The windows and schemes in which contrast is measured."""


@pytest.fixture
def graph(database: Database) -> Graph:
    """The records of the list."""
    return listed(database.graph)


@pytest.fixture
def sites(real_site: Path, open_page: OpenPage) -> Page:
    """A list of sites, opened from disk on a desk."""
    page = open_page(f"file://{real_site}/{LIST}index.html", viewport=DESK)
    wait(page)
    return page


def test_every_value_and_many_choices_show_what_is_meant(sites: Page, graph: Graph) -> None:
    """Each value of each facet alone, and 150 choices of several, show the sites that match in the records, by host."""
    different = []
    for choice in choices(graph, 150):
        go(sites, address(choice))
        if shown(sites) != matching(graph, choice):
            different.append(choice)

    assert [] == different


def test_numbers_say_what_a_value_would_leave(sites: Page, graph: Graph) -> None:
    """Each value has the number of sites that it would show; the other facets count as they are, its own does not."""
    labels = {facet.name: facet for facet in facet_labels(edition(graph, phrasebook("en-GB")), published(graph))}
    open_all(sites)

    for choice in list(choices(graph, 25))[-25:]:
        go(sites, address(choice))
        numbers = counts(sites)
        for name, facet in labels.items():
            others = {other: codes for other, codes in choice.items() if other != name}
            expected = {label: str(len(matching(graph, others | {name: (code,)}))) for code, label in facet.values}
            assert expected == numbers.get(facet.label, expected), (choice, name)


def open_all(page: Page) -> None:
    """Show every value of every facet."""
    while page.locator(".facet__more").count():
        page.locator(".facet__more").first.click()


def box(page: Page, label: str) -> Locator:
    """The check box of a value: Japan, but not Japanese."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{label}\b"))


def test_boxes_choose_or_within_a_facet_and_and_between(sites: Page, graph: Graph) -> None:
    """France or Italy, and BAYBRIDGE, are chosen by hand; the address, the status and the chips say so."""
    sites.get_by_role("checkbox", name="France").check()
    sites.get_by_role("button", name=re.compile("^Show all .*: Target country$")).click()
    sites.get_by_role("checkbox", name="Italy").check()
    sites.get_by_role("checkbox", name="BAYBRIDGE").check()

    expected = matching(graph, {"country": ("FR", "IT"), "campaign": ("baybridge",)})
    assert expected == shown(sites)
    assert "#country=FR,IT&campaign=baybridge" == sites.evaluate("location.hash")
    expect(sites.get_by_role("status")).to_have_text(f"{len(expected)} of {len(published(graph))} sites")

    sites.get_by_role("button", name="Remove the filter Campaign or set: BAYBRIDGE").click()
    assert matching(graph, {"country": ("FR", "IT")}) == shown(sites)
    sites.get_by_role("button", name="Clear all").click()
    assert [outlet.id for outlet in published(graph)] == shown(sites)
    assert "" == sites.evaluate("location.hash")


def test_going_back_undoes_a_choice(sites: Page, graph: Graph) -> None:
    """Each choice is a step of the history."""
    box(sites, "Japan").check()
    sites.get_by_role("checkbox", name="BAYBRIDGE").check()

    sites.go_back()
    assert matching(graph, {"country": ("JP",)}) == shown(sites)
    assert not sites.get_by_role("checkbox", name="BAYBRIDGE").is_checked()
    sites.go_back()
    assert len(published(graph)) == len(shown(sites))
    sites.go_forward()
    assert matching(graph, {"country": ("JP",)}) == shown(sites)


@pytest.mark.parametrize("where", ["disk", "server"])
def test_an_address_brings_back_what_it_was_made_of(
    where: str,
    real_site: Path,
    serve: Serve,
    open_page: OpenPage,
    graph: Graph,
) -> None:
    """A link that is shared shows the same: sites, order, boxes."""
    start = serve(real_site) + LIST if where == "server" else f"file://{real_site}/{LIST}index.html"
    first = open_page(start, viewport=DESK)
    first.get_by_role("checkbox", name="South Korea").check()
    first.get_by_role("button", name="Name", exact=True).click()

    second = open_page(first.url, viewport=PHONE)
    wait(second)

    assert first.url.endswith("#country=KR&sort=name")
    assert shown(first) == shown(second)
    assert sorted(shown(second)) == matching(graph, {"country": ("KR",)})
    assert "ascending" == second.locator("th", has_text="Name").first.get_attribute("aria-sort")


def test_every_column_sorts_both_ways(sites: Page) -> None:
    """Rows are sorted by the text of their cells; rows without it are last each time, and equal rows stay by host."""
    for place, name in enumerate(
        ("Site", "Name", "Target country", "Campaign or set", "Firm named, by whom", "Earliest own evidence")
    ):
        by_host = [(host, cell(sites, host, place)) for host in sorted(shown(sites))]
        for direction in ("ascending", "descending"):
            sort_by(sites, name, direction)
            known = [(host, text) for host, text in by_host if text]
            ranks = sites.evaluate(
                "texts => [...new Set(texts)].sort(new Intl.Collator('en-GB', {numeric: true}).compare)",
                [t for _, t in known],
            )
            order = sorted(known, key=lambda pair: (1 if direction == "ascending" else -1) * ranks.index(pair[1]))
            assert [host for host, _ in order] + [host for host, text in by_host if not text] == shown(sites)


def cell(page: Page, host: str, place: int) -> str:
    """The names in a column of the row of *host*, without notes; for the first column, the host itself, unbracketed."""
    if place == 0:
        return host
    script = """([host, place]) => {
        const link = [...document.querySelectorAll('tr[data-facets] a')].find(({ href }) => href.includes(`/sites/${host}/`));
        const cell = link.closest('tr').children[place];
        const names = [...cell.querySelectorAll('a')].map((name) => name.textContent);
        return names.length ? names.join(', ') : cell.textContent;
    }"""
    return str(page.evaluate(script, [host, place])).strip()


def sort_by(page: Page, name: str, direction: str) -> None:
    """Press the button of a column until it sorts in *direction*."""
    head = page.locator("thead th", has_text=name).first
    while head.get_attribute("aria-sort") != direction:
        head.get_by_role("button").click()
    assert [direction] == page.eval_on_selector_all("thead th[aria-sort]", "all => all.map(head => head.ariaSort)")


@pytest.mark.parametrize(
    ("path", "choice", "ask"),
    [
        ("countries/ru", {"country": ("RU",)}, {"campaign": ("glassbridge",)}),
        ("campaigns/paperwall", {"campaign": ("paperwall",)}, {"country": ("IT", "KR")}),
        ("firms/haimai", {"firm": ("haimai",)}, {"country": ("IT", "KR")}),
        ("firms/haimai", {"firm": ("haimai",)}, {"confidence": ("high",)}),
        ("firms/times-newswire", {"firm": ("times-newswire",)}, {"confidence": ("high",)}),
    ],
)
def test_lists_of_a_record_filter_too(
    path: str, choice: dict[str, tuple[str, ...]], ask: dict[str, tuple[str, ...]],
    real_site: Path, open_page: OpenPage, database: Database,
) -> None:  # fmt: skip
    """Countries, campaigns and firms have them; on a firm's page, a confidence is that of statements about the firm."""
    page = open_page(f"file://{real_site}/{path}/index.html", viewport=DESK)
    page.evaluate("for (const fold of document.querySelectorAll('details.fold')) fold.open = true")
    listed = matching(database.graph, choice)
    assert (listed if len(listed) <= BESIDE else listed[:FEW]) == shown(page)

    go(page, address(ask))
    page.locator(".filters--changed").wait_for()

    assert matching(database.graph, choice | ask) == shown(page)


def test_an_address_with_a_choice_opens_the_list(real_site: Path, open_page: OpenPage, database: Database) -> None:
    """A reader who was sent the address sees the sites that were meant, though the page folds its list."""
    page = open_page(f"file://{real_site}/firms/haimai/index.html{address({'country': ('IT',)})}", viewport=DESK)
    page.locator(".filters--changed").wait_for()

    assert matching(database.graph, {"firm": ("haimai",), "country": ("IT",)}) == shown(page)
    assert page.evaluate("document.querySelector('[data-filters]').closest('details').open")


@pytest.mark.parametrize(
    "fragment",
    ["#_main", "#_letter-r", "#country=", "#x=IT", "#country=<b>", "#sort=size", "#__proto__=IT", "#=&&=", "#%"],
)
def test_an_address_that_says_nothing_shows_all(fragment: str, sites: Page, graph: Graph) -> None:
    """Anchors, unknown facets, markup and broken codes choose nothing."""
    go(sites, fragment)

    assert len(published(graph)) == len(shown(sites))
    assert 0 == sites.locator(".filters__chips > li").count()


def test_a_value_that_is_gone_shows_nothing_and_says_so(sites: Page, graph: Graph) -> None:
    """A shared link to a country without sites must not show all; the chip takes the choice away."""
    go(sites, "#country=NZ")

    assert [] == shown(sites)
    expect(sites.get_by_role("status")).to_have_text(
        "No site matches all these filters. Remove one, or clear them all."
    )
    sites.get_by_role("button", name="Remove the filter Target country: NZ").click()
    assert len(published(graph)) == len(shown(sites))


def test_skipping_to_the_content_keeps_the_choice(sites: Page, graph: Graph) -> None:
    """An anchor of the page leads there and takes nothing away."""
    go(sites, "#country=IT")
    sites.evaluate("location.hash = '#_main'")
    expect(sites).to_have_url(re.compile("#country=IT$"))

    assert len(matching(graph, {"country": ("IT",)})) == len(shown(sites))


def test_the_keyboard_does_all(sites: Page, graph: Graph) -> None:
    """Space checks a box, which keeps the focus; Enter sorts; what is shown follows."""
    box(sites, "Japan").focus()
    sites.keyboard.press("Space")
    assert len(matching(graph, {"country": ("JP",)})) == len(shown(sites))
    assert box(sites, "Japan").evaluate("box => box === document.activeElement")
    sites.keyboard.press("Space")
    assert len(published(graph)) == len(shown(sites))

    sites.get_by_role("button", name="Name", exact=True).focus()
    sites.keyboard.press("Enter")
    assert "#sort=name" == sites.evaluate("location.hash")


def test_many_values_are_offered_six_at_first_and_found_by_typing(sites: Page, graph: Graph) -> None:
    """The most frequent values come first; the list of all values has a field, which ignores marks on letters."""
    number = len(every_value(graph)["country"])
    countries = sites.locator(".facet", has_text="Target country")
    assert 6 == countries.get_by_role("checkbox").count()
    countries.get_by_role("button", name=f"Show all {number}").click()
    assert number == countries.get_by_role("checkbox").count()

    countries.get_by_role("searchbox", name="Find in Target country").fill("turk")

    assert ["Türkiye"] == countries.locator("bdi").all_text_contents()


def hosts_with(graph: Graph, *words: str) -> list[str]:
    """The hosts of the outlets whose host or name has all *words*, which are in small ASCII letters."""

    def plain(text: str) -> str:
        return "".join(sign for sign in normalize("NFD", text.lower()) if category(sign) != "Mn")

    texts = {outlet.id: plain(f"{outlet.id} {outlet.name or ''}") for outlet in published(graph)}
    return [host for host, text in texts.items() if all(word in text for word in words)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("roma", ("roma",)),
        ("  RÔMA ", ("roma",)),
        ("romajournal[.]org", ("romajournal.org",)),
        ("romajournal.org", ("romajournal.org",)),
        ("romajournal[dot]org", ("romajournal.org",)),
        ("[.]com news", (".com", "news")),
        ("news .com", (".com", "news")),
        ("busan online", ("busan", "online")),
    ],
)
def test_words_leave_the_sites_that_have_them(typed: str, words: tuple[str, ...], sites: Page, graph: Graph) -> None:
    """Each word is in the host or the name, however it is written; the number and the address say so."""
    expected = hosts_with(graph, *words)
    sites.get_by_role("searchbox", name="Find in this list").fill(typed)

    assert expected
    assert expected == shown(sites)
    expect(sites.get_by_role("status")).to_have_text(f"{len(expected)} of {len(published(graph))} sites")
    expect(sites).to_have_url(re.compile(f"#find={re.escape(quote(typed.strip(), safe=''))}$"))


def test_words_and_facets_hold_together(sites: Page, graph: Graph, open_page: OpenPage) -> None:
    """Both narrow the list and the numbers beside values; the address brings both back; all can be cleared."""
    box(sites, "Japan").check()
    sites.get_by_role("searchbox", name="Find in this list").press_sequentially("to", delay=30)
    both = [host for host in hosts_with(graph, "to") if host in matching(graph, {"country": ("JP",)})]

    assert both
    assert both == shown(sites)
    expect(sites.get_by_role("status")).to_have_text(f"{len(both)} of {len(published(graph))} sites")
    assert str(len(both)) == counts(sites)["Target country"]["Japan"]
    assert sites.url.endswith("#country=JP&find=to")

    second = open_page(sites.url, viewport=PHONE)
    wait(second)
    assert both == shown(second)
    field = second.locator(".filters__words")
    assert "to" == field.input_value()
    second.get_by_role("button", name="Remove the filter Find in this list: to").click()
    assert matching(graph, {"country": ("JP",)}) == shown(second)
    assert "" == field.input_value()

    sites.get_by_role("button", name="Clear all").click()
    assert len(published(graph)) == len(shown(sites))
    assert "" == sites.get_by_role("searchbox", name="Find in this list").input_value()
    assert "" == sites.evaluate("location.hash")


def test_typing_is_one_step_and_one_announcement(sites: Page, graph: Graph) -> None:
    """Single letters are not steps of their own; going back shows the list as it was before."""
    box(sites, "Japan").check()
    steps = sites.evaluate("history.length")
    sites.evaluate(
        """() => { window.heard = []; const region = document.querySelector('.filters__status');
        new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true }); }"""
    )
    sites.get_by_role("searchbox", name="Find in this list").press_sequentially("tok", delay=50)
    sites.wait_for_timeout(1000)

    assert 1 == len(sites.evaluate("window.heard"))
    assert steps + 1 == sites.evaluate("history.length")
    sites.go_back()
    assert matching(graph, {"country": ("JP",)}) == shown(sites)
    assert "" == sites.get_by_role("searchbox", name="Find in this list").input_value()


def test_words_are_text_in_every_address(sites: Page) -> None:
    """Signs that addresses or pages give a meaning are words like others, and find nothing."""
    for typed in ("<b>a&country=IT</b>", "%", "a#b", "💩"):
        sites.get_by_role("searchbox", name="Find in this list").fill(typed)
        expect(sites).to_have_url(re.compile(f"#find={re.escape(quote(typed, safe=''))}$"))
        expect(sites.get_by_role("status")).to_have_text(re.compile("^No site matches"))
        address_now = sites.url
        go(sites, "#find=news")
        go(sites, address_now[address_now.index("#") :])
        assert typed == sites.get_by_role("searchbox", name="Find in this list").input_value()
        assert [] == shown(sites)


def test_nothing_that_is_typed_is_sent_or_stored(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Neither while it is typed nor when the page is loaded again: no request, title, or storage has it."""
    page = open_page(f"{serve(real_site)}sites/", viewport=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data} {request.all_headers()}"))
    page.locator(".filters__summary").click()
    page.get_by_role("searchbox", name="Find in this list").fill("zebrafinch")
    expect(page).to_have_url(re.compile("#find=zebrafinch$"))
    page.get_by_role("searchbox", name="Find in this list").press("Enter")
    page.reload()
    page.locator(".filters--changed").wait_for()

    assert asked
    assert not [request for request in asked if "zebrafinch" in request]
    assert "zebrafinch" not in page.evaluate(
        "document.cookie + JSON.stringify([localStorage, sessionStorage, document.title])"
    )


def test_without_script_the_lists_are_complete(real_site: Path, browser: Browser, graph: Graph) -> None:
    """Every outlet is in the table with its values, and no control is offered that would not work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{real_site}/{LIST}index.html")

    hosts = page.locator("tr[data-facets]:visible .host").all_text_contents()
    offered = page.locator("main :is(button, input, details, progress):visible").count()
    context.close()

    assert [outlet.id.replace(".", "[.]") for outlet in published(graph)] == hosts
    assert 0 == offered


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_barrier_in_use(
    scheme: str, viewport: dict[str, int], real_site: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The page has no barrier with all values open, a choice and another order.

    Contrast is measured in each scheme at one width, and in an audit at both.
    """
    page = open_page(f"{serve(real_site)}{LIST}#country=IT,FR&sort=-name", viewport=viewport, color_scheme=scheme)
    wait(page)
    page.locator(".filters__panel").evaluate("panel => { panel.open = true; }")
    open_all(page)

    assert [] == barriers(page, contrast=(viewport, scheme) in CONTRAST)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert set(VALUES) - {"state"}
