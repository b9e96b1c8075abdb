"""An entry of a bibliography in the style of the Chicago Manual, notes and bibliography."""

from masthead.citations.cited_item import MONTHS, Cited, in_line
from masthead.field_types.dates import PartialDate


def chicago(cited: Cited) -> str:
    """Return *cited* as an entry of a bibliography: author, title in quotes, kind, version, address."""
    medium = ", ".join(filter(None, (cited.medium, cited.note, _version(cited.date))))
    address = f" {cited.address}." if cited.address else ""
    return in_line(f"{cited.author}. “{cited.title}.” {medium[:1].upper()}{medium[1:]}.{address}")


def _version(date: PartialDate | None) -> str:
    """Return the version as the style writes dates, such as ``version of February 7, 2024``."""
    if date is None:
        return ""
    if date.month is None:
        return f"version of {date.year}"
    return f"version of {MONTHS[date.month - 1]} {f'{date.day}, ' if date.day else ''}{date.year}"
