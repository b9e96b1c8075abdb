"""The one form in which text is indexed and looked for.

theme/static/js/normalise.js does the same, rule by rule and letter by letter: an index made here
would otherwise not be found there. tests/browser/test_normalise_scripts.py runs both and compares.
Change the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import category, normalize

LONGEST_TOKEN = 40

# Characters that nobody sees: soft hyphens, joiners, direction marks, fillers, variation selectors, tags.
# These are what browsers call \p{Default_Ignorable_Code_Point}.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters that people leave out or write otherwise, and that Unicode does not take apart.
# Lower case is meant, and not full case folding, which browsers do not have.
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "ς": "σ", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
# Digits and the small letters of Latin, Greek and Cyrillic: half of those who type leave out the marks on them.
# In other scripts a mark is a letter of its own (か and が, the vowels of Thai), and stays.
_SHEDS_MARKS = re.compile("[0-9a-z\u00df-\u02ff\u0370-\u0482\u048a-\u052f]")
# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, Hangul, Kana, Han. Korean has spaces,
# but builds compounds in which people look for a part (온라인 in 부산온라인).
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_DEFANGED_DOT = re.compile(r"[\[({](?:\.|dot)[\])}]|。")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//+")
_AFTER_HOST = re.compile(r"[/?#\\].*", re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z")
_WWW = re.compile(r"^www\.")


def fold(text: str) -> str:
    """Return *text* without the differences of width, case and marks that people do not type."""
    if text.isascii():
        return text.lower()
    lower = normalize("NFKC", _INVISIBLE.sub("", text)).lower().translate(_SPELT_OUT)
    return normalize("NFC", "".join(_without_marks(normalize("NFD", lower))))


def _without_marks(decomposed: str) -> Iterator[str]:
    """Yield the characters of *decomposed* but for the marks on Latin, Greek, Cyrillic and digits."""
    sheds = False
    for character in decomposed:
        if category(character)[0] != "M":
            sheds = _SHEDS_MARKS.match(character) is not None
        elif sheds:
            continue
        yield character


def tokens(text: str) -> tuple[str, ...]:
    """Return what *text* is found by: its words and, where no spaces are written, pairs of signs."""
    folded = fold(text)
    if folded.isascii():
        return tuple(word[:LONGEST_TOKEN] for word in _ASCII_WORD.findall(folded))
    return tuple(token[:LONGEST_TOKEN] for run in _runs(folded) for token in _pairs(run))


def tails(text: str) -> tuple[str, ...]:
    """Return the last sign of each run without spaces: with it a query of one sign finds any sign."""
    runs = _runs(fold(text))
    return tuple(run[-1] for run in runs if len(run) > 1 and _UNSPACED.match(run[0]))


def whole(text: str) -> str:
    """Return *text* as one token, spaces and signs left out; nothing if that is too long to tell apart."""
    folded = fold(text)
    runs: Iterable[Iterable[str]] = _ASCII_WORD.findall(folded) if folded.isascii() else _runs(folded)
    joined = "".join("".join(run) for run in runs)
    return joined if len(joined) <= LONGEST_TOKEN else ""


def typed_host(word: str) -> str:
    """Return the host name that *word* is or leads to, folded and without www, or nothing."""
    dotted = _DEFANGED_DOT.sub(".", fold(word))
    if "." not in dotted:
        return ""
    host = _AFTER_HOST.sub("", _SCHEME.sub("", _trim(dotted.replace("[:]", ":"))))
    host = _WWW.sub("", _trim(_PORT.sub("", host.rpartition("@")[2])))
    return host if _is_host(host) else ""


def _is_host(text: str) -> bool:
    """Return whether *text* is labels between dots, the last of two letters at least."""
    labels = text.split(".")
    if len(labels) < 2 or len(labels[-1]) < 2:
        return False
    return category(labels[-1][0])[0] == "L" and all(label and _is_label(label) for label in labels)


def _is_label(text: str) -> bool:
    return all(character in "-_" or category(character)[0] in "LMN" for character in text)


def _trim(text: str) -> str:
    """Return *text* from its first letter or digit to its last."""
    kept = [at for at, character in enumerate(text) if category(character)[0] in "LN"]
    return text[kept[0] : kept[-1] + 1] if kept else ""


def _pairs(run: list[str]) -> Iterator[str]:
    """Yield the one word that *run* is or, in a script without spaces, each sign with its next."""
    if len(run) == 1 or not _UNSPACED.match(run[0]):
        yield "".join(run)
    else:
        yield from (first + second for first, second in pairwise(run))


def _runs(folded: str) -> Iterator[list[str]]:
    """Yield unbroken runs of letters and digits, each with its marks, of scripts with or without spaces."""
    run: list[str] = []
    unspaced = False
    for character in folded:
        kind = category(character)[0]
        if kind == "M" and run:
            run[-1] += character
            continue
        belongs = kind in "LN" and (_UNSPACED.match(character) is not None) == unspaced
        if run and not belongs:
            yield run
            run = []
        if kind in "LN":
            run.append(character)
            unspaced = _UNSPACED.match(character) is not None
    if run:
        yield run
