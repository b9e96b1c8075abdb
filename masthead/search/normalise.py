"""The normal form in which text is indexed and searched.

theme/scripts/normalise.js does exactly the same, rule by rule; otherwise browsers would not find what is indexed here.
tests/browser/test_normalise_scripts.py runs both and compares the results. Change the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from unicodedata import category, normalize

LONGEST_TOKEN = 40
LONGEST_EXACT = 80
MOST_MARKS = 30

# Invisible characters: soft hyphens, joiners, direction marks, fillers, variation selectors, tags.
# Browsers call them \p{Default_Ignorable_Code_Point}.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MAY_BE_PILE = re.compile("[\u0300-\U0010ffff]{31}")
# Letters that people write differently and that Unicode does not decompose; the first letter of each line replaces the
# others. Letters with strokes, and modifiers used as apostrophes; the forms of alef, yeh, kaf, heh and noon that Arabic,
# Persian and Urdu keep apart; letters at the end of Hebrew words.
_READ_AS = ("oø", "lł", "dđð", "hħ", "tŧ", "eə", "nŋ", "σς", "гґ", "'ʼ", "اٱ", "يىیېےۍ", "كکڪ", "هةہھەۃ", "نں")
_AT_THE_END = ("כך", "מם", "נן", "פף", "צץ")
_SPELT_OUT = str.maketrans(
    {letter: line[0] for line in (*_READ_AS, *_AT_THE_END) for letter in line[1:]}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    # The stroke that lengthens Arabic letters, and signs of transcription that few people type.
    | dict.fromkeys("ـʹʺʻʽʾʿ", "")
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
# Digits and the small letters of Latin, Greek, Cyrillic, Hebrew and Arabic: most people do not type the marks on them.
# In other scripts a mark makes another letter (か and が, the vowels of Thai), and is kept.
_SHEDS_MARKS = re.compile(
    "[0-9a-z\u00df-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05f2\u0620-\u064a\u066e\u066f\u0671-\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08c9]"
)
# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, Hangul, Kana, Han. Korean has spaces, but also compounds, of
# which people type a part (온라인 in 부산온라인).
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_SPACES = re.compile("[\t\n\r ]+")
_DEFANGED_DOT = re.compile(r"[\[({](?:\.|dot)[\])}]|。")
# The address of an archived copy ends with the original address.
_ARCHIVE = re.compile(r"^(?:https?://)?(?:web\.)?archive\.[a-z]+/(?:web/[0-9*]+[a-z_]*/|.*?(?=https?:))", re.DOTALL)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//+")
_AFTER_HOST = re.compile(r"[/?#\\].*", re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z")
_WWW = re.compile(r"^www\.")


def fold(text: str) -> str:
    """Return *text* without differences of width and case, and without marks that people do not type."""
    if text.isascii():
        return text.lower()
    visible = _without_piles(_INVISIBLE.sub("", text))
    decomposed = normalize("NFD", normalize("NFKC", visible).lower())
    # Browsers have no case folding, so text is put in capitals and then in small letters: ß and ẞ become ss. This comes
    # after the marks are removed, or else the iota below ᾳ would become a letter of its own.
    lower = "".join(_without_marks(decomposed)).upper().lower()
    return normalize("NFC", lower.translate(_SPELT_OUT))


def _without_piles(text: str) -> str:
    """Return *text* with no more marks in a row than Unicode considers sensible.

    Sorting marks takes time that grows with the square of their number, and no real text has more.
    """
    if not _MAY_BE_PILE.search(text):
        return text
    characters, marks = [], 0
    for character in text:
        marks = marks + 1 if category(character)[0] == "M" else 0
        if marks <= MOST_MARKS:
            characters.append(character)
    return "".join(characters)


def _without_marks(decomposed: str) -> Iterator[str]:
    """Yield the characters of *decomposed*, without the marks on digits and on letters that lose their marks."""
    sheds = False
    for character in decomposed:
        if category(character)[0] != "M":
            sheds = _SHEDS_MARKS.match(character) is not None
        elif sheds:
            continue
        yield character


def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens by which *text* is found: its words or, in scripts without spaces, pairs of characters."""
    folded = fold(text)
    if folded.isascii():
        return tuple(word[:LONGEST_TOKEN] for word in _ASCII_WORD.findall(folded))
    return tuple(token[:LONGEST_TOKEN] for run in _runs(folded) for token in _pairs(run))


def tails(text: str) -> tuple[str, ...]:
    """Return the last character of each run without spaces; with these, a query of one character finds any character."""
    folded = fold(text)
    runs = () if folded.isascii() else _runs(folded)
    return tuple(run[-1] for run in runs if len(run) > 1 and _UNSPACED.match(run[0]))


def whole(text: str) -> str:
    """Return *text* as one token, without spaces and punctuation, or nothing if the token would be too long."""
    folded = fold(text)
    runs: Iterable[Iterable[str]] = _ASCII_WORD.findall(folded) if folded.isascii() else _runs(folded)
    joined = "".join("".join(run) for run in runs)
    return joined if len(joined) <= LONGEST_TOKEN else ""


def exact(text: str) -> str:
    """Return the term of a technical value, such as an IP address, which is found only if it is typed in full.

    It ends with a character that no word has, and sorts next to the word that the value may be.
    """
    plain = _DEFANGED_DOT.sub(".", fold(text)).replace("[:]", ":")
    return _SPACES.sub("", plain).removeprefix("ca-")[:LONGEST_EXACT] + "!"


def typed_host(word: str) -> str:
    """Return the host name that *word* is, or that the address in it has, folded and without www; or nothing."""
    dotted = _DEFANGED_DOT.sub(".", fold(word))
    if "." not in dotted:
        return ""
    address = _ARCHIVE.sub("", _trim(dotted.replace("[:]", ":")))
    host = _AFTER_HOST.sub("", _SCHEME.sub("", address))
    host = _WWW.sub("", _trim(_PORT.sub("", host.rpartition("@")[2])))
    return host if _is_host(host) else ""


def _is_host(text: str) -> bool:
    """Return whether *text* consists of labels between dots, the last with at least two characters."""
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
    """Yield *run* as one word or, in a script without spaces, each pair of neighbouring characters."""
    if len(run) == 1 or not _UNSPACED.match(run[0]):
        yield "".join(run)
    else:
        yield from (first + second for first, second in pairwise(run))


def _runs(folded: str) -> Iterator[list[str]]:
    """Yield unbroken runs of letters and digits with their marks, all from scripts with spaces or all from those without."""
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
