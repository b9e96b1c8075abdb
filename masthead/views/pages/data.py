"""The page /data/: the register as files, records for programs, feeds, and how all this may be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.edition.edition import Edition, Link, When
from masthead.field_types.vocabulary import N_
from masthead.model.website_paths import PACKS, api_path
from masthead.schema.json_schema import FOLDER as SCHEMAS
from masthead.schema.json_schema import NAMES
from masthead.views.pages.changes import CHANGES_FEED
from masthead.views.pages.corrections import FEED
from masthead.views.parts.outlet_table import attribution, published

DATA = "data/"
"""The address of the page, and of the files that it offers."""
SITES_FILE, RECORDS_FILE = "data/sites", "data/records"
"""The addresses of the list of sites and of the list of all records, without their extensions."""
_ATOM = "Atom"
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A list as files: what it has, and a link to it in each format."""

    text: str
    formats: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of everything that programs can take."""

    path: str
    title: str
    files: tuple[DataFile, ...]
    addresses: tuple[str, ...]
    """The form of the address of the JSON of a record, for each kind of record, or of the packs; empty without JSON."""
    packed: bool
    """Whether the JSON is in packs of many records."""
    example: Link | None
    """The JSON of a site, as an example."""
    schemas: tuple[Link, ...]
    feeds: tuple[Link, ...]
    cited: str
    """The citation of the data as a whole."""
    version: When | None
    """The date of the data."""
    release: str
    """The number of the last release and its date, in words; empty before the first."""
    manifest: str
    """The name of the file with the sums of all files."""


def data_view(edition: Edition) -> DataView:
    """Return the page of everything that programs can take."""
    outlets = published(edition)
    records = sum(1 for _ in edition.graph.records())
    say, plural = edition.book.say, edition.book.plural
    example = edition.api_path(outlets[0]) if outlets else ""
    return DataView(
        path=DATA,
        title=say(N_("Data")),
        files=(
            _file(plural("The list of %(num)s site", "The list of all %(num)s sites", len(outlets)), SITES_FILE),
            _file(
                plural(
                    "The address and dates of %(num)s record", "The addresses and dates of all %(num)s records", records
                ),
                RECORDS_FILE,
            ),
        ),
        addresses=tuple(map(edition.page_address, _addresses(edition))),
        packed=edition.packed,
        example=Link(edition.page_address(example), example) if example else None,
        schemas=tuple(Link(name, f"{SCHEMAS}/{name}.json") for name in NAMES.values()),
        feeds=(
            Link(say(N_("New and changed records")), CHANGES_FEED, note=_ATOM),
            Link(say(N_("Corrections")), FEED, note=_ATOM),
        ),
        cited=_cited(edition),
        version=edition.when(edition.date),
        release=_release(edition),
        manifest="manifest.json",
    )


def _file(text: str, path: str) -> DataFile:
    """Return a list, with links to its file in each format."""
    return DataFile(text, tuple(Link(form.upper(), f"{path}.{form}") for form in ("csv", "json")))


def _addresses(edition: Edition) -> Iterator[str]:
    if edition.api and edition.packed:
        yield f"{PACKS}<xx>.json"
    elif edition.api:
        yield from (api_path(f"{folder}/{'<host>' if folder == 'sites' else '<id>'}") for folder in NAMES)


def _cited(edition: Edition) -> str:
    """Return who is to be named, the date of the data and the licence, as one line."""
    date = edition.book.say(N_("data of %(date)s")) % {"date": edition.book.date(edition.date)} if edition.date else ""
    return "; ".join(filter(None, (attribution(edition), date, LICENCE)))


def _release(edition: Edition) -> str:
    if not edition.ledger.releases:
        return ""
    last = edition.ledger.releases[-1]
    pieces = {"number": edition.book.number(last.number), "date": edition.book.date(last.date)}
    return edition.book.say(N_("The last release is number %(number)s, of %(date)s.")) % pieces
