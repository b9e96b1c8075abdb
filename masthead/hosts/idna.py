"""Host names in any script as browsers write them: the step "domain to ASCII" of the WHATWG URL standard.

It takes names that IDNA 2008 refuses and browsers open (emoji), and so cannot be idna.encode.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

import idna


def to_ascii(host: str) -> str:
    """Return *host* with A-labels for other scripts, in lower case; raises IDNAError where no browser opens it."""
    if host.isascii():  # also with an invalid A-label: no browser looks
        return host.lower()
    labels = [_unicode(label) for label in idna.uts46_remap(host, std3_rules=False).split(".")]
    for label in labels:
        _check(label)
    _check_directions([label for label in labels if label])
    return ".".join(label if label.isascii() else f"xn--{_puny(label)}" for label in labels)


def _puny(label: str) -> str:
    return label.encode("punycode").decode("ascii")


def _unicode(label: str) -> str:
    """Return the decoded text of *label*, if it is an A-label."""
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        raise idna.IDNAError(f"expected an A-label, got {label!r}") from None
    # Only the A-label that this encoding makes of a text is taken: two names for one host would be two hosts to us.
    if text.isascii() or idna.uts46_remap(text, std3_rules=False) != text or _puny(text) != label[4:]:
        raise idna.IDNAError(f"expected an A-label, got {label!r}")
    return text


def _check(label: str) -> None:
    """Refuse a label that starts with a mark, or has a joiner where none joins."""
    if label.isascii():
        return
    idna.check_initial_combiner(label)
    for at, character in enumerate(label):
        if character in "\u200c\u200d" and not idna.valid_contextj(label, at):
            raise idna.IDNAError(f"expected no joiner at position {at + 1} of {label!r}")


def _check_directions(labels: Sequence[str]) -> None:
    """Refuse labels that would be read in another order than they are written in."""
    if any(bidirectional(character) in ("R", "AL", "AN") for label in labels for character in label):
        for label in labels:
            idna.check_bidi(label, check_ltr=True)
