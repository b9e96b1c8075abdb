"""The rows of long lists for the scripts that filter them, <list>/rows/, and the labels of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from masthead.edition.edition import Edition, name_language
from masthead.edition.reads import digest_of_view
from masthead.exports.compared import Compared
from masthead.model import Outlet
from masthead.search.facets import LABELS, facet_labels, facets_of, labels_script
from masthead.search.script_pieces import cut, piece_script
from masthead.views.pages.outlet_lists import lists, sublists
from masthead.views.parts.outlet_table import named_by, page_count, published

NOTES = "facets/notes"
"""The address of the script with the notes of rows in a further language, below its folder, without its extension."""
PIECE = 1500
"""The average number of outlets in a piece."""


def list_row_files(edition: Edition) -> Compared:
    """Return each script that the filters read: the labels, and the rows of long lists.

    The rows are there once. For each further language, a script has the notes in them that are worded otherwise in it.
    """
    long = [of for of in (*lists(edition), *sublists(edition)) if page_count(of.path, of.outlets) > 1]
    outlets = {outlet.host: outlet for of in long for outlet in of.outlets}  # an outlet is in a dozen lists
    hosts = {of.path: tuple(outlet.host for outlet in of.outlets) for of in long}
    rows = {host: _row(edition, outlet) for host, outlet in outlets.items()}
    others = dict(facet_label_files(edition))
    for further in edition.further:
        notes = _notes_worded_otherwise(edition, further, outlets.values())
        others[f"{further.folder}{NOTES}.js"] = piece_script(NOTES, notes)
    return Compared(digest_of_view(hosts, rows, others), _files(hosts, rows, others))


def _files(
    hosts: Mapping[str, Sequence[str]], rows: Mapping[str, dict[str, str]], others: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the scripts with the *rows* of the lists whose *hosts* are given by their addresses, and the *others*."""
    for path, listed in hosts.items():
        yield from _row_scripts(f"{path}rows/", [(host, rows[host]) for host in listed])
    yield from others.items()


def facet_label_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the script with the labels, in the language of *edition*."""
    yield f"{edition.folder}{LABELS}.js", labels_script(facet_labels(edition, published(edition)))


def _row_scripts(folder: str, rows: Sequence[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of a script that names the pieces of a list, and of each piece."""
    pieces = list(cut(rows, lambda _host, _row: 1, PIECE))
    names = [piece.name for piece in pieces]
    yield f"{folder}all.js", piece_script(f"{folder}all", {"number": len(rows), "pieces": names})
    for piece in pieces:
        yield (
            f"{folder}{piece.name}.js",
            piece_script(f"{folder}{piece.name}", _columns(row for _, row in piece.entries)),
        )


def _columns(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return *rows* by column, with one line per outlet: this is small, and quick to read."""
    all_rows = list(rows)
    return {column: "\n".join(row[column] for row in all_rows) for column in all_rows[0]}


def _row(edition: Edition, outlet: Outlet) -> dict[str, str]:
    """Return the values of *outlet* that the filters read, by column."""
    facets = facets_of(edition, outlet)
    return {
        "hosts": outlet.host,
        "names": outlet.name or "",
        "langs": name_language(outlet),
        "facets": facets.code,
        # The notes beside the links of a cell: whether a target is second-hand, and who names an operator.
        "targets": _cells(link.note for link in edition.countries_of(outlet)),
        "named": _cells(named_by(edition, operator) for operator in facets.operators),
    }


def _notes_worded_otherwise(edition: Edition, further: Edition, outlets: Iterable[Outlet]) -> dict[str, str]:
    """Return the notes in the rows of *outlets* that *further* words otherwise than *edition*, with its words."""
    pairs = (pair for outlet in outlets for pair in zip(_notes(edition, outlet), _notes(further, outlet), strict=True))
    return {note: worded for note, worded in pairs if note != worded}


def _notes(edition: Edition, outlet: Outlet) -> tuple[str, ...]:
    """Return the notes in the row of *outlet*."""
    operators = facets_of(edition, outlet).operators
    targets = (link.note for link in edition.countries_of(outlet))
    return *targets, *(named_by(edition, operator) for operator in operators)


def _cells(notes: Iterable[str]) -> str:
    return "\t".join(notes).rstrip("\t")
