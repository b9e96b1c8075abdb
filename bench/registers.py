"""A synthetic database and its search entries: made, read like any records, and kept for the next run."""

from __future__ import annotations

import gc
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType

import synthetic

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.exports.search_documents import entries
from masthead.record_files.files import read_files
from masthead.record_files.reading import parse_all
from masthead.relations.graph import Graph, link
from masthead.search.entry import SearchEntry


@dataclass(frozen=True, slots=True)
class Register:
    """A database of *number* invented outlets, below *folder*."""

    number: int
    folder: Path

    @property
    def records(self) -> Path:
        """The folder of its records."""
        return self.folder / "records"

    @property
    def entries(self) -> Path:
        """The file with the search entries of the records."""
        return self.folder / "entries.pickle"

    @property
    def documents(self) -> Path:
        """The file of the documents that MiniSearch and lunr index."""
        return self.folder / "documents.json"

    @property
    def pages(self) -> Path:
        """The folder of the pages that Pagefind indexes."""
        return self.folder / "pages"

    @property
    def pages_with_evidence(self) -> Path:
        """The folder of pages that contain the claims of evidence too."""
        return self.folder / "pages-with-evidence"

    def prepare(self) -> list[SearchEntry]:
        """Make the records and read them, unless an earlier run did, and return their search entries."""
        if not self.records.exists():
            synthetic.main(self.number, self.records)
        if not self.entries.exists():
            current_edition = edition(read(self.records), phrasebook("en-GB", None), None)
            self.entries.write_bytes(pickle.dumps(list(entries(current_edition))))
        entries_of_register: list[SearchEntry] = pickle.loads(self.entries.read_bytes())  # noqa: S301 - our own file
        if not self.documents.exists():
            write_documents(entries_of_register, self.documents)
        if not self.pages.exists():
            write_pages(entries_of_register, self.pages)
            write_pages(entries_of_register, self.pages_with_evidence, claims_of(entries_of_register))
        return entries_of_register


def read(folder: Path) -> Graph:
    """Return the graph of the records in *folder*, without checking the rules, which do not affect search.

    Raises ValueError if a record cannot be read.
    """
    gc.disable()
    loaded, findings, _ = parse_all(list(read_files(folder)))
    gc.enable()
    if findings:
        raise ValueError(findings[0])
    return link(loaded)


def document(entry: SearchEntry) -> dict[str, object]:
    """Return the document that the other engines index for *entry*: all that ours indexes except the text of evidence."""
    return {
        "ref": entry.ref,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "hosts": list(entry.hosts),
        "names": [*entry.names, *entry.aliases],
        "details": [*entry.details, *entry.indicators, entry.subtitle],
    }


def write_documents(entries: list[SearchEntry], file: Path) -> None:
    """Write the documents that MiniSearch and lunr index to *file*."""
    file.write_text(json.dumps([document(entry) for entry in _records(entries)], ensure_ascii=False), "utf-8")


def claims_of(entries: list[SearchEntry]) -> Mapping[str, list[str]]:
    """Return the claims of evidence, by the address of the page that shows them."""
    claims: dict[str, list[str]] = {}
    for entry in entries:
        if entry.kind == "evidence":
            claims.setdefault(entry.ref.partition("#")[0], []).append(" ".join((entry.title, *entry.details)))
    return claims


def write_pages(
    entries: list[SearchEntry], folder: Path, claims: Mapping[str, list[str]] = MappingProxyType({})
) -> None:
    """Write a page for each entry, since Pagefind indexes pages, with the *claims* of that page if there are any."""
    for entry in _records(entries):
        page = folder / entry.ref / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("".join(_page(entry, claims.get(entry.ref, ()))), "utf-8")


def _records(entries: list[SearchEntry]) -> Iterator[SearchEntry]:
    """Yield the entries without claims of evidence, which our search loads after all else is shown."""
    return (entry for entry in entries if entry.kind != "evidence")


def _page(entry: SearchEntry, claims: Sequence[str]) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="en"><title>{escape(entry.title)}</title><main data-pagefind-body>'
    yield f"<h1>{escape(entry.title)}</h1>"
    for text in (
        *entry.hosts,
        *entry.names,
        *entry.aliases,
        entry.subtitle,
        *entry.details,
        *entry.indicators,
        *claims,
    ):
        yield f"<p>{escape(text)}</p>"
    yield "</main></html>"
