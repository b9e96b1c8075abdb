"""Names that are alike: what is left of a name without its form, and the names that are equal but for a little of it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from masthead.field_types.web_addresses import is_host
from masthead.pinned_lists import LEGAL_FORMS, NEWSROOM_WORDS
from masthead.syntax.confusable_letters import skeleton

_BETWEEN_WORDS = re.compile(r"[\s,;:/|&()\[\]\u2010-\u2015-]+")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_POINTS = re.compile("[.'’]")
_ELISION = re.compile(r"\b(?:d|dell|l)['’]", re.IGNORECASE)
_EAST_ASIAN, _SHORTEST_JOINED = ("\u3400", "\ud7a3"), 3
_EAST_ASIAN_FOLDED = "\u1100"
"""Before it are the other scripts of the lists of words, from it on the letters of which Korean syllables are made."""
_SMALL_WORDS = frozenset(("a", "and", "at", "for", "in", "of", "the"))
_ARTICLES = frozenset(("das", "de", "den", "der", "die", "el", "het", "il", "la", "las", "le", "les", "los"))
_BETWEEN_NAMES = _ARTICLES | {"of", "at", "for", "van", "von", "du", "da", "do", "des", "dei", "del", "della"}
_VOWELS = str.maketrans("", "", "aeiouy")
_TWICE = re.compile(r"([^\W\d])\1+")
# Words that British and American English spell in two ways, and the plural.
_ENDINGS = {"our": "or", "tre": "ter", "s": ""}
# With fewer letters and consonants, too little is equal to say that one name is taken for the other.
_ENOUGH, _ENOUGH_CONSONANTS = 7, 5
# Capitals that abbreviate words, as in ABC News and NBC News: each of them counts.
_INITIALS, _INITIALS_AMONG_CAPITALS = 5, 3
_SHORT = 3
_MOST = 8
"""The most names with one key that others are compared with: more would show no more, and take long where many are alike."""
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
# Words that make the name of a department out of that of a body; those of newsrooms are in a list of their own. Names of
# other bodies end in the first ones too, and the second ones mean nothing without another word of a department before them.
_OF_OTHERS_TOO = frozenset(("imprensa", "media", "news", "prensa", "press", "presse", "research", "stampa"))
_SUPPORTING = frozenset(("affairs", "board", "center", "centre", "comms", "communication", "communications", "department", "division",
                         "gabinete", "hub", "official", "oficina", "online", "public", "relations", "release", "releases", "room", "service", "services",
                         "ufficio", "unit"))  # fmt: skip
_OF_AGENCIES = frozenset(("service", "services"))
_BODIES = frozenset(("agency", "association", "center", "centre", "college", "council", "foundation", "group", "initiative", "institut",
                     "institute", "instituto", "istituto", "lab", "laboratory", "labs", "network", "observatory", "project", "school",
                     "society", "university"))  # fmt: skip

# Words that bodies of many countries have, and names of countries from which many of our sources are: Central News, China Media.
_OF_MANY = frozenset(("africa", "african", "america", "american", "asia", "asian", "britain", "british", "central", "china", "chinese", "democratic", "digital", "europe",
                      "european", "federal", "foreign", "france", "free", "french", "german", "germany", "global", "hong", "independent", "international", "iran", "israel", "italian",
                      "italy", "japan", "japanese", "kong", "korea", "korean", "local", "national", "new", "open", "regional", "russia", "russian", "social", "state", "taiwan",
                      "ukraine", "ukrainian", "world"))  # fmt: skip


def bare_name(name: str) -> str:
    """Return the form that names share if they differ only in case, signs, look-alike letters, legal form and a leading “the”."""
    return "".join(word.folded for word in _words(name)) or skeleton(name)


def like_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of *names* that are nearly equal, each with a few of those before it."""
    earlier: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        keys = sorted(like_keys(name))
        before = (earlier[key] for key in keys)
        for other in dict.fromkeys(other for alike in before for other in alike):
            if not _differ_in_brackets(name, other):
                yield other, name
        for key in keys:
            if len(earlier[key]) < _MOST:
                earlier[key].append(name)


def publisher_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of *names* that are nearly equal, or of which one is that of a department of the other, once each."""
    all_names = list(dict.fromkeys(names))
    pairs = chain(like_pairs(all_names), _department_pairs(all_names))
    yield from {frozenset(pair): pair for pair in pairs}.values()


def _department_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of *names* of which one is the other with words of a department, each with a few of those it may belong to."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    departments = []
    for name in names:
        words, department = _folded_words(name), _department(name)
        keys = [_in_order(words), f"{_in_order(words, without=_BODIES)} of some kind"]
        if department:
            departments.append((name, department))
            keys += [f"{_in_order(department.of, without=_BODIES)} department"] * department.is_certain
        for key in keys:
            if len(bearers[key]) < _MOST:
                bearers[key].append(name)
    for name, department in departments:
        core = _in_order(department.of, without=_BODIES)
        keys = [
            _in_order(department.of),
            *([f"{core} of some kind", f"{core} department"] if department.is_certain else []),
        ]
        yield from ((other, name) for key in keys for other in bearers.get(key, ()) if other != name)


def kin_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of *names* that have the same words but for those by which bodies and departments are called, in any order.

    They may be two bodies, as Tide Press and Tide Institute. Words that bodies everywhere have do not count.
    """
    kin: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        own = _in_order(_folded_words(name), without=_kinds_of_bodies())
        if not _OF_MANY.issuperset(own.split()):
            kin[own].append(name)
    yield from ((alike[0], other) for alike in kin.values() for other in alike[1:])


