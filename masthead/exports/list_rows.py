"""The rows of long lists for the scripts that filter them, <list>/rows/, and the labels of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from masthead.edition.edition import Edition, name_language
from masthead.model import Outlet
from masthead.search.script_pieces import cut, piece_script
from masthead.views.pages.outlet_lists import lists, sublists
from masthead.views.parts.facets import LABELS, facet_labels, facets_of, labels_script
from masthead.views.parts.outlet_table import named_by, page_count, published

PIECE = 1500
"""The average number of outlets in a piece."""


def list_row_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each script that the filters read: the labels, and the rows of long lists."""
    yield from facet_label_files(edition)
    rows: dict[str, dict[str, str]] = {}  # an outlet is in a dozen lists
    for outlet_list in (*lists(edition), *sublists(edition)):
        if page_count(outlet_list.path, outlet_list.outlets) > 1:
            for outlet in outlet_list.outlets:
                if outlet.host not in rows:
                    rows[outlet.host] = _row(edition, outlet)
            yield from _row_scripts(
                f"{outlet_list.path}rows/", [(outlet.host, rows[outlet.host]) for outlet in outlet_list.outlets]
            )


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


def _cells(notes: Iterable[str]) -> str:
    return "\t".join(notes).rstrip("\t")
