"""The texts that the browser makes of the parts of an item of evidence are those that Python writes, to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from masthead.building.configuration.settings import settings_of
from masthead.building.rendering.templates import templates_of
from masthead.citations.cited_item import in_line
from masthead.citations.registry import FORMATS, Cited
from masthead.edition.edition import Edition, edition, path_of
from masthead.edition.localisation import phrasebook
from masthead.loading.database import Database
from masthead.model.identity import evidence_of
from masthead.model.website_paths import cite_path
from masthead.views.pages.cite import cited_item
from masthead.views.parts.quotations import Citable
from masthead.views.routes import pages
from tests.injection.stuffed import stuffed
from tests.page_citations import browser_citations
from tests.sampling import sampled
from tests.test_citations import HOSTILE

ROOT = Path(__file__).parent.parent.parent
PUBLIC = "https://masthead.example/a%20b&c"
MORE = [form for form in FORMATS if form.id != "plain"]
LONG = "x \\{}&<>\"'%~^_$#ü銀ع " * 3_000
# First letters of a note, which become capitals in BibTeX: some become two, are of another plane or of a pair.
FIRST = ("ßharp", "ǆ", "ﬁsh", "ŉ", "ɐ", "\U00010428deseret", "\U0001f4f0", "ι\u0308", "éa", "\u0301a", "1a", "ა", "'a")
VALUES = (
    *(in_line(text) for text in HOSTILE if in_line(text)),
    *FIRST,
    "{id}",
    "Note {note} note",
    "$&$1$`",
    in_line(LONG),
)

# Opens the control of each item, and returns the texts that it makes, by item and format, with the names of the files.
_SCRIPT = """async () => {
    const items = [...document.querySelectorAll('[data-cite-item]')];
    for (const item of items) item.querySelector('.cite__more').open = true;
    while (items.some((item) => !item.querySelector('.cite__more pre'))) await new Promise(requestAnimationFrame);
    return items.map((item) => [item.id, [...item.querySelectorAll('.cite__more pre')].map((pre) => [
        pre.dataset.format, pre.textContent, pre.dataset.file ?? '', pre.childElementCount,
    ])]);
}"""


@pytest.mark.parametrize("url", [PUBLIC, ""])
def test_every_item_of_the_real_database(url: str, database: Database, browser: Browser, tmp_path: Path) -> None:
    """The texts are the same in every format, at a public address and without one."""
    published = edition(database.graph, phrasebook("en-GB"), url=url)

    assert_made_as_written(published, browser, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '}, { \\} % & # _ $ ^ ~ "quoted" \\" \\n it\'s <b>bold</b> &amp; &lt;',
        "</pre></template><script>alert(1)</script><i data-part=note>",
        "Ünïcödé 深圳海卖云享 صحيفة الميناء עיתון \U0001f4f0",
        "{id} {note} id Note sentence",
        "x" * 250,
    ],
    ids=["signs", "elements", "scripts", "names", "long"],
)
@pytest.mark.parametrize("url", [PUBLIC, ""])
def test_every_item_of_records_with_a_hostile_text_in_each_field(
    text: str, url: str, browser: Browser, tmp_path: Path
) -> None:
    """The texts are the same with hostile titles, claims, sources, notes and replies in the full world."""
    published = edition(stuffed(text)[0], phrasebook("en-GB"), url=url)

    assert_made_as_written(published, browser, tmp_path)


def test_parts_that_no_record_could_hold(database: Database, browser: Browser, tmp_path: Path) -> None:
    """Notes and sentences may have any sign that means something to a format, and any first letter."""
    published = edition(database.graph, phrasebook("en-GB"), url=PUBLIC)
    record = database.graph.outlets["romajournal.org"]
    evidence = record.evidence[0]
    html = cite_pages(published)[path_of(record)]
    page = browser.new_page()

    wrong = []
    for value in VALUES:
        load(page, tmp_path, record, html)
        page.evaluate(
            "value => document.querySelectorAll('[data-part]').forEach((part) => part.textContent = value)", value
        )
        rows = dict(page.evaluate(_SCRIPT))[evidence.id]
        expected = replace(cited_item(published, record, evidence), note=value, sentence=value)
        wrong += [(value, form, text) for form, text, *_ in rows if text != texts(expected)[form]]
    page.close()

    assert [] == wrong
    assert len(VALUES) > 40


def assert_made_as_written(published: Edition, browser: Browser, folder: Path) -> None:
    """Assert that the browser makes the texts that Python writes for an item, on each page that says how to cite it.

    The texts that tests without a browser read are the same, too. Some records of each kind are tried.
    """
    number = 0
    shown = cite_pages(published)
    page = browser.new_page()
    for record in sampled(citable(published), lambda record: (type(record), getattr(record, "campaigns", ())), 4):
        html = shown.get(path_of(record))
        expected = {evidence.id: texts(cited_item(published, record, evidence)) for evidence in evidence_of(record)}
        if html is None or not expected:
            continue
        load(page, folder, record, html)
        items = page.evaluate(_SCRIPT)
        assert expected == {id: {form: text for form, text, *_ in rows} for id, rows in items}, path_of(record)
        assert expected == without_a_browser(html), path_of(record)
        for id, rows in items:
            assert files(record, id) == [file for *_, file, _ in rows if file]
            assert {0} == {elements for *_, elements in rows}
        number += len(items)
    page.close()
    assert number > 5


def texts(cited: Cited) -> dict[str, str]:
    """The texts that Python writes for *cited* in the formats that a browser makes."""
    return {form.id: form.write(cited) for form in MORE}


def without_a_browser(html: str) -> dict[str, dict[str, str]]:
    """The texts that the reader of other tests makes of the page, by item."""
    page = LexborHTMLParser(html)
    return {item.attributes["id"] or "": dict(browser_citations(page, item)) for item in page.css("[data-cite-item]")}


def files(record: Citable, id: str) -> list[str]:
    """The names of the files that the formats of an item are saved as."""
    folder = path_of(record).split("/")[0]
    return [f"masthead-{folder}-{record.id}-{id}.{form.ending}" for form in MORE if form.ending]


def citable(published: Edition) -> Iterator[Citable]:
    """The records of the edition that may have a page which says how to cite them."""
    yield from published.graph.outlets.values()
    yield from published.graph.firms.values()
    yield from published.graph.campaigns.values()


def cite_pages(published: Edition) -> Mapping[str, str]:
    """The pages of the edition that say how to cite a record, by the path of the record."""
    templates = templates_of(settings_of(ROOT / "pelicanconf.py", ROOT / "output"), published)
    html_by_path = {page.path: templates.page(page) for page in pages(published) if page.template == "cite"}
    return {
        path_of(record): html_by_path[cite_path(path_of(record))]
        for record in citable(published)
        if cite_path(path_of(record)) in html_by_path
    }


def load(page: Page, folder: Path, record: Citable, html: str) -> None:
    """Open *html* at its place in *folder*, beside the scripts as they are served."""
    file = folder / cite_path(path_of(record)) / "index.html"
    if not (folder / "theme").exists():
        shutil.copytree(ROOT / "theme/static/js", folder / "theme/js")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, "utf-8")
    page.goto(file.as_uri())
