"""Rules on words: no accusation of our own, no contact details, no private names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.findings.finding import Finding, Location, few
from masthead.model.references import texts
from masthead.pinned_lists import ACCUSING_WORDS
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph

OUR_WORDS = frozenset(
    {"claim", "note", "summary", "reason", "shows", "says", "why", "what", "not_known", "not_asked", "interest"}
)
# A source's own words, and names as others print them.
NOT_OURS = frozenset({"authors", "publisher", "persons"})

# No quotation goes on beyond the next that opens: so a text of opening marks alone is not read again from each.
_QUOTED = re.compile('“[^“”]*”|"[^"]*"|«[^«»]*»|„[^„“]*“|‘[^‘’]*’|「[^「」]*」|『[^『』]*』')
_ACCUSING = re.compile(
    r"\b(?:" + "|".join(word.replace("*", r"\w*") for word in ACCUSING_WORDS) + r")\b", re.IGNORECASE
)
# Looked for from the start of a word alone: from each of its letters it would take long.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+(?:\.|\[\.\])[\w.-]+", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?:\+|\b00)[1-9][\d ().-]{7,}\d|\(?\b0?\d{1,4}\)?[ -]\d{3,4}[ -]\d{3,4}\b|\b(?:tel|phone|telephone)\b\W{0,3}\d[\d ().-]{5,}\d",
    re.IGNORECASE,
)
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Herr", "Frau", "Monsieur", "Madame", "Mme", "Señor", "Señora",
           "Signor", "Signora", "Sr", "Sra")  # fmt: skip
_POSTS = ("CEO", "founder", "owner", "director", "manager", "employee", "chairman", "chairwoman", "president", "shareholder",
          "registrant", "representative", "boss")  # fmt: skip
_NAME = r"(?P<name>[A-Z]\w+(?:[ -][A-Z]\w+){0,3})"
_PERSON = re.compile(
    rf"\b(?:{'|'.join(_TITLES)})\.? {_NAME}|\b(?:{'|'.join(_POSTS)})(?: is| was|,| named| called|:)? (?!of )(?P<second>[A-Z]\w+(?:[ -][A-Z]\w+){{1,3}})"
)


# A text without any of these holds nothing of the kind: most texts, told by a look that costs little.
_ACCUSING_STEMS = tuple(word.rstrip("*") for word in ACCUSING_WORDS)
_EMAIL_SIGNS = ("@", "[at]", "(at)")
_PERSON_SIGNS = (*_TITLES, *_POSTS)
_DIGITS = re.compile(r"\d[\d ().-]{5,}\d")

Texts = list[tuple[Location, str]]


def texts_are_fit_to_print(graph: Graph) -> Iterator[Finding]:
    """No text accuses outside quotation marks, gives an e-mail address or telephone number, or names a private person."""
    for one in graph.loaded:
        found = list(texts(one.record))
        whole = "\n".join(text for _, text in found)
        lowered = whole.lower()
        if any(map(lowered.__contains__, _ACCUSING_STEMS)):
            yield from few(_accusations(one, found))
        if any(map(lowered.__contains__, _EMAIL_SIGNS)):
            yield from _contact_details(one, found, "an email address", _EMAIL)
        if _DIGITS.search(whole):
            numbered = [(at, text) for at, text in found if _DIGITS.search(text)]
            yield from _contact_details(one, numbered, "a telephone number", _TELEPHONE)
        if any(map(whole.__contains__, _PERSON_SIGNS)):
            yield from few(_private_names(one, found))


def _accusations(one: Loaded, found: Texts) -> Iterator[Finding]:
    for at, text in found:
        if next((step for step in reversed(at) if isinstance(step, str)), "") in OUR_WORDS:
            for match in _ACCUSING.finditer(_QUOTED.sub("“”", text)):
                message = f"{match.group()!r} is an accusing word and must be in quotation marks"
                cure = "quote whoever says it, or write what was observed (docs/wording.md)"
                yield one.finding(at, "wording", message, cure)


def _contact_details(one: Loaded, found: Texts, what: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for at, text in found:
        if pattern.search(text):
            yield one.finding(at, "contact-details", f"the text contains {what}", "leave it out")


def _private_names(one: Loaded, found: Texts) -> Iterator[Finding]:
    whole = {_words(person.name) for person in one.record.persons}
    parts = {part for words in whole for part in _runs(words)}
    for at, text in found:
        for name in () if at[0] in NOT_OURS else _names(text):
            words = _words(name)
            if words not in parts and whole.isdisjoint(_runs(words)):
                message = f"{name!r} seems to be the name of a private person"
                cure = "leave the name out, or add it to persons with the public role"
                yield one.finding(at, "private-name", message, cure)


def _names(text: str) -> Iterator[str]:
    """Yield what *text* seems to give as names of persons, by a title or a post before them."""
    for match in _PERSON.finditer(text):
        yield match["name"] or match["second"]


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of at most four of *words*, which are as many as a name is taken for."""
    yield from (words[start : start + many] for start in range(len(words)) for many in range(1, 5))
