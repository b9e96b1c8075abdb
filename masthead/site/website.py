"""Every file that follows from an edition: its pages and its exports."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.exports import EXPORTS, File
from masthead.site.templates import Templates
from masthead.views.routes import pages


def website(templates: Templates) -> Iterator[File]:
    """Yield the address and the content of each file of the edition that *templates* print."""
    for page in pages(templates.edition):
        yield page.path, templates.page(page)
    for export in EXPORTS:
        yield from export(templates.edition)
