"""A reference in the style of the American Psychological Association, 7th edition."""

from masthead.citations.cited_item import MONTHS, Cited, in_line
from masthead.field_types.dates import PartialDate


def apa(cited: Cited) -> str:
    """Return *cited* as an entry of a reference list: author, date, title, kind, address."""
    # The name of the website is left out, as the style asks, since it is the author's.
    medium = "; ".join(filter(None, (cited.medium, cited.note)))
    return in_line(
        f"{cited.author}. ({_date(cited.date)}). {cited.title} [{medium[:1].upper()}{medium[1:]}]. {cited.address}"
    )


def _date(date: PartialDate | None) -> str:
    """Return the date as the style writes it, such as ``2024, February 7``."""
    if date is None:
        return "n.d."
    month = f", {MONTHS[date.month - 1]}" if date.month else ""
    return f"{date.year}{month}{f' {date.day}' if date.day else ''}"
