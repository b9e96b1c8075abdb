"""A check finds everything that a build refuses in a page of text: without a finding, a build comes to its end."""

from __future__ import annotations

import shutil

import pytest
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from masthead.building.output.outcome import BuildError
from masthead.loading.text_pages import read_text_page
from masthead.loading.website_files import PAGE_END
from masthead.model.website_paths import DOWNLOADS, OWN_FILES, OWN_FOLDERS, OWN_PAGES
from tests.site import ROOT, make
from tests.world import World

HEAD = "a head has the lines Title, Slug, Template and Summary, each once, and an empty line after them"
ELSEWHERE = "give the page another Slug"
LINK = "correct it, or leave it out"
TEMPLATE = "name one that extends page.html, or leave the line out"

# Each kind of page that a build refuses: where it is, its head and text, and where and what a check finds.
REFUSED = {
    "no title": ("pages/z.md", "Slug: z", "", "1: the head has no Title; let the page begin with the line Title: and its title"),
    "no head": ("pages/z.md", "Low water.", "", "1: the head has no Title; let the page begin with the line Title: and its title"),
    "an empty title": ("pages/z.md", "Title:", "", "1: the line Title is empty; write it, or bring it back"),
    "an address that two have": ("pages/z.md", "Title: Ebb\nSlug: method", "",
        f"2: content/pages/method.md has the address /method/ too; {ELSEWHERE}"),
    "an address of the website": ("pages/z.md", "Title: Firms", "",
        f"1: the address /firms/ is one of pages that the website makes by itself; {ELSEWHERE}"),
    "an address of a language": ("pages/z.md", "Title: Ebb\nSlug: it", "",
        f"2: the address /it/ is one of pages that the website makes by itself; {ELSEWHERE}"),
    "capitals in an address": ("pages/z.md", "Title: Ebb\nSlug: Ebb", "",
        f"2: the page cannot have the address /Ebb/: use lower-case letters, digits, dots and hyphens; {ELSEWHERE}"),
    "a device": ("pages/z.md", "Title: LPT1", "",
        f"1: the page cannot have the address /lpt1/: 'lpt1' cannot be a file name on some systems; {ELSEWHERE}"),
    "an address elsewhere": ("pages/z.md", "Title: Ebb\nSlug: ../ebb", "",
        f"2: the page cannot have the address /../ebb/: use lower-case letters, digits, dots and hyphens; {ELSEWHERE}"),
    "a file elsewhere": ("pages/z.md", "Title: Ebb\nSave_as: ../ebb/index.html", "", f"2: the head has the line Save_as; {HEAD}"),
    "a needed page put off": ("pages/method.md", "Title: Method\nSlug: method\nStatus: draft", "", f"3: the head has the line Status; {HEAD}"),
    "an unknown status": ("pages/z.md", "Title: Ebb\nStatus: low", "", f"2: the head has the line Status; {HEAD}"),
    "a translation of nothing": ("pages/z.md", "Title: Ebb\nTranslation: true", "", f"2: the head has the line Translation; {HEAD}"),
    "a day that is none": ("pages/z.md", "Title: Ebb\nDate: full moon", "", f"2: the head has the line Date; {HEAD}"),
    "two addresses": ("pages/z.md", "Title: Ebb\nSlug: ebb\nSlug: low-water", "", f"3: the head has the line Slug twice; {HEAD}"),
    "no template": ("pages/z.md", "Title: Ebb\nTemplate: tides", "", f"2: 'tides' is not a template for pages of text; {TEMPLATE}"),
    "a template for records": ("pages/z.md", "Title: Ebb\nTemplate: firm", "",
        f"2: 'firm' is not a template for pages of text; {TEMPLATE}"),
    "a link to no page": ("pages/z.md", "Title: Ebb", "Low.\n\nSee [it](/low-water/).",
        f"5: the page leads to /low-water/, and the website has no page or download there; {LINK}"),
    "a link to a file": ("pages/z.md", "Title: Ebb", "[it](/about)", f"3: the page leads to /about, and the website has no page or download there; {LINK}"),
    "a link to no record": ("pages/z.md", "Title: Ebb", "[it][1]\n\n[1]: /firms/tide-press/",
        f"5: the page leads to /firms/tide-press/, and the website has no page or download there; {LINK}"),
    "a link to no country": ("pages/z.md", "Title: Ebb", "[it](/countries/fr/)",
        f"3: the page leads to /countries/fr/, and the website has no page or download there; {LINK}"),
    "a link beside the page": ("pages/z.md", "Title: Ebb", "[it](about/)", f"3: the page leads to about/, and the website has no page or download there; {LINK}"),
    "a link without a scheme": ("pages/z.md", "Title: Ebb", "[it](//example.org/)",
        f"3: the page leads to //example.org/, and the website has no page or download there; {LINK}"),
    **{
        f"a link to {address}": ("pages/z.md", "Title: Ebb", f"[it]({address})", f"3: the page leads to {address}, {fault}; {LINK}")
        for fault, addresses in {
            "and the website has no page or download there": (
                "/indicators/ipv4/203.0.113.9/", "/indicators/ipv4/", "/indicators/username/quaydesk/", "/techniques/t0114/", "/languages/de/", "/years/1999/",
                "/kinds/blog/", "/changes/1999-01/", "/api/v1/firms/tide-press.json", "/data/tides.csv", "/feeds/tides.xml",
                "/schema/v2/firm.json", "/firms/quay-media/tides/", "/firms/quay-media", "/theme/tides.css",
                "/attachments/tides.webp", "/facets/labels.js", "/it/data/sites.csv", "/it/years/1999/", "/compare/tides/", "/indicators/ipv6/",
                "/sources/harbour-lab-2024/cite/", "/firms/quay-media/card.png",
            ),
            "a part of a list that may hold other items later": (
                "/sites/page/9/", "/countries/it/page/2/", "/kinds/local-news/page/7/", "/firms/quay-media/sites/statements/",
                "/campaigns/lighthouse/sites/names/page/2/",
            ),
        }.items()
        for address in addresses
    },
    "a picture that is not there": ("pages/z.md", "Title: Ebb", "![it]({static}ebb.png)",
        f"3: the page names {{static}}ebb.png, and the folder of the pages has no such file; {LINK}"),
    "a picture with capitals": ("pages/z.md", "Title: Ebb", "![it]({static}Ebb.png)",
        f"3: the page names {{static}}Ebb.png, which cannot be published: use lower-case letters, digits, dots and hyphens; {LINK}"),
    "a page that is not there": ("pages/z.md", "Title: Ebb", "[it]({filename}ebb.md)",
        f"3: the page names {{filename}}ebb.md, and the folder of the pages has no such file; {LINK}"),
    "an unknown mark": ("pages/z.md", "Title: Ebb", "[it]({tide}ebb.md)", f"3: pages of text know {{filename}} and {{static}}, and not {{tide}}ebb.md; {LINK}"),
    "a file that moves": ("pages/z.md", "Title: Ebb", "[it]({attach}Ebb.png)", f"3: pages of text know {{filename}} and {{static}}, and not {{attach}}Ebb.png; {LINK}"),
    "a mark in a summary": ("pages/z.md", "Title: Ebb\nSummary: [it]({static}ebb.png)", "",
        "2: the Summary has a link; write it without one: it is shown as plain text"),
    "a translation without a title": ("it/method.md", "Slug: method", "",
        "1: the head has no Title; let the page begin with the line Title: and its title"),
    "a translation of no page": ("it/z.md", "Title: Ebb\nSlug: marea", "",
        "2: no page in content/pages/ has the Slug marea; correct the Slug, or delete the page"),
    "a translation twice": ("it/z.md", "Title: Ebb\nSlug: about", "", f"2: content/it/about.md has the address /about/ too; {ELSEWHERE}"),
    "a translation put off": ("it/about.md", "Title: Ebb\nSlug: about\nStatus: draft", "", f"3: the head has the line Status; {HEAD}"),
    "a link of a translation": ("it/about.md", "Title: Ebb\nSlug: about", "[it](/low-water/)",
        f"4: the page leads to /low-water/, and the website has no page or download there; {LINK}"),
}  # fmt: skip

