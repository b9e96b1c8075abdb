"""Imported lists: the rows that are read, and the words in which lists are refused."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.importing.lists.file_content import MAX_BYTES
from masthead.importing.lists.list_reader import read_list
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Layout, Table
from masthead.syntax.formula_guards import guarded, unguarded

ROOT = Path(__file__).parent.parent
LAYOUT = Layout()


def table(folder: Path, text: str | bytes, name: str = "list.csv", layout: Layout = LAYOUT) -> Table:
    """Return the table that is read from a list that contains *text*."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_list(path, layout)


def refusal(folder: Path, text: str | bytes, name: str = "list.csv") -> str:
    """Return the words in which a list that contains *text* is refused, without its folder."""
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

    assert ("a.org", "Café") == tuple(read.rows[0].text(column) for column in ("domain", "title"))


@pytest.mark.parametrize(("separator", "sign"), [(";", ";"), ("\t", "\t")])
def test_other_separators_are_read_if_the_map_says_so(tmp_path: Path, separator: str, sign: str) -> None:
    """Semicolons and tabs separate cells where the map says so."""
    assert {"a": "1", "b": "2,3"} == table(
        tmp_path, f"a{sign}b\n1{sign}2,3\n", layout=Layout(separator=separator)
    ).rows[0].cells


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
        ("", "list.csv:1: the file is empty"),
        ("a,b\n", "list.csv: the list has no rows"),
        ("a;b\n1;2\n", "list.csv:1: the first line has only one column when it is split at ',': 'a;b'; write `separator: ';'` in the map"),
        ("a\tb\n1\t2\n", "list.csv:1: the first line has only one column when it is split at ',': 'a\\tb'; write `separator: 'tab'` in the map"),
        ('a\n"1\n', "list.csv:2: this is not valid CSV: unexpected end of data; check the quotation marks"),
        ('a\n"1"2\n', "list.csv:2: this is not valid CSV: ',' expected after '\"'; check the quotation marks"),
        (b"a\nM\xfcnchen\n", "list.csv:2: the byte 0xfc is not UTF-8; save the list as UTF-8"),
        ("a\n1\n".encode("utf-16"), "list.csv:1: the file is UTF-16, not UTF-8; save the list as UTF-8"),
        (b"x" * (MAX_BYTES + 1), f"list.csv: the file is larger than {MAX_BYTES} bytes; split the list"),
        ("a\n" + "1\n" * (MAX_ROWS + 1), f"list.csv: the list has more than {MAX_ROWS} rows; split the list"),
        (
            ",".join(f"c{n}" for n in range(MAX_COLUMNS + 1)) + "\n",
            f"list.csv:1: the list has 201 columns, and at most {MAX_COLUMNS} are allowed",
        ),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    """A list that cannot be used as a whole says where and why."""
    assert message == refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "list.json: this is not a list of objects; write [{…}, {…}]"),
        ('{"a": 1}', "list.json: this is not a list of objects; write [{…}, {…}]"),
        ("[]", "list.json: the list has no rows"),
        ('[{"a": 1},\n]', "list.json:2: this is not valid JSON: Expecting value"),
        ("[" * 100_000, "list.json: the JSON is nested too deeply"),
    ],
)
def test_what_is_no_json_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A list that cannot be used as a whole says where and why."""
    assert message == refusal(tmp_path, text, "list.json")


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("a,b\n1,2,3\n", "list.csv", "the number of cells is 3, but the list has 2 columns; put quotation marks around a cell that contains the separator, or name the line with the names of the columns in the map, such as `header: 3`"),
        ("true", "list.jsonl", "this is not an object with names and values"),
        ('[["a"]]', "list.json", "this is not an object with names and values"),
        ('[{"a": 1, "a": 2}]', "list.json", "the name 'a' appears twice"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_has_its_fault(tmp_path: Path, text: str, name: str, fault: str) -> None:
    """A bad row is reported with its reason, and the list is read all the same."""
    assert [fault] == [row.fault for row in table(tmp_path, text, name).rows]


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("b,a\n1\n", "list.csv", "a: the row ends before this cell; complete the row, or write `missing_cells: empty` in the map"),
        (f"a,b\n{'x' * (MAX_CELL + 1)},\n", "list.csv", f"a: the cell has {MAX_CELL + 1} characters, and at most {MAX_CELL} are allowed"),
        ("a,b\nx\u200by,\n", "list.csv", "a: the cell contains the character U+200B ZERO WIDTH SPACE, which is not allowed"),
        ("a,b\nx\x00y,\n", "list.csv", "a: the cell contains the character U+0000, which is not allowed"),
        ('[{"b": "", "a": "\\ud800"}]', "list.json", "a: the cell contains the character U+D800, which is not allowed"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_used_is_objected_to_alone(tmp_path: Path, text: str, name: str, fault: str) -> None:
    """A fault in one cell does not affect the others of its row."""
    row = table(tmp_path, text, name).rows[0]

    assert ("", fault, "") == (row.fault, row.objection("a"), row.objection("b"))


def test_missing_and_superfluous_empty_cells_are_empty_where_the_map_says_so(tmp_path: Path) -> None:
    """Spreadsheets leave out empty cells at the end of a row, or write too many of them."""
    rows = table(tmp_path, "a,b\n1\n2,3,,\n", layout=Layout(fills_up=True)).rows

    assert [("", "1", ""), ("", "2", "3")] == [(row.objection("b"), row.text("a"), row.text("b")) for row in rows]


def test_columns_that_no_map_can_name_refuse_nothing(tmp_path: Path) -> None:
    """A column without a name has its number; one that appears twice, or hides a character, is wrong by itself."""
    read = table(tmp_path, "a,,b,b,x\u202ey\n1,2,3,4,5\n")

    assert ("a", "2", "b", "x\u202ey") == read.columns
    assert ("1", "2") == (read.rows[0].text("a"), read.rows[0].text("2"))
    assert {
        "b": "the column 'b' appears 2 times",
        "x\u202ey": "the name of the column contains a character that is not allowed",
    } == read.wrong


@pytest.mark.parametrize("first", ["dock-news.co.uk", "https://www.dock-news.com/", "dock-news[.]com"])
def test_a_first_line_that_is_a_row_is_never_lost(tmp_path: Path, first: str) -> None:
    """A site is not the name of a column, unless the map says so, even if it is alone in its file."""
    for text in (f"{first}\nvalley.org\n", f"{first}\n", f"n,{first}\n1,valley.org\n"):
        said = refusal(tmp_path, text)
        assert said.startswith(f"list.csv:1: the first line contains {first!r}, which looks like a site")
        assert said.endswith("; write `header: no` in the map if this line is a row, or `header: yes` if it is not")

    rows = table(tmp_path, f"{first}\nvalley.org\n", layout=Layout(header=0)).rows
    assert [(f"{tmp_path}/list.csv:1", first), (f"{tmp_path}/list.csv:2", "valley.org")] == [
        (row.place, row.text("1")) for row in rows
    ]
    assert 1 == len(table(tmp_path, f"{first}\nvalley.org\n", layout=Layout(header=1)).rows)


def test_a_name_that_looks_like_a_site_above_other_cells_is_a_name(tmp_path: Path) -> None:
    """Programs name columns event.date and user.name, which end as sites do."""
    assert ("host", "event.date") == table(tmp_path, "host,event.date\na.org,2023\n").columns


def test_lines_before_the_names_of_the_columns_are_passed_over(tmp_path: Path) -> None:
    """The map says in which line the names of the columns are, and empty lines are no rows."""
    read = table(tmp_path, "Sites of the quay\n,,\na,b\n1,2\n,\n", layout=Layout(header=3))

    assert [("a", "b"), 1] == [read.columns, len(read.rows)]


def test_a_hint_for_spreadsheets_is_no_name_of_a_column(tmp_path: Path) -> None:
    """Some programs write the separator into the first line."""
    read = table(tmp_path, "sep=;\r\na;b\r\n1;2\r\n")

    assert (("a", "b"), f"{tmp_path}/list.csv:3") == (read.columns, read.rows[0].place)


@pytest.mark.parametrize("name", ["list.xls", "column", "list.yml"])
def test_other_kinds_of_file_are_refused(tmp_path: Path, name: str) -> None:
    """The name of a list says of which kind it is, and the message lists the kinds."""
    said = (
        f"{name}: the name of the file does not end in .csv, .tsv, .json, .jsonl, .txt or .xlsx;"
        " save the list as one of these; in a .txt each site has its line"
    )

    assert said == refusal(tmp_path, "a\n", name)


def test_a_missing_list_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """A file that is missing or is not an ordinary one is refused, and nobody waits for it."""
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    said = []
    for name in ("missing.csv", "folder.csv", "pipe.csv"):
        with pytest.raises(Unusable) as refused:
            read_list(tmp_path / name, Layout())
        said.append(str(refused.value).replace(f"{tmp_path}/", ""))

    assert [
        "missing.csv: the file cannot be read: No such file or directory",
        "folder.csv: the file cannot be read: Is a directory",
        "pipe.csv: this is a device, not an ordinary file",
    ] == said


@given(
    text=st.binary() | st.text('a,"\n\r\t;{}[]:\\u0123 ').map(str.encode),
    name=st.sampled_from(["l.csv", "l.json", "l.tsv", "l.jsonl", "l.txt", "l.xlsx"]),
)
def test_whatever_a_list_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, name: str
) -> None:
    """No bytes raise anything but a refusal."""
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(text)
    with suppress(Unusable):
        read = read_list(path, Layout())

        assert all(set(row.cells) == set(read.columns) or row.fault for row in read.rows)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'=1+1", "=1+1"),
        ("' '@x", "' @x"),
        ("a;'=2;b", "a;=2;b"),
        ("a | '+44", "a | +44"),
        ("a^'﹢44", "a^﹢44"),
        ("''=1", "'=1"),
        ("the dogs'-home", "the dogs'-home"),
        ("'s Lands Krant", "'s Lands Krant"),
        ("rock 'n' roll", "rock 'n' roll"),
        ("a;'b", "a;'b"),
        ('a;""\'=2;b', 'a;"=2;b'),
    ],
)
def test_apostrophes_that_guard_formulas_are_no_text(tmp_path: Path, cell: str, expected: str) -> None:
    """Our own downloads have them; those that belong to a name stay."""
    assert expected == table(tmp_path, f'a,n\n"{cell}",x\n').rows[0].text("a")


def test_signs_of_formulas_are_those_that_unicode_has() -> None:
    """Every width and variant of a sign counts, and the script that writes downloads has the same."""
    written = (ROOT / "theme/scripts/download.js").read_text("utf-8").partition("START = '")[2].partition("'")[0]
    shown = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), written).replace("\\\\", "\\")
    signs = {
        sign for sign in map(chr, range(sys.maxunicode + 1)) if normalize("NFKC", sign) in ("=", "+", "-", "@", "−")
    }

    assert signs == {sign for sign in map(chr, range(sys.maxunicode + 1)) if re.fullmatch(shown, sign)}
    assert signs == {
        sign for sign in map(chr, range(sys.maxunicode + 1)) if unguarded(f"'{sign}") == sign != guarded(sign)
    }
