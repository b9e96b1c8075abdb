"""The names of sources in lists: their publishers, with dates or titles where several have one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from masthead.edition.edition import Edition
from masthead.edition.safe_markdown import shortened
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import N_
from masthead.model import Source

# Translators: %(source)s is the name of a publisher; %(mark)s is a year, a month, a day or a title.
_MARKED_NAME = N_("%(source)s (%(mark)s)")


def names_in_list(edition: Edition, sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the short names of *sources*; where a name would be there for several, each has its year, month, day or title."""
    listed = tuple(sources)
    namesakes: dict[str, dict[str, Source]] = {}
    for source in listed:
        namesakes.setdefault(edition.short_source(source), {})[source.id] = source
    names = {id: name for name, group in namesakes.items() for id, name in _distinct(edition, name, group.values())}
    return tuple(names[source.id] for source in listed)


def _distinct(edition: Edition, name: str, sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Return the ID of each of *sources*, which all have *name*, with how a list names it."""
    group = list(sources)
    if len(group) == 1:
        return [(group[0].id, name)]
    marks = _marks(edition, group)
    message = edition.book.say(_MARKED_NAME)
    return [
        (source.id, message % {"source": name, "mark": mark} if mark else name)
        for source, mark in zip(group, marks, strict=True)
    ]


def _marks(edition: Edition, sources: Sequence[Source]) -> list[str]:
    """Return the shortest marks that differ for all of *sources*; that of a source without a date is empty."""
    forms: tuple[Callable[[PartialDate], PartialDate], ...] = (
        lambda day: PartialDate(day.year),
        lambda day: PartialDate(day.year, day.month),
        lambda day: day,
    )
    for form in forms:
        marks = [edition.book.date(form(source.date)) if source.date else "" for source in sources]
        if max(Counter(marks).values()) == 1:
            return marks
    return [shortened(source.title) for source in sources]
