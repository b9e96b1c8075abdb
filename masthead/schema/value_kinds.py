"""The kinds of value, described for other programs: in words, with examples, and as JSON Schema (draft 7).

field_types/fields.py reads the values; tests/test_schema.py proves that the two agree. Editors do not read every scalar
without quotes as text (2023 is a number, true a boolean), and must still accept what we accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from masthead.field_types.dates import FIRST_YEAR, LAST_YEAR
from masthead.field_types.fields import (
    BREAKS,
    CHANGED_PATTERN,
    ID_PATTERN,
    MAX_COUNT,
    MAX_ID,
    MAX_LINE,
    MAX_PROSE,
    PICTURE_PATTERN,
    SCHEMA_VERSION,
)
from masthead.field_types.web_addresses import DOTS, LABEL, MAX_ADDRESS, PATH
from masthead.pinned_lists import COUNTRIES, LANGUAGES, TECHNIQUES

_TEXT = ["string", "number", "boolean"]
_HOST = rf"(?:{LABEL}\.)+"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    "(?:[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|[0-9]{4}-(?:0[13-9]|1[0-2])-(?:29|30)"
    f"|[0-9]{{4}}-(?:0[13578]|1[02])-31|{_LEAP_YEAR}-02-29)"
)
_YEARS = f"(?={'|'.join(str(century) for century in range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1))})"
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value: its description in words, examples, and its rules in JSON Schema."""

    title: str
    description: str
    examples: tuple[str | int, ...]
    rules: Mapping[str, object] = field(default_factory=dict)


def _id(folder: str, title: str, example: str) -> ValueKind:
    """Return the kind of an id, which is the name of a file if there is a *folder*."""
    form = f"at most {MAX_ID} lower-case letters and digits, with single hyphens between them"
    place = f"; the name of a file in {folder}/, without .yml" if folder else ""
    rules = {"type": ["string", "integer"], "minimum": 0, "maxLength": MAX_ID, "pattern": f"^{ID_PATTERN}$"}
    return ValueKind(title, form + place, (example,), rules)


def _host(title: str, place: str = "") -> ValueKind:
    """Return the kind of a host name."""
    form = "a host name in lower case, without www, other scripts as xn-- labels; not a web address or an IP address"
    pattern = f"^(?=.{{1,253}}$){_HOST}(?![0-9]){LABEL}$"
    return ValueKind(title, form + place, ("romajournal.org",), {"type": "string", "pattern": pattern})


VALUE_KINDS: Mapping[str, ValueKind] = {
    "id": _id("", "ID", "unregistered"),
    "changed": ValueKind(
        "ID or field",
        f"the ID of an item of evidence or of a source, or the name of a field; at most {MAX_ID} characters",
        ("unregistered", "state"),
        {"type": ["string", "integer"], "minimum": 0, "maxLength": MAX_ID, "pattern": f"^{CHANGED_PATTERN}$"},
    ),
    "source-id": _id("sources", "ID of a source", "citizenlab-2024"),
    "firm-id": _id("firms", "ID of a firm", "haimai"),
    "campaign-id": _id("campaigns", "ID of a campaign", "paperwall"),
    "line": ValueKind(
        "line",
        f"one line of text without tabs, at most {MAX_LINE} characters",
        (),
        {"type": _TEXT, "minLength": 1, "maxLength": MAX_LINE, "pattern": rf"^\S(?:[^{BREAKS}]*\S)?$"},
    ),
    "prose": ValueKind(
        "prose",
        f"sentences, at most {MAX_PROSE:,} characters; Markdown for paragraphs, emphasis, lists and quotations is "
        "allowed, links and HTML are not. Hosts are defanged, as in romajournal[.]org",
        (),
        {"type": _TEXT, "minLength": 1, "maxLength": MAX_PROSE, "pattern": r"\S"},
    ),
    "host": _host("host"),
    "outlet-id": _host("ID of an outlet", "; the name of a file in a folder of sites/, without .yml"),
    "web-address": ValueKind(
        "address",
        "an http or https address in plain ASCII, with a path, without user name or password",
        ("https://citizenlab.ca/2024/02/",),
        {
            "type": "string",
            "maxLength": MAX_ADDRESS,
            "pattern": rf"^(?!http://[^/]*:80/|https://[^/]*:443/)(?![^?#]*{DOTS})(?![^?#]*\?[^#]*')"
            rf"https?://(?=[^/:]{{1,253}}[/:]){_HOST}(?![0-9]){LABEL}(?::[1-9][0-9]{{0,4}})?{PATH}$",
        },
    ),
    "date": ValueKind(
        "date",
        f"a year, a month or a day from {FIRST_YEAR} to {LAST_YEAR}, as precise as the source and no more precise",
        (2023, "2023-11", "2023-11-13"),
        {
            "type": ["string", "integer"],
            "minimum": FIRST_YEAR,
            "maximum": LAST_YEAR,
            "pattern": f"^{_YEARS}(?:[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY})$",
        },
    ),
    "moment": ValueKind(
        "time",
        f"a time in UTC, to the second, from {FIRST_YEAR} to {LAST_YEAR}",
        ("2024-01-17T09:02:34Z",),
        {"type": "string", "pattern": f"^{_YEARS}{_DAY}T{_TIME}Z$"},
    ),
    "country": ValueKind(
        "country",
        "an ISO 3166-1 code in capitals, or XK for Kosovo",
        ("IT", "GB", "NO"),
        {"type": "string", "enum": sorted(COUNTRIES)},
    ),
    "language": ValueKind(
        "language",
        "a BCP 47 tag: the language, its script if it has several, and its region where that matters",
        ("it", "zh-Hant", "pt-BR"),
        {
            "type": "string",
            "pattern": f"^(?:{'|'.join(sorted(LANGUAGES))})(?:-[A-Z][a-z]{{3}})?(?:-(?:[A-Z]{{2}}|[0-9]{{3}}))?$",
        },
    ),
    "technique": ValueKind(
        "technique",
        "the ID of a technique in the DISARM framework",
        ("T0097.202",),
        {"type": "string", "enum": list(TECHNIQUES)},
    ),
    "sha256": ValueKind(
        "hash",
        "a SHA-256 hash as 64 hexadecimal digits in lower case",
        (),
        {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    ),
    "picture-file": ValueKind(
        "picture",
        "the name of a PNG, JPEG or WebP file in the folder named after the record, without .yml: lower-case letters, "
        "digits and single hyphens",
        ("front-page.png",),
        {"type": "string", "maxLength": MAX_ID, "pattern": f"^{PICTURE_PATTERN}$"},
    ),
    "count": ValueKind(
        "number",
        f"a whole number from 0 to {MAX_COUNT:,}, written without a comma",
        (123,),
        {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": MAX_COUNT,
            "pattern": f"^(?:0|[1-9][0-9]{{0,5}}|{MAX_COUNT})$",
        },
    ),
    "schema-version": ValueKind(
        "version",
        "the version of the format",
        (SCHEMA_VERSION,),
        {"enum": [SCHEMA_VERSION, str(SCHEMA_VERSION)]},
    ),
}
