"""Records for programs, one file each: /api/v1/sites/<host>.json, and firms, campaigns and sources by ID.

The content of the record is under ``record``, in the form of its schema; everything that follows from other records is
apart from it, under ``derived``. A withdrawn or excluded record has neither, only the date and the reason.
If files are to be few, packs take their place: /api/v1/packs/<xx>.json, each with many records by folder and ID.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field, SerializeAsAny

from masthead.edition.edition import Edition, path_of
from masthead.field_types.fields import Date
from masthead.field_types.vocabulary import StateName
from masthead.model import Attribution, Campaign, Firm, Indicator, Outlet, Part, Record, Source
from masthead.model.identity import former_keys, key_of
from masthead.model.website_paths import api_path, pack_path
from masthead.relations.graph import Said
from masthead.schema.json_schema import NAMES
from masthead.views.parts.printed_names import names_in_print
from masthead.views.parts.quotations import verdict_in_words

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Address = str


class SaidElsewhere(Part):
    """A statement about a firm in another record."""

    about: str = Field(description="the record that it is about, by folder and id, such as campaigns/paperwall")
    attribution: SerializeAsAny[Attribution] = Field(description="the statement, as that record has it")


class ValueElsewhere(Part):
    """A technical value that the record of a campaign gives for a site."""

    about: str = Field(description="the campaign, by folder and id")
    indicator: SerializeAsAny[Indicator] = Field(description="the value, as that record has it")


class Derived(Part):
    """The facts that follow from other records, as the page shows them; empty ones are left out."""

    verdict: str | None = Field(None, description="of a site: the sentences on top of its page, never to be cut")
    said: tuple[SaidElsewhere, ...] = Field(
        (),
        description="of a site: what is said of its campaigns and covers it; of a firm: what other records say of it",
    )
    indicators: tuple[ValueElsewhere, ...] = Field(
        (), description="of a site: the technical values that the records of its campaigns give for it by name"
    )
    cites: tuple[str, ...] = Field(
        (), description="of a site, firm or campaign: the sources that its own record cites, by id"
    )
    outlets: tuple[str, ...] = Field(
        (), description="of a campaign: its sites; of a firm: the sites that a source says it operates"
    )
    cited_by: tuple[str, ...] = Field((), description="of a source: the records that cite it, by folder and id")


class NamedPublisher(Part):
    """The publisher of this copy of the database."""

    name: str | None = Field(description="the name of the organisation or person; null if this copy names nobody")
    contact: str | None = Field(
        description="where replies and reports of errors go: an email address or the address of a form; null if nowhere"
    )


class Published(Part):
    """A record for programs."""

    format: Literal[1] = Field(description="the version of this form")
    kind: str = Field(description="outlet, firm, campaign or source")
    id: str = Field(description="the id of the record; of an outlet its host")
    page: Address = Field(description="the page for people")
    state: StateName = Field(
        description="listed, disputed, withdrawn or excluded: show it wherever you show the record"
    )
    state_date: Date | None = Field(description="the day on which it came into this state, if it is not listed")
    state_reason: str | None = Field(description="why, if it is not listed")
    first_published: Date | None = Field(description="the day of the release that it first was in; null before that")
    last_changed: Date | None = Field(description="the day of the release in which it last changed")
    data_of: Date | None = Field(description="the date of the data from which this file was made")
    licence: str = Field(description="the licence of the record")
    publisher: NamedPublisher = Field(description="who publishes this copy, and how to reach them")
    record: SerializeAsAny[Record] | None = Field(None, description="what its file says; left out if it does not stand")
    derived: Derived = Field(Derived(), description="what follows from other records; left out if nothing does")


class Moved(Part):
    """A former address of a record, from before it got another ID."""

    format: Literal[1] = Field(description="the version of this form")
    kind: str = Field(description="outlet, firm, campaign or source")
    id: str = Field(description="the id that the record had")
    page: Address = Field(description="the page for people")
    moved_to: Address = Field(description="where the record is now")
    publisher: NamedPublisher = Field(description="who publishes this copy, and how to reach them")


def api_files(edition: Edition, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the JSON of *record* and of each of its former IDs, if the edition has such files."""
    if edition.api and not edition.packed:
        for key in (key_of(record), *former_keys(record)):
            yield api_path(key), f"{_text(_file(edition, record, key), indent=2)}\n"


def packs(edition: Edition) -> Iterator[tuple[str, tuple[Record, ...]]]:
    """Yield the path of each pack and the records in it, also those with a former ID there, if the edition has packs."""
    records: dict[str, list[Record]] = {}
    if edition.api and edition.packed:
        for record in edition.graph.records():
            for path in dict.fromkeys(map(pack_path, (key_of(record), *former_keys(record)))):
                records.setdefault(path, []).append(record)
    yield from ((path, tuple(inside)) for path, inside in sorted(records.items()))


