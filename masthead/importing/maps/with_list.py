"""Reads a list and its map together, so that all faults of the map are reported at once."""

from __future__ import annotations

import re
from pathlib import Path

from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.problems import Problem, Unusable
from masthead.importing.lists.table import Table
from masthead.importing.maps.file import Map, UnusableMap, read_map

_LAYOUT = re.compile(r"(?:separator|header|rows|sheet|missing_cells)\b")
"""The fields of a map without which its list cannot be read as it is meant."""


def read_with_list(chart: Path, file: Path) -> tuple[Map, Table]:
    """Return the map at *chart* and the list *file*; raises Unusable with every problem of the map, its columns included."""
    problems: tuple[Problem, ...] = ()
    try:
        mapping = read_map(chart)
    except UnusableMap as error:
        mapping, problems = error.rest, error.problems
        if any(_LAYOUT.match(problem.field) for problem in problems):
            raise
    try:
        table = read_list(file, mapping.layout)
        mapping.check(table)
    except Unusable as error:
        raise Unusable(*problems, *error.problems) from None
    if problems:
        raise Unusable(*problems)
    return mapping, table
