"""A record in RIS, which reference managers import: a tag of two letters and a text in each line."""

from collections.abc import Iterator

from masthead.citations.cited_item import Cited, in_line


def ris(cited: Cited) -> str:
    """Return *cited* as a record of a web page; no text can begin a line of its own."""
    return "\n".join((f"{tag}  - {in_line(text)}" if text else f"{tag}  - ") for tag, text in _lines(cited))


def _lines(cited: Cited) -> Iterator[tuple[str, str]]:
    """Yield each tag with its text, except parts that are not known."""
    yield "TY", "ELEC"
    parts = {
        "ID": cited.key,
        "AU": cited.author,
        "TI": cited.title,
        "M3": cited.medium,
        "PY": str(cited.date.year) if cited.date else "",
        "DA": str(cited.date).replace("-", "/") if cited.date else "",
        "ET": cited.version,
        "N1": cited.note,
        "LA": cited.language,
        "UR": cited.address,
    }
    yield from ((tag, text) for tag, text in parts.items() if text)
    yield "ER", ""
