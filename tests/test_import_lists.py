"""Lists that are brought in: what is read as rows, and what is refused in which words."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.importing.problems import Unusable
from masthead.importing.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Table, read_table


def table(folder: Path, text: str | bytes, name: str = "list.csv", separator: str = ",") -> Table:
    """Return what is read from a list that holds *text*."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_table(path, separator)


def refusal(folder: Path, text: str | bytes, name: str = "list.csv") -> str:
    """Return in which words a list that holds *text* is refused, without its folder."""
    with pytest.raises(Unusable) as refused:
        table(folder, text, name)
    return str(refused.value).replace(f"{folder}/", "")


def test_csv_rows_have_their_lines_and_columns(tmp_path: Path) -> None:
    """Cells are found by the name of their column, also behind a cell of several lines and an empty one."""
    read = table(tmp_path, 'domain,title\na.org,"One\nTwo"\n\nb.org,\n')

    assert ("domain", "title") == read.columns
    assert [
        (f"{tmp_path}/list.csv:2", {"domain": "a.org", "title": "One\nTwo"}),
        (f"{tmp_path}/list.csv:5", {"domain": "b.org", "title": ""}),
    ] == [(row.place, row.cells) for row in read.rows]


def test_what_spreadsheets_write_is_read(tmp_path: Path) -> None:
    """A byte order mark, carriage returns, spaces around cells and decomposed letters make no difference."""
    read = table(tmp_path, b"\xef\xbb\xbf domain ,title\r\n a.org ,Cafe\xcc\x81\r\n")

    assert {"domain": "a.org", "title": "Café"} == read.rows[0].cells


@pytest.mark.parametrize(("separator", "sign"), [(";", ";"), ("\t", "\t")])
def test_other_separators_are_read_if_the_map_says_so(tmp_path: Path, separator: str, sign: str) -> None:
    """Semicolons and tabs separate cells where the map says so."""
    assert {"a": "1", "b": "2,3"} == table(tmp_path, f"a{sign}b\n1{sign}2,3\n", separator=separator).rows[0].cells


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.org","b")', "=cmd|' /C calc'!A0"]
)
def test_formulas_are_text(tmp_path: Path, formula: str) -> None:
    """Nothing is calculated: a formula is the text that it is."""
    quoted = formula.replace('"', '""')

    assert formula == table(tmp_path, f'a\n"{quoted}"\n').rows[0].cells["a"]


