"""The types of single fields: each reads one text and says what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache, partial
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from masthead.field_types.dates import DateError, PartialDate, read_date, read_moment
from masthead.field_types.suggestions import country_cure, id_cure, language_cure, technique_cure
from masthead.field_types.web_addresses import AddressError, read_host, read_web_address
from masthead.pinned_lists import COUNTRIES, LANGUAGE_TAG, LANGUAGES, TECHNIQUES

SCHEMA_VERSION = 1
"""The version of the format of the records; see migrations/."""

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
MAX_ID = 63
PICTURE_PATTERN = rf"{ID_PATTERN}\.(png|jpe?g|webp)"
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that Windows keeps for devices: no file can have them there."""
_ID = re.compile(ID_PATTERN)
MAX_LINE = 300
BREAKS = r"\t\n\v\f\r\x85\u2028\u2029"
"""Tabs and ends of lines of every kind, for a pattern."""
_BREAK = re.compile(f"[{BREAKS}]")
MAX_PROSE = 2000
MAX_COUNT = 1_000_000
MAX_SHOWN = 60
"""How much of a wrong value a finding shows."""
_date_of = lru_cache(maxsize=4096)(read_date)
"""Reads a date: the same few thousand days stand in most records."""


def refuse(expected: str, found: object, cure: str | Callable[[], str] = "") -> PydanticCustomError:
    """Return the error that says what a field expected, what it found and how to cure it.

    A cure that takes a search is a function: only the faults that are told need theirs.
    """
    shown = repr(shorten(found)) if isinstance(found, str) else "something other than text"
    context = {"message": f"expected {expected}, got {shown}", "cure": cure}
    return PydanticCustomError("field", "{message}", context)


def refuse_length(limit: int, text: str) -> PydanticCustomError:
    """Return the error that says how long a text may be and is."""
    context = {
        "message": f"expected at most {limit} characters, got {len(text)}: {shorten(text)!r}",
        "cure": "shorten it",
    }
    return PydanticCustomError("field", "{message}", context)


def shorten(text: str) -> str:
    """Return the start of *text*, which is enough to find it."""
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def _text(value: object, expected: str) -> str:
    """Return *value* if it is text without space around it."""
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
        return _date_of(_text(value, "a date"))
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
    """Marks a field that holds the id of a record in the folder *folder*."""

    folder: str


class HostUse(Enum):
    """What a record says of a host that it names."""

    OWN = auto()
    """It belongs to the site or firm of the record, and to no other."""
    EXCLUDED = auto()
    """It was examined, and belongs to no record."""
    IMITATED = auto()
    """It belongs to a genuine outlet, which several sites may imitate."""
    EXCEPTION = auto()
    """It is named elsewhere in the record, in spite of being well known."""


@dataclass(frozen=True, slots=True)
class NamesHost:
    """Marks a field that holds a host of which pages say something."""

    use: HostUse


@dataclass(frozen=True, slots=True)
class IsAddress:
    """Marks a field that holds a web address."""


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a field that holds text for readers, in which words are looked at."""


def _field(read: Callable[[object], Any], kind: str) -> Any:
    """Return the annotations of a field whose text *read* reads; schema/value_kinds.py tells other programs what *kind* is."""
    return (PlainValidator(read), WithJsonSchema({"x-kind": kind}))


Id = Annotated[str, *_field(_id, "id")]
SourceId = Annotated[str, *_field(_id, "source-id"), Refers("sources")]
FirmId = Annotated[str, *_field(_id, "firm-id"), Refers("firms")]
CampaignId = Annotated[str, *_field(_id, "campaign-id"), Refers("campaigns")]
Line = Annotated[str, *_field(_line, "line"), Written()]
Prose = Annotated[str, *_field(_prose, "prose"), Written()]
Host = Annotated[str, *_field(_host, "host"), NamesHost(HostUse.OWN)]
"""A host that the record claims; what is judged most strictly is what a new field gets unless it says otherwise."""
ExcludedHost = Annotated[str, *_field(_host, "host"), NamesHost(HostUse.EXCLUDED)]
ImitatedHost = Annotated[str, *_field(_host, "host"), NamesHost(HostUse.IMITATED)]
WellKnownHost = Annotated[str, *_field(_host, "host"), NamesHost(HostUse.EXCEPTION)]
OutletId = Annotated[str, *_field(_host, "outlet-id"), Refers("sites")]
WebAddress = Annotated[str, *_field(_web_address, "web-address"), IsAddress()]
Date = Annotated[PartialDate, *_field(_date, "date"), PlainSerializer(str)]
Moment = Annotated[str, *_field(_moment, "moment")]
Country = Annotated[str, *_field(_country, "country")]
Language = Annotated[str, *_field(_language, "language")]
Technique = Annotated[str, *_field(_technique, "technique")]
Sha256 = Annotated[str, *_field(_sha256, "sha256")]
PictureFile = Annotated[str, *_field(_picture_file, "picture-file")]
Count = Annotated[int, *_field(_count, "count")]
SchemaVersion = Annotated[int, *_field(_schema_version, "schema-version")]
