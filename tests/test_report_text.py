"""Findings for people: the line, the caret under the place, the cure, in a terminal or without one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.findings.finding import Finding, Position
from masthead.reporting.excerpt import WIDTH, cut, excerpt, excerpts_below
from masthead.reporting.formats.text import foremost, text
from masthead.reporting.report import Report
from tests.world import OUTLET, World

ERROR = Finding("sites/x.yml", "field-value", "expected x, got y", "kind", Position(2, 3), "did you mean x?")
WARNING = Finding("firms/b.yml", "unused", "no other record refers to this one")


def nothing(_path: str, _place: Position) -> tuple[str, ...]:
    """No line of any file."""
    return ()


def cells(shown: str) -> int:
    """The number of cells of a terminal that *shown* fills, by the width that Unicode gives each character."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def test_finding_is_shown_with_line_caret_and_cure(world: World) -> None:
    """A contributor sees exactly this text."""
    world.edit(OUTLET, "country: IT", "country: UK")
    report = Report(world.load().findings, read=4)

    assert text(report, excerpts_below(world.root)) == (
        "sites/it/harbour-times.example.yml:6:6: error: targets[0].country: expected an ISO 3166-1 country code such as"
        " IT, got 'UK' [field-value]\n"
        "     6 |   - {country: UK, as_reported: Italy, source: harbour-lab-2024}\n"
        "       |      ^\n"
        "  cure: did you mean GB (United Kingdom)?\n"
    )


def test_findings_are_parted_by_a_blank_line() -> None:
    """Two findings are two blocks; one without a cure and without a line is one line."""
    assert text(Report((WARNING, ERROR), read=1), nothing) == (
        "firms/b.yml:1:1: warning: no other record refers to this one [unused]\n"
        "\n"
        "sites/x.yml:2:3: error: kind: expected x, got y [field-value]\n"
        "  cure: did you mean x?\n"
    )


def test_nothing_found_is_nothing_shown() -> None:
    """A report without findings has no text."""
    assert "" == text(Report((), read=1), nothing)


def test_paths_start_where_the_command_runs() -> None:
    """A path can be opened from the folder in which the command runs."""
    assert text(Report((WARNING,), read=1, folder="data/"), nothing).startswith("data/firms/b.yml:1:1: ")


def test_limit_is_said() -> None:
    """A person who sees a part of the findings learns how many there are."""
    shown = text(Report((ERROR,) * 7, read=1), nothing, limit=2)

    assert 2 == shown.count("expected x")
    assert shown.endswith("\n… and 5 more; `masthead check --all` shows all 7\n")


def test_limit_keeps_errors_rather_than_warnings() -> None:
    """No error is hidden behind warnings, and the order of files stays."""
    assert [WARNING, ERROR] == list(foremost((WARNING, WARNING, ERROR), 2))
    assert [ERROR] == list(foremost((WARNING, WARNING, ERROR), 1))
    assert [WARNING, WARNING, ERROR] == list(foremost((WARNING, WARNING, ERROR), 3))


def test_colours_are_added_and_nothing_else() -> None:
    """Without its colours the text is the same."""
    report = Report((WARNING, ERROR), read=1)
    coloured = text(report, nothing, colour=True)

    assert "\x1b[31m\x1b[1merror\x1b[0m" in coloured
    assert "\x1b[33m\x1b[1mwarning\x1b[0m" in coloured
    assert text(report, nothing) == re.sub(r"\x1b\[[0-9]+m", "", coloured)


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("kind: x", 1, 0),
        ("kind: x", 7, 6),
        ("kind: x", 8, 7),
        ("kind: x", 99, 7),
        ("", 1, 0),
        ("\tkind: x", 2, 1),
        ("码头传媒: x", 5, 8),
        ("ｋind: x", 2, 2),
        ("한국: x", 3, 4),
        ("\u1112\u1161\u11ab: x", 4, 2),
        ("e\u0301a: x", 3, 1),
        ("a\u200bb", 3, 9),
        ("##[error]b", 10, 14),
    ],
)
def test_caret_stands_below_its_character(line: str, column: int, before: int) -> None:
    """Wide characters take two cells, combining ones none, a tab one, and what is escaped as many as its escape."""
    shown, caret = excerpt(line, Position(12, column))

    assert "    12 | " == shown[:9]
    assert f"       | {' ' * before}^" == caret


def test_long_line_is_cut_around_the_place() -> None:
    """The place is seen, with what is before and after it, in as many cells as a terminal has."""
    line = "a" * 500 + "HERE" + "b" * 500
    shown, before = cut(line, 500)

    assert "HERE" == shown[before : before + 4]
    assert ("…", "…") == (shown[0], shown[-1])
    assert WIDTH <= cells(shown) <= WIDTH + 2


def test_long_line_of_wide_characters_is_cut_to_the_same_width() -> None:
    """Cells are counted, not characters."""
    shown, before = cut("码" * 500 + "HERE" + "头" * 500, 500)

    assert cells(shown) <= WIDTH + 2
    assert before == cells(shown[: shown.index("HERE")])


@given(
    st.lists(st.sampled_from(["ab ", "c" * 40, "#", "##", "##x[", "é", "码", "\t", "\u200b"]), max_size=9).map("".join),
    st.integers(0, 200),
)
def test_plain_line_is_cut_as_any_other(line: str, index: int) -> None:
    """A line whose characters are shown as they are is cut without a look at each, at the same places."""
    shown = cut(line, index)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("masthead.reporting.excerpt._is_plain", lambda _text: False)

        assert cut(line, index) == shown


def test_line_is_not_cut_without_need() -> None:
    """A line that fits is shown whole."""
    assert ("a" * 59, 30) == cut("a" * 59, 30)


def test_excerpts_are_of_ordinary_files_alone(world: World) -> None:
    """A link is refused as a record, and its target is not shown. A folder, or a place beyond the end, has no line."""
    (world.root / "firms/link.yml").symlink_to("/etc/passwd")
    excerpts = excerpts_below(world.root)

    assert () == excerpts("firms/link.yml", Position())
    assert () == excerpts("firms", Position())
    assert () == excerpts("firms/none.yml", Position())
    assert () == excerpts(OUTLET, Position(999, 1))
    assert "     1 | kind: local-news" == excerpts(OUTLET, Position())[0]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_yaml_ends_them(world: World, ends: bytes) -> None:
    """The line of a finding is the one that the reader of YAML counted."""
    world.write("firms/a.yml", ends.join([b"name: A", b"busines: agency", b""]))
    excerpts = excerpts_below(world.root)
    places = [f.position for f in world.load().findings if f.rule == "field-unknown"]

    assert ["     2 | busines: agency"] == [excerpts("firms/a.yml", place)[0] for place in places]


def test_bytes_that_are_no_text_are_shown_as_such(world: World) -> None:
    """The text in a file of another encoding is shown, with a sign in the place of a byte that is not text."""
    world.write("firms/a.yml", b"name: Caf\xe9\n")
    (finding,) = [f for f in world.load().findings if f.rule == "yaml-encoding"]

    assert ("     1 | name: Caf\\u{fffd}", "       |          ^") == excerpts_below(world.root)(
        finding.path, finding.position
    )
