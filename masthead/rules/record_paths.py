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
from masthead.record_files.reading import Loaded, Records
from masthead.relations.graph import Graph

OTHER_HOST = "if the site has another host, name the record after that one"


def id_has_its_form(records: Records) -> Iterator[Finding]:
    """An outlet's file is named by its host, any other by an id; the website can have a file at each path that follows."""
    for loaded in records.loaded:
        misnamed = _misnamed(loaded)
        if misnamed:
            yield misnamed
        faults = {at: fault for at, path in paths_of(loaded.record) if (fault := path_fault(path))}
        for at, fault in faults.items():
            if at:
                yield loaded.finding(at, "id-form", fault, "delete it: no record can have been published with this ID")
            elif not misnamed:
                cure = OTHER_HOST if isinstance(loaded.record, Outlet) else "rename the file"
                yield loaded.finding(at, "id-form", fault, cure)


def _misnamed(loaded: Loaded) -> Finding | None:
    """Return the finding on the form of a record's id, or None."""
    id = loaded.record.id
    if isinstance(loaded.record, Outlet):
        try:
            read_host(id)
        except AddressError as error:
            return loaded.finding((), "id-form", f"the file name {id!r} must be {error.expected}", error.cure)
    elif len(id) > MAX_ID or not re.fullmatch(ID_PATTERN, id):
        message = f"the file name {id!r} must be at most {MAX_ID} lower-case letters, digits and single hyphens"
        return loaded.finding((), "id-form", message, "rename the file")
    return None


def names_are_no_devices(records: Records) -> Iterator[Finding]:
    """No file of a record, and no folder of its pages, has a name that Windows takes for that of a device."""
    for loaded in records.loaded:
        for at, name, cure in _names(loaded):
            device = device_in(name)
            if device and name != device.lower():
                message = f"the name {name!r} is that of the device {device} on Windows, which cannot store it"
                yield loaded.finding(at, "file-device", message, cure)


def _names(loaded: Loaded) -> Iterator[tuple[Location, str, str]]:
    """Yield the names that *loaded* gives to files and folders, each with its place and how to avoid it."""
    yield (), loaded.record.id, OTHER_HOST
    for number, id in enumerate(loaded.record.formerly):
        yield ("formerly", number), id, "keep it only if it was published"
    for at, evidence in placed_evidence_of(loaded.record):
        for number, picture in enumerate(evidence.attachments):
            yield (*at, "attachments", number, "file"), picture.file, "rename the picture"


def outlet_is_in_the_folder_of_its_country(records: Records) -> Iterator[Finding]:
    """An outlet is in the folder of the first country it is aimed at, or in zz."""
    for loaded in records.loaded:
        if isinstance(loaded.record, Outlet):
            folder = next(iter(loaded.record.countries), UNDETERMINED).lower()
            if loaded.file.shelf != folder:
                message = f"the file is in sites/{loaded.file.shelf}/, but belongs in sites/{folder}/"
                yield loaded.finding(
                    ("targets",), "outlet-folder", message, f"move it to sites/{folder}/{loaded.record.id}.yml"
                )


def former_ids_are_free(graph: Graph) -> Iterator[Finding]:
    """A former id leads to one record: no other has it or had it."""
    former = {(loaded.file.folder, id) for loaded in graph.loaded for id in loaded.record.formerly}
    claims: defaultdict[tuple[str, str], list[Loaded]] = defaultdict(list)
    for loaded in graph.loaded if former else ():
        for id in {loaded.record.id, *loaded.record.formerly}:
            if (loaded.file.folder, id) in former:
                claims[loaded.file.folder, id].append(loaded)
    for loaded in graph.loaded:
        for number, id in enumerate(loaded.record.formerly):
            rivals = [other for other in claims[loaded.file.folder, id] if other is not loaded]
            if rivals or id == loaded.record.id:
                message = f"the former ID {id!r} is also used in {[*rivals, loaded][0].file.path}"
                yield loaded.finding(
                    ("formerly", number),
                    "id-former",
                    message,
                    "list only IDs that no other record has or had, and that this one no longer has",
                )
