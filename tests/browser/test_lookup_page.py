"""Is this site listed? A person asks this of a small world, from disk and from a static host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from tests import world as small
from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.lookup_box import kinds, look_up
from tests.site import furnish, make
from tests.world import CAMPAIGN, OUTLET, World

OTHER = """\
kind: local-news
operator: unknown
evidence:
  - id: listed
    claim: The report lists the site.
    kind: listing
    sources:
      - source: harbour-lab-2024
"""
DISPUTED = OTHER + "state: {name: disputed, date: 2024-03-01, reason: The operator says that it is a hobby.}\n"
WITHDRAWN = OTHER + "state: {name: withdrawn, date: 2024-03-01, reason: It was another site.}\n"
LEFT_OUT = OTHER + "state: {name: excluded, date: 2024-03-01, reason: It is a parody and says so.}\n"
CAUTION = "A site that is not listed is not necessarily trustworthy."


def write(root: Path) -> World:
    """A world in which every answer occurs."""
    world = furnish(small.make(root))
    world.add(
        OUTLET,
        "formerly: [harbour-post.example]\nimitates: [{name: The Quay, host: the-quay.example, sources: [harbour-lab-2024]}]\n",
    )
    world.add(
        CAMPAIGN, "excluded: [{host: port-gazette.example, reason: It *shares* a server., source: harbour-lab-2024}]\n"
    )
    world.write("sites/zz/sea.tide-group.example.yml", OTHER)
    world.write("sites/zz/contested.example.yml", DISPUTED)
    world.write("sites/zz/mistaken.example.yml", WITHDRAWN)
    world.write("sites/zz/parody.example.yml", LEFT_OUT)
    world.write("sites/zz/xn--citt-3na.example.yml", OTHER)
    return world


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of that world, built once for all tests, which only read it."""
    world = write(tmp_path_factory.mktemp("lookup") / "world")
    make(world)
    return world.root / "output"


@pytest.fixture
def page(open_page: OpenPage, output: Path) -> Page:
    """The page of the look-up, opened from disk."""
    return open_page((output / "lookup/index.html").as_uri())


ANSWERS = [
    ("harbour-times.example", "listed", "Listed harbour-times[.]example Harbour Times"),
    ("https://www.harbour-times.example/about?x#y", "listed", "Listed harbour-times[.]example"),
    ("hxxps://m[.]harbour-times[.]example", "listed", "Listed harbour-times[.]example"),
    ("Did you see valley-echo.example?", "listed", "Listed valley-echo[.]example"),
    ("https://web.archive.org/web/2024/https://harbour-times.example/", "listed", "Listed harbour-times[.]example"),
    ("CITTÀ.example", "listed", "Listed xn--citt-3na[.]example"),
    ("xn--citt-3na.example", "listed", "Listed xn--citt-3na[.]example"),
    ("news.harbour-times.example", "part-of", "Listed news[.]harbour-times[.]example belongs to a listed site. Harbour Times Recorded as: regional address"),
    ("harbour-post.example", "part-of", "Listed harbour-post[.]example belongs to a listed site. Harbour Times Recorded as: former address"),
    ("it.shop.harbour-times.example", "part-of", "Listed it[.]shop[.]harbour-times[.]example belongs to a listed site. Harbour Times"),
    ("land.tide-group.example", "related", "Not listed land[.]tide-group[.]example is on the same registered domain, tide-group[.]example, as a listed site. sea[.]tide-group[.]example"),
    ("tide-group.example", "related", "Not listed tide-group[.]example is on the same registered domain"),
    ("somebody.wordpress.com", "shared-host", "wordpress[.]com hosts many unrelated sites."),
    ("somebody.github.io", "shared-host", "github[.]io hosts many unrelated sites."),
    ("harbour-tines.example", "alike", "Looks like harbour-times[.]example, which is listed. harbour-times[.]example This is a resemblance, not a finding"),
    ("harbour-tirnes.example", "alike", "Looks like harbour-times[.]example, which is listed."),
    ("hаrbour-times.example", "alike", "Looks like harbour-times[.]example, which is listed."),
    ("hrabour-times.example", "alike", "Looks like harbour-times[.]example, which is listed."),
    ("harbour-times.org", "alike", "Looks like harbour-times[.]example, which is listed."),
    ("shop.harbourtimes.example", "alike", "Looks like harbour-times[.]example, which is listed."),
    ("citta.example", "alike", "Looks like xn--citt-3na[.]example, which is listed."),
    ("the-quey.example", "alike", "Looks like the-quay[.]example, which a listed site imitates. harbour-times[.]example"),
    ("port-gazette.example", "excluded", "port-gazette[.]example was examined and excluded: It shares a server. LIGHTHOUSE"),
    ("www2.port-gazette.example", "excluded", "It shares a server."),
    ("parody.example", "excluded", "It is a parody and says so."),
    ("the-quay.example", "not-listed", "A listed site imitates the-quay[.]example: Harbour Times"),
    ("quay-media.example", "not-listed", "It is recorded as a website of a firm named here, or as linked to one: Quay Media Co., Ltd."),
    ("nobody.example", "not-listed", "Not listed nobody[.]example"),
    ("mistaken.example", "not-listed", "Not listed mistaken[.]example"),
    ("Harbour Times", "unreadable", "We can’t find a web address in that."),
    ("192.0.2.1", "unreadable", "We can’t find a web address in that."),
    ("https://archive.ph/AbCdE", "unreadable", "archive[.]ph can’t be looked up: the link doesn’t say where it leads."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), ANSWERS)
