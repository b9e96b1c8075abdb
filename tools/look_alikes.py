"""Regenerates the list of look-alikes in masthead/pinned_lists, and theme/scripts/look-alikes.js from what Python makes of it.

``python -m tools.look_alikes FILE`` reads the list from a file confusables.txt of Unicode Technical Standard 39
(https://www.unicode.org/Public/security/latest/confusables.txt); ``python -m tools.look_alikes`` writes only the script.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from masthead.hosts.idna import to_ascii

ROOT = Path(__file__).parents[1]
LIST = ROOT / "masthead/pinned_lists/look-alikes.txt"
SCRIPT = ROOT / "theme/scripts/look-alikes.js"
HEAD = """\
# Letters that are taken for Latin ones, one Latin letter a line: first the capital or small letter, then those that look
# like it. From confusables.txt of Unicode Technical Standard 39, version {version}; © 1991-2026 Unicode, Inc., under the
# Unicode License v3 (https://www.unicode.org/license.txt), without what compatibility forms already stand for, and
# without scripts whose texts mostly have letters that look like no Latin ones; written by tools/look_alikes.py.
"""
SCRIPT_TEXT = """\
/* Letters of hosts that look like Latin ones: those of masthead/syntax/confusable_letters.py that a host can have. Each is
   written as how many others are between it and the one before, to the base 36. `python -m tools.look_alikes` writes this. */
let point = -1;
export const LOOKS = '{looks}'
  .split(' ').map((gap) => String.fromCodePoint(point += 1 + parseInt(gap || 0, 36)));

/* Each with the letter that it is taken for. */
export function takenFor() {{
  return new Map(LOOKS.map((letter, at) => [letter, '{taken}'[at]]));
}}
"""
# Scripts that many read and write, in which a letter that looks Latin deceives nobody.
APART = ("ARABIC", "BENGALI", "BOPOMOFO", "CJK", "DEVANAGARI", "ETHIOPIC", "GUJARATI", "GURMUKHI", "HANGUL", "HEBREW", "IDEOGRAPHIC", "KANNADA", "KATAKANA", "LAO",
         "MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU", "THAI", "TIBETAN")  # fmt: skip


def confusables(text: str) -> Iterator[tuple[str, str]]:
    """Yield each letter in the *text* of confusables.txt that is taken for one of ASCII, and that."""
    for line in text.splitlines():
        row = line.partition("#")[0].split(";")
        if len(row) > 1:
            letter, taken_for = ("".join(chr(int(code, 16)) for code in field.split()) for field in row[:2])
            if len(letter) == 1 and len(taken_for) == 1 and taken_for.isascii() and taken_for.isalpha():
                yield letter, taken_for


def is_of_use(letter: str) -> bool:
    """Return whether *letter* is of a script that the list is about, and has no usual form in Unicode."""
    is_letter = unicodedata.category(letter)[0] == "L" and not letter.isascii()
    name = unicodedata.name(letter, "")
    return is_letter and unicodedata.normalize("NFKC", letter) == letter and not name.startswith(APART)


def of_hosts(taken_for: Mapping[int, int]) -> dict[int, int]:
    """Return the part of *taken_for*, a letter for each letter, whose letters can be in the label of a host, in their order."""
    return {point: taken_for[point] for point in sorted(taken_for) if _is_of_hosts(chr(point))}


def _is_of_hosts(letter: str) -> bool:
    try:
        host = to_ascii(letter)
    except UnicodeError:
        return False
    return (host.removeprefix("xn--").encode().decode("punycode") if host.startswith("xn--") else host) == letter


def script(taken_for: Mapping[int, int]) -> str:
    """Return the text of theme/scripts/look-alikes.js for *taken_for*."""
    letters = of_hosts(taken_for)
    return SCRIPT_TEXT.format(looks=" ".join(_gaps(letters)), taken="".join(map(chr, letters.values())))


def _gaps(points: Iterable[int]) -> Iterator[str]:
    """Yield for each of *points* how many others are between it and the one before it, to the base 36; nothing for none."""
    before = -1
    for point in points:
        yield _in_base_36(point - before - 1)
        before = point


def _in_base_36(number: int) -> str:
    return _in_base_36(number // 36) + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 36] if number else ""


def main() -> None:
    """Write the list from the file that the command names, if it names one, and then the script in a process that reads it."""
    if sys.argv[1:]:
        write_list(Path(sys.argv[1]).read_text("utf-8-sig"))
    # Imported here, since it reads the list.
    from masthead.syntax.confusable_letters import TAKEN_FOR  # noqa: PLC0415

    SCRIPT.write_text(script(TAKEN_FOR), "utf-8")


def write_list(text: str) -> None:
    """Write the list from the *text* of confusables.txt."""
    version = text.partition("# Version: ")[2].partition("\n")[0]
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for letter, taken_for in confusables(text):
        if is_of_use(letter):
            rows[taken_for].append(letter)
    lines = [taken_for + "".join(sorted(letters)) for taken_for, letters in sorted(rows.items())]
    LIST.write_text(HEAD.format(version=version) + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
