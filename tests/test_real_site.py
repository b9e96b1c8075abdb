"""The website of the real records: it says what was found, and no link is broken or leads to the sites in question."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from masthead.edition.edition import path_of
from masthead.loading.database import Database
from masthead.model import Archive, Part
from masthead.model.identity import evidence_of
from masthead.model.traversal import parts
from tests.site import Page, Tag, read

MAX_OUTLET_PAGE = 30_000
MAX_OUTLET_PAGE_COMPRESSED = 10_000
MAX_STYLE = 15_000
MAX_SCRIPTS = 20_000
REL = {"nofollow", "noopener", "noreferrer"}

SAID = [
    ("sites/romajournal.org", "Roma Journal", "Il Foglio", "register of news outlets", "the Citizen Lab"),
    (
        "firms/times-newswire",
        "the Citizen Lab said that it could not currently attribute Times Newswire to the same operators as PAPERWALL.",
        "Google said it believed, and elsewhere in the same text stated, that Haimai operated Times Newswire.",
        "Mandiant viewed Haixun and Times Newswire as distinct.",
    ),
    ("campaigns/paperwall", "eighteen", "15", "14", "−1", "embassy", "reach"),
    ("campaigns/haienergy", "Mandiant", "72"),
    ("campaigns/metric-media-network", "1,152", "1,081", "over 1,200"),
    ("firms/haimai", "91440300MA5FWMCHX7", "深圳"),
    ("campaigns/glassbridge", "Google"),
    ("campaigns/doppelganger", "at least since May 2022", "papers put before a court", "Reply by ANO Dialog"),
    (
        "campaigns/local-report",
        "what the sites print about themselves",
        "none in what we read",
        "We know of no reply by Local Report to what",
    ),
    ("campaigns/american-independent", "We know of no reply by the American Independent Foundation to what"),
    (
        "sites/lenta.donetsk.ua",
        "among 370 hosts of the network that it calls Portal Kombat",
        "This is a decision of the Council, not the judgment of a court",
    ),
    ("sites/bild.work", "were behind the network known as Doppelganger, with at least 120 websites"),
    ("sites/chicagocitywire.com", "We know of no reply by"),
]


@pytest.fixture(scope="module")
def site(real_site: Path) -> dict[str, Page]:
    """Every page of the real website, by its path."""
    return {path.relative_to(real_site).as_posix(): read(path) for path in sorted(real_site.rglob("*.html"))}


def test_the_method_lists_its_chapters(real_site: Path) -> None:
    """Every heading has a link at the top, in the order and in the words of the headings."""
    page = LexborHTMLParser((real_site / "method/index.html").read_text("utf-8"))
    links = [(link.attributes["href"], link.text()) for link in page.css("main nav a")]

    assert len(links) > 5
    assert links == [(f"#{heading.id}", heading.text()) for heading in page.css("main h2")]


def test_the_page_of_corrections_lists_its_sections(real_site: Path) -> None:
    """The page links to every section, with the number of corrections on all pages of the list."""
    folder = real_site / "corrections"
    page, *further = (
        LexborHTMLParser(path.read_text("utf-8")) for path in (folder / "index.html", *folder.glob("page/*/index.html"))
    )
    links = [(link.attributes["href"], link.text()) for link in page.css("main .summary__beside nav a")]
    number = sum(len(document.css(".changes__item")) for document in (page, *further))

    assert len(further) > 3
    assert links == [
        (f"#{heading.id}", heading.text() if heading.id != "_all" else f"All corrections ({number})")
        for heading in page.css("main h2")
    ]


SECTIONS = ".record__lead > section > h2, .record__body > section > h2, main > section > h2"
"""The headings of the sections of a record, and of the sites of a firm, but not those of sections within another."""


@pytest.mark.parametrize("kind", ["sites", "firms", "campaigns"])
def test_a_record_lists_its_sections(kind: str, real_site: Path) -> None:
    """The contents have the headings in their order and in their words, except that of the links that are for paper."""
    pages = {
        path.parent.name: LexborHTMLParser(path.read_text("utf-8")) for path in real_site.glob(f"{kind}/*/index.html")
    }
    contents = {
        name: [(link.attributes["href"], re.sub(r" \([\d,]+\)$", "", link.text())) for link in page.css(".contents a")]
        for name, page in pages.items()
        if page.css(".record")
    }

    assert len(contents) > 10
    for name, links in contents.items():
        headings = [(f"#{heading.id}", heading.text()) for heading in pages[name].css(SECTIONS)]
        assert links == [heading for heading in headings if heading[0] != "#_addresses"], name


def test_sections_are_listed_with_the_number_of_their_items(real_site: Path) -> None:
    """Each number is that of the items that are printed in the section."""
    page = LexborHTMLParser((real_site / "sites/romajournal.org/index.html").read_text("utf-8"))
    listed = [(link.attributes["href"], re.fullmatch(r".* \((\d+)\)", link.text())) for link in page.css(".contents a")]
    numbers = {str(address).removeprefix("#"): int(match[1]) for address, match in listed if match}

    assert {
        "_attributions": len(page.css("#_attributions ~ details .attributions > li")),
        "_evidence": len(page.css("ol.evidence > li")),
        "_replies": len(page.css(".replies > li")),
        "_not-known": len(page.css("#_not-known + ul > li")),
        "_corrected": len(page.css("#_corrected ~ ul > li, #_corrected ~ details li")),
    } == numbers


@pytest.mark.parametrize(("page", "said"), [(page, said) for page, *texts in SAID for said in texts])
def test_what_the_first_reports_named_is_there(site: dict[str, Page], page: str, said: str) -> None:
    """Each text is on the page where a reader looks for it."""
    assert said in site[f"{page}/index.html"].text


def test_numbers_in_tables_have_separators(site: dict[str, Page]) -> None:
    """Numbers in tables are written as in sentences: 1,152, not 1152."""
    cells = [
        (path, tag.text.strip())
        for path, page in site.items()
        for tag in page.tags
        if tag.name == "td" and "table__number" in tag.attributes.get("class", "")
    ]

    assert len(cells) > 100
    assert [] == [cell for cell in cells if re.search(r"\d{4}", cell[1])]


def addresses(page: Page) -> Iterator[tuple[Tag, str]]:
    """Each address in an attribute of *page*, with its element."""
    for tag in page.tags:
        for name in ("href", "src", "action", "formaction", "poster", "data", "cite", "ping"):
            if name in tag.attributes:
                yield tag, tag.attributes[name]


def resolve(path: str, address: str) -> tuple[str, str]:
    """The file and the anchor that *address* means on the page at *path*."""
    parts = urlsplit(urljoin(f"https://here/{path}", address))
    return unquote(parts.path.removeprefix("/")) or "index.html", unquote(parts.fragment)


def is_ours(address: str) -> bool:
    """Whether *address* is one of the website's own."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def test_every_link_resolves(site: dict[str, Page], real_site: Path) -> None:
    """Each link leads to a file of the website, and to an anchor that is in it or to records that can be compared."""
    anchors = {
        path: {tag.attributes["id"] for tag in page.tags if "id" in tag.attributes} for path, page in site.items()
    }
    broken = []
    for path, page in site.items():
        for _, address in addresses(page):
            if is_ours(address):
                file, anchor = resolve(path, address)
                if file == "compare/index.html" and "=" in anchor:  # what its script is to compare
                    compared = [host for _, host in parse_qsl(anchor, strict_parsing=True)]
                    is_whole = len(compared) > 1 and all(f"sites/{host}/index.html" in site for host in compared)
                else:
                    is_whole = not anchor or anchor in anchors.get(file, {anchor})
                if not (real_site / file).is_file() or not is_whole:
                    broken.append((path, address))

    assert [] == broken


