"""Values that records share: the browser puts them side by side, and a search for a whole value finds its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve
from tests.browser.search_box import settle
from tests.languages import in_languages
from tests.site import make
from tests.world import CAMPAIGN, OUTLET, UNPLACED
from tests.world import make as make_world

BOTH = "compare/#a=harbour-times.example&b=valley-echo.example"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in three languages, with two sites that share an address, an ID, a name and a language."""
    world = in_languages(make_world(tmp_path_factory.mktemp("compared") / "world"))
    world.edit(CAMPAIGN, "concerns: [harbour-times.example]", "concerns: [harbour-times.example, valley-echo.example]")
    world.edit(
        OUTLET, "indicators:\n", "indicators:\n  - {type: username, value: quaymaster, source: harbour-lab-2024}\n"
    )
    world.edit(
        UNPLACED,
        "operator: unknown\n",
        """\
languages:
  - {tag: it, source: harbour-lab-2024}
campaigns: [lighthouse]
indicators:
  - {type: ipv4, value: 192.0.2.1, first_seen: 2023-08, source: harbour-lab-2024}
  - {type: username, value: quaymaster, source: harbour-lab-2024}
""",
    )
    make(world)
    return world.root / "output"


def shown(page: Page) -> list[list[str]]:
    """Wait for the comparison, and return the texts of the cells of each row of values."""
    expect(page.locator(".compare-answer table")).to_be_visible()
    rows = page.locator(".compare-answer tbody tr:has(td)").all()
    return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows]


