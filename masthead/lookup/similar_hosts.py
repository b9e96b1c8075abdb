"""Hosts that look alike: what is left of their letters, and the two orders in which one letter may be amiss.

theme/scripts/likeness.js does the same with what was pasted. Change the two together.
"""

from __future__ import annotations

from unicodedata import category, normalize

from masthead.hosts.public_suffixes import parted
from masthead.syntax.confusable_letters import FOLDED, PAIRS


def skeleton(host: str) -> str:
    """Return *host* with each letter that is taken for another as that other."""
    letters = ".".join(_readable(label) for label in host.split("."))
    bare = "".join(letter for letter in normalize("NFD", letters) if category(letter)[0] != "M")
    folded = normalize("NFC", bare).translate(FOLDED)
    for pair, letter in PAIRS:
        folded = folded.replace(pair, letter)
    return folded


def forwards(host: str) -> str:
    """Return the key under which *host* is found if one letter of the second half of its name is amiss."""
    name, ending = parted(host)
    return f"{skeleton(name)}.{ending}"


def backwards(host: str) -> str:
    """Return the key under which *host* is found if one letter of the first half of its name is amiss."""
    name, ending = parted(host)
    return f"{skeleton(name)[::-1]}.{ending}"


def _readable(label: str) -> str:
    """Return the text that an A-label stands for."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
