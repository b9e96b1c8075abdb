"""The style of findings: what is wrong, then what to do, in plain English."""

from __future__ import annotations

import re

# Findings about the type of one value: these alone say what was expected.
OF_VALUES = {"field-value", "indicator-value"}
# The words of a record or a system, in quotation marks, which need not be our English.
QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`""")
# Patterns of translated English: each has a plainer word.
TRANSLATED = re.compile(
    r"\b(?:found (?:none|nothing)|stands?|lies? in|tells?|told|is no|are no|go(?:es)? on|if not given|put down to)\b"
    r"|^expected a .*, found|\bwhat is (?:absent|not)\b"
)


def form_faults(text: str, rule: str) -> list[str]:
    """The faults in the form of the *text* of a finding of *rule*, regardless of the values in it."""
    wrong = {
        "starts with a capital": not re.match(r"[a-z`'\"]", text),
        "ends with a full stop": text.endswith("."),
        "says what was expected, but not of a value": text.startswith("expected ") and rule not in OF_VALUES,
    }
    return [what for what, is_so in wrong.items() if is_so]


def faults(text: str, rule: str) -> list[str]:
    """The faults in the form and the words of the *text* of a finding of *rule*."""
    is_translated = TRANSLATED.search(QUOTED.sub("'…'", text))
    return form_faults(text, rule) + ["is translated"] * bool(is_translated)
