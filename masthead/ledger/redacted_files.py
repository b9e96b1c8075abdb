"""A redaction: the files of a ledger without the removed pieces, and the file that records the removal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from masthead.field_types.dates import PartialDate
from masthead.ledger.append import text_of
from masthead.ledger.chain import Sealed, ledger_path
from masthead.ledger.lines import Notice, Redacted
from masthead.ledger.matching import Matches
from masthead.ledger.removable_pieces import dumps, slots_of
from masthead.ledger.sheets import Sheet


def notice(sheets: Sequence[Sheet], date: PartialDate, reason: str, decided_by: str, lines: int) -> Notice:
    """Return the head of a redaction with this number of *lines*, which follows the last of *sheets*."""
    return Notice.model_construct(
        kind="redaction",
        number=len(sheets) + 1,
        date=date,
        previous=sheets[-1].lines[-1].seal,
        lines=lines,
        reason=reason,
        decided_by=decided_by,
    )


def redacted(sheets: Sequence[Sheet], matches: Matches, head: Notice) -> dict[str, str]:
    """Return, by path, the changed texts of files without the pieces *matches*, and the new file with *head*."""
    by_line: defaultdict[tuple[int, int], dict[str, Any]] = defaultdict(dict)
    for (number, line, hole), instead in sorted(matches.items(), key=lambda item: item[0]):
        by_line[number, line][hole] = instead
    changed = {
        number: _text(number, sheets[number - 1], by_line) for number in sorted({number for number, _ in by_line})
    }
    lines = [
        Redacted(number=number, line=line, redacted=hole[1:], instead=instead)
        for (number, line), pieces in by_line.items()
        for hole, instead in pieces.items()
    ]
    return {ledger_path(number): text for number, text in changed.items()} | {
        ledger_path(head.number): text_of(head, lines)
    }


def _text(number: int, sheet: Sheet, by_line: Mapping[tuple[int, int], Mapping[str, Any]]) -> str:
    """Return the text of *sheet*, which is file *number*, without the pieces in *by_line*."""
    lines = enumerate(sheet.lines, 1)
    return "".join(f"{_without(line, by_line.get((number, place), {}))}\n" for place, line in lines)


def _without(line: Sealed, replacements: Mapping[str, Any]) -> Sealed:
    """Return *line* with the pieces in *replacements* replaced, or removed if theirs is None; body and seal stay the same."""
    if not replacements:
        return line
    slots = slots_of(line.body, line.open)
    for hole, instead in replacements.items():
        slots[hole] = None if instead is None else [instead]
    return Sealed(line.body, line.seal, dumps(list(slots.values())))
