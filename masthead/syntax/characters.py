"""Characters that have no place in a record: invisible, reversing, broken, piled up or written in pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

MAX_MARKS = 8
"""How many marks may stand on one character: no script needs more, and programs take long to sort thousands."""

_JOINERS = "\u200c\u200d"
# Control characters except tab and line ends, bidirectional controls, zero-width
# characters, soft hyphen, fillers, blanks, tags, private use, lone surrogates, what
# stands for characters that were lost, non-characters.
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# What may be marks. The first is written apart, and letters that most texts are of come first: so the search is fast.
_PILE = re.compile(rf"[^\x00-\u02ff\w\s][^\x00-\u02ff\w\s]{{{MAX_MARKS},}}")
# What cannot deceive in any company.
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# Scripts in which a joiner between two letters changes the word that is read.
_JOINING_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
                    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN", "MONGOLIAN")  # fmt: skip


def may_deceive(text: bytes) -> bool:
    """Return whether *text*, which is UTF-8, may hold strange characters or piled marks: a quick look at what is not plain.

    Without the plain characters between them, marks come closer together, but none that stood together are parted.
    """
    rest = text.translate(None, _PLAIN).decode("utf-8")
    return _STRANGE.search(rest) is not None or _PILE.search(rest) is not None


def strange_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and name of each character of *text* that no record may hold."""
    for match in _STRANGE.finditer(text):
        if not _joins_letters(text, match.start()):
            yield *_place(text, match.start()), character_name(match.group())


def piled_marks(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield line and column of each run of more than MAX_MARKS marks in *text*, and how many it has."""
    for match in _PILE.finditer(text):
        for is_mark, run in groupby(range(*match.span()), key=lambda index: _is_mark(text[index])):
            places = list(run)
            if is_mark and len(places) > MAX_MARKS:
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


def _continues(character: str) -> bool:
    """Return whether *character* is a further piece of the one before it: a mark, or a vowel or end of Hangul."""
    return _is_mark(character) or "\u1160" <= character <= "\u11ff"


def _joins_letters(text: str, index: int) -> bool:
    """Return whether the joiner at *index* stands between letters of a script that needs it."""
    if text[index] not in _JOINERS or not 0 < index < len(text) - 1:
        return False
    return all(unicodedata.name(text[i], "").startswith(_JOINING_SCRIPTS) for i in (index - 1, index + 1))
