"""Rules on words: no accusation of our own, no contact details, no private names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

from masthead.findings.finding import Finding, Location, few
from masthead.model.references import texts
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph
from masthead.rules.accusations import accusing_words, may_accuse
from masthead.rules.contacts import contacts_in, may_contact
from masthead.rules.joined_texts import Together
from masthead.rules.persons import likely_names, may_name, private_names

OUR_SENTENCES = frozenset(
    {"claim", "note", "summary", "reason", "shows", "says", "why", "what", "not_known", "not_asked", "interest"}
)
"""The fields with whole sentences of ours."""
# Our words beside them; they mostly name those who are in the sentences too.
_BESIDE = frozenset(
    {
        "inference",
        "our_reading",
        "reservation",
        "said",
        "part",
        "scope",
        "among",
        "counts",
        "speaker",
        "reliability_why",
    }
    | {"about", "business", "capacity", "seat", "alt"}
)
OUR_WORDS = OUR_SENTENCES | _BESIDE
"""The fields in our own words."""
# A source's own words, and names as others print them.
NOT_OURS = frozenset({"authors", "publisher", "persons"})

# No quotation goes on beyond the next that opens: so a text of opening marks alone is not read again from each.
_QUOTED = re.compile('“[^“”]*”|"[^"]*"|«[^«»]*»|„[^„“]*“|‘[^‘’]*’|「[^「」]*」|『[^『』]*』')

_Judged = list[tuple[Location, "_Content"]]
_Text = tuple[str, bool]
"""A text, and whether it is ours."""


@dataclass(frozen=True, slots=True)
class _Content:
    """The forbidden content of a text: accusing words outside quotations, contact details, names of persons."""

    accusing: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    """Names after a title or a post."""
    likely: tuple[str, ...] = ()
    """Names by themselves."""


_NOTHING = _Content()
_TOGETHER = 2000
"""The number of records whose texts are read at once: all of a large database would take more memory than its records."""
SUM_BYTES = 16
clean_texts: dict[bytes, None] = {}
"""The sums of texts that were found to say nothing of that kind, the latest last: a preview judges the same texts after every
change, and database/judged_texts.py keeps the sums for the next command."""
MOST_TEXTS = 1 << 19


def texts_are_fit_to_print(graph: Graph) -> Iterator[Finding]:
    """No text accuses outside quotation marks, gives an e-mail address or telephone number, or names a private person."""
    known: dict[_Text, _Content] = {}
    for start in range(0, len(graph.loaded), _TOGETHER):
        yield from _judge(graph.loaded[start : start + _TOGETHER], known)


def _judge(some: Iterable[Loaded], known: dict[_Text, _Content]) -> Iterator[Finding]:
    """Yield the findings on the texts of *some* records; *known* is what texts before them say, and is added to."""
    found = [(one, [(at, (text, _is_ours(at))) for at, text in texts(one.record)]) for one in some]
    distinct = dict.fromkeys(text for _, here in found for _, text in here)  # many records have the same texts
    sums = {text: _sum(*text) for text in distinct if text not in known}
    known |= _contents(text for text, total in sums.items() if total not in clean_texts)
    clean_texts.update((total, None) for text, total in sums.items() if text not in known)
    for total in list(islice(clean_texts, max(0, len(clean_texts) - MOST_TEXTS))):
        del clean_texts[total]
    for one, here in found:
        judged = [(at, known[text]) for at, text in here if text in known]
        if judged or one.record.persons:
            yield from few(_accusations(one, judged))
            yield from few(_contact_details(one, judged))
            yield from few(_private_names(one, judged))
            yield from few(_people(one, judged))


def _sum(text: str, is_ours: bool) -> bytes:  # noqa: FBT001 - as texts are listed
    return blake2b(f"{is_ours:d}{text}".encode("utf-8", "surrogatepass"), digest_size=SUM_BYTES).digest()


def _contents(found: Iterable[_Text]) -> dict[_Text, _Content]:
    """Return the forbidden content of those of *found* that have any; each text is paired with whether it is ours.

    A look at all of them together comes first, since most say nothing of that kind.
    """
    pairs = list(found)
    if not pairs:
        return {}
    together = Together([text for text, _ in pairs])
    ours = {number: _unquoted(text) for number, (text, is_ours) in enumerate(pairs) if is_ours}
    accusing, reach, name = may_accuse(ours), may_contact(together), may_name(together)
    contents = {
        pairs[number]: _Content(
            tuple(accusing_words(ours[number])) if number in accusing else (),
            tuple(contacts_in(pairs[number][0])) if number in reach else (),
            tuple(private_names(pairs[number][0])) if number in name else (),
            tuple(likely_names(pairs[number][0])) if number in name else (),
        )
        for number in sorted(accusing | reach | name)
    }
    return {text: content for text, content in contents.items() if content != _NOTHING}


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" “” ", text)


def _accusations(one: Loaded, judged: _Judged) -> Iterator[Finding]:
    for at, content in judged:
        for word in content.accusing:
            message = f"{word!r} is an accusing word and must be in quotation marks"
            cure = "quote whoever says it, or write what was observed (docs/wording.md)"
            yield one.finding(at, "wording", message, cure)


def _is_ours(at: Location) -> bool:
    return next((step for step in reversed(at) if isinstance(step, str)), "") in OUR_WORDS


def _contact_details(one: Loaded, judged: _Judged) -> Iterator[Finding]:
    for at, content in judged:
        for kind in content.contacts:
            yield one.finding(at, "contact-details", f"the text contains {kind}", "leave it out")


def _private_names(one: Loaded, judged: _Judged) -> Iterator[Finding]:
    public = _Public.of(one)
    for at, content in judged:
        for name in () if at[0] in NOT_OURS else content.private:
            if not public.has(name):
                message = f"{name!r} seems to be the name of a private person"
                cure = "leave the name out, or add it to persons with the public role"
                yield one.finding(at, "private-name", message, cure)


def _people(one: Loaded, judged: _Judged) -> Iterator[Finding]:
    """Yield a finding for each person whom the record names, declared or not, for a reviewer to look at."""
    for number, person in enumerate(one.record.persons):
        message = f"the record names a person, {person.name!r}"
        yield one.finding(
            ("persons", number), "person-named", message, "make sure that the role is public and matters here"
        )
    public = _Public.of(one)
    for at, content in judged:
        for name in content.likely if _is_ours(at) else ():
            if not public.has(name) and not any(name in other for other in content.private):
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
