"""Characters that have no place in a record: invisible, reversing, broken, piled up or written in pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

MAX_MARKS = 4
"""The most marks on one character: no script needs more, and a pile of them covers the text around it."""

_JOINERS = "\u200c\u200d"
_BREAKS = "\t\n\r"
# Controls, formats, surrogates, private use, what is not assigned or no character, separators of lines and paragraphs.
_UNSEEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
# Default ignorable code points of Unicode in other categories: fillers, variation selectors, a joiner of graphemes.
_IGNORABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
# Characters that are letters, marks, signs or spaces by category and show as a blank, or replace lost characters.
_BLANK = frozenset("\u1680\u2800\u2d7f\ufffc\ufffd\U00016fe4\U0001d159")
# Possible marks. The first is written apart, and letters that most texts are of come first: so the search is fast.
_PILE = re.compile(rf"[^\x00-\u02ff\w\s][^\x00-\u02ff\w\s]{{{MAX_MARKS},}}")
# Characters that cannot deceive in any company.
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# Scripts in which a joiner between two letters changes the word that is read.
_JOINING_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
                    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN", "MONGOLIAN")  # fmt: skip
_VIRAMA = 9
"""The combining class of the signs that take the vowel from a letter."""


@lru_cache(maxsize=8192)
def is_unseen(character: str) -> bool:
    """Return whether *character* shows nothing, or changes how others are shown; tabs and ends of lines do not count.

    Readers refuse these characters and printers write their code points: both ask here.
    """
    if unicodedata.category(character) in _UNSEEN_CATEGORIES:
        return character not in _BREAKS
    return character in _IGNORABLE or character in _BLANK


def is_special_space(character: str) -> bool:
    """Return whether *character* is a space other than the usual one, such as a no-break or an ideographic space."""
    return character != " " and unicodedata.category(character) == "Zs"


def may_deceive(text: bytes) -> bool:
    """Return whether *text*, which is UTF-8, may hold strange characters or piled marks: a quick look at what is not plain.

    Without the plain characters between them, marks come closer together, but none that stood together are parted.
    """
    rest = text.translate(None, _PLAIN).decode("utf-8")
    return any(map(_may_be_strange, set(rest))) or _PILE.search(rest) is not None


def strange_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and name of each character of *text* that no record may hold."""
    suspects = {character for character in set(text) if _may_be_strange(character)}
    if suspects:
        for index, character in enumerate(text):
            if character in suspects and _is_strange(text, index):
                yield *_place(text, index), character_name(character)


def piled_marks(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield line and column of each run of marks in *text* with more than MAX_MARKS of one kind, and how many it has.

    Marks that take a place of their own beside a letter are of one kind, and those above, below and around it of another:
    a Burmese syllable may have four of each.
    """
    for match in _PILE.finditer(text):
        for is_mark, run in groupby(range(*match.span()), key=lambda index: _is_mark_of_any_kind(text[index])):
            places = list(run)
            beside = sum(unicodedata.category(text[index]) == "Mc" for index in places)
            if is_mark and max(beside, len(places) - beside) > MAX_MARKS:
                yield *_place(text, places[0]), len(places)


def in_pieces(text: str) -> str:
    """Return the code points of the first character of *text* that is not in Unicode form NFC, or nothing.

    Takes long for text with piled marks.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return ""
    composed = unicodedata.normalize("NFC", text)
    start = next((at for at, pair in enumerate(zip(text, composed, strict=False)) if len(set(pair)) > 1), len(composed))
    end = start + 1
    while end < len(text) and _continues(text[end]):
        end += 1
    return " ".join(f"U+{ord(character):04X}" for character in text[start:end])


def character_name(character: str) -> str:
    """Return the code point of *character* and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _place(text: str, index: int) -> tuple[int, int]:
    """Return line and column of the character of *text* at *index*."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0 or unicodedata.category(character) in ("Mn", "Me")


def _is_mark_of_any_kind(character: str) -> bool:
    return _is_mark(character) or unicodedata.category(character) == "Mc"


def _continues(character: str) -> bool:
    """Return whether *character* is a further piece of the one before it: a mark, or a vowel or end of Hangul."""
    return _is_mark(character) or "\u1160" <= character <= "\u11ff"


def _may_be_strange(character: str) -> bool:
    return is_unseen(character) or is_special_space(character)


def _is_strange(text: str, index: int) -> bool:
    """Return whether the character of *text* at *index*, which may be strange, is so among those around it."""
    if is_unseen(text[index]):
        return not _joins_letters(text, index)
    beside = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    return any(
        unicodedata.category(character) == "Zs" for character in beside
    )  # one space parts words, two hide something


def _joins_letters(text: str, index: int) -> bool:
    """Return whether the joiner at *index* is between letters of a script that needs it.

    Before it may be a mark of the letter (a virama, a vowel), and behind it a virama.
    """
    if text[index] not in _JOINERS or not 0 < index < len(text) - 1:
        return False
    before, behind = text[index - 1], text[index + 1]
    joined = unicodedata.category(before)[0] in "LM" and (behind.isalpha() or unicodedata.combining(behind) == _VIRAMA)
    return joined and all(unicodedata.name(side, "").startswith(_JOINING_SCRIPTS) for side in (before, behind))