def test_json_objects_are_rows(tmp_path: Path) -> None:
    """Numbers stay as they are written; what is null or missing is empty."""
    read = table(tmp_path, '[{"a": "x", "n": 1.50, "t": true}, {"a": null, "b": "y"}]', "list.json")

    assert [
        {"a": "x", "n": "1.50", "t": "true", "b": ""},
        {"a": "", "n": "", "t": "", "b": "y"},
    ] == [row.cells for row in read.rows]
    assert f"{tmp_path}/list.json: item 2" == read.rows[1].place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "list.csv:1: expected a line with the names of at most 200 columns, got an empty file"),
        ("a,b\n", "list.csv: expected at least one row, found none"),
        ("a,a\n1,2\n", "list.csv:1: expected a line with the names of at most 200 columns, got 'a' 2 times"),
        ("a,\n1,2\n", "list.csv:1: expected a line with the names of at most 200 columns, got one without a name"),
        ("a;b\n1;2\n", "list.csv:1: expected columns separated by ',', got one column 'a;b'; write `separator: ';'` in the map"),
        ("a\tb\n1\t2\n", "list.csv:1: expected columns separated by ',', got one column 'a\\tb'; write `separator: 'tab'` in the map"),
        ("a\u202eb,c\n1,2\n", "list.csv:1: expected visible characters in the names of columns, got others"),
        ('a\n"1\n', "list.csv:2: expected CSV, got an error: unexpected end of data; check quotes"),
        ('a\n"1"2\n', "list.csv:2: expected CSV, got an error: ',' expected after '\"'; check quotes"),
        (b"a\nM\xfcnchen\n", "list.csv:2: expected UTF-8, got the byte 0xfc; save the list as UTF-8"),
        ("a\n1\n".encode("utf-16"), "list.csv:1: expected UTF-8, got UTF-16; save the list as UTF-8"),
        (b"x" * (MAX_BYTES + 1), f"list.csv: expected at most {MAX_BYTES} bytes, got more; split the list"),
        ("a\n" + "1\n" * (MAX_ROWS + 1), f"list.csv: expected at most {MAX_ROWS} rows, got more; split the list"),
        (
            ",".join(f"c{n}" for n in range(MAX_COLUMNS + 1)) + "\n",
            f"list.csv:1: expected a line with the names of at most {MAX_COLUMNS} columns, got 201",
        ),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    """A list that cannot be used as a whole says where and why."""
    assert message == refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "list.json: expected a list of objects, got something else; write [{…}, {…}]"),
        ('{"a": 1}', "list.json: expected a list of objects, got something else; write [{…}, {…}]"),
        ("[]", "list.json: expected at least one row, found none"),
        ('[{"a": 1},\n]', "list.json:2: expected JSON, got an error: Expecting value"),
        ("[" * 100_000, "list.json: expected a list of objects, got deeper nesting"),
    ],
)
def test_what_is_no_json_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A list that cannot be used as a whole says where and why."""
    assert message == refusal(tmp_path, text, "list.json")


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("a,b\n1\n", "list.csv", "expected 2 cells, got 1"),
        ("a,b\n1,2,3\n", "list.csv", "expected 2 cells, got 3"),
        (f"a\n{'x' * (MAX_CELL + 1)}\n", "list.csv", f"expected at most {MAX_CELL} characters in a, got {MAX_CELL + 1}"),
        ("a\nx\u200by\n", "list.csv", "expected visible characters in a, got U+200B ZERO WIDTH SPACE"),
        ("a\nx\x00y\n", "list.csv", "expected visible characters in a, got U+0000"),
        ('["a"]', "list.json", "expected an object with names and values, got something else"),
        ('[{"a": 1, "a": 2}]', "list.json", "expected each name once and visible, got 'a'"),
        ('[{"a": ["x"]}]', "list.json", "expected a text in a, got a list or an object"),
        ('[{"a": {}}]', "list.json", "expected a text in a, got a list or an object"),
        ('[{"a": "\\ud800"}]', "list.json", "expected visible characters in a, got U+D800"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_has_its_fault(tmp_path: Path, text: str, name: str, fault: str) -> None:
    """One bad row is told with its reason, and the others are read."""
    assert [fault] == [row.fault for row in table(tmp_path, text, name).rows]


@pytest.mark.parametrize("name", ["list.xlsx", "list", "list.yml"])
def test_other_kinds_of_file_are_refused(tmp_path: Path, name: str) -> None:
    """A list is CSV or JSON, and its name says so."""
    assert f"{name}: expected a file whose name ends in .csv, .tsv or .json" == refusal(tmp_path, "a\n", name)


def test_a_missing_list_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """What is no ordinary file is refused, and nobody waits for it."""
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    said = []
    for name in ("missing.csv", "folder.csv", "pipe.csv"):
        with pytest.raises(Unusable) as refused:
            read_table(tmp_path / name, ",")
        said.append(str(refused.value).replace(f"{tmp_path}/", ""))

    assert [
        "missing.csv: expected a readable file, got: No such file or directory",
        "folder.csv: expected a readable file, got: Is a directory",
        "pipe.csv: expected an ordinary file, got a device",
    ] == said


@given(
    text=st.binary() | st.text('a,"\n\r\t;{}[]:\\u0123 ').map(str.encode),
    name=st.sampled_from(["l.csv", "l.json", "l.tsv"]),
)
def test_whatever_a_list_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, name: str
) -> None:
    """No bytes raise anything but a refusal."""
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(text)
    with suppress(Unusable):
        read = read_table(path, ",")

        assert all(set(row.cells) == set(read.columns) or row.fault for row in read.rows)
