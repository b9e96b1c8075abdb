"""Characters that have no place in a record: invisible, reversing or broken ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"
# Control characters except tab and line ends, bidirectional controls, zero-width
# characters, soft hyphen, fillers, tags, private use, lone surrogates, non-characters.
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Scripts in which a joiner between two letters changes the word that is read.
_JOINING_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL",
                    "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN", "MONGOLIAN")  # fmt: skip


def strange_characters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and name of each character of *text* that no record may hold."""
    for match in _STRANGE.finditer(text):
        if not _joins_letters(text, match.start()):
            before = text[: match.start()].replace("\r\n", "\n").replace("\r", "\n")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            yield line, column, character_name(match.group())


def character_name(character: str) -> str:
    """Return the code point of *character* and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _joins_letters(text: str, index: int) -> bool:
    """Return whether the joiner at *index* stands between letters of a script that needs it."""
    if text[index] not in _JOINERS or not 0 < index < len(text) - 1:
        return False
    return all(unicodedata.name(text[i], "").startswith(_JOINING_SCRIPTS) for i in (index - 1, index + 1))
