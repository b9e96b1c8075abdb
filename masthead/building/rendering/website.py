"""All files of an edition, its pages and its exports, in parts that can be made independently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVarTuple

from masthead.building.rendering.templates import Templates, TextPage
from masthead.edition.edition import Edition
from masthead.edition.reads import digest_of_view
from masthead.exports.compared import Compared
from masthead.exports.json_api import pack_files, packs
from masthead.exports.registry import (
    ComparedExport,
    File,
    LanguageExport,
    RecordExport,
    ResumedExport,
    SummaryExport,
    WholeExport,
    exports_of,
)
from masthead.exports.search_documents import Resumed
from masthead.lookup.answer_tables import Answer
from masthead.model import Outlet, Record
from masthead.model.identity import key_of
from masthead.views.pages.lookup import summary_of
from masthead.views.routes import Page, pages_of, pages_of_all

Values = TypeVarTuple("Values")

Kept = Mapping[str, Any]
"""Plain values that a part keeps for the next build."""
NOTHING_KEPT: Kept = {}
_VALUES, _SUMMARY = "values", "summary"
"""The names of what parts keep: the digest of the values in its files, and the summary of an outlet."""


@dataclass(frozen=True, slots=True)
class Output:
    """The files of a part."""

    files: Iterator[File]
    """The address and the content of each file, made when it is asked for."""
    kept: Kept = field(default_factory=dict)
    """The values to keep for the next build."""
    is_same: bool = False
    """Whether all files are those of the last build, so that none needs to be made."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a website: the function that makes its files, and the number of records that these are the pages of."""

    name: str
    """The same in every build; no other part has it."""
    make: Callable[[Kept], Output]
    """The function that makes the files; it is given the values that the part kept in the last build, or none."""
    given: tuple[object, ...] = ()
    """The inputs of the part other than the edition: records, and values made from records."""
    records: int = 0


def website(templates: Templates) -> Iterator[tuple[str, str | bytes]]:
    """Yield the address and the content of each file of the edition that *templates* render."""
    for part in (*parts(templates), *summary_parts(templates, {})):
        for path, content in part.make(NOTHING_KEPT).files:
            yield path, _joined(content() if callable(content) else content)


def _joined(content: str | bytes | Iterator[str]) -> str | bytes:
    return "".join(content) if isinstance(content, Iterator) else content


def parts(templates: Templates) -> Iterator[Part]:
    """Yield the parts: each export, each pack, each page that is not about one record, and all files of each record."""
    for resumed in exports_of(ResumedExport):
        yield Part(f"export {resumed.name}", partial(_resumed, partial(resumed.make, templates.edition)))
    for compared in exports_of(ComparedExport):
        yield Part(f"export {compared.name}", partial(_compared, partial(compared.make, templates.edition)))
    for export in exports_of(WholeExport):
        yield Part(f"export {export.name}", _whole(export.make, templates.edition))
    for path, records in packs(templates.edition):
        yield Part(f"pack {path}", _whole(pack_files, templates.edition, path, records), records)
    for page in pages_of_all(templates.edition):
        yield Part(f"page {page.path}", partial(_page_of_all, templates, page), _given(page))
    for record in templates.edition.graph.records():
        yield Part(part_name(record), partial(_record_part, _of_record, templates, record), (record,), records=1)
    for further in templates.further:
        yield from _translated(further)


def _translated(templates: Templates) -> Iterator[Part]:
    """Yield the parts of the website in a further language, which are its pages and what scripts read in the language."""
    edition = templates.edition
    for export in exports_of(LanguageExport):
        yield Part(f"{edition.folder} export {export.name}", _whole(export.make, edition))
    for page in pages_of_all(edition):
        yield Part(f"{edition.folder} page {page.path}", partial(_page_of_all, templates, page), _given(page))
    for record in edition.graph.records():
        pages = partial(_record_part, _pages_of_record, templates, record)
        yield Part(_name_in(edition, record), pages, (record, edition.folder), records=0)


