"""The printed text: plain, whole, and never taken for a command by a terminal or a CI log."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.findings.finding import Finding, Position, field_name
from masthead.reporting.report import MAX_MESSAGE, Report, escape, line, summary

FULL = Finding(
    "sites/it/a.example.yml",
    "field-value",
    "expected x, got 'y'",
    "evidence[2].kind",
    Position(12, 5),
    "did you mean x?",
)
BARE = Finding("firms", "folder", "this is a link, not a folder")
WARNING = Finding("firms/a.yml", "unused", "expected a record that another names")

ESCAPED = [
    ("plain text, “quoted” – é 銀座 온라인 Найти 😀", "plain text, “quoted” – é 銀座 온라인 Найти 😀"),
    ("a\n::error::b", "a\\u{a}::error::b"),
    ("a\r\nb", "a\\u{d}\\u{a}b"),
    ("a\tb", "a\\u{9}b"),
    ("\x1b[31mred", "\\u{1b}[31mred"),
    ("\x9b31m", "\\u{9b}31m"),
    ("\x07\x08\x00\x7f", "\\u{7}\\u{8}\\u{0}\\u{7f}"),
    ("\u202eevil\u2066", "\\u{202e}evil\\u{2066}"),
    ("\u200b\u200d\ufeff\u00ad", "\\u{200b}\\u{200d}\\u{feff}\\u{ad}"),
    ("\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"),
    ("\ud800\udce9", "\\u{d800}\\u{dce9}"),
    ("\ue000\U000e0041\U0010ffff", "\\u{e000}\\u{e0041}\\u{10ffff}"),
    ("##[error]x", "#\\u{23}[error]x"),
    ("##vso[task]x", "#\\u{23}vso[task]x"),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_escape_shows_what_is_hidden(text: str, expected: str) -> None:
    """Letters of every script stay; what hides, reverses or commands is written as its code point."""
    assert expected == escape(text)


@given(st.text())
def test_escaped_text_is_one_visible_line(text: str) -> None:
    """No text breaks a line, hides a sign or turns the direction."""
    escaped = escape(text)

    assert 1 == len(f"{escaped}.".splitlines())
    assert not {unicodedata.category(sign) for sign in escaped} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_line_has_place_severity_field_message_cure_and_rule() -> None:
    """The line is as compilers print it, so that editors and people find the place."""
    assert (
        "sites/it/a.example.yml:12:5: error: evidence[2].kind: expected x, got 'y'; did you mean x? [field-value]"
        == line(FULL)
    )


def test_line_leaves_out_what_a_finding_has_not() -> None:
    """The line of a finding without a field or a cure has nothing in its place."""
    assert "firms:1:1: error: this is a link, not a folder [folder]" == line(BARE)
    assert "firms/a.yml:1:1: warning: expected a record that another names [unused]" == line(WARNING)


def test_line_is_never_long() -> None:
    """The content of a record must not flood a log."""
    long = Finding("firms/a.yml", "field-value", "x" * 10_000)

    assert MAX_MESSAGE + 100 > len(line(long))


@pytest.mark.parametrize(
    ("findings", "records", "expected"),
    [
        ((), 0, "0 records read, 0 errors, 0 warnings"),
        ((FULL,), 1, "1 record read, 1 error, 0 warnings"),
        ((FULL, BARE, WARNING), 200, "200 records read, 2 errors, 1 warning"),
    ],
)
def test_summary_counts(findings: tuple[Finding, ...], records: int, expected: str) -> None:
    """Only the number one has the singular, all others have the plural."""
    assert expected == summary(findings, records) == Report(findings, records).summary()


def test_summary_tells_what_was_asked_for_and_what_was_not() -> None:
    """A person who asks for one record learns how much was read, and that others have errors too."""
    report = Report((FULL,), read=3, checked=1, elsewhere=2)
    many = Report((), read=3, checked=2, elsewhere=1)

    assert (
        "1 record checked, 3 records read, 1 error, 0 warnings; 2 errors in other records: run `masthead check`"
        == report.summary()
    )
    assert (
        "2 records checked, 3 records read, 0 errors, 0 warnings; 1 error in other records: run `masthead check`"
        == many.summary()
    )


@pytest.mark.parametrize(
    ("location", "expected"),
    [((), ""), (("kind",), "kind"), (("evidence", 2, "claim"), "evidence[2].claim"), (("hosts", 0), "hosts[0]")],
)
def test_field_is_called_as_people_write_it(location: tuple[str | int, ...], expected: str) -> None:
    """Names have dots between them, and numbers of items are in brackets, counted from 0."""
    assert expected == field_name(location)
