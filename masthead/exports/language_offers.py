"""The offer of each language to readers who prefer it, in that language: /offers/, shown by theme/scripts/languages.js."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_
from masthead.search.script_pieces import piece_script

FOLDER = "offers/"
# Translators: name your own language in the place of English, such as “This page is also available in Italian.”, in
# Italian. Readers who prefer your language see it on pages in other languages, beside a link.
_OFFER = N_("This page is also available in English.")
# Translators: the button beside that offer, which takes it away.
_DISMISS = N_("Not now")


def offer_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the script with the offer of each language of the website, if it has several."""
    if edition.languages:
        for version in (edition, *edition.further):
            offer = {"offer": version.book.say(_OFFER), "dismiss": version.book.say(_DISMISS)}
            yield f"{FOLDER}{version.book.short_tag}.js", piece_script(version.book.short_tag, offer)
