"""The database in formats other than pages, one module each: EXPORTS lists them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from masthead.edition.edition import Edition
from masthead.exports.atom_feeds import feed_files
from masthead.exports.card_images import card_files, general_card_files
from masthead.exports.compared import Compared
from masthead.exports.comparison_words import comparison_word_files
from masthead.exports.data_files import data_files
from masthead.exports.json_api import api_files
from masthead.exports.language_offers import offer_files
from masthead.exports.list_rows import facet_label_files, list_row_files
from masthead.exports.lookup_tables import lookup_table_files
from masthead.exports.navigator_layer import navigator_layer_files
from masthead.exports.opensearch import opensearch_files
from masthead.exports.pictures import picture_files
from masthead.exports.schema_files import json_schema_files
from masthead.exports.search_documents import Resumed, evidence_search_files, page_search_files, search_word_files
from masthead.lookup.answer_tables import Answer
from masthead.model import Outlet, Record

File = tuple[str, str | bytes | Callable[[], str] | Iterator[str]]
"""The address of a file, relative to the root of the website, and the content of the file, whole or in pieces.

A function returns the content of a file that is the same in the last build.
"""

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Export(Generic[Function]):
    """A format, with the function that makes its files; its class says what the function is given and returns."""

    make: Function

    @property
    def name(self) -> str:
        """The name of the function, which no other export of its class has."""
        return self.make.__name__


class WholeExport(Export[Callable[[Edition], Iterator[File]]]):
    """A format whose files are made of an edition."""


class ComparedExport(Export[Callable[[Edition], Compared]]):
    """A format with a line for each outlet, in which most changes of a record change nothing."""


class ResumedExport(Export[Callable[[Edition, Mapping[str, Any]], Resumed]]):
    """A format of which a change of a record changes little.

    The function is given the plain values that it returned for the last build, or none, and returns its files and such
    values: those that it was given, if all files are the same.
    """


class SummaryExport(Export[Callable[[Edition, Callable[[Edition, Outlet], Answer]], Compared]]):
    """A format that has a summary of each outlet, which is made and kept with the pages of the outlet.

    The function is given another that returns the summary.
    """


class LanguageExport(Export[Callable[[Edition], Iterator[File]]]):
    """Texts that scripts read in a further language, made of the edition in that language."""


class RecordExport(Export[Callable[[Edition, Record], Iterator[File]]]):
    """A format with files per record."""


EXPORTS = (
    ResumedExport(evidence_search_files),
    ResumedExport(page_search_files),
    ComparedExport(list_row_files),
    ComparedExport(data_files),
    WholeExport(json_schema_files),
    WholeExport(general_card_files),
    WholeExport(picture_files),
    WholeExport(feed_files),
    WholeExport(comparison_word_files),
    WholeExport(navigator_layer_files),
    WholeExport(opensearch_files),
    WholeExport(offer_files),
    SummaryExport(lookup_table_files),
    LanguageExport(comparison_word_files),
    LanguageExport(facet_label_files),
    LanguageExport(search_word_files),
    RecordExport(api_files),
    RecordExport(card_files),
)
"""Every export; of those that are resumed or compared, the slowest come first."""
Kind = TypeVar("Kind", bound=Export[Any])


def exports_of(kind: type[Kind]) -> Iterator[Kind]:
    """Yield the exports of the class *kind*."""
    return (export for export in EXPORTS if isinstance(export, kind))
