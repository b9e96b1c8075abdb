"""Golden pages: the whole page of an outlet for each rule of the verdict, as a reader reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masthead.field_types.vocabulary import StateName
from tests.golden import FOLDER, LANGUAGES, kept_pages, read_pages, reading, world


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The pages as they are made now, by language."""
    return read_pages(world(tmp_path_factory.mktemp("golden") / "world"))


def test_every_rule_has_its_page(pages: dict[str, dict[str, str]]) -> None:
    """Nobody has ever read a page that has no golden one, so each has one, in every language with a translation."""
    assert {language: set(kept_pages(language)) for language in ("", *LANGUAGES)} == {
        language: set(of_language) for language, of_language in pages.items()
    }
    assert {"pages", "records", *LANGUAGES} == {folder.name for folder in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("language", "host"), [(language, host) for language in ("", *LANGUAGES) for host in kept_pages()]
)
def test_page_is_the_golden_one(pages: dict[str, dict[str, str]], language: str, host: str) -> None:
    """If it should have changed, run `python -m tests.golden`, and read the difference before you commit it."""
    assert kept_pages(language)[host] == pages[language][host]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sources_bring_no_english_article_along(pages: dict[str, dict[str, str]], language: str) -> None:
    """“The” is not part of the name: English pages have it, and so do English words of a record, without a link."""
    article = re.compile(
        r"the (?:Harbour Lab|Tide Review|Shore Institute)(?: <\.\./\.\./sources/|: https)", re.IGNORECASE
    )

    assert any(article.search(page) for page in pages[""].values())
    assert [] == [host for host, page in pages[language].items() if article.search(page)]


IN_SET = "the Harbour Lab attributed LIGHTHOUSE, the network in which it lists this site, to Quay Media."
RESERVED = "The Harbour Lab said that almost all of the domains hosted websites posing as news outlets."
SHORE = "In March 2025 the Shore Institute"


@pytest.mark.parametrize(
    ("host", "said", "unsaid"),
    [
        ("set-attributed", f"Listed by the Harbour Lab among the domains of LIGHTHOUSE. In February 2024 {IN_SET} {RESERVED}", "operated by"),
        ("site-before-set", f"{SHORE} said its evidence suggested that Quay Media operated this site. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the network in which it lists this site, to the same firm.", "disagree"),
        ("named-in-a-list", f"{SHORE} listed this site under Quay Media. {SHORE} said it had determined that Pier Media operated BREAKWATER, the operation in which it lists this site. The Shore Institute spoke of more than 200 websites. The Shore Institute said it believed that Quay Media operated Pier Media. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the network in which it lists this site, to Quay Media.", "different"),
        ("set-of-another-source", "operated BREAKWATER, the operation in which this database places this site.", "LIGHTHOUSE"),
        ("agreeing", "In 2023 the Tide Review reported, at second hand, that the same firm operated this site. We know of this statement only from the Harbour Lab.", "different"),
        ("differing", f"{SHORE} stated that Anchor Hosting operated this site. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the network in which it lists this site, to a different firm, Quay Media.", "the same firm"),
        ("chain", f"{SHORE} said it had determined that Pier Media operated this site. The Shore Institute said it believed that Quay Media operated Pier Media. In February 2024 the Harbour Lab attributed this site to Quay Media.", "different"),
        ("stronger-verb-first", f"the Harbour Lab stated that Pier Media operated this site. {SHORE} said its evidence suggested that a different firm, Quay Media, operated this site.", ""),
        ("later-first", f"{SHORE} stated that Quay Media operated this site. In February 2024 the Harbour Lab stated that the same firm operated this site.", ""),
        ("believed", "the Harbour Lab said it believed that Quay Media operated this site. We know of no reply by Quay Media to this. We have not asked for one.", "stated that"),
        ("linked", "the Harbour Lab linked this site to Quay Media.", "operated this site"),
        ("second-hand", "the Tide Review reported, at second hand, that Quay Media operated this site. We know of this statement only from the Harbour Lab.", "stated that"),
        ("confidence-quoted", "How sure that source is, in its words: we assess with moderate confidence", ""),
        ("confidence-quoted", "Our reading: The institute explains its scale on page 1", ""),
        ("confidence-quoted", "The Shore Institute said that it had not seen the contracts. We know of no reply", ""),
        ("denied", f"{SHORE} stated that Quay Media did not operate this site.", ""),
        ("denied", "## Sources that deny a role, or cannot say", ""),
        ("nobody-named", "No source we cite says who operates it.", "## Replies"),
        ("cannot-say", "No attribution recorded here names its operator. What sources say about firms is on the page about this site. In February 2024 the Harbour Lab said it could not tell who operated this site.", "No source"),
        ("only-hosted", "No attribution recorded here names its operator", "No source we cite"),
        ("offline", f"In February 2024 {IN_SET}", "it is operated"),
        ("disputed", f"{StateName.DISPUTED.label}, 1 March 2024", ""),
        ("disputed", "As of 30 January 2024 Quay Media had not replied to the Harbour Lab. The record is disputed.", ""),
        ("differing", "We know of no reply by Anchor Hosting to what the Shore Institute said. We have not asked for one.", "Pier Media"),
        ("named-in-a-list", "To what the Shore Institute said about BREAKWATER", ""),
        ("set-attributed", "The ministry, asked by the Harbour Lab, rejected the accusation (February 2024).", ""),
        ("set-attributed", "## Corrections Corrections about several sites, this one among them", ""),
        ("set-attributed", "two of the sites and the firm’s website shared an advertising account", ""),
    ],
)  # fmt: skip
def test_golden_page_says_what_its_rule_asks(host: str, said: str, unsaid: str) -> None:
    """A person who renews the golden pages without reading them still has to meet these rules."""
    text = without_links(kept_pages()[f"{host}.example"])

    assert said in text
    assert not unsaid or unsaid not in text


def without_links(text: str) -> str:
    """Return *text* in one line, without the addresses of its links."""
    words = " ".join(text.split()).split(" <")
    return "".join([words[0], *(piece.partition(">")[2] for piece in words[1:])])


def test_reading_drops_nothing(tmp_path: Path) -> None:
    """The main part is read whole, and the text around it is not read."""
    page = tmp_path / "page.html"
    page.write_text(
        "<body><p>no</p><main><h1>A <b>b</b></h1>c<ul><li>d <a href='#e'>e</a></li></ul><br>f</main>no</body>"
    )

    assert "# A b\nc\n- d e <#e>\nf\n" == reading(page)
