"""masthead translations: the template of all catalogues, and what the translations still lack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel import Locale, UnknownLocaleError

from masthead.commands.common.messages import failing, say
from masthead.commands.common.options import ROOT
from masthead.database.website_files import CONTENT
from masthead.records.writing import put
from masthead.translating.catalogues import catalogue_faults
from masthead.translating.template import FOLDER, PATH, template, template_text
from masthead.translating.text_pages import text_page_faults


@click.command()
@ROOT
@click.option("--write", is_flag=True, help="Write the template of the texts as they are.")
def translations(root: Path, *, write: bool) -> None:
    """Compare translations/masthead.pot with the texts of the website, and each translation with it.

    A translation is a catalogue in translations/ and the pages of text in content/<language>/. Run this with --write
    after a change of texts, bring the catalogues up to date with a PO editor, and run it again.

    Exit code: 0 if the template is up to date and every translation is complete, 1 if not, 2 for a usage error.
    """
    text, faults = template_text(root), []
    if not (root / PATH).is_file() or (root / PATH).read_bytes() != text:
        if write:
            with failing("nothing written"):
                put(root, PATH, text)
            say(f"{PATH}: written", err=True)
        else:
            faults.append(f"{PATH}: differs from the texts; run `masthead translations --write`")
    faults += _faults(root)
    say(*faults, err=True)
    if faults:
        sys.exit(1)


def _faults(root: Path) -> Iterator[str]:
    texts = template(root)
    for file in sorted((root / FOLDER).glob("*/LC_MESSAGES/*.po")):
        name, place = file.parts[-3], file.relative_to(root)
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            yield f"{place}: {name} is not a language; name the folder as in pt_BR"
            continue
        yield from (f"{place}: {fault}" for fault in catalogue_faults(texts, file, locale))
        language = "-".join(filter(None, (locale.language, locale.script))).lower()
        for page, fault in text_page_faults(root / CONTENT, language):
            yield f"{page.relative_to(root)}: {fault}"
