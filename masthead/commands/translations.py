"""masthead translations: the template of all catalogues, and what the translations still lack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError

from masthead.commands.common.messages import failing, say
from masthead.commands.common.options import ROOT
from masthead.loading.website_files import CONTENT
from masthead.record_files.writing import put
from masthead.translating.catalogues import catalogue_faults, renewed
from masthead.translating.page_faults import text_page_faults
from masthead.translating.template import FOLDER, PATH, template, template_text


@click.command()
@ROOT
@click.option("--write", is_flag=True, help="Renew the template, and bring the catalogues up to date with it.")
def translations(root: Path, *, write: bool) -> None:
    """Compare translations/masthead.pot with the texts of the website, and each translation with it.

    A translation is a catalogue in translations/ and the pages of text in content/<language>/. After a change of
    texts, run this with --write: it renews the template, adds the new texts to each catalogue and takes out those that
    are gone. Then translate what is missing, and run it again.

    Exit code: 0 if the template is up to date and every translation is complete, 1 if not, 2 for a usage error.
    """
    texts = template(root)
    if write:
        with failing("not all files are written"):
            say(*_written(root, texts), err=True)
    is_current = (root / PATH).is_file() and (root / PATH).read_bytes() == template_text(texts)
    faults = [] if is_current else [f"{PATH}: differs from the texts; run `masthead translations --write`"]
    faults += _faults(root, texts)
    say(*faults, err=True)
    if faults:
        sys.exit(1)


def _written(root: Path, texts: Catalog) -> Iterator[str]:
    """Bring the template and the catalogues up to date with *texts*, and yield a line for each file that was written."""
    files = {PATH: template_text(texts)}
    for file, locale in _catalogues(root):
        with suppress(PoFileError, ValueError, LookupError):  # reported with the faults
            files[str(file.relative_to(root))] = renewed(texts, file.read_bytes(), locale)
    for path, text in files.items():
        if not (root / path).is_file() or (root / path).read_bytes() != text:
            put(root, path, text)
            yield f"{path}: written"


def _catalogues(root: Path) -> Iterator[tuple[Path, Locale]]:
    """Yield the file of each catalogue, and its language."""
    for file in sorted((root / FOLDER).glob("*/LC_MESSAGES/*.po")):
        with suppress(UnknownLocaleError, ValueError):
            yield file, Locale.parse(file.parts[-3])


def _faults(root: Path, texts: Catalog) -> Iterator[str]:
    known = dict(_catalogues(root))
    for file in sorted((root / FOLDER).glob("*/LC_MESSAGES/*.po")):
        place, locale = file.relative_to(root), known.get(file)
        if locale is None:
            yield f"{place}: {file.parts[-3]} is not a language; name the folder as in pt_BR"
            continue
        yield from (f"{place}: {fault}" for fault in catalogue_faults(texts, file, locale))
        language = "-".join(filter(None, (locale.language, locale.script))).lower()
        for page, fault in text_page_faults(root / CONTENT, language):
            yield f"{page.relative_to(root)}: {fault}"
