"""The words in which a script compares records, in each language: labels of values, and the names of firms and campaigns."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import ActivityStatus, Role, Stance, StateName, Term
from masthead.model.identity import key_of
from masthead.search.script_pieces import piece_script
from masthead.views.parts.pivots import WEIGHTS

WORDS = "compare/words"
"""The path of the script, without its extension, below the folder of a language."""


def comparison_word_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the script with the words, in the language of *edition*, if it has records as JSON.

    `records` has the firms and campaigns that can be compared, by key. `types` has the types of technical values: the
    fewer unrelated sites may share a value by its nature, the earlier.
    """
    if not edition.api:
        return
    graph, book = edition.graph, edition.book
    tags = {language.tag for outlet in graph.outlets.values() for language in outlet.languages}
    words = {
        "packed": edition.packed,
        "records": {
            **{key_of(firm): edition.short(firm) for firm in graph.firms.values() if firm.is_published},
            **{key_of(campaign): campaign.name for campaign in graph.campaigns.values() if campaign.is_published},
        },
        "types": {kind.value: [book.label(kind), book.say(weight)] for kind, weight in WEIGHTS.items()},
        "roles": _labels(edition, Role),
        "stances": _labels(edition, Stance),
        "statuses": _labels(edition, ActivityStatus),
        "states": _labels(edition, StateName),
        "countries": {code: book.country(code) for code in sorted(graph.outlets_by_country)},
        "languages": {tag: book.language(tag) for tag in sorted(tags)},
    }
    yield f"{edition.folder}{WORDS}.js", piece_script(WORDS, words)


def _labels(edition: Edition, kind: type[Term]) -> dict[str, str]:
    return {term.value: edition.book.label(term) for term in kind}
