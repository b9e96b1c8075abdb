"""Translations: every text can be taken out, and a catalogue is all that another language needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from masthead.edition.localisation import DOMAIN, capitalised, phrasebook
from masthead.field_types.vocabulary import Term
from tests.site import ROOT, Page, build, furnish, read, run
from tests.world import RECORDS, World

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "say": None, "sentence": None, "NN_": (1, 2), "plural": (1, 2),
}  # fmt: skip
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
# Names, and what stands for itself in every language.
NAMES = {"masthead", "disarm", "ip", "ipv4", "id", "adsense", "as", "cc", "by", "kb", "html", "json", "css", "api", "url", "sha", "news", "outlet", "persona", "bibtex", "ris", "csl", "apa", "chicago", "hxxps"}  # fmt: skip


def catalogue() -> Catalog:
    """All texts that can be translated."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel leaves it untyped
    texts = Catalog(domain=DOMAIN)
    for name, line, message, _, _ in extract_from_dir(ROOT, methods, options, KEYWORDS):
        texts.add(message, locations=[(name, line)])
    return texts


CATALOGUE = catalogue()
MESSAGES = [message for message in CATALOGUE if message.id]


def texts(message: str | tuple[str, ...] | list[str]) -> list[str]:
    """The forms of *message*: one, or one and many."""
    return [message] if isinstance(message, str) else list(message)


KNOWN = {text for message in MESSAGES for text in texts(message.id)}


def marked(text: str) -> str:
    """A text in the language of marks: the same, but for the brackets around each piece that is no place for a name."""
    pieces = re.split(r"(%\(\w+\)s|%%)", text)
    return "".join(piece if number % 2 or not piece.strip() else f"⟦{piece}⟧" for number, piece in enumerate(pieces))


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """A folder with a German catalogue in which every text is marked."""
    german = Catalog(locale="de", domain=DOMAIN)
    for message in MESSAGES:
        forms = [marked(text) for text in texts(message.id)]
        german.add(message.id, forms[0] if len(forms) == 1 else tuple(forms))
    folder = tmp_path / "translations/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, german)
    return tmp_path / "translations"


@pytest.fixture
def german(world: World, catalogues: Path) -> Path:
    """The small world as a website in the language of marks; only its settings differ."""
    furnish(world).add("pelicanconf.py", f'MASTHEAD_LOCALE = "de"\nMASTHEAD_CATALOGUES = {str(catalogues)!r}\n')
    build(world.root, "pelicanconf.py", world.root / "output")
    return world.root / "output"


def test_command_of_the_documentation_takes_the_texts_out(tmp_path: Path) -> None:
    """What docs/translating.md says is what works, and gives what this test sees."""
    (command,) = re.findall(
        r"^\.venv/bin/(pybabel extract .*)$", (ROOT / "docs/translating.md").read_text(), re.MULTILINE
    )
    finished = run([*command.replace("masthead.pot", str(tmp_path / "masthead.pot")).split()], ROOT)
    with (tmp_path / "masthead.pot").open("rb") as file:
        taken = {text for message in read_po(file) if message.id for text in texts(message.id)}

    assert 0 == finished.returncode, finished.stderr
    assert KNOWN == taken


