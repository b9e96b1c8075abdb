"""Rules on words: no accusation of our own, no contact details, no private names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import islice

from masthead.field_types.web_addresses import defang
from masthead.findings.finding import Finding, Location, few
from masthead.model import Outlet, Part, Record
from masthead.model.named_hosts import own_hosts
from masthead.model.references import text_fields, texts
from masthead.model.traversal import parts
from masthead.pinned_lists import PRESS_WORDS
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph
from masthead.rules.accusations import accusing_words, may_accuse
from masthead.rules.contacts import contacts_in, may_contact
from masthead.rules.persons import likely_names, may_name, private_names
from masthead.rules.quotations import quotations_of_nobody, quoted, unquoted
from masthead.rules.raw_hosts import raw_hosts
from masthead.rules.text_patterns.joined_texts import Together

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

_OF_NOBODY = frozenset({"claim", "summary", "inference", "reason", "interest"})
"""The fields whose sentences name the person or body quoted; other fields are in the words of a source that the record names."""
_SPEAKERS = ("speaker", "by")

_MOST_OF_A_NAME = 2
_Judged = list[tuple[Location, "_Content"]]
_Text = tuple[str, bool]
"""A text, and whether it is ours."""


@dataclass(frozen=True, slots=True)
class _Content:
    """The forbidden content of a text: accusing words outside quotations, contact details, names of persons."""

    accusing: tuple[str, ...] = ()
    of_nobody: tuple[str, ...] = ()
    """Accusing words in quotations of nobody who is named."""
    contacts: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    """Names after a title or a post."""
    likely: tuple[str, ...] = ()
    """Names by themselves."""


_POINT_WITHIN = re.compile(r"\.\S")
_NOTHING = _Content()
_TOGETHER = 2000
"""The number of records whose texts are read at once: all of a large database would take more memory than its records."""
_SUM_BYTES = 16
_clean_texts: dict[bytes, None] = {}
"""The sums of texts that were found to say nothing of that kind, the latest last: a preview judges the same texts after every
change."""
_MOST_TEXTS = 1 << 19


def texts_are_fit_to_print(records: Records) -> Iterator[Finding]:
    """No text accuses outside quotation marks, gives an e-mail address or telephone number, or names a private person."""
    known: dict[_Text, _Content] = {}
    for start in range(0, len(records.loaded), _TOGETHER):
        yield from _judge(records.loaded[start : start + _TOGETHER], known)


def texts_have_no_hosts_that_programs_link(graph: Graph) -> Iterator[Finding]:
    """No text of ours has the host of a recorded outlet as it is, of which programs would make a link."""
    recorded = frozenset(host for outlet in graph.outlets.values() for host in own_hosts(outlet))
    for loaded in graph.loaded:
        for at, text in _texts_with_points(loaded.record):
            for host in dict.fromkeys(raw_hosts(text, recorded)):
                message = f"programs make a link of the host {host!r}"
                yield loaded.finding(at, "host-raw", message, f"write {defang(host)}")


def _texts_with_points(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield each text of ours in *record* that has a point within a word, with its place; in few there is a host."""
    for at, part in parts(record):
        for name, alias in _our_fields(type(part)):
            value = getattr(part, name)
            if value:
                placed = enumerate(value) if type(value) is tuple else ((None, value),)
                for number, text in placed:
                    if _POINT_WITHIN.search(text):
                        yield (*at, alias) if number is None else (*at, alias, number), text


