"""A citation for a footnote in plain text."""

from masthead.citations.cited_item import Cited, in_line


def plain(cited: Cited) -> str:
    """Return *cited* as one line with every part in words."""
    version = f"version of {cited.version}" if cited.version else ""
    parts = (cited.author, f"“{cited.title}”", cited.medium, cited.note, version, cited.address)
    return in_line(", ".join(filter(None, parts)))