def test_links_to_what_is_below_a_page_do_not_lead_up_first(site: dict[str, Page]) -> None:
    """A page links to how to cite it by the shortest address: each byte counts on a phone."""
    roundabout = {
        path: address
        for path, page in site.items()
        for _, address in addresses(page)
        if address.startswith(f"../../{path.removesuffix('index.html')}cite/")
    }

    assert {} == roundabout
    assert "cite/index.html#listed" in {address for _, address in addresses(site["sites/romajournal.org/index.html"])}


def test_names_in_other_scripts_are_isolated(site: dict[str, Page]) -> None:
    """The script of a name does not change the order of the text around it."""
    isolated = {tag.text for page in site.values() for tag in page.all("bdi")}

    assert {"福岡新聞", "전라오늘", "深圳市海卖云享传媒有限公司"} <= isolated


def test_ids_are_given_once_on_a_page(site: dict[str, Page]) -> None:
    """A permalink leads to one place."""
    twice = {
        path: [id for id, number in Counter(tag.attributes.get("id") for tag in page.tags).items() if id and number > 1]
        for path, page in site.items()
    }

    assert {} == {path: ids for path, ids in twice.items() if ids}


def test_every_page_is_reached_from_the_first(site: dict[str, Page], database: Database) -> None:
    """Links alone lead to every page, without a script, except to those of withdrawn and excluded records."""
    reached, frontier = set(), {"index.html", "404.html"}
    while frontier:
        reached |= frontier
        frontier = {
            resolve(path, address)[0] for path in frontier for _, address in addresses(site[path]) if is_ours(address)
        } & set(site) - reached

    fallen = {path_of(record) for record in database.graph.records() if not record.is_published}
    assert set() == {path for path in set(site) - reached if not path.startswith(tuple(fallen))}


