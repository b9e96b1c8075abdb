"""The labels of a host as people read them, and those that are not what they look like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import idna

from masthead.syntax.confusable_letters import mixed_words, skeleton


def deceiving_labels(host: str) -> Iterator[str]:
    """Yield the labels of *host* that mix scripts, or look Latin in a domain whose last label is, as people read them."""
    last = host.rpartition(".")[2]
    for text in _foreign(host):
        if any(mixed_words(text)) or (not last.startswith("xn--") and _only_looks_latin(text)):
            yield text


def _foreign(host: str) -> Iterator[str]:
    """Yield the decoded xn-- labels of *host*; invalid ones have a finding of their own."""
    for label in host.split(".") if "xn--" in host else ():
        if label.startswith("xn--"):
            try:
                yield idna.decode(label)
            except idna.IDNAError:
                continue


def _only_looks_latin(text: str) -> bool:
    return skeleton(text).isascii() and not any("LATIN" in unicodedata.name(letter, "") for letter in text)