@cache
def _kinds_of_bodies() -> frozenset[str]:
    return _newsroom_words() | _OF_OTHERS_TOO | _SUPPORTING | _BODIES


class _Department(NamedTuple):
    """The words of the body that a department belongs to, and whether its own words can be those of no other body."""

    of: list[str]
    is_certain: bool


@lru_cache(maxsize=8192)
def _department(name: str) -> _Department | None:
    """Return the department that *name* is of, by the words at its end or beginning, or None."""
    own, plain = _newsroom_words() | _OF_OTHERS_TOO | _SUPPORTING, _OF_OTHERS_TOO | _SUPPORTING | _BETWEEN_NAMES
    whole = _folded_words(name)
    before = _folded_words(name.partition(",")[0]) if "," in name else whole
    if before != whole and own.issuperset(before):  # Public Affairs, Harbour Lab
        whole = whole[len(before) :] + before
    words = [_without_joined_department(word) for word in whole]
    start, end = 0, len(words)
    while end and words[end - 1] in own | _SMALL_WORDS | _BETWEEN_NAMES:
        end -= 1
    while start < end and words[start] in own | _SMALL_WORDS | _BETWEEN_NAMES:
        start += 1
    if _BETWEEN_NAMES.isdisjoint(words[:start]) and plain.issuperset(words[:start]):
        start = 0  # Press Trust, and not press of a trust
    signs = (own & {*words[:start], *words[end:]}) - _BETWEEN_NAMES
    is_certain = words != whole or not plain.issuperset(signs) or len(signs - _OF_AGENCIES) > 1
    if start == end or not (is_certain or signs - _SUPPORTING):
        return None
    return _Department(words[start:end], is_certain)


def _folded_words(name: str) -> list[str]:
    return [word.folded for word in _words(_ELISION.sub(" ", name))]


def _without_joined_department(word: str) -> str:
    """Return *word* without a word for a newsroom that is written to it without a space, as in Chinese, Japanese and Korean."""
    ends = (
        ending
        for ending in _newsroom_words()
        if ending >= _EAST_ASIAN_FOLDED and word.endswith(ending) and word != ending
    )
    return word if word.isascii() else word.removesuffix(next(ends, ""))


def _in_order(words: Iterable[str], without: Collection[str] = ()) -> str:
    """Return the key that *words* share with the same words in another order; small words and those in *without* are left out."""
    return " ".join(
        sorted(word for word in words if word not in _SMALL_WORDS and word not in _ARTICLES and word not in without)
    )


def are_alike(name: str, other: str) -> bool:
    """Return whether *name* and *other* are nearly equal."""
    return not like_keys(name).isdisjoint(like_keys(other)) and not _differ_in_brackets(name, other)


def is_signed_by(signature: str, name: str) -> bool:
    """Return whether *signature* is *name*, nearly, or means its people: the editors of it, its newsroom.

    A host is meant by its first label too, and only to the letter.
    """
    if is_host(name):
        return not {skeleton(name), skeleton(name.partition(".")[0])}.isdisjoint(map(skeleton, _signers(signature)))
    return any(are_alike(signer, name) for signer in _signers(signature))


@lru_cache(maxsize=8192)
def _signers(signature: str) -> tuple[str, str]:
    """Return *signature*, and what is left of it without the words that people of a newsroom call themselves."""
    words = [word for word in _split(_ELISION.sub(" ", signature)) if skeleton(word) not in _newsroom_words()]
    return signature, " ".join(words)


def without_initials(name: str) -> str:
    """Return *name* without its own initials in brackets, and without other brackets but with what is in them."""
    initials = "".join(word[0] for word in _split(_IN_BRACKETS.sub(" ", name)) if word and word[0].isupper())
    return _IN_BRACKETS.sub(lambda match: "" if skeleton(match[1]) == skeleton(initials) else f" {match[1]} ", name)


@lru_cache(maxsize=8192)
def like_keys(name: str) -> frozenset[str]:
    """Return the keys of *name*: names that share one are nearly equal.

    They have the same letters but for one, for their vowels, for double letters, for I and l, for the order of their
    words, for a plural, or for what one of them has in brackets.
    """
    keys = _keys(name)
    without = _IN_BRACKETS.sub(" ", name)
    return frozenset((keys if without == name else keys | _keys(without)) - {""})


