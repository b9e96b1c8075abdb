"""HTML to embed: a quotation with its source."""

from markupsafe import escape

from masthead.citations.cited_item import Cited


def embed(cited: Cited) -> str:
    """Return *cited* as a quotation of its sentence, which loads nothing and runs nothing."""
    title = f"{cited.author}: {cited.title}"
    link = f'<a href="{escape(cited.address)}">{escape(title)}</a>' if cited.address else str(escape(title))
    version = f", {escape(cited.version)}" if cited.version else ""
    cite = f' cite="{escape(cited.address)}"' if cited.address else ""
    said = f"<p>{escape(cited.sentence)}</p>\n" if cited.sentence else ""
    return f"<blockquote{cite}>\n{said}<p>{link}{version}</p>\n</blockquote>"