@cache
def _our_fields(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a *kind* of part with texts in our words, each as its name here and its name in records."""
    named = ((name, kind.model_fields[name].alias or name) for name in text_fields(kind))
    return tuple((name, alias) for name, alias in named if alias in OUR_WORDS)


def _judge(some: Iterable[Loaded], known: dict[_Text, _Content]) -> Iterator[Finding]:
    """Yield the findings on the texts of *some* records; *known* has the content of the texts before them, and is added to."""
    placed = [(loaded, [(at, (text, _is_ours(at))) for at, text in texts(loaded.record)]) for loaded in some]
    distinct = dict.fromkeys(text for _, here in placed for _, text in here)  # many records have the same texts
    sums = {text: _sum(*text) for text in distinct if text not in known}
    known |= _contents(text for text, total in sums.items() if total not in _clean_texts)
    _clean_texts.update((total, None) for text, total in sums.items() if text not in known)
    for total in list(islice(_clean_texts, max(0, len(_clean_texts) - _MOST_TEXTS))):
        del _clean_texts[total]
    for loaded, here in placed:
        judged = [(at, known[text]) for at, text in here if text in known]
        if judged or loaded.record.persons:
            yield from few(_accusations(loaded, judged))
            yield from few(_contact_details(loaded, judged))
            yield from few(_private_names(loaded, judged))
            yield from few(_people(loaded, judged, {at: text for at, (text, _) in here}))


def _sum(text: str, is_ours: bool) -> bytes:  # noqa: FBT001 - as texts are listed
    return blake2b(f"{is_ours:d}{text}".encode("utf-8", "surrogatepass"), digest_size=_SUM_BYTES).digest()


def _contents(candidates: Iterable[_Text]) -> dict[_Text, _Content]:
    """Return the forbidden content of those of *candidates* that have any; each text is paired with whether it is ours.

    A look at all of them together comes first, since most say nothing of that kind.
    """
    pairs = list(candidates)
    if not pairs:
        return {}
    together = Together([text for text, _ in pairs])
    ours = {number: unquoted(text) for number, (text, is_ours) in enumerate(pairs) if is_ours}
    quotations = {number: "\n".join(quoted(pairs[number][0])) for number in ours}
    accusing, of_nobody = may_accuse(ours), may_accuse(quotations)
    reach, name = may_contact(together), may_name(together)
    contents = {
        pairs[number]: _Content(
            tuple(accusing_words(ours[number])) if number in accusing else (),
            tuple(accusing_words("\n".join(quotations_of_nobody(pairs[number][0])))) if number in of_nobody else (),
            tuple(contacts_in(pairs[number][0])) if number in reach else (),
            tuple(private_names(pairs[number][0])) if number in name else (),
            tuple(likely_names(pairs[number][0])) if number in name else (),
        )
        for number in sorted(accusing | of_nobody | reach | name)
    }
    return {text: content for text, content in contents.items() if content != _NOTHING}


def _accusations(loaded: Loaded, judged: _Judged) -> Iterator[Finding]:
    for at, content in judged:
        for word in content.accusing:
            message = f"{word!r} is an accusing word and must be in quotation marks"
            cure = "quote whoever says it, or write what was observed (docs/wording.md)"
            yield loaded.finding(at, "wording", message, cure)
        for word in content.of_nobody if at[-1] in _OF_NOBODY and not _has_speaker(loaded, at) else ():
            message = f"{word!r} is quoted, but the sentence does not say who says it"
            yield loaded.finding(
                at, "quotation-speaker", message, "name whoever says it in the same sentence, or give the speaker"
            )


def _has_speaker(loaded: Loaded, at: Location) -> bool:
    """Return whether the part with the text at *at* names its speaker."""
    part = next((part for place, part in parts(loaded.record) if place == at[:-1]), None)
    return any(getattr(part, field, None) for field in _SPEAKERS)


def _is_ours(at: Location) -> bool:
    """Return whether the text at *at*, in a field or in a list there, is in our own words."""
    field = at[-1] if isinstance(at[-1], str) else at[-2]
    return field in OUR_WORDS


def _contact_details(loaded: Loaded, judged: _Judged) -> Iterator[Finding]:
    for at, content in judged:
        for kind in content.contacts:
            yield loaded.finding(at, "contact-details", f"the text contains {kind}", "leave it out")


def _private_names(loaded: Loaded, judged: _Judged) -> Iterator[Finding]:
    public = _Public.of(loaded)
    for at, content in judged:
        for name in () if at[0] in NOT_OURS else content.private:
            if not public.has(name):
                message = f"{name!r} seems to be the name of a private person"
                cure = "leave the name out, or add it to persons with the public role"
                yield loaded.finding(at, "private-name", message, cure)


def _people(loaded: Loaded, judged: _Judged, text_at: Mapping[Location, str]) -> Iterator[Finding]:
    """Yield a finding for each person whom the record names, declared or not, for a reviewer to look at; *text_at* has the texts."""
    for number, person in enumerate(loaded.record.persons):
        message = f"the record names a person, {person.name!r}"
        yield loaded.finding(
            ("persons", number), "person-named", message, "make sure that the role is public and matters here"
        )
    public, titles = _Public.of(loaded), quoted_titles(loaded.record)
    for at, content in judged:
        for name in content.likely if _is_ours(at) else ():
            if public.has(name) or name not in titles.sub("", text_at[at]):
                continue
            if not any(name in other for other in content.private):
                message = f"{name!r} looks like the name of a person"
                yield loaded.finding(
                    at, "person-named", message, "leave it out, or add it to persons with the public role"
                )


def quoted_titles(record: Record) -> re.Pattern[str]:
    """Return the pattern of the printed names of *record* in quotation marks: “Anne Arundel Today” has that of a county in it.

    A title of two words, neither of which is one that names of newspapers are made of, may be that of a person: it does not
    count.
    """
    titles = [name.text for name in record.names] if isinstance(record, Outlet) else []
    of_papers = [re.escape(title) for title in titles if not _may_be_of_a_person(title.split())]
    return re.compile(f"“(?:{'|'.join(of_papers)})”" if of_papers else "(?!)")


def _may_be_of_a_person(words: list[str]) -> bool:
    return len(words) <= _MOST_OF_A_NAME and PRESS_WORDS.isdisjoint(word.lower() for word in words)


@dataclass(frozen=True, slots=True)
class _Public:
    """The persons whom a record may name, by the words of their names."""

    whole: frozenset[tuple[str, ...]]
    parts: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, loaded: Loaded) -> _Public:
        """Return the persons of a record."""
        whole = frozenset(_words(person.name) for person in loaded.record.persons)
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
