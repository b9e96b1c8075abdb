"""The types of fields: a table of what each takes, and one of what each refuses, in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from masthead.field_types import fields
from masthead.field_types.dates import PartialDate

PICTURE = "expected a name of at most 63 lower-case letters, digits and single hyphens, ending in .png, .jpg or .webp"
EMPTY = "fill it in, or delete the field (a missing field means unknown)"
ID = "an ID of at most 63 lower-case letters and digits, joined by single hyphens"
LINE = "one line of text without tabs, and without spaces before or after it"
HOST = "a host name such as romajournal.org"
COUNTRY = "an ISO 3166-1 country code such as IT"
LANGUAGE = "a BCP 47 language tag such as it or zh-Hant"
TECHNIQUE = "the ID of a DISARM technique such as T0097.202"

GOOD: list[tuple[str, str, object]] = [
    ("Id", "haimai", "haimai"),
    ("Id", "quay-media-2", "quay-media-2"),
    ("Id", "1688", "1688"),
    ("Id", "x" * 63, "x" * 63),
    ("SourceId", "citizenlab-2024", "citizenlab-2024"),
    ("FirmId", "haimai", "haimai"),
    ("CampaignId", "paperwall", "paperwall"),
    ("Line", "x", "x"),
    ("Line", "NO", "NO"),
    ("Line", "銀座新聞 “Ginza” – 온라인", "銀座新聞 “Ginza” – 온라인"),
    ("Line", "x" * 300, "x" * 300),
    ("Prose", "One.\n\nTwo.\n", "One.\n\nTwo."),
    ("Prose", "x" * 2000, "x" * 2000),
    ("Origin", "L’essentiel", "L’essentiel"),
    ("Changed", "harbour-lab-2024", "harbour-lab-2024"),
    ("Changed", "not_asked", "not_asked"),
    ("Host", "news.roma.org", "news.roma.org"),
    ("ExcludedHost", "news.roma.org", "news.roma.org"),
    ("ImitatedHost", "news.roma.org", "news.roma.org"),
    ("WellKnownHost", "news.roma.org", "news.roma.org"),
    ("OutletId", "xn--fsqu00a.cn", "xn--fsqu00a.cn"),
    ("WebAddress", "https://a.org/x?y#z", "https://a.org/x?y#z"),
    ("Date", "2023", PartialDate(2023)),
    ("Date", "2023-11", PartialDate(2023, 11)),
    ("Date", "2023-11-13", PartialDate(2023, 11, 13)),
    ("Moment", "2024-01-17T09:02:34Z", "2024-01-17T09:02:34Z"),
    ("Country", "IT", "IT"),
    ("Country", "NO", "NO"),
    ("Country", "XK", "XK"),
    ("Language", "it", "it"),
    ("Language", "zh-Hant", "zh-Hant"),
    ("Language", "pt-BR", "pt-BR"),
    ("Language", "es-419", "es-419"),
    ("Language", "sr-Latn-RS", "sr-Latn-RS"),
    ("Technique", "T0097.202", "T0097.202"),
    ("PictureFile", "front-page.png", "front-page.png"),
    ("PictureFile", "2.jpeg", "2.jpeg"),
    ("PictureFile", "x" * 59 + ".png", "x" * 59 + ".png"),
    ("Sha256", "0" * 63 + "f", "0" * 63 + "f"),
    ("Count", "0", 0),
    ("Count", "123", 123),
    ("Count", "1000000", 1_000_000),
    ("SchemaVersion", "1", 1),
]

BAD: list[tuple[str, object, str, str]] = [
    ("Id", "Quay Media", f"expected {ID}, got 'Quay Media'", "write quay-media"),
    ("Id", "a--b", f"expected {ID}, got 'a--b'", "write a-b"),
    ("Id", "-a", f"expected {ID}, got '-a'", "write a"),
    ("Id", "é", f"expected {ID}, got 'é'", ""),
    ("Id", "../a", f"expected {ID}, got '../a'", "write a"),
    ("Id", "x" * 64, f"expected {ID}, got '{'x' * 59}…'", ""),
    ("Id", "a\n", f"expected {ID}, got 'a\\n'", "write a"),
    ("Id", "", "expected an ID, got ''", EMPTY),
    ("Id", ["a"], "expected an ID, got something other than text", ""),
    ("Id", {"a": "b"}, "expected an ID, got something other than text", ""),
    ("Line", " x", f"expected {LINE}, got ' x'", ""),
    ("Line", "x\n", f"expected {LINE}, got 'x\\n'", ""),
    ("Line", "x\ny", f"expected {LINE}, got 'x\\ny'", ""),
    ("Line", "x\ry", f"expected {LINE}, got 'x\\ry'", ""),
    ("Line", "x\ty", f"expected {LINE}, got 'x\\ty'", ""),
    ("Line", "x\u2028y", f"expected {LINE}, got 'x\\u2028y'", ""),
    ("Line", "\u3000x", f"expected {LINE}, got '\\u3000x'", ""),
    ("Line", "  ", "expected one line of text, got '  '", EMPTY),
    ("Line", "x" * 301, f"expected at most 300 characters, got 301: '{'x' * 59}…'", "shorten it"),
    ("Line", [], "expected one line of text, got something other than text", ""),
    ("Prose", "x" * 2001, f"expected at most 2000 characters, got 2001: '{'x' * 59}…'", "shorten it"),
    ("Prose", "\n", "expected text, got '\\n'", EMPTY),
    ("Origin", "a\nb", "expected one line of text without tabs, and without spaces before or after it, got 'a\\nb'", ""),
    ("Changed", "A b", "expected an ID, or the name of a field, of at most 63 characters, got 'A b'", ""),
    ("Host", "https://Roma.org/x", f"expected {HOST}, got 'https://Roma.org/x'", "write roma.org"),
    ("Host", "roma", f"expected {HOST}, got 'roma'", ""),
    ("Host", "192.0.2.1", "expected a host name, not an IP address, got '192.0.2.1'", ""),
    ("Host", "", "expected a host name, got ''", EMPTY),
    ("OutletId", "Roma.org", f"expected {HOST}, got 'Roma.org'", "write roma.org"),
    ("WebAddress", "javascript:alert(1)", "expected an address that starts with https:// or http://, got 'javascript:alert(1)'", ""),
    ("WebAddress", "https://a.org", "expected an address with a path, got 'https://a.org'", "write https://a.org/"),
    ("WebAddress", "", "expected an http or https address, got ''", EMPTY),
    ("Date", "13.11.2023", "expected a date such as 2023, 2023-11 or 2023-11-13, got '13.11.2023'", ""),
    ("Date", "2021-02-30", "expected a day that exists in its month, got '2021-02-30'", ""),
    ("Date", "2023-13", "expected a month from 01 to 12, got '2023-13'", ""),
    ("Date", "0023", "expected a year from 1900 to 2199, got '0023'", ""),
    ("Date", "", "expected a date, got ''", EMPTY),
    ("Moment", "2024-01-17", "expected a time in UTC such as 2024-01-17T09:02:34Z, got '2024-01-17'", ""),
    ("Moment", "", "expected a time, got ''", EMPTY),
    ("Country", "it", f"expected {COUNTRY}, got 'it'", "did you mean IT (Italy)?"),
    ("Country", "UK", f"expected {COUNTRY}, got 'UK'", "did you mean GB (United Kingdom)?"),
    ("Country", "Italy", f"expected {COUNTRY}, got 'Italy'", "did you mean IT (Italy)?"),
    ("Country", "ZZ", f"expected {COUNTRY}, got 'ZZ'", "leave the field out if the country is undetermined"),
    ("Country", "EU", f"expected {COUNTRY}, got 'EU'", ""),
    ("Country", "", "expected a country code, got ''", EMPTY),
    ("Language", "IT", f"expected {LANGUAGE}, got 'IT'", "did you mean it (Italian)?"),
    ("Language", "zh_hant", f"expected {LANGUAGE}, got 'zh_hant'", "did you mean zh-Hant (Chinese)?"),
    ("Language", "Italian", f"expected {LANGUAGE}, got 'Italian'", "did you mean it (Italian)?"),
    ("Language", "en-US-x", f"expected {LANGUAGE}, got 'en-US-x'", ""),
    ("Language", "", "expected a language tag, got ''", EMPTY),
    ("Technique", "t0097.202", f"expected {TECHNIQUE}, got 't0097.202'", "did you mean T0097.202 (News Outlet Persona)?"),
    ("Technique", "T9999", f"expected {TECHNIQUE}, got 'T9999'", ""),
    ("Technique", "", "expected a technique, got ''", EMPTY),
    ("PictureFile", "front.svg", f"{PICTURE}, got 'front.svg'", ""),
    ("PictureFile", "../front.png", f"{PICTURE}, got '../front.png'", ""),
    ("PictureFile", "Front.png", f"{PICTURE}, got 'Front.png'", ""),
    ("PictureFile", "front.png\n", f"{PICTURE}, got 'front.png\\n'", ""),
    ("PictureFile", "x" * 60 + ".png", f"{PICTURE}, got '{'x' * 59}…'", ""),
    ("PictureFile", "", "expected the name of a picture, got ''", EMPTY),
    ("Sha256", "F" * 64, f"expected 64 lower-case hexadecimal digits, got '{'F' * 59}…'", ""),
    ("Sha256", "f" * 63, f"expected 64 lower-case hexadecimal digits, got '{'f' * 59}…'", ""),
    ("Sha256", "", "expected a SHA-256 hash, got ''", EMPTY),
    ("Count", "010", "expected a whole number up to 1000000, got '010'", ""),
    ("Count", "-1", "expected a whole number up to 1000000, got '-1'", ""),
    ("Count", "1.5", "expected a whole number up to 1000000, got '1.5'", ""),
    ("Count", "1,000", "expected a whole number up to 1000000, got '1,000'", ""),
    ("Count", "１", "expected a whole number up to 1000000, got '１'", ""),
    ("Count", "1000001", "expected a whole number up to 1000000, got '1000001'", ""),
    ("Count", "", "expected a number, got ''", EMPTY),
    ("SchemaVersion", "2", "expected schema version 1, got '2'", "write 1, or delete the field"),
    ("SchemaVersion", "", "expected schema version 1, got ''", EMPTY),
    ("SchemaVersion", ["1"], "expected schema version 1, got something other than text", ""),
    ("SchemaVersion", "01", "expected schema version 1, got '01'", "write 1, or delete the field"),
]  # fmt: skip

NAMES = sorted({name for name, _, _ in GOOD})


def adapter(name: str) -> TypeAdapter[object]:
    """The reader of values of the type *name*."""
    return TypeAdapter(getattr(fields, name))


def cure_in(cure: str | Callable[[], str]) -> str:
    """The cure, which may be a search that is made when somebody asks."""
    return cure if isinstance(cure, str) else cure()


@pytest.mark.parametrize(("name", "text", "expected"), GOOD)
def test_good_value_is_read(name: str, text: str, expected: object) -> None:
    """Text goes in, and the value that the text represents comes out."""
    assert expected == adapter(name).validate_python(text)


@pytest.mark.parametrize(("name", "value", "message", "cure"), BAD)
def test_bad_value_is_refused_in_full(name: str, value: object, message: str, cure: str) -> None:
    """The message says what was expected and what was found; the cure, where there is one, how to go on."""
    with pytest.raises(ValidationError) as caught:
        adapter(name).validate_python(value)

    assert [("field", message, cure)] == [
        (error["type"], error["ctx"]["message"], cure_in(error["ctx"]["cure"])) for error in caught.value.errors()
    ]


def test_every_type_is_tried() -> None:
    """A new type of field needs a line in both tables."""
    types = {name for name, value in vars(fields).items() if hasattr(value, "__metadata__")}

    assert types == {name for name, _, _ in GOOD}
    assert types == {name for name, *_ in BAD} | {
        "SourceId", "FirmId", "CampaignId", "ExcludedHost", "ImitatedHost", "WellKnownHost",
    }  # fmt: skip


@given(st.sampled_from(NAMES), st.one_of(st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())))
def test_any_value_is_read_or_refused(name: str, value: object) -> None:
    """No value raises another error, and the message stays short."""
    try:
        adapter(name).validate_python(value)
    except ValidationError as error:
        shown = [details["ctx"]["message"] for details in error.errors()]
    else:
        shown = []

    assert all(len(message) < 400 for message in shown)
