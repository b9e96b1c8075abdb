"""The changes to a record in words: “2 sources added, wording of 1 claim”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import NN_
from masthead.ledger.contents import FieldChange
from masthead.ledger.lines import Value
from masthead.views.parts.change_pages import items_of

# Translators: the changes to a record, in a list such as “2 sources added and wording of 1 claim”.
_CORRECTION = NN_("%(num)s correction added", "%(num)s corrections added")
_ITEM = NN_("%(num)s item of evidence added", "%(num)s items of evidence added")
_ITEM_GONE = NN_("%(num)s item of evidence removed", "%(num)s items of evidence removed")
_SOURCE = NN_("%(num)s source added", "%(num)s sources added")
_SOURCE_GONE = NN_("%(num)s source removed", "%(num)s sources removed")
_CLAIM = NN_("wording of %(num)s claim", "wording of %(num)s claims")
_OTHER = NN_("%(num)s other change", "%(num)s other changes")
_ORDER = (_CORRECTION, _ITEM, _ITEM_GONE, _SOURCE, _SOURCE_GONE, _CLAIM, _OTHER)


def change_words(edition: Edition, changes: Iterable[FieldChange]) -> str:
    """Return *changes* to a record counted by kind, as a list of words; without changes, an empty text.

    An item of evidence that is new or gone counts once, however many fields it has.
    """
    numbers = Counter(kind for changes in _by_item(changes) for kind in _kinds(changes))
    return edition.book.list(edition.book.plural(*kind, numbers[kind]) for kind in _ORDER if numbers[kind])


def _by_item(changes: Iterable[FieldChange]) -> Iterable[list[FieldChange]]:
    """Return *changes* in groups: those of an item of evidence together, each other change by itself.

    Changes of one field are joined: a day may have several releases.
    """
    fields: dict[str, FieldChange] = {}
    for change in changes:
        was = fields[change.field].was if change.field in fields else change.was
        fields[change.field] = FieldChange(change.field, was, change.now)
    groups: dict[str, list[FieldChange]] = {}
    for change in fields.values():
        item, in_item, _ = change.field.partition("].")
        groups.setdefault(item if in_item else change.field, []).append(change)
    return groups.values()


def _kinds(changes: list[FieldChange]) -> Iterator[tuple[str, str]]:
    """Yield the kind of each of *changes*, which are of one item of evidence or of one other field."""
    claim = next((change for change in changes if change.field.endswith("].claim")), None)
    if claim and claim.was is None:
        yield _ITEM
    elif claim and claim.now is None:
        yield _ITEM_GONE
    else:
        for change in changes:
            yield from _kinds_of_one(change)


def _kinds_of_one(change: FieldChange) -> Iterator[tuple[str, str]]:
    was, now = _names(change.was), _names(change.now)
    if change.field.endswith("].claim"):
        yield _CLAIM
    elif change.field.endswith("].sources") and was != now:
        yield from [_SOURCE] * len(now - was) + [_SOURCE_GONE] * len(was - now)
    elif change.field == "corrections" and len(items_of(change.now)) > len(items_of(change.was)):
        yield from [_CORRECTION] * (len(items_of(change.now)) - len(items_of(change.was)))
    else:
        yield _OTHER


def _names(value: Value | None) -> set[str]:
    """Return the IDs of the sources in the *value* of a field; none of what was removed from the ledger."""
    return {str(item["source"]) for item in items_of(value) if isinstance(item, dict) and "source" in item}
