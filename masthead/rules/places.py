"""Rules on ids and folders: the path of a record is its identity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.addresses import AddressError, read_host
from masthead.fields import DEVICES, ID_PATTERN, MAX_ID
from masthead.findings import Finding
from masthead.graph import Graph
from masthead.lists import UNDETERMINED
from masthead.model import Outlet


def id_has_its_form(graph: Graph) -> Iterator[Finding]:
    """An outlet's file is named by its host, any other by an id."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet):
            try:
                read_host(one.record.id)
            except AddressError as error:
                yield one.finding(
                    (), "id-form", f"expected a file named by {error.expected}, got {one.record.id!r}", error.cure
                )
        elif len(one.record.id) > MAX_ID or not re.fullmatch(ID_PATTERN, one.record.id):
            message = f"expected a file named in lower-case letters, digits and single hyphens, got {one.record.id!r}"
            yield one.finding((), "id-form", message, "rename the file")
        elif one.record.id in DEVICES:
            message = f"expected a name that every system can give a file, got {one.record.id!r}"
            yield one.finding((), "id-form", message, "rename the file")


def outlet_is_in_the_folder_of_its_country(graph: Graph) -> Iterator[Finding]:
    """An outlet lies in the folder of the first country it is aimed at, or in zz."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet):
            folder = next(iter(one.record.countries), UNDETERMINED).lower()
            if one.file.shelf != folder:
                message = f"expected the file in sites/{folder}/, got sites/{one.file.shelf}/"
                yield one.finding(
                    ("targets",), "outlet-folder", message, f"move it to sites/{folder}/{one.record.id}.yml"
                )
