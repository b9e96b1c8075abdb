"""The look-up as a search engine for browsers: /opensearch.xml."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from masthead.edition.edition import NAME, Edition
from masthead.field_types.vocabulary import N_


def opensearch_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the file that lets browsers add the look-up to their search engines, if it has a public address."""
    address = edition.address("lookup/")
    if not address:
        return
    title = escape(f"{edition.book.say(N_('Is this site listed?'))} – {NAME}")
    description = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{NAME}</ShortName>\n<Description>{title}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template={quoteattr(address + "#u={searchTerms}")}/>\n'
        "</OpenSearchDescription>\n"
    )
    yield "opensearch.xml", description
