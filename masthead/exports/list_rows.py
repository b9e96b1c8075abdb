"""The rows of long lists for the scripts that filter them, <list>/rows/, and the labels of the filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from masthead.edition.edition import Edition, name_language
from masthead.model import Outlet
from masthead.search.script_pieces import Piece, cut, piece_script
from masthead.views.pages.outlet_lists import lists, sublists
from masthead.views.parts.facets import LABELS, facet_labels, facets_of, labels_script
from masthead.views.parts.outlet_table import named_by, page_count, published

PIECE = 1500
"""The average number of outlets in a piece."""


def list_row_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each script that the filters read: the labels, and the rows of long lists."""
    yield f"{LABELS}.js", labels_script(facet_labels(edition, published(edition)))
    for one in (*lists(edition), *sublists(edition)):
        if page_count(one.path, one.outlets) > 1:
            yield from _row_scripts(edition, f"{one.path}rows/", one.outlets)


def _row_scripts(edition: Edition, folder: str, outlets: Sequence[Outlet]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of a script that names the pieces of a list, and of each piece."""
    pieces = list(cut(((outlet.host, outlet) for outlet in outlets), lambda _host, _outlet: 1, PIECE))
    names = [piece.name for piece in pieces]
    yield f"{folder}all.js", piece_script(f"{folder}all", {"number": len(outlets), "pieces": names})
    for piece in pieces:
        yield f"{folder}{piece.name}.js", piece_script(f"{folder}{piece.name}", _columns(edition, piece))


def _columns(edition: Edition, piece: Piece[Outlet]) -> dict[str, str]:
    """Return the outlets of a piece by column, with one line per outlet: this is small, and quick to read."""
    outlets = [outlet for _, outlet in piece.entries]
    facets = [facets_of(edition, outlet) for outlet in outlets]
    return {
        "hosts": _lines(outlet.host for outlet in outlets),
        "names": _lines(outlet.name or "" for outlet in outlets),
        "langs": _lines(name_language(outlet) for outlet in outlets),
        "facets": _lines(of_outlet.code for of_outlet in facets),
        # The notes beside the links of a cell: whether a target is second-hand, and who names an operator.
        "targets": _lines(_cells(link.note for link in edition.countries_of(outlet)) for outlet in outlets),
        "named": _lines(
            _cells(named_by(edition, operator) for operator in of_outlet.operators) for of_outlet in facets
        ),
    }


def _cells(notes: Iterable[str]) -> str:
    return "\t".join(notes).rstrip("\t")


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