def literals() -> Iterator[tuple[str, str]]:
    """Each text that the engine marks for translation, with its module."""
    for path in sorted((ROOT / "masthead").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                value = node.args[0]
                yield (
                    str(path.relative_to(ROOT)),
                    ast.literal_eval(value) if isinstance(value, ast.Constant | ast.JoinedStr) else "",
                )


def test_every_text_of_the_engine_is_in_the_catalogue() -> None:
    """Also one in a module where nobody looked for texts before; and each is a plain literal."""
    assert [] == [(name, text) for name, text in literals() if text not in KNOWN and "vocabulary" not in name]


def test_every_term_is_in_the_catalogue() -> None:
    """Labels and definitions of the closed lists."""
    terms = [term for kind in Term.__subclasses__() for term in kind]

    assert [] == [text for term in terms for text in (term.label, term.definition) if text and text not in KNOWN]


def test_every_text_of_the_templates_is_in_the_catalogue() -> None:
    """What stands between trans and endtrans, as a translator gets it."""
    blocks = [
        (path.name, text)
        for path in sorted((ROOT / "theme/templates").rglob("*.html"))
        for text in re.findall(r"{%-?\s*trans\s*-?%}(.*?){%-?\s*endtrans", path.read_text(), re.DOTALL)
    ]

    assert blocks
    assert [] == [
        (name, text)
        for name, text in blocks
        if re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", text).strip() not in {k.strip() for k in KNOWN}
    ]


def test_no_text_holds_html_or_lines() -> None:
    """A translator gets sentences."""
    assert [] == [text for text in KNOWN if re.search(r"<\w|\n|{{|&\w+;", text)]


def segments(page: Page) -> Iterator[str]:
    """The texts of *page* that readers see or hear."""
    yield page.text
    yield page.all("title")[0].text
    for tag in page.tags:
        yield from (tag.attributes[name] for name in ATTRIBUTES if name in tag.attributes)
        yield from (value for name, value in tag.attributes.items() if name.startswith("data-") and " " in value)
    yield from (tag.attributes["content"] for tag in page.all("meta") if tag.attributes.get("name") == "description")


def words(text: str) -> set[str]:
    """The words in *text*."""
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def words_of_german() -> set[str]:
    """Names of the countries, languages, months and joining words that the world needs in German."""
    book = phrasebook("de")
    named = [book.country("IT"), book.country("CN"), book.language("it"), book.language("zh-Hans"), book.language("en")]
    months = [*book.locale.months["format"]["wide"].values(), *book.locale.months["stand-alone"]["wide"].values()]
    return words(" ".join([*named, *months, book.list(["a", "b"])]))


def test_catalogue_is_all_that_a_language_needs(german: Path) -> None:
    """Whatever a page says is a text of the catalogue, a word of a record, or a name in the language."""
    known = NAMES | words(" ".join(RECORDS) + " ".join(RECORDS.values())) | words_of_german()
    # Pages of text are written in the language of the website; the formats of citations are the same in every one.
    others = {"about", "contribute", "corrections", "method", "cite"}
    pages = [path for path in sorted(german.rglob("*.html")) if not others & set(path.relative_to(german).parts)]
    strange: dict[str, set[str]] = {}
    for path in pages:
        for text in segments(read(path)):
            rest = words(re.sub("⟦[^⟧]*⟧", " ", text)) - known
            if rest:
                strange.setdefault(str(path.relative_to(german)), set()).update(rest)

    assert {} == strange


def test_pages_say_their_language(german: Path) -> None:
    """So that they are read aloud and hyphenated rightly."""
    assert {"de"} == {tag.attributes["lang"] for path in german.rglob("*.html") for tag in read(path).all("html")}


def test_direction_follows_the_language(world: World) -> None:
    """Pages in Arabic run from the right, with dates and countries in Arabic."""
    furnish(world).add("pelicanconf.py", 'MASTHEAD_LOCALE = "ar"\n')
    build(world.root, "pelicanconf.py", world.root / "output")
    page = read(world.root / "output/countries/it/index.html")

    assert ("ar", "rtl") == (page.all("html")[0].attributes["lang"], page.all("html")[0].attributes["dir"])
    assert "إيطاليا" in page.text


def test_text_without_a_translation_is_english(tmp_path: Path) -> None:
    """A catalogue may be begun."""
    (tmp_path / "none").mkdir()

    assert "Countries" == phrasebook("de", tmp_path / "none").say("Countries")


@pytest.mark.parametrize(
    ("text", "at_the_start"),
    [
        ("the Citizen Lab", "The Citizen Lab"),
        ("a firm", "A firm"),
        ("eBay", "EBay"),
        ("élan", "Élan"),
        ("日経", "日経"),
        ("", ""),
    ],
)
def test_line_begins_with_a_capital(text: str, at_the_start: str) -> None:
    """A name that sentences write with a small article has a capital at the start of a line or cell."""
    assert at_the_start == capitalised(text)


def test_every_language_and_country_has_a_name() -> None:
    """In the language of the pages, script and region included."""
    english = phrasebook("en-GB")

    assert ["Latin", "Kara-Kalpak", "Chinese (Traditional)", "Portuguese (Brazil)", "Serbian (Latin, Kosovo)", "Spanish (Latin America)", "Italian (Antarctica)"] == [
        english.language(tag) for tag in ("la", "kaa", "zh-Hant", "pt-BR", "sr-Latn-XK", "es-419", "it-AQ")
    ]  # fmt: skip
    assert ["Kosovo", "Türkiye", "Target unknown"] == [english.country(code) for code in ("XK", "TR", "ZZ")]


def test_country_in_a_sentence_has_its_article() -> None:
    """In English, where a few take one."""
    english = phrasebook("en-GB")

    assert ["the United Kingdom", "Italy", "the Netherlands"] == [
        english.country_in_sentence(code) for code in ("GB", "IT", "NL")
    ]
    assert "Vereinigtes Königreich" == phrasebook("de").country_in_sentence("GB")
