"""The fields of a record that a release publishes, and which of them bind: every field is classified here.

Readers quote and link to a record, and rely on it, as do the people and firms in it. So every field binds that says
something about somebody, or how far to trust it. The other fields are free: they help to find or show something, move on
with time or with the list of DISARM, say what is not known yet, or name persons, whose names may have to go.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from typing import Any

from masthead.model import (
    Activity,
    Answered,
    Archive,
    Attachment,
    Attribution,
    Campaign,
    CampaignLink,
    Check,
    CheckRow,
    Citation,
    Copy,
    Correction,
    Evidence,
    Excluded,
    Firm,
    FurtherHost,
    Imitated,
    Indicator,
    NativeText,
    Outlet,
    OutletLanguage,
    OutletName,
    Part,
    PrintedName,
    Quotation,
    Record,
    Registration,
    Relation,
    Reply,
    Request,
    SetAttribution,
    SetEvidence,
    SetIndicator,
    Source,
    State,
    Target,
    Withheld,
)
from masthead.model.firm import Founded, Website
from masthead.model.outlet import Registered
from masthead.model.part import hints_of, kinds_of_parts


class Binding(Enum):
    """The way in which a field binds once it was published."""

    FIXED = auto()
    """It must not change, and if it was left out, it must not be added. A field that the table lacks is fixed."""
    KEPT = auto()
    """It must not change or go, but may be added, and a list may get further items."""
    IF_THERE = auto()
    """Its parts may come and go, but each that is there still, known by one field of it, is as it was."""
    FREE = auto()
    """It may change at any time."""


def _fields(fixed: str = "", kept: str = "", if_there: str = "", free: str = "") -> dict[str, Binding]:
    """Return how each of the named fields binds."""
    groups = ((fixed, Binding.FIXED), (kept, Binding.KEPT), (if_there, Binding.IF_THERE), (free, Binding.FREE))
    return {name: binding for names, binding in groups for name in names.split()}


_RECORD = _fields(kept="replies corrections state", free="id version formerly persons kept_because")
_EVIDENCE = _fields(
    fixed="claim kind",
    kept="firms date until sources weight among balanced_by speaker accuses inference",
    if_there="archives attachments",
    free="id formerly techniques",
)
_ATTRIBUTION = _fields(
    fixed="firm role stance by wording said confidence",
    kept="date via confidence_words our_reading basis evidence reservation counts note",
    free="locator",
)
_INDICATOR = _fields(fixed="type value source", kept="owner autonomous_system first_seen last_seen note")
_TABLE: Mapping[type[Part], Mapping[str, Binding]] = {
    Record: _RECORD,
    Outlet: _RECORD
    | _fields(
        fixed="kind",
        kept="""name names targets languages registered hosts campaigns copies imitates activity attributions indicators
            evidence""",
        free="well_known operator",
    ),
    Firm: _RECORD
    | _fields(
        fixed="name short_name business",
        kept="""native_name aliases jurisdiction seat registration founded websites relations statements requests
            not_asked""",
        free="misspellings well_known not_known",
    ),
    Campaign: _RECORD
    | _fields(
        fixed="name form named_by summary",
        kept="""aliases first_seen seen_by attributions distinct_from overlaps_with evidence indicators excluded withheld
            check""",
        free="last_seen not_known",
    ),
    Source: _RECORD
    | _fields(
        fixed="title publisher short_name publisher_kind type verification",
        kept="""title_is_ours original_title publisher_is_not interest authors date via retells copy_of reliability
            reliability_why list_note note""",
        if_there="archives",
        free="updated url language",
    ),
    Evidence: _EVIDENCE,
    SetEvidence: _EVIDENCE | _fields(fixed="concerns"),
    Attribution: _ATTRIBUTION,
    SetAttribution: _ATTRIBUTION | _fields(fixed="concerns part", free="others"),
    Relation: _ATTRIBUTION | _fields(kept="first_seen last_seen"),
    Indicator: _INDICATOR,
    SetIndicator: _INDICATOR | _fields(fixed="sites concerns scope"),
    Archive: _fields(fixed="url original shows", kept="captured sha256 published warning", free="language"),
    Attachment: _fields(fixed="file sha256", kept="captured", free="alt"),
    Citation: _fields(fixed="source", kept="note", free="locator"),
    Quotation: _fields(fixed="text lang", free="locator"),
    NativeText: _fields(fixed="text lang"),
    State: _fields(fixed="name date reason"),
    Reply: _fields(
        fixed="by capacity asked_by asked date channel outcome position words summary source", kept="answers"
    ),
    Answered: _fields(fixed="source campaign outlet evidence"),
    Correction: _fields(fixed="date said says why asked_by address concerns withdrawn changed", kept="replaced"),
    Activity: _fields(fixed="status date source", kept="note"),
    Copy: _fields(fixed="origin how", kept="sources note"),
    FurtherHost: _fields(fixed="host role source", kept="role_by first_seen last_seen note"),
    Imitated: _fields(fixed="name", kept="host sources note"),
    OutletLanguage: _fields(fixed="tag source", kept="note"),
    OutletName: _fields(fixed="text match", kept="lang sources note"),
    Registered: _fields(fixed="date source", kept="note"),
    Target: _fields(fixed="country as_reported source", kept="note"),
    Founded: _fields(fixed="date source", kept="note"),
    PrintedName: _fields(fixed="text", kept="lang printed_by note"),
    Registration: _fields(fixed="scheme number source", kept="note"),
    Request: _fields(fixed="date channel about"),
    Website: _fields(fixed="host what", kept="sources"),
    CampaignLink: _fields(fixed="campaign by wording", kept="note"),
    Check: _fields(fixed="source total countries", kept="bound note", free="locator listed overlap"),
    CheckRow: _fields(fixed="as_printed country sites"),
    Excluded: _fields(fixed="host reason source"),
    Withheld: _fields(fixed="what reason source"),
}
_IDENTIFYING_FIELDS: Mapping[type[Part], str] = {Archive: "url", Attachment: "file"}
"""The field that identifies parts that may come and go."""
_NO_FIELDS = {"id", "version"}


def classified(model: type[Part]) -> Mapping[str, Binding]:
    """Return how each field of *model* binds that is in the table, by its name in the model."""
    return _TABLE.get(model, {})


@cache
def bindings_of(model: type[Part]) -> Mapping[str, tuple[Binding, type[Part] | None]]:
    """Return how each field of *model* binds, by its name in records, and the kind of part in it, if it has parts."""
    known, hints = classified(model), hints_of(model)
    return {
        field.alias or name: (known.get(name, Binding.FIXED), next(kinds_of_parts(hints[name]), None))
        for name, field in model.model_fields.items()
    }


def identifying_field(model: type[Part]) -> str:
    """Return the name of the field that identifies parts of *model* that may come and go."""
    return _IDENTIFYING_FIELDS[model]


@cache
def binding_names(*kinds: type[Part]) -> frozenset[str]:
    """Return the names in records of the fields of any of *kinds* that bind."""
    return frozenset(
        name for kind in kinds for name, (binding, _) in bindings_of(kind).items() if binding is not Binding.FREE
    )


def fields_of(record: Record) -> dict[str, Any]:
    """Return the fields of *record* that have values, by name; each field of an item with an id is a field of its own."""
    whole = record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_NO_FIELDS)
    fields: dict[str, Any] = {}
    for name, value in whole.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) and "id" in item for item in value):
            for item in value:
                fields |= {f"{name}[{item['id']}].{inner}": text for inner, text in item.items() if inner != "id"}
        else:
            fields[name] = value
    return fields
