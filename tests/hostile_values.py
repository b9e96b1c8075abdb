"""Texts that a hostile record may have, and functions that find what got out of them."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

from masthead.findings.finding import Finding, Position
from masthead.findings.rule_descriptions import RULES

COMMANDS = st.sampled_from(
    ["::error::x", "\n::error::x", "\r::add-mask::", "##[error]", "#", "[group]", "##vso[x]", "##teamcity[x]", "%0A::x::",
     "\x1b[2J", "\x9b31m", "\x07", "\x00", "\u2028", "\u2029", "\x85", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad",
     "\U000e0041", "\U0001bca0", "\ud800", "\u3000", "\t", "](x)", "]]>", "--", "&amp;", "<b>", "'", '"', "\\", "%", ":", ","]
)  # fmt: skip
TEXT = st.lists(COMMANDS | st.text(max_size=4), max_size=8).map("".join)
FINDINGS = st.builds(
    Finding,
    path=TEXT.map(lambda text: f"sites/{text}"),
    rule=st.sampled_from([rule.id for rule in RULES]),
    message=TEXT.map("expected x, got {}".format),
    field=TEXT,
    position=st.builds(Position, st.integers(1, 9), st.integers(1, 9)),
    cure=TEXT,
)
# Signs of Arabic, Syriac and Kaithi that Unicode files under controls although they are seen.
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def hidden(text: str) -> list[str]:
    """The characters of *text* that nobody sees, or that reverse or command."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return [c for c in text if unicodedata.category(c) in kinds and c not in SEEN and c != "\n"]


def commands(text: str) -> list[str]:
    """The lines of *text*, by any reading of what ends a line, that a CI log takes for a command."""
    return [
        each for each in text.splitlines() if each.lstrip().startswith("::") or re.search(r"##(vso|teamcity)?\[", each)
    ]
