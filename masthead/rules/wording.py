"""Rules on words: no accusation of our own, no contact details, no private names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from masthead.findings.finding import Finding, Location, few
from masthead.model.references import texts
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.rules.accusations import accusing_words, may_accuse
from masthead.rules.contacts import contacts_in, may_contact
from masthead.rules.persons import likely_names, may_name, private_names

OUR_WORDS = frozenset(
    {"claim", "note", "summary", "reason", "shows", "says", "why", "what", "not_known", "not_asked", "interest"}
)
# A source's own words, and names as others print them.
NOT_OURS = frozenset({"authors", "publisher", "persons"})

# No quotation goes on beyond the next that opens: so a text of opening marks alone is not read again from each.
_QUOTED = re.compile('“[^“”]*”|"[^"]*"|«[^«»]*»|„[^„“]*“|‘[^‘’]*’|「[^「」]*」|『[^『』]*』')

Texts = list[tuple[Location, str]]
Named = list[tuple[Location, str, list[str]]]
"""Texts, each with the names that it gives after a title or a post."""


def texts_are_fit_to_print(graph: Graph) -> Iterator[Finding]:
    """No text accuses outside quotation marks, gives an e-mail address or telephone number, or names a private person."""
    for one in graph.loaded:
        found = list(texts(one.record))
        whole = "\n".join(text for _, text in found)
        if may_accuse(whole):
            ours = [(at, _QUOTED.sub("“”", text)) for at, text in found if _is_ours(at)]
            if may_accuse("\n".join(text for _, text in ours)):
                yield from few(_accusations(one, ours))
        if may_contact(whole):
            yield from few(_contact_details(one, found))
        if may_name(whole) or one.record.persons:
            named = [(at, text, list(private_names(text))) for at, text in found]
            yield from few(_private_names(one, named))
            yield from few(_people(one, named))


def _accusations(one: Loaded, unquoted: Texts) -> Iterator[Finding]:
    for at, text in unquoted:
        for word in accusing_words(text):
            message = f"{word!r} is an accusing word and must be in quotation marks"
            cure = "quote whoever says it, or write what was observed (docs/wording.md)"
            yield one.finding(at, "wording", message, cure)


def _is_ours(at: Location) -> bool:
    return next((step for step in reversed(at) if isinstance(step, str)), "") in OUR_WORDS


def _contact_details(one: Loaded, found: Texts) -> Iterator[Finding]:
    for at, text in found:
        for kind in contacts_in(text):
            yield one.finding(at, "contact-details", f"the text contains {kind}", "leave it out")


def _private_names(one: Loaded, named: Named) -> Iterator[Finding]:
    public = _Public.of(one)
    for at, _, names in named:
        for name in () if at[0] in NOT_OURS else names:
            if not public.has(name):
                message = f"{name!r} seems to be the name of a private person"
                cure = "leave the name out, or add it to persons with the public role"
                yield one.finding(at, "private-name", message, cure)


def _people(one: Loaded, named: Named) -> Iterator[Finding]:
    """Yield that the record names persons, whether it says so or not: somebody should look at each."""
    for number, person in enumerate(one.record.persons):
        message = f"the record names a person, {person.name!r}"
        yield one.finding(
            ("persons", number), "person-named", message, "make sure that the role is public and matters here"
        )
    public = _Public.of(one)
    for at, text, private in named:
        for name in likely_names(text) if _is_ours(at) else ():
            if not public.has(name) and not any(name in other for other in private):
                message = f"{name!r} looks like the name of a person"
                yield one.finding(
                    at, "person-named", message, "leave it out, or add it to persons with the public role"
                )


@dataclass(frozen=True, slots=True)
class _Public:
    """The persons whom a record may name, by the words of their names."""

    whole: frozenset[tuple[str, ...]]
    parts: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, one: Loaded) -> _Public:
        """Return the persons of a record."""
        whole = frozenset(_words(person.name) for person in one.record.persons)
        return cls(whole, frozenset(part for words in whole for part in _runs(words)))

    def has(self, name: str) -> bool:
        """Return whether *name* is one of them, in full, in part, or with more before or behind it."""
        words = _words(name)
        return words in self.parts or not self.whole.isdisjoint(_runs(words))


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of at most four of *words*, which are as many as a name is taken for."""
    yield from (words[start : start + many] for start in range(len(words)) for many in range(1, 5))