# Each of these is a page of its own.
ACCEPTED = {
    "title": ("Title: The ebb, and low water!", "Low."),
    "accents": ("Title: Ebbe für alle\nSlug: ebbe", "Low."),
    "below": ("Slug: guide/one.two\nTitle: Ebb", "Low."),
    "mark": ("\ufeffTitle: Ebb 3", "Low."),
    "lines": ("Title: Ebb 4\r\nSlug: ebb-4\r\nSummary: Low\r\n    and lower", "Low."),
    "indented": ("   title: Ebb 5\n  TEMPLATE: method", "Low."),
    "links": (
        "Title: Ebb 6",
        """[a](/) [b](/about/#x) [c](/search/?q=x) [d](/firms/quay-media/) [e](/firms/quay-media/cite/) [f](../method/)
        [g](/feeds/changes.xml) [h](mailto:x@example.org) [i](https://example.org/) [j](#k) [k]({filename}title.md)
        [l](/countries/it/) [m](/sites/index.html) [n]({index}) <a href="/data/sites.csv">x</a> [o](/guide/one.two/)
        [p](/kinds/local-news/) [s]({filename}/pages/title.md) [t](/it/method/)
        [u]({filename}/it/title.md) [v](/it/kinds/local-news/) [w](/techniques/t0097.202/) [y](/compare/)
        [z](/api/v1/firms/quay-media.json)""",
    ),
    "code": ("Title: Ebb 7", "`[a](/gone/)`\n\n    [b](/gone/)\n\n```\n[c](gone.png)\n```\n\n{{ no.template }}"),
    "quotes": ("Title: Ebb 8", "<a href='/gone/'>x</a>"),
    "picture": ("Title: Ebb 9", "![a]({static}ebb.png) ![b]({static}/pages/ebb.png) ![c]({static}low%20water.png)"),
}