def test_every_outlet_is_in_the_list_and_under_its_country(site: dict[str, Page], database: Database) -> None:
    """Every outlet is in the list from A to Z and in those of its countries; long lists go on from page to page."""
    linked: dict[str, set[str]] = {}
    for path, page in site.items():
        start = re.sub(r"page/\d+/index\.html$", "index.html", path)
        linked.setdefault(start, set()).update(resolve(path, address)[0] for _, address in addresses(page))
    for outlet in database.graph.outlets.values():
        own = f"sites/{outlet.id}/index.html"
        lists = ["sites/index.html", *(f"countries/{code.lower()}/index.html" for code in outlet.countries or ("ZZ",))]
        assert [] == [path for path in lists if own not in linked[path]]


def test_nothing_is_published_twice(site: dict[str, Page], real_site: Path, database: Database) -> None:
    """No two pages are the same or have the same title, except those of sources that share a title, and tombstones."""
    titles = Counter(page.all("title")[0].text for path, page in site.items() if not path.endswith("/cite/index.html"))
    shared = Counter(source.title for source in database.graph.sources.values())
    bodies = Counter((real_site / path).read_bytes() for path in site)

    assert [] == [
        title for title, number in titles.items() if number > max(1, shared[title.removesuffix(" – Masthead")])
    ]
    assert 1 == max(bodies.values())


def test_files_have_names_that_every_system_takes(real_site: Path) -> None:
    """Every name but one has only lower-case letters, digits and `._-`, and no two names differ only in case."""
    names = [path.relative_to(real_site).as_posix() for path in real_site.rglob("*")]

    assert ["theme/js/VENDORED.md"] == [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9._/-]*", name)]
    assert len(names) == len({name.casefold() for name in names})


def suspect_hosts(database: Database) -> set[str]:
    """Every host that the records name as that of an outlet, an excluded site or a firm."""
    graph = database.graph
    outlets = {o.host for o in graph.outlets.values()} | {h.host for o in graph.outlets.values() for h in o.hosts}
    excluded = {e.host for c in graph.campaigns.values() for e in c.excluded}
    return outlets | excluded | {w.host for f in graph.firms.values() for w in f.websites}


def cited(part: Part) -> set[str]:
    """The addresses of archived copies in *part*."""
    return {piece.url for _, piece in parts(part) if isinstance(piece, Archive)}


def test_no_suspect_host_is_linked(site: dict[str, Page], database: Database) -> None:
    """No link leads to a suspect host, except to archived copies and to documents that are cited."""
    allowed = set().union(*map(cited, database.graph.records()))
    allowed |= {source.url for source in database.graph.sources.values() if source.url}
    hosts = suspect_hosts(database)
    linked = {
        address for page in site.values() for _, address in addresses(page)
        if (urlsplit(address).hostname or "").removeprefix("www.") in hosts
    }  # fmt: skip

    assert 170 < len(hosts)
    assert set() == linked - allowed
    assert not {o.host for o in database.graph.outlets.values()} & {urlsplit(address).hostname for address in linked}


def test_no_suspect_address_is_written_out(site: dict[str, Page], database: Database) -> None:
    """The text has no address of a suspect host either, which programs would turn into a link."""
    written = re.compile(rf"https?://(?:www\.)?({'|'.join(map(re.escape, suspect_hosts(database)))})\b")

    assert {} == {path: match[0] for path, page in site.items() if (match := written.search(page.text))}


def test_links_to_elsewhere_give_nothing_away(site: dict[str, Page]) -> None:
    """Links to elsewhere pass on no referrer, no opener and no recommendation."""
    outside = [
        (path, tag)
        for path, page in site.items()
        for tag, address in addresses(page)
        if tag.name == "a" and not is_ours(address)
    ]
    lax = {
        (path, tag.attributes["href"]) for path, tag in outside if not set(tag.attributes.get("rel", "").split()) >= REL
    }

    assert outside
    assert set() == {
        (path, address)
        for path, address in lax
        if urlsplit(address).hostname != "creativecommons.org" and not address.startswith("mailto:")
    }
    assert {"https", "http"} >= {urlsplit(tag.attributes["href"]).scheme for _, tag in outside} - {"mailto"}


