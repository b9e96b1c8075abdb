"""Everything that keeps a catalogue from being whole is found, and the catalogues of the website are whole."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from masthead.translating.catalogues import catalogue_faults
from masthead.translating.page_faults import text_page_faults
from tests.languages import TEMPLATE, marked_catalogue, source_of
from tests.site import ROOT, masthead

NAMED = "Listed by %(by)s as part of %(campaign)s."
SITES = ("%(num)s site", "%(num)s sites")
RESULTS = ("{n} result", "{n} results")


def faults(catalogue: Catalog | str, folder: Path, language: str = "ar") -> list[str]:
    """The messages on everything that is wrong with a catalogue."""
    file = folder / "masthead.po"
    file.write_text(catalogue if isinstance(catalogue, str) else source_of(catalogue))
    return list(catalogue_faults(TEMPLATE, file, Locale.parse(language)))


@pytest.mark.parametrize("language", ["ar", "ko", "it", "ja", "he", "pl", "pt_BR"])
def test_whole_catalogue_has_no_fault(language: str, tmp_path: Path) -> None:
    """The language may have any number of plural forms."""
    assert [] == faults(marked_catalogue(language), tmp_path, language)


@pytest.mark.parametrize(
    ("id", "text", "fault"),
    [
        ("Countries", "", "“Countries” is not translated"),
        (SITES, ("", "a", "b", "%(num)s c", "%(num)s d", "%(num)s e"), "“%(num)s site” is not translated"),
        (NAMED, "من %(by)s في %(set)s.", f"“{NAMED}” is translated with %(set)s, which the English does not have"),
        (NAMED, "من %(by)s.", f"“{NAMED}” is translated without %(campaign)s"),
        (NAMED, "من %(by)s في %(campaign).", f"“{NAMED}” is translated without %(campaign)s"),
        (SITES, ("%(num)s a", "b", "c", "d", "%(num)s e", "%(num)s f"), "“%(num)s site” is translated without %(num)s"),
        (RESULTS, ("{n} a", "b", "c", "{n} d", "{n} e", "{m} f"), "“{n} result” is translated with {m}, which the English does not have"),
        ("Countries", "دول <b>", "“Countries” is translated with other HTML than the English"),
        ("Countries", "دول &amp; مدن", "“Countries” is translated with other HTML than the English"),
        ("Countries", "100 % دول", "“Countries” is translated with a percent sign alone; write it twice"),
        ("Countries", "دول\nأخرى", "“Countries” is translated with more than one line"),
    ],
)  # fmt: skip
def test_fault_of_a_text_is_found(
    id: str | tuple[str, str], text: str | tuple[str, ...], fault: str, tmp_path: Path
) -> None:
    """A text is checked in each of its forms, where it has several."""
    catalogue = marked_catalogue("ar")
    catalogue[id].string = text

    assert fault in faults(catalogue, tmp_path)


def test_form_of_one_number_may_say_it_in_a_word(tmp_path: Path) -> None:
    """Arabic, for example, has no number beside “two sites”; a form for many numbers needs it."""
    catalogue = marked_catalogue("ar")
    catalogue[SITES].string = ("لا مواقع", "موقع", "موقعان", "%(num)s مواقع", "%(num)s موقعا", "%(num)s موقع")

    assert [] == faults(catalogue, tmp_path)


def test_missing_and_unknown_texts_are_found(tmp_path: Path) -> None:
    """Faults are a missing text, one that the website no longer has, and one that nobody has read again."""
    catalogue = marked_catalogue("ko")
    catalogue.delete("Countries")
    catalogue.add("Lighthouses", "등대")
    catalogue["Sources"].flags.add("fuzzy")

    assert {
        "“Sources” is marked fuzzy; read the translation, then delete the mark",
        "“Countries” is not translated",
        "“Lighthouses” is not a text of the website now; delete it",
    } == set(faults(catalogue, tmp_path, "ko"))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("nplurals=6", "nplurals=7", "the header has 7 plural forms, but the language has 6"),
        ("plural=(n==0", "plural=(m==0", "the header has a rule for plurals that cannot be read"),
        ('"X-Reviewed-By: \\n"\n', "", "the header has no X-Reviewed-By"),
        ("msgid ", "msgit ", "the file cannot be read as a catalogue"),
    ],
)
def test_fault_of_the_file_is_found(old: str, new: str, fault: str, tmp_path: Path) -> None:
    """The header is checked, and whether the file is a catalogue at all."""
    source = source_of(marked_catalogue("ar"))
    assert old in source

    assert [True] == [finding.startswith(fault) for finding in faults(source.replace(old, new), tmp_path)]


def test_message_with_wrong_number_of_forms_is_found(tmp_path: Path) -> None:
    """It is found even though the header is right."""
    catalogue = marked_catalogue("ar")
    catalogue.delete(SITES)
    catalogue.add(SITES[0], "%(num)s موقع")

    assert ["“%(num)s site” has 1 plural forms, but the language has 6"] == faults(catalogue, tmp_path)


PAGE = (
    "Title: About\nSlug: about\nTemplate: about\nSummary: What it is.\n\n## One\n\nSee [Method](/method/) and `zz`.\n"
)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", ""),
        ("Title: About", "Title: 소개", ""),
        ("Summary: What it is.\n", "", "the field Summary is missing"),
        ("Template: about", "Template: page", "the field Template is another than in English"),
        ("## One", "### One", "the headings are not those of the English page"),
        ("/method/", "/methods/", "the links are not those of the English page"),
        ("`zz`", "zz", "the texts in backquotes are not those of the English page"),
        ("Slug: about", "Slug: sogae", "no English page has its Slug; correct the Slug, or delete the page"),
    ],
)
def test_fault_of_a_page_of_text_is_found(old: str, new: str, fault: str, tmp_path: Path) -> None:
    """The fields, headings and links of the page are checked, but not its words."""
    for language, text in (("pages", PAGE), ("ko", PAGE.replace(old, new) if old else PAGE)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "about.md").write_text(text)

    findings = [fault for _, fault in text_page_faults(tmp_path, "ko")]
    assert [fault] == findings[-1:] if fault else [] == findings


def test_missing_page_of_text_is_found(tmp_path: Path) -> None:
    """Readers get it in English, but the translation is not whole."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/about.md").write_text(PAGE)

    assert [(tmp_path / "ko/about.md", "the page is missing: translate pages/about.md")] == list(
        text_page_faults(tmp_path, "ko")
    )


