"""The types of fields: each reads the text of a value, or says what it expected instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from masthead.field_types.dates import DateError, PartialDate, read_date, read_moment
from masthead.field_types.suggestions import country_cure, id_cure, language_cure, technique_cure
from masthead.field_types.web_addresses import AddressError, read_host, read_web_address
from masthead.pinned_lists import COUNTRIES, LANGUAGE_TAG, LANGUAGES, TECHNIQUES

SCHEMA_VERSION = 1
"""The version of the record format; see migrations/."""

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
CHANGED_PATTERN = r"[a-z0-9]+([-_][a-z0-9]+)*"
MAX_ID = 63
PICTURE_PATTERN = rf"{ID_PATTERN}\.(png|jpe?g|webp)"
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that Windows reserves for devices: no file can have such a name there."""
_ID = re.compile(ID_PATTERN)
_CHANGED = re.compile(CHANGED_PATTERN)
MAX_LINE = 300
BREAKS = r"\t\n\v\f\r\x85\u2028\u2029"
"""Tabs and line breaks of every kind, for use in a pattern."""
_BREAK = re.compile(f"[{BREAKS}]")
MAX_PROSE = 2000
MAX_COUNT = 1_000_000
MAX_SHOWN = 60
"""The most characters of a wrong value that a finding shows."""


def refuse(expected: str, value: object, cure: str | Callable[[], str] = "") -> PydanticCustomError:
    """Return the error that says what a field expected, which value it has and how to cure it.

    A cure that has to be searched for is a function: it is called only for faults that are reported.
    """
    shown = repr(shorten(value)) if isinstance(value, str) else "something other than text"
    context = {"message": f"expected {expected}, got {shown}", "cure": cure}
    return PydanticCustomError("field", "{message}", context)


def refuse_length(limit: int, text: str) -> PydanticCustomError:
    """Return the error that *text* is longer than *limit* characters."""
    context = {
        "message": f"expected at most {limit} characters, got {len(text)}: {shorten(text)!r}",
        "cure": "shorten it",
    }
    return PydanticCustomError("field", "{message}", context)


def shorten(text: str) -> str:
    """Return *text*, cut after MAX_SHOWN characters: enough to find it in a file."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def _text(value: object, expected: str) -> str:
    """Return *value* if it is text that is not blank; raise the error that *expected* was expected if not."""
    if not isinstance(value, str):
        raise refuse(expected, value)
    if not value.strip():
        raise refuse(expected, value, "fill it in, or delete the field (a missing field means unknown)")
    return value


def _id(value: object) -> str:
    text = _text(value, "an ID")
    if len(text) > MAX_ID or not _ID.fullmatch(text):
        expected = f"an ID of at most {MAX_ID} lower-case letters and digits, joined by single hyphens"
        raise refuse(expected, text, partial(id_cure, text, ID_PATTERN) if len(text) <= MAX_ID else "")
    return text


def _changed(value: object) -> str:
    text = _text(value, "an ID")
    if len(text) > MAX_ID or not _CHANGED.fullmatch(text):
        raise refuse(f"an ID, or the name of a field, of at most {MAX_ID} characters", text)
    return text


def _line(value: object) -> str:
    text = _text(value, "one line of text")
    if _BREAK.search(text) or text != text.strip():
        raise refuse("one line of text without tabs, and without spaces before or after it", text)
    if len(text) > MAX_LINE:
        raise refuse_length(MAX_LINE, text)
    return text


def _prose(value: object) -> str:
    text = _text(value, "text").strip()
    if len(text) > MAX_PROSE:
        raise refuse_length(MAX_PROSE, text)
    return text


def _host(value: object) -> str:
    try:
        return read_host(_text(value, "a host name"))
    except AddressError as error:
        raise refuse(error.expected, value, error.cure) from None


def _web_address(value: object) -> str:
    try:
        return read_web_address(_text(value, "an http or https address"))
    except AddressError as error:
        raise refuse(error.expected, value, error.cure) from None


def _date(value: object) -> PartialDate:
    try:
        return read_date(_text(value, "a date"))
    except DateError as error:
        raise refuse(str(error), value) from None


def _moment(value: object) -> str:
    try:
        return read_moment(_text(value, "a time"))
    except DateError as error:
        raise refuse(str(error), value) from None


def _country(value: object) -> str:
    text = _text(value, "a country code")
    if text not in COUNTRIES:
        raise refuse("an ISO 3166-1 country code such as IT", text, partial(country_cure, text[:MAX_SHOWN]))
    return text


def _language(value: object) -> str:
    text = _text(value, "a language tag")
    if not re.fullmatch(LANGUAGE_TAG, text) or text.split("-")[0] not in LANGUAGES:
        raise refuse("a BCP 47 language tag such as it or zh-Hant", text, partial(language_cure, text[:MAX_SHOWN]))
    return text


def _technique(value: object) -> str:
    text = _text(value, "a technique")
    if text not in TECHNIQUES:
        raise refuse("the ID of a DISARM technique such as T0097.202", text, partial(technique_cure, text[:MAX_SHOWN]))
    return text


def _sha256(value: object) -> str:
    text = _text(value, "a SHA-256 hash")
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise refuse("64 lower-case hexadecimal digits", text)
    return text


def _picture_file(value: object) -> str:
    text = _text(value, "the name of a picture")
    if len(text) > MAX_ID or not re.fullmatch(PICTURE_PATTERN, text):
        expected = (
            f"a name of at most {MAX_ID} lower-case letters, digits and single hyphens, ending in .png, .jpg or .webp"
        )
        raise refuse(expected, text)
    return text


def _count(value: object) -> int:
    text = _text(value, "a number")
    if not re.fullmatch("0|[1-9][0-9]{0,6}", text) or int(text) > MAX_COUNT:
        raise refuse(f"a whole number up to {MAX_COUNT}", text)
    return int(text)


def _schema_version(value: object) -> int:
    text = _text(value, f"schema version {SCHEMA_VERSION}")
    if text != str(SCHEMA_VERSION):
        raise refuse(f"schema version {SCHEMA_VERSION}", text, f"write {SCHEMA_VERSION}, or delete the field")
    return SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field that contains the ID of a record in *folder*."""

    folder: str


