"""Rules on ids and folders: the path of a record is its identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from masthead.field_types.fields import ID_PATTERN, MAX_ID
from masthead.field_types.web_addresses import AddressError, read_host
from masthead.findings.finding import Finding, Location
from masthead.model import Outlet
from masthead.model.identity import placed_evidence_of
from masthead.model.website_paths import device_in, path_fault, paths_of
from masthead.pinned_lists import UNDETERMINED
from masthead.record_files.reading import Loaded
from masthead.relations.graph import Graph

OTHER_HOST = "if the site has another host, name the record after that one"


def id_has_its_form(graph: Graph) -> Iterator[Finding]:
    """An outlet's file is named by its host, any other by an id; the website can have a file at each path that follows."""
    for one in graph.loaded:
        misnamed = _misnamed(one)
        if misnamed:
            yield misnamed
        faults = {at: fault for at, path in paths_of(one.record) if (fault := path_fault(path))}
        for at, fault in faults.items():
            if at:
                yield one.finding(at, "id-form", fault, "delete it: no record can have been published with this ID")
            elif not misnamed:
                cure = OTHER_HOST if isinstance(one.record, Outlet) else "rename the file"
                yield one.finding(at, "id-form", fault, cure)


def _misnamed(one: Loaded) -> Finding | None:
    """Return the finding on the form of a record's id, or None."""
    id = one.record.id
    if isinstance(one.record, Outlet):
        try:
            read_host(id)
        except AddressError as error:
            return one.finding((), "id-form", f"the file name {id!r} must be {error.expected}", error.cure)
    elif len(id) > MAX_ID or not re.fullmatch(ID_PATTERN, id):
        message = f"the file name {id!r} must be at most {MAX_ID} lower-case letters, digits and single hyphens"
        return one.finding((), "id-form", message, "rename the file")
    return None


def names_are_no_devices(graph: Graph) -> Iterator[Finding]:
    """No file of a record, and no folder of its pages, has a name that Windows takes for that of a device."""
    for one in graph.loaded:
        for at, name, cure in _names(one):
            device = device_in(name)
            if device and name != device.lower():
                message = f"the name {name!r} is that of the device {device} on Windows, which cannot store it"
                yield one.finding(at, "file-device", message, cure)


def _names(one: Loaded) -> Iterator[tuple[Location, str, str]]:
    """Yield the names that *one* gives to files and folders, each with its place and how to avoid it."""
    yield (), one.record.id, OTHER_HOST
    for number, id in enumerate(one.record.formerly):
        yield ("formerly", number), id, "keep it only if it was published"
    for at, evidence in placed_evidence_of(one.record):
        for number, picture in enumerate(evidence.attachments):
            yield (*at, "attachments", number, "file"), picture.file, "rename the picture"


def outlet_is_in_the_folder_of_its_country(graph: Graph) -> Iterator[Finding]:
    """An outlet is in the folder of the first country it is aimed at, or in zz."""
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