def test_every_kind_of_answer(page: Page, text: str, kind: str, words: str) -> None:
    """Pasted text gets the answer that fits; an answer about a site that is not listed says what it does not mean."""
    [(answer, said)] = look_up(page, [text])

    assert kind == answer, said
    assert words in said
    assert (CAUTION in said) == (kind not in ("listed", "part-of", "unreadable"))


def test_a_withdrawn_record_leaves_no_trace(output: Path) -> None:
    """It is not in any table that a browser may load."""
    assert [] == [file for file in (output / "lookup").rglob("*.js") if "mistaken" in file.read_text()]


def test_a_listed_site_comes_with_one_sentence_and_the_way_to_its_record(page: Page) -> None:
    """The answer has a label and a sentence, and a note in small type that sources speak of an operator.

    The sentences that name firms are in the record.
    """
    [(_, said)] = look_up(page, ["harbour-times.example"])
    sentence, more = (page.locator(f".lookup-answer__{part}") for part in ("text", "note"))
    sizes = [
        float(locator.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
        for locator in (sentence, more)
    ]
    first = sentence.inner_text()

    assert "Listed" == page.locator(".lookup-answer__label").inner_text()
    assert sizes[0] > sizes[1]
    assert "reservation, reply or dispute" in more.inner_text()
    assert "Quay Media" not in said
    assert ["Read the record"] == page.locator("#_lookup-answer a").all_inner_texts()
    page.get_by_role("link", name="Read the record").click()
    assert page.url.endswith("/sites/harbour-times.example/index.html")
    assert " ".join(page.locator("p.verdict").inner_text().split()).startswith(first)


def test_a_dispute_shows_in_the_answer(page: Page) -> None:
    """An answer that a site is listed also says that this is disputed."""
    [(kind, said)] = look_up(page, ["contested.example"])

    assert ("listed", True) == (kind, "contested[.]example Disputed" in said)


def test_answer_comes_while_typing_and_is_told(page: Page) -> None:
    """No press of the button is needed; screen readers say the sentence when the person pauses."""
    page.fill("#_lookup", "harbour-times.example")
    page.locator("[data-answer=listed]").wait_for()
    page.get_by_role("status").filter(has_text="Listed harbour-times[.]example").wait_for(state="attached")

    page.fill("#_lookup", "")
    page.locator("#_lookup-answer:not([data-answer])").wait_for(state="attached")
    assert "" == page.inner_text("#_lookup-answer")


def test_nothing_typed_leaves_the_browser(open_page: OpenPage, serve: Serve, output: Path) -> None:
    """The address keeps it behind #, and no request contains it, or even the whole host."""
    page = open_page(serve(output) + "lookup/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    page.fill("#_lookup", "https://secret-story.example/?token=1")
    page.press("#_lookup", "Enter")
    page.locator("[data-answer=not-listed]").wait_for()

    assert page.url.endswith("lookup/#u=https%3A%2F%2Fsecret-story.example%2F%3Ftoken%3D1")
    assert asked
    assert [] == [address for address in asked if "secret" in address or "token" in address]


@pytest.mark.parametrize("behind", ["?u=", "#u="])
def test_an_address_asks_by_itself(open_page: OpenPage, serve: Serve, output: Path, behind: str) -> None:
    """Links, bookmarks and search engines of the address bar lead to an answer."""
    page = open_page(f"{serve(output)}lookup/{behind}https%3A%2F%2Fharbour-times.example%2Fa%3Fb")
    page.locator("[data-answer=listed]").wait_for()
    assert "https://harbour-times.example/a?b" == page.input_value("#_lookup")

    page.fill("#_lookup", "nobody.example")
    page.press("#_lookup", "Enter")
    page.locator("[data-answer=not-listed]").wait_for()
    assert page.url.endswith("/lookup/#u=nobody.example")


def test_the_home_page_answers_above_what_it_finds(open_page: OpenPage, output: Path) -> None:
    """One box serves both: an address is answered at once, a name is searched for."""
    page = open_page((output / "index.html").as_uri())
    page.fill("#_search", "www.harbour-times.example/x")
    page.locator("#_search-answer[data-answer=listed]").wait_for()
    page.press("#_search", "Enter")
    assert page.url.endswith("/index.html"), "nothing is sent where the answer stands already"

    page.fill("#_search", "harbour")
    page.locator("#_search-answer:not([data-answer])").wait_for(state="attached")
    page.locator(".search-result").first.wait_for()


@pytest.mark.parametrize(("typed", "leads"), [("harbour-times.example", "lookup/index.html#u=harbour-times.example"),
                                              ("harbour times", "search/index.html#q=harbour")])  # fmt: skip
def test_the_box_in_the_header_knows_addresses_from_names(
    open_page: OpenPage, output: Path, typed: str, leads: str
) -> None:
    """The box works on any page, on a phone too."""
    page = open_page((output / "sites/index.html").as_uri(), viewport={"width": 360, "height": 640})
    page.fill("#_header-search", typed)
    page.press("#_header-search", "Enter")
    page.wait_for_url(lambda url: leads in url)

    assert page.url.split("output/")[1].startswith(leads)


def test_without_script_the_list_is_offered(open_page: OpenPage, output: Path) -> None:
    """The list has every site, from A to Z."""
    page = open_page((output / "lookup/index.html").as_uri(), java_script_enabled=False)

    assert "The look-up needs JavaScript." in page.locator("noscript p").inner_text()
    page.locator("noscript").get_by_role("link", name="All sites from A to Z").click()
    page.wait_for_url("**/sites/index.html")
    assert "harbour-times.example/index.html" in page.content()


def test_what_does_not_load_is_said(open_page: OpenPage, tmp_path: Path, faults: list[str]) -> None:
    """The list is offered instead, and the next question tries again."""
    world = write(tmp_path / "world")
    make(world)
    tables = world.root / "output/lookup"
    (tables / "root.js").rename(tables / "away.js")
    page = open_page((tables / "index.html").as_uri())

    [(kind, said)] = look_up(page, ["harbour-times.example"])
    assert ("", "The list could not be loaded. All sites from A to Z") == (kind, said)
    (tables / "away.js").rename(tables / "root.js")
    assert ["listed"] == kinds(page, ["harbour-times.example"])
    assert faults
    faults.clear()


@pytest.mark.parametrize("text", ["x" * 50_000, "*" * 7000, "__proto__", "constructor.prototype", "<img src=x onerror=alert(1)>.org", "\ud83d.org",
                                  "\u202egro.lanruojamor", "%s%s{host}", "{host}.org", "a." * 3000, "__proto__.example"])  # fmt: skip
def test_hostile_texts_do_nothing_worse_than_not_to_be_read(page: Page, text: str) -> None:
    """There is no error and no markup, and the next answer is right."""
    assert set(kinds(page, [text, "harbour-times.example"])) <= {"unreadable", "not-listed", "listed"}
    assert 0 == page.locator("#_lookup-answer img").count()
    assert "listed" == page.get_attribute("#_lookup-answer", "data-answer")


@pytest.mark.parametrize(
    "text",
    [
        "harbour-times.example",
        "land.tide-group.example",
        "harbour-tines.example",
        "port-gazette.example",
        "nobody.example",
        "Roma",
    ],
)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_answers_are_accessible(
    open_page: OpenPage, serve: Serve, output: Path, text: str, width: int, scheme: str
) -> None:
    """It holds in both schemes, and on the smallest phone, where nothing is wider than the screen."""
    page = open_page(serve(output) + "lookup/", viewport={"width": width, "height": 640}, color_scheme=scheme)
    kinds(page, [text])

    assert [] == barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("named_publisher")
def test_a_bookmarklet_and_a_search_engine_where_the_address_is_known(
    open_page: OpenPage, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both put the text to look up behind #; the bookmarklet is a text to copy, and does what it says."""
    monkeypatch.setenv("MASTHEAD_URL", "https://masthead.example/below")
    world = write(tmp_path / "world")
    make(world, "publishconf.py")
    page = open_page(serve(world.root / "output") + "lookup/")
    text = page.locator(".lookup-bookmarklet").inner_text()

    assert (
        "javascript:location.href='https://masthead.example/below/lookup/#u='+encodeURIComponent(location.href)" == text
    )
    assert 0 == page.locator("a[href^=javascript]").count()
    assert "../opensearch.xml" == page.get_attribute("link[rel=search]", "href")
    assert (
        "https://masthead.example/below/lookup/#u={searchTerms}" in (world.root / "output/opensearch.xml").read_text()
    )


def test_without_an_address_neither_is_offered(output: Path, page: Page) -> None:
    """A copy on disk cannot be a search engine."""
    assert not (output / "opensearch.xml").exists()
    assert 0 == page.locator("link[rel=search], .lookup-bookmarklet").count()