def summary_parts(templates: Templates, kept: Mapping[str, Kept]) -> Iterator[Part]:
    """Yield the parts that have a summary of each outlet; those among *kept*, by the name of a part, are not made again."""

    def summary(edition: Edition, outlet: Outlet) -> Answer:
        known = kept.get(_name_in(edition, outlet), NOTHING_KEPT).get(_SUMMARY)
        return tuple(known) if known else summary_of(edition, outlet)

    summaries = {name: values[_SUMMARY] for name, values in kept.items() if _SUMMARY in values}
    for export in exports_of(SummaryExport):
        of_edition = partial(export.make, templates.edition, summary)
        yield Part(f"export {export.name}", partial(_compared, of_edition), (summaries,))


def _record_part(
    files: Callable[[Templates, Record], Iterator[File]], templates: Templates, record: Record, _: Kept
) -> Output:
    """Return the *files* of *record*, and its summary if it is an outlet: made here, since the page has most of it, too."""
    kept = (
        {_SUMMARY: summary_of(templates.edition, record)} if isinstance(record, Outlet) and record.is_published else {}
    )
    return Output(files(templates, record), kept)


def _name_in(edition: Edition, record: Record) -> str:
    """Return the name of the part with the files of *record* in the language of *edition*."""
    return f"{edition.folder} {part_name(record)}" if edition.folder else part_name(record)


def _whole(function: Callable[[*Values], Iterator[File]], *values: *Values) -> Callable[[Kept], Output]:
    """Return the function that makes all files of a part with *function* of *values*; it needs nothing of the last build."""
    return lambda _: Output(function(*values))


def _compared(export: Callable[[], Compared], last: Kept) -> Output:
    """Return the files of *export*: those of the *last* build, if the values in them are the same."""
    compared = export()
    return Output(compared.files, {_VALUES: compared.digest}, last.get(_VALUES) == compared.digest)


def _resumed(export: Callable[[Kept], Resumed], last: Kept) -> Output:
    """Return the files of *export*, which is given what it kept of the *last* build."""
    files, kept = export(last)
    return Output(files, kept, bool(last) and kept is last)


def part_name(record: Record) -> str:
    """Return the name of the part with the files of *record*."""
    return f"record {key_of(record)}"


def _given(page: Page) -> tuple[object, ...]:
    """Return the inputs of *page* other than the edition, which is the first argument of its view."""
    _, *arguments = page.view.args
    return page.template, page.has_metadata, page.record, page.view.func.__name__, *arguments


def _page_of_all(templates: Templates, page: Page, last: Kept) -> Output:
    """Return the file of *page*, which is printed only if its values differ from those of the *last* build.

    Such a page reads thousands of records, of which it prints a line each: most changes of a record do not change it.
    """
    values = templates.values(page)
    return _if_different(templates.edition.folder + page.path, values, partial(templates.printed, page, values), last)


def text_part(templates: Templates, name: str, text: TextPage) -> Part:
    """Return the part with the page of text *name*, which is its file: all of a page is in the bytes that Pelican read."""
    given = (text.path, text.html, text.language, text.read.template, text.source)
    return Part(name, partial(_text_page, templates, name, text, given), given)


def _text_page(templates: Templates, name: str, text: TextPage, given: tuple[object, ...], last: Kept) -> Output:
    """Return the file of the page of text called *name*, which is printed only if its values differ from the *last*."""
    values = templates.prose(text)
    return _if_different(name, {**values, "page": given}, partial(templates.printed_prose, text, values), last)


def _if_different(path: str, values: Mapping[str, object], printed: Callable[[], str], last: Kept) -> Output:
    """Return the file at *path*, which is *printed* only if the *values* that it prints differ from those *last* kept."""
    digest = digest_of_view(values)
    files = ((path, text()) for text in (printed,))
    return Output(files, {_VALUES: digest}, last.get(_VALUES) == digest)


def _printed(templates: Templates, pages: Iterable[Page]) -> Iterator[File]:
    for page in pages:
        yield templates.edition.folder + page.path, templates.page(page)


def _pages_of_record(templates: Templates, record: Record) -> Iterator[File]:
    yield from _printed(templates, pages_of(templates.edition, record))


def _of_record(templates: Templates, record: Record) -> Iterator[File]:
    """Yield all files of *record*: together, since they share results that are made once."""
    yield from _pages_of_record(templates, record)
    for export in exports_of(RecordExport):
        yield from export.make(templates.edition, record)