class HostUse(Enum):
    """The use that a record makes of a host that it names."""

    OWN = auto()
    """It belongs to the site or firm of the record, and to no other."""
    EXCLUDED = auto()
    """It was examined, and belongs to no record."""
    IMITATED = auto()
    """It belongs to a genuine outlet, which several sites may imitate."""
    COPIED = auto()
    """Somebody's content is at it, which sites copy."""
    EXCEPTION = auto()
    """It is named elsewhere in the record, in spite of being well known."""


@dataclass(frozen=True, slots=True)
class NamesHost:
    """Marks a field that contains a host, which pages and the look-up then say something about."""

    use: HostUse


@dataclass(frozen=True, slots=True)
class IsAddress:
    """Marks a field that contains a web address."""


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a field that contains text for readers, whose words the rules check."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """Marks a field whose text *read* reads, and whose *kind* schema/value_kinds.py describes.

    Pydantic's own marks look at the parameters of each function of each field, which takes as long as to read many records.
    """

    kind: str
    read: Callable[[object], Any]

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return how pydantic reads the field."""
        return no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema of the field, in which schema/json_schema.py puts the description later."""
        return {"x-kind": self.kind}


Id = Annotated[str, OfKind("id", _id)]
Changed = Annotated[str, OfKind("changed", _changed)]
"""The ID of an item of evidence or of a source that a correction changed, or the name of a field."""
SourceId = Annotated[str, OfKind("source-id", _id), Refers("sources")]
FirmId = Annotated[str, OfKind("firm-id", _id), Refers("firms")]
CampaignId = Annotated[str, OfKind("campaign-id", _id), Refers("campaigns")]
Line = Annotated[str, OfKind("line", _line), Written()]
Prose = Annotated[str, OfKind("prose", _prose), Written()]
Origin = Annotated[str, OfKind("line", _line), Written(), NamesHost(HostUse.COPIED)]
"""The owner of some content: a name or, if the whole of it means one, a host."""
Host = Annotated[str, OfKind("host", _host), NamesHost(HostUse.OWN)]
"""A host that the record claims as its own: the type with the strictest rules, and so the default for a new field."""
ExcludedHost = Annotated[str, OfKind("host", _host), NamesHost(HostUse.EXCLUDED)]
ImitatedHost = Annotated[str, OfKind("host", _host), NamesHost(HostUse.IMITATED)]
WellKnownHost = Annotated[str, OfKind("host", _host), NamesHost(HostUse.EXCEPTION)]
OutletId = Annotated[str, OfKind("outlet-id", _host), Refers("sites")]
WebAddress = Annotated[str, OfKind("web-address", _web_address), IsAddress()]
Date = Annotated[PartialDate, OfKind("date", _date), PlainSerializer(str)]
Moment = Annotated[str, OfKind("moment", _moment)]
Country = Annotated[str, OfKind("country", _country)]
Language = Annotated[str, OfKind("language", _language)]
Technique = Annotated[str, OfKind("technique", _technique)]
Sha256 = Annotated[str, OfKind("sha256", _sha256)]
PictureFile = Annotated[str, OfKind("picture-file", _picture_file)]
Count = Annotated[int, OfKind("count", _count)]
SchemaVersion = Annotated[int, OfKind("schema-version", _schema_version)]
