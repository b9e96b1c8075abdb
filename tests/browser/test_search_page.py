"""The search box as a person uses it, from disk and from a static host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from masthead.search.entry import SearchEntry
from tests.browser.conftest import OpenPage, Serve
from tests.browser.modules import open_modules
from tests.browser.search_box import search, settle, status
from tests.browser.search_world import BOX, ENGINE, ENTRIES, outlet, write_world


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site on disk, one for all tests, which only read it."""
    return write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def page(open_page: OpenPage, world: Path) -> Page:
    """The search page of the small site, opened from disk."""
    return open_page((world / "search/index.html").as_uri())


def focused(page: Page) -> str:
    """The text of the link that has the focus, or the name of the field."""
    name: str = page.evaluate("document.activeElement.name || document.activeElement.textContent")
    return name


def test_typing_lists_results_as_links(page: Page) -> None:
    """Each result has a title, a defanged host, a subtitle and one link to its page, which opens from disk."""
    assert "Roma Journal romajournal[.]org Italy" == search(page, "roma")[0]

    page.get_by_role("link", name="Roma Journal", exact=True).click()

    assert page.url.endswith("/sites/romajournal.org/index.html")


def test_count_is_told_in_the_language_of_the_page(page: Page) -> None:
    """One result and several results have the plural forms that the page gives."""
    search(page, "romajournal")
    assert "1 result" == status(page)

    search(page, "turkey")
    assert "5 results" == status(page)


def test_results_are_grouped_by_kind(page: Page) -> None:
    """The kind of the best result comes first; each group has a heading with its number."""
    search(page, "turkey")

    assert ["Countries 1", "Sites 4"] == page.get_by_role("heading").all_inner_texts()


def test_typed_words_are_marked(page: Page) -> None:
    """They are marked in other scripts too, under marks that were not typed, and where pairs of characters overlap."""
    search(page, "найти")
    assert ["Найти"] == page.locator("mark").all_inner_texts()

    search(page, "福岡新聞")
    assert ["福岡新聞"] == page.locator("mark").all_inner_texts()

    search(page, "turkiye")
    assert ["Türkiye"] == page.locator("mark").all_inner_texts()


def test_the_name_that_was_meant_is_shown(page: Page) -> None:
    """A person who types a misspelling learns whose name it is."""
    assert ["Shenzhen Haimaiyunxiang Media Co., Ltd. hmedium[.]com PR and marketing firm Also: Hamai"] == search(
        page, "hamai"
    )


def test_the_host_that_was_meant_is_shown(page: Page) -> None:
    """A firm with several websites is shown with the one that was typed."""
    assert "sun-sem[.]com" in search(page, "sun-sem.com")[0]


def test_a_record_without_a_name_is_called_by_its_defanged_host(page: Page) -> None:
    """Its host is shown once, and not as an address."""
    assert ["wienbuzz[.]com Austria"] == search(page, "wienbuzz")


def test_state_and_language_of_a_record_are_carried(page: Page) -> None:
    """A disputed record says so; a title is read aloud in its own language."""
    assert ["Times Newswire Disputed timesnewswire[.]com newswire service"] == search(page, "times newswire")

    search(page, "전라오늘")
    assert "ko" == page.get_by_role("link", name="전라오늘").get_attribute("lang")


def test_no_result_says_what_that_does_not_mean(page: Page) -> None:
    """A site that is not listed is not necessarily trustworthy."""
    assert [] == search(page, "bbc.com")
    assert "No record matches “bbc.com”. A site that is not listed is not necessarily trustworthy." == status(page)


def test_a_near_result_is_not_taken_for_the_one_asked_for(page: Page) -> None:
    """Another address, or another spelling, is said to be another."""
    search(page, "romajournal.com")

    assert "Nothing is called exactly “romajournal.com”. 1 result" == status(page)


def test_address_keeps_what_was_typed(open_page: OpenPage, serve: Serve, world: Path) -> None:
    """A search can be sent to somebody: its address finds the same, and typing makes no history."""
    page = open_page(serve(world) + "search/?q=%EC%98%A8%EB%9D%BC%EC%9D%B8")
    page.locator(".search-result").wait_for()
    assert "온라인" == page.input_value("#q")

    search(page, "roma & co")
    assert page.url.endswith("/search/#q=roma+%26+co")

    page.reload()
    assert "roma & co" == page.input_value("#q")
    assert 1 == page.evaluate("history.length") - 1

    search(page, "")
    assert page.url.endswith("/search/")


