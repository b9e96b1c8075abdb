"""Citing in a browser: texts to copy and to save, with and without script, and the evidence on paper."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from masthead.edition.safe_markdown import plain
from masthead.field_types.web_addresses import defang
from masthead.loading.database import load
from masthead.model import Archive, Outlet
from masthead.relations.graph import Graph
from tests.browser.barriers import barriers
from tests.browser.conftest import OpenPage, Serve

ROOT = Path(__file__).parent.parent.parent
ROMA = "sites/romajournal.org/"
CITE = f"{ROMA}cite/index.html"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def text_of(page: Page, format: str) -> str:  # noqa: A002 - what the page calls it
    """The first text of a format on the page."""
    return page.locator(f"pre[data-format={format}]").first.inner_text()


def unfold(page: Page) -> None:
    """Open all that the page folds."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


def status(page: Page) -> str:
    """The last message on the page."""
    message = page.locator("[data-cite-status]:not(:empty)")
    message.wait_for()
    return message.inner_text()


def test_a_citation_is_copied_and_the_reader_told(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The button puts the very text into the clipboard and says so where screen readers listen."""
    page = open_page(serve(real_site) + CITE, permissions=CLIPBOARD)

    unfold(page)
    page.get_by_role("button", name="Copy: APA").first.click()

    assert "Copied: APA" == status(page)
    assert text_of(page, "apa") == page.evaluate("navigator.clipboard.readText()")
    assert "status" == page.locator("[data-cite-status]").get_attribute("role")


def test_where_there_is_no_clipboard_the_text_is_selected(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A page that may not write to the clipboard selects the text and says how to go on."""
    page = open_page(serve(real_site) + CITE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")

    unfold(page)
    page.get_by_role("button", name="Copy: BibTeX").first.click()

    assert "Selected. Copy it with the keyboard." == status(page)
    assert text_of(page, "bibtex") == page.evaluate("getSelection().toString()")


FILES = [("bibtex", "bib"), ("ris", "ris"), ("csl", "json")]


@pytest.mark.parametrize(("form", "ending"), FILES)
def test_what_programs_read_is_saved(form: str, ending: str, real_site: Path, open_page: OpenPage) -> None:
    """From disk too, the text is saved as a file that reference managers open, line by line."""
    page = open_page(f"file://{real_site}/{CITE}")

    unfold(page)
    with page.expect_download() as download:
        page.locator(f"pre[data-format={form}] + .cite__buttons button").nth(1).click()

    assert f"masthead-sites-romajournal.org.{ending}" == download.value.suggested_filename
    assert f"{text_of(page, form)}\n" == Path(download.value.path()).read_text("utf-8")


def test_buttons_work_with_the_keyboard(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A button is reached with Tab and pressed with Enter."""
    page = open_page(serve(real_site) + CITE, permissions=CLIPBOARD)
    page.locator("pre").first.evaluate("pre => pre.closest('section').querySelector('a').focus()")

    page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")

    assert label == "Copy: Sentence to quote"
    assert "Copied: Sentence to quote" == status(page)


def test_more_formats_open_with_the_keyboard(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Each item has a control that names more formats: Enter makes them once, and Tab leads to their buttons."""
    page = open_page(serve(real_site) + CITE, permissions=CLIPBOARD)
    page.locator("section#listed > details > summary").click()
    control = page.locator("section#listed .cite__more > summary")

    assert "More formats: APA, Chicago, BibTeX, RIS, CSL-JSON and HTML to embed" == control.inner_text()
    assert 0 == page.locator("section#listed pre[data-format=apa]").count()
    control.focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    page.locator("section#listed pre[data-format=apa]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert "Copied: APA" == status(page)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [copied] == page.locator("section#listed pre[data-format=apa]").all_inner_texts()
    assert "an item of its evidence [" in copied


@pytest.mark.parametrize(("form", "ending"), FILES)
def test_what_programs_read_of_an_item_is_saved(form: str, ending: str, real_site: Path, open_page: OpenPage) -> None:
    """The file of an item has a name of its own, from disk too."""
    page = open_page(f"file://{real_site}/{CITE}")
    page.locator("section#listed > details > summary").click()
    page.locator("section#listed .cite__more > summary").click()
    citation = page.locator(f"section#listed pre[data-format={form}]")

    with page.expect_download() as download:
        page.locator(f"section#listed pre[data-format={form}] + .cite__buttons button").nth(1).click()

    assert f"masthead-sites-romajournal.org-listed.{ending}" == download.value.suggested_filename
    assert f"{citation.inner_text()}\n" == Path(download.value.path()).read_text("utf-8")


def test_formats_that_were_made_are_no_barrier(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """The opened page has no barrier that axe knows, and is no wider than a phone."""
    page = open_page(serve(real_site) + CITE, viewport={"width": 360, "height": 740})
    unfold(page)
    page.locator("section#listed pre[data-format=html]").wait_for()

    assert [] == barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_permalink_is_copied_beside_it(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """Beside the permalink of each item of evidence a button copies its address, with the keyboard too."""
    address = serve(real_site) + ROMA
    page = open_page(f"{address}index.html", permissions=CLIPBOARD)
    button = page.get_by_role("button", name="Copy: Permalink: unregistered")

    button.focus()
    page.keyboard.press("Enter")

    assert "Copied: Permalink: unregistered" == status(page)
    assert f"{address}index.html#unregistered" == page.evaluate("navigator.clipboard.readText()")
    assert page.locator("ol.evidence > li").count() == page.locator("ol.evidence .evidence__link > button").count()


def test_without_a_clipboard_the_permalink_is_shown(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A page that may not write to the clipboard shows the address, selected."""
    address = serve(real_site) + ROMA
    page = open_page(f"{address}index.html")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")

    page.get_by_role("button", name="Copy: Permalink: listed").click()

    assert f"{address}index.html#listed" == status(page)
    assert f"{address}index.html#listed" == page.evaluate("getSelection().toString()")


def test_without_script_a_permalink_can_be_followed(real_site: Path, browser: Browser) -> None:
    """There is no button then, but a link whose address the browser copies like that of any link."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((real_site / ROMA / "index.html").as_uri())

    page.get_by_role("link", name="Permalink: unregistered").click()

    assert page.url.endswith("/sites/romajournal.org/index.html#unregistered")
    assert 0 == page.locator("button.cite__button").count()


def test_without_script_every_text_is_there(real_site: Path, browser: Browser) -> None:
    """There is no button, but all formats of the page, and a sentence and plain text of each item, can be unfolded."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{real_site}/{CITE}")
    items = page.locator("section[data-cite-item]")

    for control in page.locator("main summary").all():
        control.click()
    assert 0 == page.locator("main button").count()
    assert 7 == page.locator("#cite_page pre[data-format]:not([data-format=''])").count()
    assert items.count() == items.locator("pre[data-format=plain]").count() > 1
    assert items.count() == items.locator("pre[data-part=sentence]").count()
    assert "" not in [text.strip() for text in page.locator("main pre").all_inner_texts()]
    assert all(text.is_visible() for text in page.locator("main pre").all())
    assert "As of " in page.locator("pre").first.inner_text()
    context.close()


def test_each_item_of_evidence_leads_to_its_citation(real_site: Path, open_page: OpenPage) -> None:
    """The link to cite an item of evidence leads to its place on the other page, and a link there leads back."""
    page = open_page(f"file://{real_site}/{ROMA}index.html")

    page.locator("#unregistered .evidence__link a", has_text="Cite").click()
    assert page.url.endswith("/sites/romajournal.org/cite/index.html#unregistered")
    assert page.locator("section#unregistered pre[data-format=plain]").is_visible()
    page.locator("section#unregistered h2 a").click()

    assert page.url.endswith("/sites/romajournal.org/index.html#unregistered")


def test_the_buttons_do_not_move_the_place(real_site: Path, serve: Serve, open_page: OpenPage) -> None:
    """A reader who follows a link to the citation of an item sees it, although the script has put buttons above it."""
    page = open_page(f"{serve(real_site)}{ROMA}cite/#unregistered")

    page.locator("#unregistered .cite__button").first.wait_for()
    page.wait_for_load_state("load")
    tops = (_top(page, "#unregistered") for _ in range(100))

    assert any(0 <= top < 200 for top in tops)
    assert 0 <= _top(page, "#unregistered") < 200


def _top(page: Page, place: str) -> float:
    """The distance of *place* from the top of the window, a moment later: the browser may still be scrolling."""
    page.wait_for_timeout(100)
    return float(page.evaluate("place => document.querySelector(place).getBoundingClientRect().top", place))


def test_the_policy_lets_data_stand(real_site: Path, serve: Serve, open_page: OpenPage, faults: list[str]) -> None:
    """Data in a page are not a script: the policy of the page reports nothing, and the data can be read."""
    page = open_page(serve(real_site) + ROMA)

    text = page.locator('script[type="application/ld+json"]').text_content()

    assert "WebPage" == json.loads(text or "")["@type"]
    assert [] == faults


def test_the_script_is_light(real_site: Path) -> None:
    """The scripts that an outlet's pages load are under 20 kB together, compressed."""
    scripts = {name for page in (CITE, f"{ROMA}index.html") for name in _scripts(real_site / page)}

    assert {"copy.js", "header.js"} == scripts
    assert 20_000 > sum(len(gzip.compress((real_site / "theme/js" / name).read_bytes())) for name in scripts)


def _scripts(page: Path) -> list[str]:
    return re.findall(r"theme/js/([a-z.]+)\"", page.read_text("utf-8"))


@pytest.fixture(scope="module")
def roma() -> Outlet:
    """The record of Roma Journal."""
    return load(ROOT).graph.outlets["romajournal.org"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_shows_the_evidence_whole(paper: str, roma: Outlet, real_site: Path, open_page: OpenPage) -> None:
    """On A4 and Letter each claim is there to its end, with the addresses of its sources and of its copies."""
    graph = load(ROOT).graph
    text = printed(open_page(f"file://{real_site}/{ROMA}index.html"), paper)

    for item in roma.evidence:
        assert squeezed(plain(item.claim)) in text, item.id
        for archive in (copy for copy in item.archives if copy.warning is None):
            assert squeezed(archive.url) in text, archive.url
        for address in (graph.sources[reference.source].url for reference in item.sources):
            assert address is None or squeezed(address) in text, address


@pytest.mark.parametrize("path", [ROMA, "firms/haimai/", "campaigns/paperwall/"])
def test_paper_names_suspect_hosts_defanged(path: str, real_site: Path, open_page: OpenPage) -> None:
    """No host of a listed site is on paper in a form that a program would link, except in the address of a copy.

    The name of its file in this database, which ends in .yml, is not an address.
    """
    graph = load(ROOT).graph
    text = printed(open_page(f"file://{real_site}/{path}index.html"), "A4")
    for archive in archives(graph):
        text = text.replace(squeezed(archive.url), "")

    assert any(squeezed(defang(host)) in text for host in graph.outlets)
    assert [] == [host for host in graph.outlets if re.search(rf"(?<![\w.-]){re.escape(host)}(?![\w-]|[.]yml)", text)]


def test_paper_keeps_what_a_warning_covers(real_site: Path, open_page: OpenPage) -> None:
    """Sites that an item is about are printed though a click opens them; what a warning covers is not."""
    graph = load(ROOT).graph
    page = open_page(f"file://{real_site}/campaigns/paperwall/index.html")
    concerned = next(item for item in graph.campaigns["paperwall"].evidence if item.concerns)

    text = printed(page, "A4")

    names = [graph.outlets[id].name or defang(id) for id in concerned.concerns]
    assert [] == [name for name in names if squeezed(name) not in text]
    for file in sorted(real_site.glob("sites/*/index.html")):
        if "archives__warning" in file.read_text("utf-8"):
            page.goto(f"file://{file}")
            page.emulate_media(media="print")
            assert not page.locator(".archives__warning").first.is_visible()
            break
    else:
        pytest.fail("no archived copy has a warning")


def archives(graph: Graph) -> list[Archive]:
    """Every archived copy in the records, the longest address first."""
    items = (item for record in graph.records() for item in getattr(record, "evidence", ()))
    copies = [copy for item in (*items, *graph.sources.values()) for copy in item.archives]
    return sorted(copies, key=lambda copy: -len(copy.url))


def printed(page: Page, paper: str) -> str:
    """The text of the page as it is printed, without its white space: lines break anywhere in an address."""
    reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return squeezed("".join(sheet.extract_text() for sheet in reader.pages))


def squeezed(text: str) -> str:
    """Return *text* without white space; letters that a font joins are parted."""
    return re.sub(r"\s+", "", normalize("NFKC", text))