def pack_files(edition: Edition, path: str, records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield the *path* and the text of a pack: the JSON of each of *records*, by its key, a line for each."""
    keys = {key: record for record in records for key in (key_of(record), *former_keys(record))}
    lines = (
        f"{json.dumps(key)}: {_text(_file(edition, record, key))}"
        for key, record in sorted(keys.items(), key=lambda item: item[0])
        if pack_path(key) == path
    )
    yield path, '{"format": 1, "records": {\n' + ",\n".join(lines) + "\n}}\n"


def _file(edition: Edition, record: Record, key: str) -> Part:
    """Return the JSON model of *record* at *key*, its own key or a former one."""
    return published(edition, record) if key == key_of(record) else _moved(edition, record, key)


def published(edition: Edition, record: Record) -> Published:
    """Return *record* in the form for programs."""
    key, ledger, state = key_of(record), edition.ledger, record.state
    return Published.model_construct(
        format=1,
        kind=_kind(key),
        id=record.id,
        page=_address(edition, path_of(record)),
        state=record.state_name,
        state_date=state.date if state else None,
        state_reason=state.reason if state else None,
        first_published=ledger.first_published(key),
        last_changed=ledger.last_changed(key),
        data_of=edition.date,
        licence=LICENCE,
        publisher=_publisher(edition, record),
        record=_without_doubtful_names(edition, record) if record.is_published else None,
        derived=_derived(edition, record) if record.is_published else Derived(),
    )


def _without_doubtful_names(edition: Edition, record: Record) -> Record:
    """Return *record* without names that no known publisher prints: they may belong to other firms."""
    if not isinstance(record, Firm):
        return record
    names = {field: names_in_print(edition, getattr(record, field)) for field in ("aliases", "misspellings")}
    return record.model_copy(update=names)


def _derived(edition: Edition, record: Record) -> Derived:
    graph = edition.graph
    match record:
        case Outlet():
            said = _said_elsewhere(said for said in graph.attributions_of(record) if said.about is not record)
            return Derived(
                verdict=verdict_in_words(edition, record),
                said=said,
                indicators=tuple(_values_elsewhere(edition, record)),
                cites=_cites(edition, record),
            )
        case Firm():
            said = _said_elsewhere(graph.statements_by_firm.get(record.id, ()))
            operated = _ids(graph.outlets_by_operator.get(record.id, ()))
            return Derived(said=said, cites=_cites(edition, record), outlets=operated)
        case Campaign():
            members = _ids(graph.outlets_by_campaign.get(record.id, ()))
            return Derived(cites=_cites(edition, record), outlets=members)
        case Source():
            mentions = graph.mentions_by_source.get(record.id, ())
            return Derived(cited_by=tuple(sorted({key_of(mention.by) for mention in mentions})))
    return Derived()


def _said_elsewhere(statements: Iterable[Said]) -> tuple[SaidElsewhere, ...]:
    return tuple(SaidElsewhere(about=key_of(said.about), attribution=said.attribution) for said in statements)


def _values_elsewhere(edition: Edition, outlet: Outlet) -> Iterator[ValueElsewhere]:
    for campaign in (edition.graph.campaigns[id] for id in outlet.campaigns):
        if campaign.is_published:
            named = (indicator for indicator in campaign.indicators if outlet.id in indicator.concerns)
            yield from (ValueElsewhere(about=key_of(campaign), indicator=indicator) for indicator in named)


def _cites(edition: Edition, record: Record) -> tuple[str, ...]:
    """Return the sources that the own file of *record* cites, sorted; no statement of another record counts."""
    named = edition.graph.references[edition.file(record)]
    return tuple(sorted({reference.id for reference in named if reference.folder == "sources"}))


def _ids(outlets: tuple[Outlet, ...]) -> tuple[str, ...]:
    return tuple(sorted(outlet.id for outlet in outlets))


def _moved(edition: Edition, record: Record, former: str) -> Moved:
    return Moved(
        format=1,
        kind=_kind(former),
        id=former.partition("/")[2],
        page=_address(edition, path_of(record)),
        moved_to=_address(edition, edition.api_path(record)),
        publisher=_publisher(edition, record),
    )


def _publisher(edition: Edition, record: Record) -> NamedPublisher:
    publisher = edition.publisher
    contact = publisher.contact.address(edition.page_address(path_of(record))) if publisher.contact else None
    return NamedPublisher(name=publisher.name, contact=contact)


def _kind(key: str) -> str:
    return NAMES[key.partition("/")[0]]


def _address(edition: Edition, path: str) -> Address:
    """Return the public address of *path* or, if that is not known, *path* itself, relative to the root of the website."""
    return edition.address(path) or path


def _text(file: Part, indent: int | None = None) -> str:
    left_out = {"record": {"id", "version"}}
    return file.model_dump_json(indent=indent, by_alias=True, exclude_defaults=True, exclude=left_out)
