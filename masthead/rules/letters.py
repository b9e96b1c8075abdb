"""Rules on letters: a word is what it looks like."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.field_types.fields import shorten
from masthead.findings.finding import Finding, Location, few
from masthead.model.references import texts
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.syntax.confusable_letters import disguised_words, is_plainly_written, mixed_words, unusual_words


def words_are_in_usual_letters(graph: Graph) -> Iterator[Finding]:
    """No word mixes scripts whose letters are taken for each other, or has letters that only look like others."""
    for one in graph.loaded:
        yield from few(finding for at, text in texts(one.record) for finding in _check(one, at, text))


def _check(one: Loaded, at: Location, text: str) -> Iterator[Finding]:
    if is_plainly_written(text):
        return
    for word in mixed_words(text):
        message = f"the word {shorten(word)!r} mixes scripts"
        yield one.finding(at, "look-alike", message, "write it in the letters of one script, as the source does")
    for word in disguised_words(text):
        message = f"the word {shorten(word)!r} looks Latin, and is written in letters of another script"
        yield one.finding(at, "look-alike", message, "write it in the letters of the source")
    for word, usual in unusual_words(text):
        message = f"{shorten(word)!r} has letters in an unusual form"
        yield one.finding(at, "look-alike", message, f"write {shorten(usual)}")