def test_what_is_typed_is_not_sent_when_the_page_is_loaded_again(
    open_page: OpenPage, serve: Serve, world: Path
) -> None:
    """The address has it behind #, which is not sent; an old link that has it before # is changed."""
    page = open_page(serve(world) + "search/?q=roma")
    page.wait_for_url("**/search/#q=roma")
    search(page, "jane secret")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))

    page.reload()
    page.locator(".search-results__status").filter(has_text="jane secret").wait_for()

    assert "jane secret" == page.input_value("#q")
    assert any(url.endswith("/search/") for url in sent)
    assert not [url for url in sent if "secret" in url]


def test_link_to_the_search_can_be_shared(open_page: OpenPage, serve: Serve, world: Path) -> None:
    """Everybody who opens it sees the same; without a question there is no link."""
    page = open_page(serve(world) + "search/")
    link = page.get_by_role("link", name="Link to this search")
    assert not link.is_visible()

    search(page, "roma & co")
    address = link.get_attribute("href")
    assert address
    assert address.endswith("/search/#q=roma+%26+co")
    assert "roma & co" == open_page(address).input_value("#q")


def test_from_disk_the_address_keeps_it_too(page: Page) -> None:
    """A page that is opened from disk with a query shows its results."""
    search(page, "roma")
    assert page.url.endswith("/search/index.html#q=roma")

    page.reload()
    page.locator(".search-result").first.wait_for()


def test_going_back_from_a_result_finds_the_results_again(page: Page) -> None:
    """The back button returns to what was looked for."""
    search(page, "roma")
    page.get_by_role("link", name="Roma Journal", exact=True).click()
    page.go_back()

    page.get_by_role("link", name="Roma Journal", exact=True).wait_for()
    assert "roma" == page.input_value("#q")


def test_arrows_move_through_the_results(page: Page) -> None:
    """They lead down from the box into the list and up again; Escape clears the box and returns to it."""
    search(page, "roma")
    page.press("#q", "ArrowDown")
    assert "Roma Journal" == focused(page)

    page.keyboard.press("ArrowDown")
    assert "rogazette[.]com" == focused(page)

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert "q" == focused(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "Roma Journal" == focused(page)

    page.keyboard.press("Escape")
    assert ("q", "", "") == (focused(page), page.input_value("#q"), status(page))


def test_slash_goes_to_the_box(page: Page) -> None:
    """It stays a letter where somebody is typing."""
    page.keyboard.press("/")
    assert ("q", "") == (focused(page), page.input_value("#q"))

    page.focus("#other")
    page.keyboard.press("/")
    assert "/" == page.input_value("#other")


def test_box_elsewhere_shows_a_few_and_leads_to_all(open_page: OpenPage, world: Path) -> None:
    """The home page shows the best results, and a link to more of them; its address stays as it is."""
    page = open_page((world / "index.html").as_uri())
    assert 5 == len(search(page, "paperwall"))
    assert page.url.endswith("/index.html")

    page.get_by_role("link", name="All 28 results").click()

    page.wait_for_url("**/search/index.html#q=paperwall")
    page.locator(".search-result").first.wait_for()
    settle(page)
    assert 10 == page.locator(".search-result").count()

    for _ in range(2):
        page.get_by_role("button", name="More results").click()
        settle(page)

    assert 28 == page.locator(".search-result").count()
    assert page.locator(".search-result__link").nth(19).inner_text() == focused(page), "where the list goes on"


def test_enter_shows_more_than_typing_does(page: Page) -> None:
    """Typing shows five results, as many as fit on a phone; Enter shows ten."""
    assert 5 == len(search(page, "paperwall"))

    page.keyboard.press("Enter")
    settle(page)

    assert 10 == page.locator(".search-result").count()
    assert "28 results" == status(page)


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("Zeta {}", 130, ("130 results", "Sites 130")),
        ("{} Zeta", 600, ("600 results", "Sites 600")),
        ("Zeta {}", 600, ("100 or more results", "Sites 100+")),
    ],
)
def test_a_number_that_may_grow_says_so(
    open_page: OpenPage, tmp_path: Path, name: str, number: int, said: tuple[str, str]
) -> None:
    """A number is complete, or says that it may grow, where more words have this beginning than are loaded."""
    entries = [outlet(f"a{n}.org", "Italy", name.format(n)) for n in range(number)]
    page = open_page((write_world(tmp_path / "many", entries, pieces=True) / "search/index.html").as_uri())

    search(page, "zeta")

    assert said == (status(page), page.get_by_role("heading", level=2).inner_text())