@pytest.fixture
def shore(site: World) -> World:
    """A website in two languages."""
    shutil.copytree(ROOT / "translations", site.root / "translations")
    site.add("pelicanconf.py", '\nMASTHEAD_LANGUAGES = ("it",)\n')
    site.write("content/pages/Ebb.png", "x")
    return site


def write(site: World, path: str, head: str, text: str) -> None:
    """Write a whole page of text."""
    site.write(f"content/{path}", f"{head}\n\n{text}\n\n{PAGE_END}\n")


@pytest.mark.parametrize("kind", REFUSED)
def test_what_a_build_refuses_is_found(kind: str, shore: World) -> None:
    """A check finds each kind, in its place and with its cure."""
    path, head, text, said = REFUSED[kind]
    write(shore, path, head, text)
    line, _, message = said.partition(": ")

    assert [f"content/{path}:{line}:1: error: {message} [content-page]"] == shore.lines()


@pytest.mark.parametrize("kind", [*REFUSED][::4])
@pytest.mark.usefixtures("blind")
def test_build_alone_refuses_it(kind: str, shore: World) -> None:
    """No finding is a matter of taste: Pelican, our writer or the verification of the website stops the build."""
    path, head, text, _ = REFUSED[kind]
    write(shore, path, head, text)

    with pytest.raises(BuildError):
        make(shore)


def test_what_is_not_found_is_built(shore: World) -> None:
    """All other heads, texts, links and pictures make pages in both languages."""
    for name, (head, text) in ACCEPTED.items():
        write(shore, f"pages/{name}.md", head, text)
    shore.write("content/pages/ebb.png", "x")
    shore.write("content/pages/low water.png", "x")
    write(shore, "it/title.md", "Title: Bassa\nSlug: the-ebb-and-low-water", "[a](/ebb-9/)")
    (line,) = shore.lines()

    assert "low%20water.png, which cannot be published" in line
    (shore.root / "content/pages/low water.png").rename(shore.root / "content/pages/low-water.png")
    write(shore, "pages/picture.md", *(part.replace("low%20water", "low-water") for part in ACCEPTED["picture"]))
    assert [] == shore.lines()
    build = make(shore)

    slugs = {read_text_page("pages/x.md", f"{head}\n".encode()).slug for head, _ in ACCEPTED.values()}
    assert {*slugs} >= {"the-ebb-and-low-water", "ebbe", "guide/one.two", "ebb-9"}
    assert [] == [
        slug for slug in slugs if not {f"{slug}/index.html", f"it/{slug}/index.html"} <= build.manifest.keys()
    ]


@pytest.mark.parametrize(
    "title", ["Ebb", "Low  water", "a_b - c", "What’s on, 1st?", "(x)", "--", "A. B.: C; 'd'!", "ebb-"]
)
def test_address_follows_from_the_title_as_in_a_build(title: str) -> None:
    """A check makes the same address from a plain title as Pelican does."""
    expected = slugify(title, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])

    assert expected == read_text_page("pages/x.md", f"Title: {title}\n".encode()).slug


def test_value_of_a_record_that_cannot_be_read_may_be_there(shore: World) -> None:
    """The fault of the record is reported, and not a link that may be right."""
    write(shore, "pages/z.md", "Title: Ebb", "[x](/years/1999/) [y](/firms/tide-press/)")
    shore.write("sites/it/low-water.example.yml", "kind: [")

    assert [("sites/it/low-water.example.yml", False), ("content/pages/z.md", True)] == [
        (line.partition(":")[0], "/firms/tide-press/" in line) for line in sorted(shore.lines(), reverse=True)
    ]


def test_every_page_and_download_of_a_build_is_known(shore: World) -> None:
    """A check lets pages of text lead to all of them, except to numbered pages of lists."""
    build = make(shore)
    files = [path.removesuffix("index.html") for path in build.manifest if path.endswith("/index.html")]
    files += [path for path in build.manifest if path.partition("/")[0] in ("api", "data", "feeds", "schema", "theme")]
    links = " ".join(f"[x](/{path})" for path in files if "/page/" not in path)
    write(shore, "pages/z.md", "Title: Ebb", links)

    assert [] == shore.lines()
    assert DOWNLOADS - {*build.manifest} == set()


def test_own_addresses_are_those_of_a_build(shore: World) -> None:
    """Everything that a website has beside pages of text is known to be its own."""
    texts = {"about", "method", "contribute", "corrections", "it"}
    paths = {path for path in make(shore).manifest if path.partition("/")[0] not in texts}

    assert {path for path in paths if "/" not in path} <= OWN_FILES | {"index.html"}
    assert {path.partition("/")[0] for path in paths if "/" in path} <= OWN_FOLDERS
    assert {page for page in OWN_PAGES if f"{page}/index.html" not in paths} <= {"techniques", "languages"}
