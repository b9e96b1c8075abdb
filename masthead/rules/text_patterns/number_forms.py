"""Numbers that are in many texts and lead to nobody, by the lengths of their groups of digits."""

from __future__ import annotations

import re

_MONTHS, _DAYS = 12, 31
_BOOKS, _OF_A_BOOK = ("978", "979"), 13


def is_date_or_years(groups: list[str]) -> bool:
    """Return whether *groups* begin as 2024-02-07, 07.02.2024 or 2019-2023 do."""
    lengths = [len(group) for group in groups[:3]]
    if lengths[:2] == [4, 4]:
        return len(groups) == 2 and all(group.startswith(("19", "20")) for group in groups)
    years = [group for group, length in zip(groups, lengths, strict=False) if length == 4]
    rest = [int(group) for group, length in zip(groups, lengths, strict=False) if length <= 2]
    return len(years) == 1 and len(rest) == 2 and all(1 <= part <= _DAYS for part in rest) and min(rest) <= _MONTHS


def is_sum(text: str, groups: list[str]) -> bool:
    """Return whether *text* is one large number, set in threes."""
    return (
        not text.startswith("0") and re.search("[/()-]", text) is None and all(len(group) == 3 for group in groups[1:])
    )


def is_book(groups: list[str]) -> bool:
    """Return whether *groups* are the number of a book (ISBN)."""
    return groups[0].startswith(_BOOKS) and sum(map(len, groups)) == _OF_A_BOOK
