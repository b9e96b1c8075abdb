"""Rules on ids and folders: the path of a record is its identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from masthead.field_types.fields import DEVICES, ID_PATTERN, MAX_ID
from masthead.field_types.web_addresses import AddressError, read_host
from masthead.findings.finding import Finding
from masthead.model import Outlet
from masthead.pinned_lists import UNDETERMINED
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph


def id_has_its_form(graph: Graph) -> Iterator[Finding]:
    """An outlet's file is named by its host, any other by an id."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet):
            try:
                read_host(one.record.id)
            except AddressError as error:
                yield one.finding(
                    (), "id-form", f"the file name {one.record.id!r} must be {error.expected}", error.cure
                )
        elif len(one.record.id) > MAX_ID or not re.fullmatch(ID_PATTERN, one.record.id):
            message = f"the file name {one.record.id!r} must be at most {MAX_ID} lower-case letters, digits and single hyphens"
            yield one.finding((), "id-form", message, "rename the file")
        elif one.record.id in DEVICES:
            message = f"{one.record.id!r} cannot be a file name on some systems"
            yield one.finding((), "id-form", message, "rename the file")


def outlet_is_in_the_folder_of_its_country(graph: Graph) -> Iterator[Finding]:
    """An outlet lies in the folder of the first country it is aimed at, or in zz."""
    for one in graph.loaded:
        if isinstance(one.record, Outlet):
            folder = next(iter(one.record.countries), UNDETERMINED).lower()
            if one.file.shelf != folder:
                message = f"the file is in sites/{one.file.shelf}/, but belongs in sites/{folder}/"
                yield one.finding(
                    ("targets",), "outlet-folder", message, f"move it to sites/{folder}/{one.record.id}.yml"
                )


def former_ids_are_free(graph: Graph) -> Iterator[Finding]:
    """A former id leads to one record: no other has it or had it."""
    claims: defaultdict[tuple[str, str], list[Loaded]] = defaultdict(list)
    for one in graph.loaded:
        for id in {one.record.id, *one.record.formerly}:
            claims[one.file.folder, id].append(one)
    for one in graph.loaded:
        for number, id in enumerate(one.record.formerly):
            rivals = [other for other in claims[one.file.folder, id] if other is not one]
            if rivals or id == one.record.id:
                message = f"the former ID {id!r} is also used in {[*rivals, one][0].file.path}"
                yield one.finding(
                    ("formerly", number),
                    "id-former",
                    message,
                    "list only IDs that no other record has or had, and that this one no longer has",
                )
