"""The database in formats other than pages, one module each: the tuples whose names end in EXPORTS list them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

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

EXPORTS: tuple[Callable[[Edition], Iterator[File]], ...] = (
    json_schema_files,
    general_card_files,
    picture_files,
    feed_files,
    comparison_word_files,
    navigator_layer_files,
    opensearch_files,
    offer_files,
)
"""A function for each format that yields its files for an edition."""

COMPARED_EXPORTS: tuple[Callable[[Edition], Compared], ...] = (list_row_files, data_files)
"""A function for each format with a line for each outlet, in which most changes of a record change nothing. The slowest come first."""

RESUMED_EXPORTS: tuple[Callable[[Edition, Mapping[str, Any]], Resumed], ...] = (
    evidence_search_files,
    page_search_files,
)
"""A function for each format of which a change of a record changes little. The slowest come first.

It is given the plain values that it returned for the last build, or none, and returns its files and such values: those
that it was given, if all files are the same.
"""

SUMMARY_EXPORTS: tuple[Callable[[Edition, Callable[[Edition, Outlet], Answer]], Compared], ...] = (lookup_table_files,)
"""Such a function for each format that has a summary of each outlet, which is made and kept with the pages of the outlet.

It is given the function that returns the summary.
"""

LANGUAGE_EXPORTS: tuple[Callable[[Edition], Iterator[File]], ...] = (
    comparison_word_files,
    facet_label_files,
    search_word_files,
)
"""A function for each format that yields what scripts read in a further language, for the edition in that language."""

RECORD_EXPORTS: tuple[Callable[[Edition, Record], Iterator[File]], ...] = (api_files, card_files)
"""A function for each format with files per record, which yields the files of one record."""

__all__ = [
    "COMPARED_EXPORTS",
    "EXPORTS",
    "LANGUAGE_EXPORTS",
    "RECORD_EXPORTS",
    "RESUMED_EXPORTS",
    "SUMMARY_EXPORTS",
    "File",
]