def test_numbers_are_written_as_the_page_is(browser: Browser) -> None:
    """Small ones are written without a format of the browser, which takes long to make."""
    page = browser.new_page()
    open_modules(page, "dom")

    written = page.evaluate("""() => {
        const { toLocaleString } = Number.prototype;
        let formats = 0;
        Number.prototype.toLocaleString = function (lang) { formats += 1; return toLocaleString.call(this, lang); };
        const all = ['en', 'de'].map((lang) => {
            document.documentElement.lang = lang;
            return [0, 999, 1000, 1234567].map(modules.formatNumber);
        });
        Number.prototype.toLocaleString = toLocaleString;
        return [all, formats];
    }""")
    page.close()

    assert [[["0", "999", "1,000", "1,234,567"], ["0", "999", "1.000", "1.234.567"]], 4] == written


def test_enter_on_the_home_page_opens_the_search_page(open_page: OpenPage, world: Path) -> None:
    """The form is an ordinary one."""
    page = open_page((world / "index.html").as_uri())
    page.fill("#q", "ginza")
    page.press("#q", "Enter")

    page.get_by_role("link", name="Ginza Daily").wait_for()
    page.wait_for_url("**/search/index.html#q=ginza")


@pytest.mark.parametrize(
    "leave",
    [
        lambda page: page.press("#q", "Enter"),
        lambda page: page.get_by_role("link", name="All 28 results").click(),
    ],
    ids=["Enter", "link"],
)
def test_what_is_typed_elsewhere_is_not_sent(
    open_page: OpenPage, serve: Serve, world: Path, leave: Callable[[Page], None]
) -> None:
    """A text from another page reaches the search behind #, and it stays there."""
    page = open_page(serve(world))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    search(page, "paperwall & co.")
    search(page, "paperwall")

    leave(page)

    page.wait_for_url("**/search/#q=paperwall")
    page.locator(".search-result").first.wait_for()
    settle(page)
    assert 10 == page.locator(".search-result").count()
    assert any(url.endswith("/search/") for url in sent)
    assert not [url for url in sent if "q=" in url]


def test_the_search_page_takes_what_is_handed_over_to_it(open_page: OpenPage, serve: Serve, world: Path) -> None:
    """It takes a question even when it is already open."""
    page = open_page(serve(world) + "search/#q=%EC%98%A8%EB%9D%BC%EC%9D%B8")
    page.wait_for_url("**/search/#q=%EC%98%A8%EB%9D%BC%EC%9D%B8")
    assert "온라인" == page.input_value("#q")

    page.evaluate("location.hash = new URLSearchParams({ q: 'roma & co' })")

    # The address changes at once, and the event that the script waits for comes later.
    expect(page.locator("#q")).to_have_value("roma & co")
    assert page.url.endswith("/search/#q=roma+%26+co")


def test_nothing_is_loaded_before_it_is_wanted(open_page: OpenPage, serve: Serve, world: Path) -> None:
    """A page with a box loads one small script; the index comes with the first look at the box."""
    asked: list[str] = []
    page = open_page(serve(world))
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.reload()
    assert ["", BOX] == asked

    page.focus("#q")
    settle(page)

    assert ["", BOX, ENGINE] == asked

    search(page, "roma")
    assert ["", BOX, ENGINE, "manifest.js"] == asked


def test_a_record_of_every_kind_opens(open_page: OpenPage, world: Path) -> None:
    """Each entry of the index leads to a page that is there."""
    page = open_page((world / "search/index.html").as_uri())
    search(page, "roma")
    script = """async () => {
        let found;
        for await (found of mastheadBundles['search-engine.min.js'].find('../search/', 'paperwall')) {}
        return found.groups.flatMap((group) => group.results.map((result) => result.document.ref));
    }"""

    refs = page.evaluate(script)

    assert set(refs) < {entry.ref for entry in ENTRIES}
    assert all((world / ref / "index.html").is_file() for ref in refs)


def test_box_without_results_only_sends_its_form(open_page: OpenPage, tmp_path: Path) -> None:
    """A box in a header has no list of its own; from disk, too, its form reaches the search page."""
    world = write_world(tmp_path, [SearchEntry("firms/a/", "firm", "Roma Media")])
    header = (world / "index.html").read_text("utf-8").replace('data-results="found"', "")
    (world / "index.html").write_text(header, encoding="utf-8")
    page = open_page((world / "index.html").as_uri())
    page.fill("#q", "roma")
    assert 0 == page.get_by_role("status").count()

    page.press("#q", "Enter")

    page.get_by_role("link", name="Roma Media").wait_for()
