"""The one form in which text is indexed and looked for.

theme/scripts/normalise.js does the same, rule by rule and letter by letter: an index made here
would otherwise not be found there. tests/browser/test_normalise_scripts.py runs both and compares.
Change the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import category, normalize

LONGEST_TOKEN = 40
LONGEST_EXACT = 80
MOST_MARKS = 30

# Characters that nobody sees: soft hyphens, joiners, direction marks, fillers, variation selectors, tags.
# These are what browsers call \p{Default_Ignorable_Code_Point}.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MAY_BE_PILE = re.compile("[\u0300-\U0010ffff]{31}")
# Letters that people leave out or write otherwise, and that Unicode does not take apart: first what each line is
# read as. Letters with strokes, and modifiers that stand for apostrophes; the forms of alef, yeh, kaf, heh and
# noon that Arabic, Persian and Urdu keep apart; letters at the end of Hebrew words.
_READ_AS = ("oø", "lł", "dđð", "hħ", "tŧ", "eə", "nŋ", "σς", "гґ", "'ʼ", "اٱ", "يىیېےۍ", "كکڪ", "هةہھەۃ", "نں")
_AT_THE_END = ("כך", "מם", "נן", "פף", "צץ")
_SPELT_OUT = str.maketrans(
    {letter: line[0] for line in (*_READ_AS, *_AT_THE_END) for letter in line[1:]}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    # Arabic letters drawn out for looks, and signs of transcription that few people type.
    | dict.fromkeys("ـʹʺʻʽʾʿ", "")
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
# Digits and the small letters of Latin, Greek, Cyrillic, Hebrew and Arabic: most of those who type leave out the
# marks on them. In other scripts a mark is a letter of its own (か and が, the vowels of Thai), and stays.
_SHEDS_MARKS = re.compile(
    "[0-9a-z\u00df-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05f2\u0620-\u064a\u066e\u066f\u0671-\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9]"
)
# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, Hangul, Kana, Han. Korean has spaces,
# but builds compounds in which people look for a part (온라인 in 부산온라인).
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_SPACES = re.compile("[\t\n\r ]+")
_DEFANGED_DOT = re.compile(r"[\[({](?:\.|dot)[\])}]|。")
# An archive's address ends in the address that it keeps.
_ARCHIVE = re.compile(r"^(?:https?://)?(?:web\.)?archive\.[a-z]+/(?:web/[0-9*]+[a-z_]*/|.*?(?=https?:))", re.DOTALL)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//+")
_AFTER_HOST = re.compile(r"[/?#\\].*", re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z")
_WWW = re.compile(r"^www\.")


def fold(text: str) -> str:
    """Return *text* without the differences of width, case and marks that people do not type."""
    if text.isascii():
        return text.lower()
    visible = _without_piles(_INVISIBLE.sub("", text))
    decomposed = normalize("NFD", normalize("NFKC", visible).lower())
    # Browsers have no case folding, but the small letters of capitals: ß is ss, as ẞ is. It comes after the
    # marks, or else the iota below ᾳ would become a letter beside it.
    lower = "".join(_without_marks(decomposed)).upper().lower()
    return normalize("NFC", lower.translate(_SPELT_OUT))


def _without_piles(text: str) -> str:
    """Return *text* with at most so many marks in a row as Unicode takes for sensible.

    To put marks in order takes the square of their number, and nobody means more.
    """
    if not _MAY_BE_PILE.search(text):
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _without_marks(decomposed: str) -> Iterator[str]:
    """Yield the characters of *decomposed* but for the marks on digits and on letters that shed them."""
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
    folded = fold(text)
    runs = () if folded.isascii() else _runs(folded)
    return tuple(run[-1] for run in runs if len(run) > 1 and _UNSPACED.match(run[0]))


def whole(text: str) -> str:
    """Return *text* as one token, spaces and signs left out; nothing if that is too long to tell apart."""
    folded = fold(text)
    runs: Iterable[Iterable[str]] = _ASCII_WORD.findall(folded) if folded.isascii() else _runs(folded)
    joined = "".join("".join(run) for run in runs)
    return joined if len(joined) <= LONGEST_TOKEN else ""


def exact(text: str) -> str:
    """Return the term of *text* that only the whole of it finds: a technical value, such as an IP address.

    No word ends with its last sign, and in order it comes next to the word that it may be.
    """
    plain = _DEFANGED_DOT.sub(".", fold(text)).replace("[:]", ":")
    return _SPACES.sub("", plain).removeprefix("ca-")[:LONGEST_EXACT] + "!"


def typed_host(word: str) -> str:
    """Return the host name that *word* is or leads to, folded and without www, or nothing."""
    dotted = _DEFANGED_DOT.sub(".", fold(word))
    if "." not in dotted:
        return ""
    address = _ARCHIVE.sub("", _trim(dotted.replace("[:]", ":")))
    host = _AFTER_HOST.sub("", _SCHEME.sub("", address))
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
    first = next((at for at, character in enumerate(text) if _is_plain(character)), len(text))
    last = next((at for at in range(len(text), first, -1) if _is_plain(text[at - 1])), first)
    return text[first:last]


def _is_plain(character: str) -> bool:
    return category(character)[0] in "LN"


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