def test_command_lists_what_a_translation_lacks(tmp_path: Path) -> None:
    """Each fault is listed with its file; --write brings the catalogue up to date, and keeps its reviewer."""
    for folder in ("masthead", "theme"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.md").write_text(PAGE)
    catalogue = marked_catalogue("ko")
    catalogue.delete("Countries")
    catalogue.add("Lighthouses", "등대")
    file = tmp_path / "translations/ko/LC_MESSAGES/masthead.po"
    file.parent.mkdir(parents=True)
    file.write_text(source_of(catalogue, "Han Yeon"))
    masthead("translations", "--root", tmp_path, "--write")
    said = masthead("translations", "--root", tmp_path)

    assert 1 == said.returncode
    assert [
        "translations/ko/LC_MESSAGES/masthead.po: “Countries” is not translated",
        "content/ko/about.md: the page is missing: translate pages/about.md",
    ] == said.stderr.splitlines()
    assert 'X-Reviewed-By: Han Yeon\\n"' in file.read_text()
    assert "⟦Sources⟧" in file.read_text()


CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))


def test_translations_of_the_website_are_whole() -> None:
    """No catalogue, and no page of text in any language, has a fault."""
    said = masthead("translations", "--root", ROOT)

    assert (0, "") == (said.returncode, said.stderr)


def test_every_language_of_the_website_is_checked() -> None:
    """A language that settings name has its catalogue where the test above looks."""
    (names,) = re.findall(
        r"^MASTHEAD_LANGUAGES: tuple\[str, \.\.\.\] = \((.*)\)$", (ROOT / "pelicanconf.py").read_text(), re.MULTILINE
    )

    assert set(re.findall(r'"([\w-]+)"', names)) <= {file.parts[-3].replace("_", "-") for file in CATALOGUES}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")), ids=lambda file: file.parts[-3]
)
def test_labels_of_answers_are_labels_in_each_language(file: Path) -> None:
    """A label that has brackets in English, for the look-up to show, keeps them and the space after them."""
    with file.open("rb") as stream:
        labelled = [
            message
            for message in read_po(stream)
            if isinstance(message.id, str) and re.match(r"\[\w[^\]]+\] ", message.id)
        ]

    assert len(labelled) > 8
    assert [] == [message.id for message in labelled if not re.match(r"\[[^\[\]]+\] ", str(message.string))]
