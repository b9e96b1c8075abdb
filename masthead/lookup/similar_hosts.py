"""Hosts that look alike: the skeletons of their letters, and two keys by which a host with a wrong letter is found.

theme/scripts/similar-hosts.js does the same with the pasted host. Change the two together.
"""

from __future__ import annotations

from unicodedata import category, normalize

from masthead.hosts.public_suffixes import parted
from masthead.syntax.confusable_letters import PAIRS, TAKEN_FOR


def skeleton(host: str) -> str:
    """Return *host* with each letter replaced by the letter that it resembles."""
    letters = ".".join(_readable(label) for label in host.split("."))
    bare = "".join(letter for letter in normalize("NFD", letters) if category(letter)[0] != "M")
    folded = normalize("NFC", bare).translate(TAKEN_FOR)
    for pair, letter in PAIRS:
        folded = folded.replace(pair, letter)
    return folded


def forwards(host: str) -> str:
    """Return the key by which *host* is found if a letter in the second half of its name is wrong."""
    name, ending = parted(host)
    return f"{skeleton(name)}.{ending}"


def backwards(host: str) -> str:
    """Return the key by which *host* is found if a letter in the first half of its name is wrong."""
    name, ending = parted(host)
    return f"{skeleton(name)[::-1]}.{ending}"


def _readable(label: str) -> str:
    """Return *label* decoded if it is an A-label (xn--), and otherwise as it is."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
