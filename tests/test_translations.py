"""Translations: every text can be taken out, and a catalogue is all that another language needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from masthead.building.rendering.constant_texts import translate_constants, write_numbers
from masthead.edition.localisation import capitalised, phrasebook
from masthead.field_types.vocabulary import Term
from masthead.translating.template import PATH, template, template_text
from tests.languages import MESSAGES, texts, write_marked
from tests.site import ROOT, Page, build, furnish, masthead, read
from tests.world import RECORDS, World

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
# Names, and words that are the same in every language.
NAMES = {"masthead", "disarm", "ip", "ipv4", "id", "adsense", "as", "cc", "by", "kb", "html", "json", "css", "api", "url", "sha", "news", "outlet", "persona", "bibtex", "ris", "csl", "apa", "chicago", "hxxps"}  # fmt: skip
# The page of the data has names of formats, files and schemas, and the address of the licence.
IN_DATA = {"atom", "csv", "manifest", "campaign", "creativecommons", "licenses"}


KNOWN = {text for message in MESSAGES for text in texts(message.id)}


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """A folder with a German catalogue in which every text is marked."""
    write_marked(tmp_path / "translations", "de")
    return tmp_path / "translations"


@pytest.fixture
def german(world: World, catalogues: Path) -> Path:
    """The small world as a website in the language of marks; only its settings differ."""
    furnish(world).add("pelicanconf.py", f'MASTHEAD_LOCALE = "de"\nMASTHEAD_CATALOGUES = {str(catalogues)!r}\n')
    build(world.root, "pelicanconf.py", world.root / "output")
    return world.root / "output"


def test_template_is_what_the_sources_have() -> None:
    """Translators work with it; `masthead translations --write` renews it."""
    assert (ROOT / PATH).read_bytes().decode() == template_text(template(ROOT)).decode()


def test_command_renews_the_template(tmp_path: Path) -> None:
    """It says what differs, and writes it when it is asked to."""
    for folder in ("masthead/views/parts", "theme/templates"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "masthead/views/parts/tides.py").write_text('_TIDE = N_("High water at %(time)s")\n')
    (tmp_path / "theme/templates/a.html").write_text("{# Translators: of the sea #}\n{% trans %}Ebb{% endtrans %}")
    differing = masthead("translations", "--root", tmp_path)
    written = masthead("translations", "--root", tmp_path, "--write")
    again = masthead("translations", "--root", tmp_path)
    text = (tmp_path / PATH).read_text()

    assert (1, 0, 0) == (differing.returncode, written.returncode, again.returncode)
    assert "differs from the texts" in differing.stderr
    assert 'msgid "High water at %(time)s"' in text
    assert '#. of the sea\n#: theme/templates/a.html\nmsgid "Ebb"' in text


NOTED = re.compile(
    r"did not operate|attributed|assessed|believed|suggested|linked|denied|appears to|rejected|had not replied|not listed"
    r"|No reply|disputed|names its operator|who operates|^(?:high|moderate|low|not stated|denies|operator|reseller)$"
)


def test_texts_that_carry_certainty_have_notes() -> None:
    """Each text on verdicts, degrees of certainty, denials or roles has a note on what a translator must not change."""
    carrying = [message for message in MESSAGES if any(map(NOTED.search, texts(message.id)))]

    assert len(carrying) > 40
    assert [] == [message.id for message in carrying if not message.auto_comments]


def test_note_is_on_every_text_of_the_statement_below_it() -> None:
    """Every text of a whole class or table has its note, and no other text does."""
    notes = {message.id: message.auto_comments for message in MESSAGES}

    assert notes["has determined"] == notes["says that its evidence points that way"] != []
    assert notes["has determined"] != notes["high"]
    assert [] == notes["Countries"]


def test_no_text_is_half_a_sentence() -> None:
    """Other languages order the parts of a sentence differently; separators of items are not sentences."""
    assert {", ", "; "} == {text for text in KNOWN if text != text.strip()}


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
    """It includes texts in modules that had none before; and each is a plain literal."""
    assert [] == [(name, text) for name, text in literals() if text not in KNOWN and "vocabulary" not in name]


def test_every_term_is_in_the_catalogue() -> None:
    """The catalogue has the labels and definitions of the closed lists."""
    terms = [term for kind in Term.__subclasses__() for term in kind]

    assert [] == [text for term in terms for text in (term.label, term.definition) if text and text not in KNOWN]


def test_every_text_of_the_templates_is_in_the_catalogue() -> None:
    """The text between trans and endtrans is there as a translator gets it."""
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
    """Everything that a page says is a text of the catalogue, a word of a record, or a name in the language."""
    known = NAMES | words(" ".join(RECORDS) + " ".join(RECORDS.values())) | words_of_german()
    # Pages of text are written in the language of the website; the formats of citations are the same in every one.
    others = {"about", "contribute", "corrections", "method", "cite"}
    pages = [path for path in sorted(german.rglob("*.html")) if not others & set(path.relative_to(german).parts)]
    strange: dict[str, set[str]] = {}
    for path in pages:
        for text in segments(read(path)):
            rest = words(re.sub("⟦[^⟧]*⟧", " ", text)) - known - (IN_DATA if path.parent.name == "data" else set())
            if rest:
                strange.setdefault(str(path.relative_to(german)), set()).update(rest)

    assert {} == strange


def test_pages_say_their_language(german: Path) -> None:
    """Each page names its language, so that it is read aloud and hyphenated correctly."""
    assert {"de"} == {tag.attributes["lang"] for path in german.rglob("*.html") for tag in read(path).all("html")}


def test_direction_follows_the_language(world: World) -> None:
    """Pages in Arabic run from the right, with dates and countries in Arabic."""
    furnish(world).add("pelicanconf.py", 'MASTHEAD_LOCALE = "ar"\n')
    build(world.root, "pelicanconf.py", world.root / "output")
    page = read(world.root / "output/countries/it/index.html")

    assert ("ar", "rtl") == (page.all("html")[0].attributes["lang"], page.all("html")[0].attributes["dir"])
    assert "إيطاليا" in page.text


def test_text_without_a_translation_is_english(tmp_path: Path) -> None:
    """A language may have no catalogue yet."""
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
    """The names are in the language of the pages, with script and region."""
    english = phrasebook("en-GB")

    assert ["Latin", "Kara-Kalpak", "Chinese (Traditional)", "Portuguese (Brazil)", "Serbian (Latin, Kosovo)", "Spanish (Latin America)", "Italian (Antarctica)"] == [
        english.language(tag) for tag in ("la", "kaa", "zh-Hant", "pt-BR", "sr-Latn-XK", "es-419", "it-AQ")
    ]  # fmt: skip
    assert ["Kosovo", "Türkiye", "Target unknown"] == [english.country(code) for code in ("XK", "TR", "ZZ")]


def test_country_in_a_sentence_has_its_article() -> None:
    """In English, the names of a few countries take one."""
    english = phrasebook("en-GB")

    assert ["the United Kingdom", "Italy", "the Netherlands"] == [
        english.country_in_sentence(code) for code in ("GB", "IT", "NL")
    ]
    assert "Vereinigtes Königreich" == phrasebook("de").country_in_sentence("GB")


def test_numbers_in_counted_texts_are_written_as_the_language_writes_them() -> None:
    """They have the language's separator of thousands; markup among the values stays markup, and text is escaped."""
    environment = Environment(autoescape=True)
    translate_constants(environment, NullTranslations())
    write_numbers(environment, phrasebook("en-GB").number)
    source = "{% trans count=n, of=of %}{{ count }} site of {{ of }}{% pluralize %}{{ count }} sites of {{ of }}{% endtrans %}"

    assert "1,136 sites of <b>x</b>" == environment.from_string(source).render(n=1136, of=Markup("<b>x</b>"))
    assert "1 site of &lt;b&gt;" == environment.from_string(source).render(n=1, of="<b>")
    assert "2,500 items" == environment.from_string('{{ ngettext("%(num)s item", "%(num)s items", n) }}').render(n=2500)
