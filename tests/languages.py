"""Languages of marks: catalogues in which every text is the English one between brackets, and small worlds in them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from masthead.translating.template import REVIEWER, template
from tests.site import ROOT, furnish
from tests.world import World

TEMPLATE = template(ROOT)
MESSAGES = [message for message in TEMPLATE if message.id]


def texts(message: str | tuple[str, ...] | list[str]) -> list[str]:
    """The forms of *message*: one, or one and many."""
    return [message] if isinstance(message, str) else list(message)


def marked(text: str) -> str:
    """A text in the language of marks: the same, but for the brackets around each piece that is no place for a name."""
    pieces = re.split(r"(%\(\w+\)s|%%)", text)
    return "".join(piece if number % 2 or not piece.strip() else f"⟦{piece}⟧" for number, piece in enumerate(pieces))


def marked_catalogue(language: str) -> Catalog:
    """A catalogue of *language* in which every text is marked, in each form of the plural that the language has."""
    catalogue = Catalog(locale=language)
    for message in MESSAGES:
        forms = [marked(text) for text in texts(message.id)]
        plural = (forms[0], *forms[-1:] * (catalogue.num_plurals - 1)) if catalogue.num_plurals > 1 else forms[-1:]
        catalogue.add(message.id, forms[0] if len(forms) == 1 else tuple(plural))
    return catalogue


def source_of(catalogue: Catalog, reviewer: str = "") -> str:
    """The text of a file with *catalogue*, reviewed by somebody or by nobody."""
    source = BytesIO()
    write_po(source, catalogue, width=0)
    head, end, rest = source.getvalue().decode().partition("\n\n")
    return f'{head}\n"{REVIEWER}: {reviewer}\\n"{end}{rest}'


def write_marked(folder: Path, language: str, reviewer: str = "") -> None:
    """Write the catalogue of marks of *language* where a build looks for it below *folder*."""
    file = folder / language / "LC_MESSAGES/masthead.po"
    file.parent.mkdir(parents=True)
    file.write_text(source_of(marked_catalogue(language), reviewer))


def in_languages(world: World, languages: Sequence[str] = ("ar", "ko")) -> World:
    """The *world* with all that a build needs, as a website also in *languages*, whose texts are marked."""
    furnish(world)
    for language in languages:
        write_marked(world.root / "translations", language)
        shutil.rmtree(world.root / "content" / language, ignore_errors=True)  # pages of text are not marked
    world.edit("pelicanconf.py", "MASTHEAD_LANGUAGES: tuple[str, ...] = ()", f"MASTHEAD_LANGUAGES = {tuple(languages)}")
    return world