def _differ_in_brackets(name: str, other: str) -> bool:
    """Return whether both names have something in brackets, as two bodies of one name in two countries have."""
    within = [{skeleton(text) for text in _IN_BRACKETS.findall(whole)} for whole in (name, other)]
    return all(within) and within[0] != within[1]


def _keys(name: str) -> set[str]:
    words = [word for word in _words(name) if word.folded not in _SMALL_WORDS]
    if sum(len(word.folded) for word in words if word.folded not in _ARTICLES) < _ENOUGH:
        return _joined([word.folded for word in words])
    looser = [word.loose for word in words]
    keys = _joined(looser)
    for number, word in enumerate(words):
        if not word.counts_whole:
            others = " ".join(sorted(looser[:number] + looser[number + 1 :]))
            keys.update([f"{others} | {left}" for left in word.with_one_letter_less])
    consonants = [word.consonants for word in words]
    if sum(map(len, consonants)) >= _ENOUGH_CONSONANTS:
        keys.update([f"consonants {text}" for text in _joined(consonants)])
    return keys


def _joined(words: list[str]) -> set[str]:
    """Return *words* as a text in which their order does not count, and as one in which spaces do not."""
    return {" ".join(sorted(words)), "".join(words)}


class _Word(NamedTuple):
    """A word of a name: what it looks like, that without what spellings differ in, and its consonants."""

    folded: str
    loose: str
    consonants: str
    counts_whole: bool
    """Whether one letter makes it another word."""
    with_one_letter_less: tuple[str, ...]
    """The loose word, whole and without each of its letters."""


@lru_cache(maxsize=8192)
def _words(name: str) -> list[_Word]:
    """Return the words of *name* without its form."""
    has_small = name != name.upper()
    written = [(folded, word) for word in _split(name) if (folded := skeleton(word))]
    start, end = _without_form([folded for folded, _ in written])
    return [_word(folded, word, has_small=has_small) for folded, word in written[start:end]]


@lru_cache(maxsize=8192)  # many names have the same words
def _word(look: str, written: str, *, has_small: bool) -> _Word:
    folded = _without_joined_form(look)
    loose, whole = _looser(folded), _counts_whole(written, has_small=has_small)
    less = () if whole else (loose, *(loose[:at] + loose[at + 1 :] for at in range(len(loose))))
    return _Word(folded, loose, folded if whole else _looser(folded[:1] + folded[1:].translate(_VOWELS)), whole, less)


def _counts_whole(word: str, *, has_small: bool) -> bool:
    """Return whether one letter makes *word* another: initials, numbers, short words, letters that are words themselves."""
    if word.isupper() and len(word) <= (_INITIALS if has_small else _INITIALS_AMONG_CAPITALS):
        return True
    return len(word) < _SHORT or not ((word.isascii() and word.isalpha()) or all(map(_is_of_an_alphabet, word)))


@lru_cache(maxsize=4096)
def _is_of_an_alphabet(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_ALPHABETS)


def _looser(word: str) -> str:
    """Return the folded *word* without what spellings differ in: endings, I and l, double letters."""
    for ending, other in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word.removesuffix(ending) + other
    word = word.replace("i", "l")
    return word if len(set(word)) == len(word) else _TWICE.sub(r"\1", word)


def _split(name: str) -> list[str]:
    """Return the words of *name* without the points in them, which abbreviations have or not."""
    return _BETWEEN_WORDS.split(_POINTS.sub("", unicodedata.normalize("NFKC", name)))


def _without_form(words: list[str]) -> tuple[int, int]:
    """Return where in the folded *words* the name starts and ends without an article and legal forms around it."""
    start, end, forms = int(words[:1] == ["the"]), len(words), _forms()
    while start < end - 1 and words[start] in forms:
        start += 1
    while longest := next((n for n in (3, 2, 1) if end - start > n and " ".join(words[end - n : end]) in forms), 0):
        end -= longest
    return start, end


def _without_joined_form(word: str) -> str:
    """Return *word* without a legal form that is written to it without a space, as in Chinese and Japanese."""
    form = None if word.isascii() else _joined_forms().fullmatch(word)
    return form[1] if form else word


@cache
def _newsroom_words() -> frozenset[str]:
    return frozenset(map(skeleton, NEWSROOM_WORDS))


@cache
def _forms() -> frozenset[str]:
    return frozenset(" ".join(map(skeleton, _split(form))) for form in LEGAL_FORMS)


@cache
def _joined_forms() -> re.Pattern[str]:
    first, last = _EAST_ASIAN
    east_asian = [form for form in LEGAL_FORMS if first <= min(form) <= max(form) <= last]
    forms = sorted((skeleton(form) for form in east_asian if len(form) >= _SHORTEST_JOINED), key=len, reverse=True)
    either = "|".join(forms)
    return re.compile(f"(?:{either})?(.+?)(?:{either})?")
