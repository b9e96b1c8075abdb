"""A website in several languages: pages in each, everything else once, and the same addresses in the first language."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from masthead.building.build import addresses_made, build_part
from masthead.building.merge_shards import merge_parts
from masthead.building.output.outcome import BuildError, Making
from masthead.building.output.shard import Shard
from masthead.building.serving.preview import Preview
from masthead.ledger.ledger_reader import read_ledger
from tests.languages import in_languages, write_marked
from tests.site import PUBLISHER, Page, build, failure, fingerprint, furnish, make, read
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, World
from tests.world import make as make_world

PAGE = "sites/harbour-times.example/index.html"
URL = "https://list.example/db"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The small world in English, Arabic and Korean, from disk; for tests that change nothing in it."""
    world = in_languages(make_world(tmp_path_factory.mktemp("languages") / "world"))
    make(world)
    return world


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the same world for a server, with a public address."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**PUBLISHER, "MASTHEAD_URL": URL}.items():
            patch.setenv(name, value)
        world = in_languages(make_world(tmp_path_factory.mktemp("published") / "world"))
        # Its settings may come from the pelicanconf.py of another test, which this process has loaded before.
        languages = (
            'MASTHEAD_LANGUAGES = ["ar", "ko"]\nMASTHEAD_CATALOGUES = str(Path(__file__).parent / "translations")'
        )
        world.add("publishconf.py", f"{languages}\n")
        make(world, "publishconf.py")
    return world.root / "output"


def pages(output: Path, language: str = "") -> set[str]:
    """The pages in a language, by their paths below its folder."""
    folder = output / language
    paths = {file.relative_to(folder).as_posix() for file in folder.rglob("*.html")}
    return paths if language else {path for path in paths if not path.startswith(("ar/", "ko/"))}


def test_every_page_is_there_in_every_language(site: World) -> None:
    """Every page has the same address below the folder of each language."""
    output = site.root / "output"

    assert pages(output) == pages(output, "ar") == pages(output, "ko")


def test_only_pages_and_what_scripts_read_are_there_again(site: World) -> None:
    """The index of words, the tables of hosts, JSON, pictures and the theme are there once."""
    output = site.root / "output"
    others = {path for path in fingerprint(output / "ko") if not path.endswith(".html")}

    assert {"compare/words.js", "facets/labels.js", "facets/notes.js", "search/words.js"} == {
        path for path in others if not path.startswith("lookup/answers/")
    }
    assert {path for path in others if path.startswith("lookup/")} == {
        f"lookup/answers/{file.name}" for file in (output / "lookup/answers").iterdir()
    }


def test_website_in_one_language_has_nothing_of_others(site: World, tmp_path: Path) -> None:
    """A website whose languages are switched off is the same as one that never had further languages."""
    alone, off = furnish(make_world(tmp_path / "alone")), World(tmp_path / "off")
    shutil.copytree(site.root, off.root, ignore=shutil.ignore_patterns("output", ".cache"))
    off.edit("pelicanconf.py", "('ar', 'ko')", "()")
    make(alone)
    make(off)

    assert fingerprint(alone.root / "output") == fingerprint(off.root / "output")
    assert "data-languages" not in (alone.root / "output" / PAGE).read_text()


def test_pages_say_their_language_and_direction(site: World) -> None:
    """The root element of a page has its language and direction, so that it is read aloud and laid out correctly."""
    roots = [read(site.root / "output" / folder / PAGE).all("html")[0].attributes for folder in ("", "ar", "ko")]

    assert [("en-GB", "ltr"), ("ar", "rtl"), ("ko", "ltr")] == [(root["lang"], root["dir"]) for root in roots]


def links(page: Page) -> dict[str, str]:
    """The links to the other languages, by language."""
    return {tag.attributes["lang"]: tag.attributes["href"] for tag in page.all("a") if tag.attributes.get("href", "").startswith("../") and tag.attributes.get("lang") in ("ar", "ko", "en") and tag.text.strip() in ("English", "한국어", "العربية")}  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("", {"ar": "../../ar/sites/harbour-times.example/index.html", "ko": "../../ko/sites/harbour-times.example/index.html"}),
        ("ar", {"en": "../../../sites/harbour-times.example/index.html", "ko": "../../../ko/sites/harbour-times.example/index.html"}),
    ],
)  # fmt: skip
def test_page_links_to_itself_in_the_other_languages(folder: str, expected: dict[str, str], site: World) -> None:
    """Each link has the name of the language in that language, and no page has a link to itself."""
    assert expected == links(read(site.root / "output" / folder / PAGE))