def test_technical_values_come_strongest_first(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """An ID of one account is before a name that several may use, and that before an address; weak values say so."""
    rows = shown(open_page(f"{serve(output)}{BOTH}", viewport={"width": 1280, "height": 900}))

    assert [
        "pub-0000000000000001 AdSense ID. Such an ID belongs to one account. Whoever copies a page copies its ID too.",
        "quaymaster username. Weak on its own: different people may use the same name.",
        "192.0.2.1 IPv4 address. Weak on its own: anyone can rent an address, and unrelated sites may share it.",
    ] == [head for head, *_ in rows[:3]]
    assert ["9 July 2023 – 28 October 2023 (the Harbour Lab)", "August 2023 (the Harbour Lab)"] == rows[2][1:]


def test_everything_else_that_both_have_is_there(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """The firm with its role and who says so, campaign, source and language are there; a value of one site is not."""
    page = open_page(f"{serve(output)}{BOTH}", viewport={"width": 1280, "height": 900})
    rows = {head: cells for head, *cells in shown(page)}

    assert 2 * ["operator (the Harbour Lab*)"] == rows["Quay Media Co., Ltd."]
    assert {"LIGHTHOUSE", "the Harbour Lab", "Italian"} < set(rows)
    assert not {"Italy"} & set(rows)
    assert "Nothing found in more than one of the records: Target country, Dates" in page.inner_text(".compare-answer")
    assert "7 values found in more than one of the records." == page.get_by_role("status").inner_text()


def test_it_says_no_more_than_that_both_have_it(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """The page says it before the table, for every reader."""
    page = open_page(f"{serve(output)}{BOTH}")
    shown(page)

    assert "sharing one is a lead, not a proof of a common operator" in page.inner_text(".compare-answer > p >> nth=0")


@pytest.mark.parametrize(
    ("texts", "heads"),
    [
        (("quay media co., ltd.", "LIGHTHOUSE"), ["Quay Media Co., Ltd.", "LIGHTHOUSE"]),
        (
            ("firms/quay-media/", "https://masthead.example/campaigns/lighthouse/"),
            ["Quay Media Co., Ltd.", "LIGHTHOUSE"],
        ),
        (("hxxps://www.harbour-times[.]example/a?b=c", "quay-media"), []),
        (
            ("news.harbour-times.example", "sites/valley-echo.example/"),
            ["harbour-times[.]example", "valley-echo[.]example"],
        ),
    ],
)
def test_records_are_named_as_readers_have_them(
    texts: tuple[str, str], heads: list[str], output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A name, the address of a page, a further host or a link will do; the page reports a text that names no record."""
    page = open_page(f"{serve(output)}compare/", viewport={"width": 1280, "height": 900})
    for name, text in zip("ab", texts, strict=True):
        page.fill(f"#_compare-{name}", text)
    page.get_by_role("button", name="Compare").click()

    if heads:
        shown(page)
        assert heads == [
            head.split("\n")[0].split(" Harbour Times")[0] for head in page.locator("thead th ~ th").all_inner_texts()
        ]
    else:
        expect(page.get_by_role("status")).to_contain_text("Name at least two records.")
        lines = page.get_by_role("status").inner_text().splitlines()
        assert ["No record here of: quay-media", "Name at least two records."] == lines


def test_question_is_moved_behind_the_hash(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """A server does not see it there; a text that is typed afterwards goes there too."""
    page = open_page(f"{serve(output)}compare/?a=harbour-times.example&b=valley-echo.example")
    shown(page)
    moved = page.evaluate("location.search + location.hash")
    page.fill("#_compare-b", "LIGHTHOUSE")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.endsWith('LIGHTHOUSE')")

    assert "#a=harbour-times.example&b=valley-echo.example" == moved
    assert "#a=harbour-times.example&b=LIGHTHOUSE" == page.evaluate("location.search + location.hash")


def test_what_is_no_record_stays_in_the_browser(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """No request has it in its address."""
    page = open_page(f"{serve(output)}compare/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#_compare-a", "my-secret-site.example.net")
    page.fill("#_compare-b", "firms/my-secret-firm/")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("status")).to_contain_text("No record here of: my-secret-site.example.net")

    assert asked
    assert not [address for address in asked if "secret" in address]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("folder", ["", "ar/"])
def test_comparison_has_no_barrier_and_fits(
    folder: str, width: int, scheme: str, output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The smallest phone and a desk are tried, in both schemes and in both directions of writing."""
    page = open_page(
        f"{serve(output)}{folder}{BOTH}",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        locale="ar" if folder else "en",
    )
    shown(page)

    assert [] == barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("folder", ["ar", "ko"])
def test_further_language_has_its_own_words(folder: str, output: Path, serve: Serve, open_page: OpenPage) -> None:
    """Labels, notes and links are in this language; the texts of its catalogue are marked."""
    page = open_page(f"{serve(output)}{folder}/{BOTH}", viewport={"width": 1280, "height": 900}, locale=folder)
    rows = shown(page)

    assert "⟦AdSense ID⟧. ⟦Such an ID belongs to one account." in rows[0][0]
    assert any("⟦operator⟧" in cell for row in rows for cell in row)
    assert all(
        f"/{folder}/" in link
        for link in page.eval_on_selector_all(".compare-answer a", "all => all.map((a) => a.href)")
    )


def test_copy_on_disk_says_that_it_cannot(output: Path, open_page: OpenPage) -> None:
    """Where a browser loads no records, nobody is asked to type."""
    page = open_page(f"file://{output}/compare/index.html")

    assert "opened from a folder" in page.get_by_role("status").inner_text()
    assert not page.locator("form[data-compare]").is_visible()


def test_without_script_the_page_leads_to_the_lists(output: Path, serve: Serve, browser: Browser) -> None:
    """It says what it needs, and links the lists of what records share."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve(output)}compare/")
    said = page.locator("noscript").inner_text()
    links = page.eval_on_selector_all("noscript a", "all => all.map((a) => a.getAttribute('href'))") or []
    visible = page.locator("form[data-compare]").is_visible()
    context.close()

    assert "needs JavaScript" in said
    assert ["../sites/index.html", "../indicators/index.html"] == links
    assert not visible


def test_page_of_a_value_leads_to_the_comparison_of_its_sites(output: Path, serve: Serve, open_page: OpenPage) -> None:
    """The link has the hosts of both behind the hash."""
    page = open_page(f"{serve(output)}indicators/ipv4/192.0.2.1/")
    page.get_by_role("link", name="Compare their records").click()
    page.wait_for_url("**/compare/**")

    assert 7 == len(shown(page))


@pytest.mark.parametrize(
    ("asked", "title", "group"),
    [
        ("#q=192.0.2.1", "192.0.2.1", "Technical values"),
        ("?q=192[.]0[.]2[.]1", "192.0.2.1", "Technical values"),
        ("?q=ca-pub-0000000000000001", "pub-0000000000000001", "Technical values"),
        ("#q=T0097.202", "T0097.202 News Outlet Persona", "Techniques"),
        ("?q=news outlet persona", "T0097.202 News Outlet Persona", "Techniques"),
    ],
)
def test_whole_value_finds_its_page_first(
    asked: str, title: str, group: str, output: Path, serve: Serve, open_page: OpenPage
) -> None:
    """The page of the value comes before the sites and campaigns that have it."""
    page = open_page(f"{serve(output)}search/{asked}")
    expect(page.locator(".search-result").first).to_be_visible()
    settle(page)

    assert title == page.locator(".search-result__link").first.inner_text()
    assert group == page.locator(".search-results__heading").first.inner_text().rpartition(" ")[0]
