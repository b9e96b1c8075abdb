"""The database in other formats than pages, a module for each: EXPORTS has them all."""

from collections.abc import Callable, Iterator

from masthead.edition.edition import Edition
from masthead.exports.atom_feeds import feed_files
from masthead.exports.card_images import card_files
from masthead.exports.json_api import api_files
from masthead.exports.json_schemas import json_schema_files
from masthead.exports.list_rows import list_row_files
from masthead.exports.lookup_tables import lookup_table_files
from masthead.exports.opensearch import opensearch_files
from masthead.exports.pictures import picture_files
from masthead.exports.search_documents import search_index_files

File = tuple[str, str | bytes]
"""The address of a file, relative to the root of the website, and its content."""

EXPORTS: tuple[Callable[[Edition], Iterator[File]], ...] = (
    card_files,
    picture_files,
    feed_files,
    search_index_files,
    lookup_table_files,
    opensearch_files,
    list_row_files,
    json_schema_files,
    api_files,
)
"""Each format: a function that yields its files of an edition."""

__all__ = ["EXPORTS", "File"]