def test_links_stay_in_the_language(site: World) -> None:
    """A page links to pages in its language, and otherwise only to files that are there once."""
    page = read(site.root / "output/ko" / PAGE)
    addresses = [tag.attributes[name] for tag in page.tags for name in ("href", "src") if name in tag.attributes]
    out = {address for address in addresses if address.startswith("../../../")} - set(links(page).values())

    assert "../../firms/quay-media/index.html" in addresses
    assert out
    assert all(re.match(r"\.\./\.\./\.\./(theme/|api/)", address) for address in out), out


def test_each_page_names_its_versions_for_search_engines(published: Path) -> None:
    """A page names itself too, and the first language for readers of any other; it is its own canonical page."""
    path = PAGE.removesuffix("index.html")
    versions = {"en": f"{URL}/{path}", "ar": f"{URL}/ar/{path}", "ko": f"{URL}/ko/{path}", "x-default": f"{URL}/{path}"}
    for folder, language in (("", "en"), ("ar", "ar"), ("ko", "ko")):
        head = read(published / folder / PAGE).all("link")
        alternates = {
            tag.attributes["hreflang"]: tag.attributes["href"] for tag in head if "hreflang" in tag.attributes
        }
        canonical = [tag.attributes["href"] for tag in head if tag.attributes.get("rel") == "canonical"]
        assert (versions, [versions[language]]) == (alternates, canonical)


def test_linked_data_is_of_the_page_in_its_language(published: Path) -> None:
    """The data has the address and the language of the page; the catalogue that it is part of is the same for all."""
    (script,) = [
        tag
        for tag in read(published / "ko" / PAGE).all("script")
        if tag.attributes.get("type") == "application/ld+json"
    ]
    node = json.loads(script.text)

    assert (f"{URL}/ko/{PAGE.removesuffix('index.html')}", "ko") == (node["@id"], node["inLanguage"])
    assert f"{URL}/" == node["isPartOf"]["@id"]


def test_permalinks_are_those_of_the_ledger(published: Path) -> None:
    """The address that a reader copies or cites on a translated page is the one that stays."""
    page = (published / "ko" / PAGE).read_text()
    cited = (published / "ko/sites/harbour-times.example/cite/index.html").read_text()

    assert f'hreflang="x-default" href="{URL}/sites/harbour-times.example/"' in page
    assert f"{URL}/sites/harbour-times.example/" in cited
    assert f"{URL}/ko/sites/harbour-times.example/" not in cited.partition("</head>")[2]


def test_ledger_binds_only_the_first_language(site: World) -> None:
    """A language can be switched off again."""
    addresses = addresses_made(site.root, "pelicanconf.py", site.load(), read_ledger(site.root))

    assert "sites/harbour-times.example/" in addresses
    assert [] == [address for address in addresses if address.startswith(("ar/", "ko/"))]


def test_missing_address_stays_in_its_language(published: Path) -> None:
    """The page for missing addresses below a language leads to pages in it."""
    assert 'href="/db/ko/search/"' in (published / "ko/404.html").read_text()
    assert 'href="/db/search/"' in (published / "404.html").read_text()


