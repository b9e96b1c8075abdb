"""Regenerates masthead/pinned_lists/look-alikes.txt from Unicode's confusables.txt: ``python -m tools.look_alikes FILE``.

The file is that of Unicode Technical Standard 39, https://www.unicode.org/Public/security/latest/confusables.txt.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).parents[1] / "masthead/pinned_lists/look-alikes.txt"
HEAD = """\
# Letters that are taken for Latin ones, one Latin letter a line: first the capital or small letter, then those that look
# like it. From confusables.txt of Unicode Technical Standard 39, version {version}; © 1991-2026 Unicode, Inc., under the
# Unicode License v3 (https://www.unicode.org/license.txt), without what compatibility forms already stand for, and
# without scripts whose texts mostly have letters that look like no Latin ones; written by tools/look_alikes.py.
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


def main() -> None:
    """Write the list from the file that the command names."""
    text = Path(sys.argv[1]).read_text("utf-8-sig")
    version = text.partition("# Version: ")[2].partition("\n")[0]
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for letter, taken_for in confusables(text):
        if is_of_use(letter):
            rows[taken_for].append(letter)
    lines = [taken_for + "".join(sorted(letters)) for taken_for, letters in sorted(rows.items())]
    LIST.write_text(HEAD.format(version=version) + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
