"""The files that the website has for a record, and the file names that work everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from masthead.field_types.fields import DEVICES, shorten
from masthead.findings.finding import Location
from masthead.model.campaign import Campaign
from masthead.model.firm import Firm
from masthead.model.outlet import Outlet
from masthead.model.record import Record
from masthead.model.source import Source

FOLDERS: Mapping[type[Record], str] = MappingProxyType(
    {Outlet: "sites", Firm: "firms", Campaign: "campaigns", Source: "sources"}
)
"""The folder of each kind of record."""

PACKS = "api/v1/packs/"
"""The folder of the packs of JSON."""

OWN_FOLDERS = frozenset(
    {
        *FOLDERS.values(),
        "api",
        "attachments",
        "changes",
        "compare",
        "countries",
        "data",
        "drafts",
        "facets",
        "feeds",
        "indicators",
    }
    | {"kinds", "languages", "lookup", "offers", "pages", "schema", "search", "techniques", "theme", "years"}
)
"""The first steps of the addresses that the website makes by itself: no page of text is there or below."""
OWN_PAGES = OWN_FOLDERS - {"api", "attachments", "drafts", "facets", "feeds", "offers", "pages", "schema", "theme"}
"""Those of them that have a page."""
OWN_FILES = frozenset({"404.html", "card.png", "manifest.json", "opensearch.xml"})
"""The files beside these folders."""
STYLESHEET = "theme/masthead.css"
"""All style sheets of the theme in one."""
DOWNLOADS = frozenset(
    {
        *(f"data/{name}.{form}" for name in ("sites", "records") for form in ("csv", "json")),
        *(f"feeds/{name}.xml" for name in ("changes", "corrections")),
        *(f"schema/v1/{name}.json" for name in ("outlet", "firm", "campaign", "source")),
    }
)
"""The files below these folders that every website offers to its readers."""

MAX_NAME = 255
"""The highest number of characters in a file name."""

# Names that every file system and web server accepts unchanged: no leading dot, no upper case. Only a note such as
# VENDORED.md has its name in capitals.
_NAME = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|[A-Z]{1,20}\.md")


def page_path(folder: str, id: str) -> str:
    """Return the address of the page of the record *id* in *folder*, relative to the root of the website."""
    return f"{folder}/{id}/"


def cite_path(page: str, id: str = "") -> str:
    """Return the address where the website says how to cite the record at *page*, or its item of evidence *id*."""
    return f"{page}cite/{f'#{id}' if id else ''}"


def card_path(page: str) -> str:
    """Return the address of the preview card of the outlet at *page*."""
    return f"{page}card.png"


def api_path(page: str) -> str:
    """Return the address of the JSON of the record at *page*."""
    return f"api/v1/{page.removesuffix('/')}.json"


def pack_path(key: str) -> str:
    """Return the address of the pack of JSON that has the record *key*, such as ``sites/romajournal.org``.

    It follows from the key alone, so that it never changes, however many records there are.
    """
    return f"{PACKS}{hashlib.sha256(key.encode()).hexdigest()[:2]}.json"


def paths_of(record: Record) -> Iterator[tuple[Location, str]]:
    """Yield each path that the website has for *record*, under its ID and its former IDs, with the location of that ID."""
    ids: list[tuple[Location, str]] = [((), record.id)]
    ids += ((("formerly", number), id) for number, id in enumerate(record.formerly))
    for at, id in ids:
        page = page_path(FOLDERS[type(record)], id)
        yield from ((at, path) for path in (page, cite_path(page), card_path(page), api_path(page)))


def path_fault(path: str) -> str:
    """Return why no file can be published at *path*, or an empty text if one can."""
    for name in path.removesuffix("/").split("/"):
        if not _NAME.fullmatch(name):
            return "use lower-case letters, digits, dots and hyphens"
        if len(name) > MAX_NAME:
            return f"{shorten(name)!r} has {len(name)} characters, and a file name can have {MAX_NAME}"
        if name in DEVICES:
            return f"{name!r} cannot be a file name on some systems"
    return ""


def device_in(name: str) -> str:
    """Return the Windows device that a file called *name*, with any extension, would mean, or an empty text."""
    stem = name.partition(".")[0]
    return stem.upper() if stem in DEVICES else ""
