"""Every file that follows from an edition: its pages and its exports, in parts that can be made apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeVar

from masthead.exports import EXPORTS, RECORD_EXPORTS, File
from masthead.model import Record
from masthead.site.templates import Templates
from masthead.views.routes import Page, pages_of, pages_of_all

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of a website: how to make them, and of how many records they are the pages."""

    make: Callable[[], Iterator[File]]
    records: int = 0

    def __call__(self) -> Iterator[File]:
        """Yield the address and the content of each file."""
        return self.make()


_RECORDS, _PAGES = 32, 8
"""How many records, or pages of lists, make a part."""


def website(templates: Templates) -> Iterator[File]:
    """Yield the address and the content of each file of the edition that *templates* print."""
    for part in parts(templates):
        yield from part()


def parts(templates: Templates) -> Iterator[Part]:
    """Yield the parts of the website, the longest first."""
    for export in EXPORTS:
        yield Part(partial(export, templates.edition))
    for pages in _batches(pages_of_all(templates.edition), _PAGES):
        yield Part(partial(_printed, templates, pages))
    for records in _batches(templates.edition.graph.records(), _RECORDS):
        yield Part(partial(_of_records, templates, records), len(records))


def _printed(templates: Templates, pages: Iterable[Page]) -> Iterator[File]:
    for page in pages:
        yield page.path, templates.page(page)


def _of_records(templates: Templates, records: Iterable[Record]) -> Iterator[File]:
    """Yield all files of *records*, one record after another: its files have much in common that is made once."""
    for record in records:
        yield from _printed(templates, pages_of(templates.edition, record))
        for export in RECORD_EXPORTS:
            yield from export(templates.edition, record)


def _batches(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch
