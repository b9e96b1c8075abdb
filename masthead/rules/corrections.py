"""Rules on corrections: each is understood by itself, and none is replaced by nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.field_types.vocabulary import CorrectionScope
from masthead.findings.finding import Finding
from masthead.model import Correction
from masthead.record_files.reading import Records

_PRONOUN = re.compile(r"(?:He|His|It|Its|She|That|Their|Them|They|These|This|Those)\b")


def corrections_of_sets_stand_alone(records: Records) -> Iterator[Finding]:
    """A correction that the pages of outlets show begins with a noun: they show what it says now, under another name."""
    for loaded in records.loaded:
        for number, correction in enumerate(loaded.record.corrections):
            if correction.concerns is not CorrectionScope.OUTLETS or correction.replaced:
                continue
            if pronoun := _PRONOUN.match(correction.says.lstrip()):
                message = f"the pages of the sites show this sentence alone, and it begins with {pronoun[0]!r}"
                cure = "name who or what is meant"
                yield loaded.finding(("corrections", number, "says"), "correction-alone", message, cure)


def replaced_corrections_have_a_later_one(records: Records) -> Iterator[Finding]:
    """A correction that is said to be replaced has one that took its place: pages show it no longer among the latest."""
    for loaded in records.loaded:
        for number, correction in enumerate(loaded.record.corrections):
            if correction.replaced and not any(_takes_place(other, correction) for other in loaded.record.corrections):
                message = "no later correction takes the place of this one"
                cure = "add the correction of that date, with the same `concerns` and `changed`, or delete `replaced`"
                yield loaded.finding(("corrections", number, "replaced"), "correction-replaced", message, cure)


def _takes_place(other: Correction, replaced: Correction) -> bool:
    """Return whether *other* is not replaced itself, is as late as *replaced* says, and corrects the same."""
    is_as_late = str(other.date) >= str(replaced.replaced) >= str(replaced.date)
    is_on_the_same = not replaced.changed or not set(replaced.changed).isdisjoint(other.changed)
    return not other.replaced and is_as_late and other.concerns is replaced.concerns and is_on_the_same