def test_nothing_is_loaded_from_elsewhere(site: dict[str, Page]) -> None:
    """No page has a script, style, picture, frame or form of others."""
    loading = [
        (path, tag.name, address)
        for path, page in site.items()
        for tag, address in addresses(page)
        if tag.name not in {"a", "q", "blockquote"}
    ]

    assert {"link", "script", "form", "img"} >= {name for _, name, _ in loading}
    assert [] == [entry for entry in loading if not is_ours(entry[2])]
    assert [] == [path for path, page in site.items() for tag in page.tags if "srcset" in tag.attributes]


def test_no_page_has_scripts_or_styles_of_its_own(site: dict[str, Page]) -> None:
    """The policy forbids them; data for machines is no script."""
    for path, page in site.items():
        running = [tag for tag in page.all("script") if tag.attributes.get("type") != "application/ld+json"]
        assert all(tag.attributes.get("src") and not tag.text.strip() for tag in running), path
        assert not page.all("style"), path
        assert not [name for tag in page.tags for name in tag.attributes if name == "style" or name.startswith("on")], (
            path
        )


def test_items_of_evidence_are_called_by_their_words(real_site: Path, database: Database) -> None:
    """Only the page on contributing prints the ID of an item where a reader reads.

    IDs are for addresses, citations and records; the fields that the ledger keeps of a record are part of a record. An ID
    of one word, such as “listed”, cannot be distinguished from the word.
    """
    graph = database.graph
    records = (*graph.outlets.values(), *graph.firms.values(), *graph.campaigns.values())
    claims = " ".join(f"{item.claim} {item.inference}" for record in records for item in evidence_of(record))
    ids = {id for record in records for item in evidence_of(record) for id in (item.id, *item.formerly)}
    slugs = {id for id in ids if "-" in id and not re.search(rf"\b{id}\b", claims)}
    word = re.compile(r"(?<![\w/#.=-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-]|\.\w)")
    printed = set()
    for file in real_site.rglob("*.html"):
        if file.parent.name == "contribute":
            continue
        page = LexborHTMLParser(file.read_bytes())
        for unread in page.css("script, style, template, code, pre, .changes__fields"):
            unread.decompose()
        matches = slugs.intersection(word.findall(page.body.text(separator=" ") if page.body else ""))
        printed |= {(file.relative_to(real_site).as_posix(), id) for id in matches}

    assert len(slugs) > 100
    assert set() == printed


def compressed(file: Path) -> int:
    """The number of bytes of *file* when it is sent compressed."""
    return len(gzip.compress(file.read_bytes(), 9))


def test_outlet_pages_are_light(site: dict[str, Page], real_site: Path) -> None:
    """A phone on a slow line gets the answer soon."""
    files = [real_site / path for path in site if re.fullmatch(r"sites/[^/]+/index\.html", path)]

    assert 170 < len(files)
    assert [] == [file for file in files if file.stat().st_size > MAX_OUTLET_PAGE]
    assert [] == [file for file in files if compressed(file) > MAX_OUTLET_PAGE_COMPRESSED]


def test_style_is_light(site: dict[str, Page], real_site: Path) -> None:
    """A page loads a single style sheet, and it is small."""
    page = site["sites/romajournal.org/index.html"]
    sheets = [tag.attributes["href"] for tag in page.all("link") if tag.attributes.get("rel") == "stylesheet"]

    assert ["../../theme/masthead.css"] == sheets
    assert MAX_STYLE > compressed(real_site / "theme/masthead.css")


def test_scripts_are_light(site: dict[str, Page], real_site: Path) -> None:
    """The scripts of each page are small, with those that search loads when it is used, but without the index."""
    folder = real_site / "theme/js"
    later = {folder / "search-engine.min.js", folder / "lookup.min.js"}
    heavy = {}
    for path, page in site.items():
        named = {
            real_site / resolve(path, tag.attributes["src"])[0] for tag in page.all("script") if "src" in tag.attributes
        }
        loaded = named | (later if folder / "search.min.js" in named else set())
        if MAX_SCRIPTS < (size := sum(map(compressed, loaded))):
            heavy[path] = size

    assert {} == heavy
