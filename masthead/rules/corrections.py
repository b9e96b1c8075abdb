"""Rules on corrections: what a correction says now is understood without what it corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.field_types.vocabulary import CorrectionScope
from masthead.findings.finding import Finding
from masthead.relations.graph import Graph

_PRONOUN = re.compile(r"(?:He|His|It|Its|She|That|Their|Them|They|These|This|Those)\b")


def corrections_of_sets_stand_alone(graph: Graph) -> Iterator[Finding]:
    """A correction that the pages of outlets show begins with a noun: they show what it says now, under another name."""
    for one in graph.loaded:
        for number, correction in enumerate(one.record.corrections):
            if correction.concerns is not CorrectionScope.OUTLETS or correction.replaced:
                continue
            if pronoun := _PRONOUN.match(correction.says.lstrip()):
                message = f"the pages of the sites show this sentence alone, and it begins with {pronoun[0]!r}"
                cure = "name who or what is meant"
                yield one.finding(("corrections", number, "says"), "correction-alone", message, cure)
