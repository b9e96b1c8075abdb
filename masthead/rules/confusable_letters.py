"""Rules on letters: a word is what it looks like."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.field_types.fields import shorten
from masthead.findings.finding import Finding, Location, few
from masthead.model import Record
from masthead.model.references import texts
from masthead.model.traversal import parts
from masthead.record_files.reading import Loaded, Records
from masthead.syntax.confusable_letters import (
    disguised_words,
    dotless_words,
    is_plainly_written,
    mixed_words,
    unusual_words,
)

_NAMES = frozenset(("name", "short_name", "publisher", "text"))
"""The fields in which names are."""
_OF_LANGUAGE = ("lang", "language", "tag", "country", "jurisdiction")
# Turkish, Azerbaijani, Crimean Tatar, Gagauz, Tatar, Bashkir and Kazakh, and the countries where most people read one.
_LANGUAGES = frozenset(("tr", "az", "crh", "gag", "tt", "ba", "kk", "TR", "AZ", "KZ"))


def words_are_in_usual_letters(records: Records) -> Iterator[Finding]:
    """No word mixes scripts whose letters are taken for each other, or has letters that only look like others."""
    for loaded in records.loaded:
        yield from few(finding for at, text in texts(loaded.record) for finding in _check(loaded, at, text))


def _check_dotless(loaded: Loaded, at: Location, text: str) -> Iterator[Finding]:
    for word in dotless_words(text) if at[-1] in _NAMES else ():
        if _LANGUAGES.isdisjoint(_languages(loaded.record)):
            message = f"the word {shorten(word)!r} has an i without a dot"
            yield loaded.finding(at, "look-alike", message, "write i, or give the language if it is Turkish")


def _languages(record: Record) -> set[str]:
    """Return the codes of the languages and countries that *record* names."""
    codes = (getattr(part, field, None) for _, part in parts(record) for field in _OF_LANGUAGE)
    return {str(code).split("-")[0] for code in codes}


def _check(loaded: Loaded, at: Location, text: str) -> Iterator[Finding]:
    if is_plainly_written(text):
        yield from _check_dotless(loaded, at, text)
        return
    for word in mixed_words(text):
        message = f"the word {shorten(word)!r} mixes scripts"
        yield loaded.finding(at, "look-alike", message, "write it in the letters of one script, as the source does")
    for word in disguised_words(text):
        message = f"the word {shorten(word)!r} looks Latin, and is written in letters of another script"
        yield loaded.finding(at, "look-alike", message, "write it in the letters of the source")
    for word, usual in unusual_words(text):
        message = f"{shorten(word)!r} has letters in an unusual form"
        yield loaded.finding(at, "look-alike", message, f"write {shorten(usual)}")