def prose(value: object, field: str = "") -> Iterator[str]:
    """Each text in a record that is in the words of the record."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from prose(inner, str(name))
        case list():
            for inner in value:
                yield from prose(inner, field)
        case str() if field in FIELDS:
            yield " ".join(value.split())


FIELDS = {"claim", "note", "summary", "shows", "locator", "reason", "business", "capacity", "channel", "among", "part", "our_reading", "reservation", "counts", "said"}  # fmt: skip


def test_text_of_records_is_marked_as_english(site: World) -> None:
    """A text is marked wherever a translated page has it, so that it is read aloud in English."""
    known = {text for source in RECORDS.values() for text in prose(yaml.safe_load(source)) if " " in text}
    shown: set[str] = set()
    for file in sorted((site.root / "output/ko").rglob("*.html")):
        for text, is_marked in texts_of(file):
            for passage in known:
                if passage in text:
                    shown.add(passage)
                    assert is_marked, f"{file}: {passage!r} in {text!r}"

    assert len(shown) > 5


def texts_of(file: Path) -> Iterator[tuple[str, bool]]:
    """Each text of the body of a page, with whether it is marked as English."""
    page, texts = Page(), []

    def handle(data: str) -> None:
        if any(tag.name == "main" for tag in page.open) and not any(tag.name == "pre" for tag in page.open):
            texts.append((" ".join(data.split()), any(tag.attributes.get("lang") == "en" for tag in page.open)))

    page.handle_data = handle  # type: ignore[method-assign]
    page.feed(file.read_text("utf-8"))
    return iter(texts)


@pytest.mark.parametrize("reviewer", ["", "Han Yeon"])
def test_foot_says_whether_anybody_has_reviewed_the_translation(reviewer: str, world: World) -> None:
    """The reviewer is a native speaker, and is named in the catalogue."""
    furnish(world)
    write_marked(world.root / "translations", "ko", reviewer)
    world.edit("pelicanconf.py", "MASTHEAD_LANGUAGES: tuple[str, ...] = ()", 'MASTHEAD_LANGUAGES = ["ko"]')
    make(world)
    foot = read(world.root / "output/ko/index.html").all("footer")[0].text

    assert "English one counts" in foot
    assert ("No native speaker has reviewed" in foot) == (not reviewer)
    assert "English one counts" not in read(world.root / "output/index.html").text


def test_page_of_text_is_translated_or_in_english(site: World, tmp_path: Path) -> None:
    """A page without a translation is shown in the first language and marked; headings keep their anchors."""
    world = World(tmp_path / "world")
    shutil.copytree(site.root, world.root, ignore=shutil.ignore_patterns("output", ".cache"))
    source = (world.root / "content/pages/about.md").read_text()
    world.write("content/ko/about.md", source.replace("## What it is\n", "## 무엇인가\n").replace("Title: About", "Title: 소개"))  # fmt: skip
    make(world)
    about, method = (read(world.root / "output/ko" / name / "index.html") for name in ("about", "method"))
    (heading,) = [tag for tag in about.all("h2") if tag.text == "무엇인가"]

    assert ("소개", "what-it-is") == (about.all("h1")[0].text, heading.attributes["id"])
    assert "lang" not in about.all("h1")[0].attributes
    assert "en-GB" == method.all("h1")[0].attributes["lang"]
    assert "About" == read(world.root / "output/about/index.html").all("h1")[0].text
    assert 'href="../method/index.html"' in (world.root / "output/ko/about/index.html").read_text()


def pieces(file: Path) -> Any:
    """The value that a script hands over."""
    return json.loads(file.read_text().split(",", 1)[1].rpartition(")")[0])


def test_search_has_its_words_once_and_each_language_its_own(site: World) -> None:
    """A country is found by its name in each language, and a result is worded from its parts."""
    output = site.root / "output"
    words = pieces(output / "ko/search/words.js")
    index = (output / "search/manifest.js").read_text()

    assert "이탈리아" == words["countries"]["IT"]
    assert "en" == words["records"]
    assert "⟦" in words["states"]["disputed"]
    assert '"country":"IT"' in index
    assert "إيطاليا" in index


def test_look_up_answers_in_each_language(site: World) -> None:
    """The answers are for tables of hosts that are there once."""
    output = site.root / "output"
    for file in sorted((output / "lookup/answers").iterdir()):
        first, translated = pieces(file), pieces(output / "ar/lookup/answers" / file.name)
        assert [answer[0] for answer in first] == [answer[0] for answer in translated]
    answers = "".join(file.read_text() for file in (output / "ar/lookup/answers").iterdir())

    assert "⟦The record has what ⟧" in answers
    assert "⟦Listed by ⟧" in answers


def test_each_language_is_offered_in_itself(site: World) -> None:
    """The offer of a language is in its own words, for pages in other languages."""
    folder = site.root / "output/offers"

    assert {"en.js", "ar.js", "ko.js"} == {file.name for file in folder.iterdir()}
    assert "This page is also available in English." == pieces(folder / "en.js")["offer"]
    assert "⟦" in pieces(folder / "ko.js")["offer"]


def test_parts_give_the_same_website(site: World) -> None:
    """The parts may be made by several machines."""
    folders = [site.root.parent / f"part-{number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, 1):
        build_part(site.root, "pelicanconf.py", folder, Shard(number, 3))
    merge_parts(folders, site.root.parent / "merged")

    assert fingerprint(site.root / "output") == fingerprint(site.root.parent / "merged")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIRM, "name: Quay Media Co., Ltd.", "name: Wharf Media Group"),
        (OUTLET, "kind: local-news\n", "kind: national-news\n"),
        (SOURCE, "short_name: the Harbour Lab", "short_name: the Quay Lab"),
        (CAMPAIGN, "name: LIGHTHOUSE", "name: LIGHTSHIP"),
        ("translations/ko/LC_MESSAGES/masthead.po", "⟦Target country⟧", "⟦대상 국가⟧"),
        ("pelicanconf.py", "('ar', 'ko')", "('ko',)"),
    ],
)
def test_change_gives_what_is_made_from_nothing(path: str, old: str, new: str, world: World) -> None:
    """The pages of every language are those of a build from nothing, even if some are taken from the last build."""
    in_languages(world)
    make(world)
    text = (world.root / path).read_text()
    assert old in text
    world.write(path, text.replace(old, new))
    website = build(world.root, "pelicanconf.py", world.root / "output", making=Making.COMPARED)

    assert website.changed
    assert any(path.startswith("ko/") for path in website.manifest)


def test_unchanged_website_is_linked(world: World) -> None:
    """Nothing is made again, in any language."""
    in_languages(world)
    make(world)
    again = make(world)

    assert (0, len(again.manifest)) == (again.changed, again.linked)


def test_packed_website_has_its_languages_too(world: World) -> None:
    """A website packed into few files has the pages and answers of every language."""
    in_languages(world, ["ko"])
    world.edit("pelicanconf.py", "MASTHEAD_PACKED = False", "MASTHEAD_PACKED = True")
    make(world)
    output = world.root / "output"

    assert {file.name for file in (output / "lookup/answers").iterdir()} == {
        file.name for file in (output / "ko/lookup/answers").iterdir()
    }
    assert (output / "ko" / PAGE).is_file()


def test_saved_records_are_shown_in_every_language(world: World) -> None:
    """The pages are shown before they are built, as the build will make them."""
    in_languages(world, ["ko"])
    preview = Preview(world.root, "pelicanconf.py")
    world.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Wharf Media Group")
    shown = dict(preview.pages([FIRM], [FIRM]))
    make(world)

    assert {"firms/quay-media/index.html", "ko/firms/quay-media/index.html"} <= shown.keys()
    assert {path: (world.root / "output" / path).read_text() for path in shown} == shown


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (("fr",), "MASTHEAD_LANGUAGES: fr has no catalogue; write fr/LC_MESSAGES/masthead.po"),
        (("ko", "ko"), "MASTHEAD_LANGUAGES: the website is in ko already; name each language once"),
        (("en-US",), "MASTHEAD_LANGUAGES: the website is in en already; name each language once"),
        (("zz-nowhere",), "MASTHEAD_LANGUAGES: "),
        ((5,), "MASTHEAD_LANGUAGES: "),
        (("../ko",), "MASTHEAD_LANGUAGES: "),
    ],
)
def test_languages_that_cannot_be_made_are_refused(languages: tuple[object, ...], said: str, world: World) -> None:
    """The message names the setting, and says what to do."""
    in_languages(world, ["ko"])
    world.edit("pelicanconf.py", "('ko',)", str(languages))

    assert failure(world).startswith(said)


@pytest.mark.parametrize(
    ("old", "new"), [("msgid ", "msgit "), ("plural=(", "plural=(m"), ('"Content-Type: text/plain; charset=utf-8', '"Content-Type: text/plain; charset=none')]
)  # fmt: skip
def test_damaged_catalogue_is_refused(old: str, new: str, world: World) -> None:
    """The message names the file of the catalogue."""
    in_languages(world, ["ar"])
    file = "translations/ar/LC_MESSAGES/masthead.po"
    world.write(file, (world.root / file).read_text().replace(old, new))

    with pytest.raises(BuildError, match=r"masthead\.po"):
        make(world)
