"""Workbooks: a sheet is read as it is shown, nothing is calculated, and what is damaged or hostile is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from masthead.importing.lists import workbooks
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import MAX_ROWS, Layout, Table
from masthead.importing.lists.workbooks import read_workbook

LAYOUT = Layout()


def saved(**sheets: Any) -> bytes:
    """Return a workbook with *sheets* by title, each with its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with *new* in place of *old* in one of its files."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old, new) if name == member else part)
    return file.getvalue()


def read(content: bytes, layout: Layout = LAYOUT) -> Table:
    """Return the table that is read from a workbook."""
    return read_workbook("list.xlsx", content, layout)


def refusal(content: bytes, layout: Layout = LAYOUT) -> str:
    """Return the message with which a workbook is refused."""
    with pytest.raises(Unusable) as refused:
        read(content, layout)
    return str(refused.value)


def test_cells_are_texts_as_records_write_them() -> None:
    """Dates, numbers and truth values are texts; cells missing at a row's end are empty; empty rows are left out."""
    rows = [
        ["host", "seen", "n", "x", "t"],
        ["a.org", date(2023, 4, 3), 5.0, 1.25, True],
        [],
        ["b.org", datetime.fromisoformat("2023-04-03T07:30:00")],
    ]

    table = read(saved(Sites=rows), Layout(fills_up=True))

    assert [
        ("list.xlsx: Sites:2", ["a.org", "2023-04-03", "5", "1.25", "true"]),
        ("list.xlsx: Sites:4", ["b.org", "2023-04-03T07:30:00", "", "", ""]),
    ] == [(row.place, [row.text(column) for column in table.columns]) for row in table.rows]


def test_cells_that_are_empty_at_the_end_of_a_row_are_not_missing() -> None:
    """A sheet has no cells where nothing is written."""
    row = read(saved(Sites=[["host", "title"], ["a.org"]])).rows[0]

    assert ("", "") == (row.objection("title"), row.text("title"))


def test_a_formula_is_its_last_result_or_its_text() -> None:
    """Nothing is calculated here, and no cell is lost because nobody calculated it."""
    content = saved(Sites=[["host", "sum"], ["a.org", "=1+1"]])
    with_result = changed(content, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    with_result = changed(with_result, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")

    assert ["=1+1", "2"] == [read(workbook).rows[0].text("sum") for workbook in (content, with_result)]


def test_the_only_sheet_with_rows_is_read_and_others_are_asked_about() -> None:
    """No sheet is passed over in silence."""
    content = saved(Notes=[], Sites=[["host"], ["a.org"]])
    several = saved(Left=[["host"], ["a.org"]], Right=[["host"], ["b.org"]])

    assert "a.org" == read(content).rows[0].text("host")
    assert (
        "list.xlsx: 2 sheets of the workbook have rows; write `sheet: …` in the map; its sheets are Left, Right"
        == refusal(several)
    )
    assert "b.org" == read(several, Layout(sheet="Right")).rows[0].text("host")
    assert "list.xlsx: the workbook has no sheet 'Rihgt'; its sheets are Left, Right" == refusal(
        several, Layout(sheet="Rihgt")
    )


def merged(rows: Any, *areas: str) -> bytes:
    """Return a workbook of one sheet with *rows*, in which the cells of each of *areas* are merged."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_merged_cells_belong_to_each_of_their_rows() -> None:
    """A country that is written once for three sites is that of all three, and so is a host with several rows."""
    rows = [
        ["host", "country", "page"],
        ["a.org", "IT", "1"],
        ["b.org", None, "2"],
        [None, None, "3"],
        ["c.org", "GR", "4"],
        [None, None, None],
        ["d.org", None, "6"],
    ]

    table = read(merged(rows, "B2:B4", "A3:A4", "A5:A6"))

    assert [
        ("a.org", "IT", "1"),
        ("b.org", "IT", "2"),
        ("b.org", "IT", "3"),
        ("c.org", "GR", "4"),
        ("d.org", "", "6"),
    ] == [tuple(row.text(column) for column in table.columns) for row in table.rows]
    assert not any(row.objection(column) for row in table.rows for column in table.columns)


def test_the_last_columns_of_a_row_may_be_merged_ones() -> None:
    """A sheet ends a row behind its last text; the names of columns may be over two lines."""
    rows = [["host", "group"], [None, "land", "by"], ["a.org", "IT", "lab"], ["b.org"], ["c.org", "GR"]]

    table = read(merged(rows, "A1:A2", "B3:B4", "C3:C5"), Layout(header=2))

    assert ("host", "land", "by") == table.columns
    assert [("a.org", "IT", "lab"), ("b.org", "IT", "lab"), ("c.org", "GR", "lab")] == [
        tuple(row.text(column) for column in table.columns) for row in table.rows
    ]


def test_cells_merged_side_by_side_are_objected_to() -> None:
    """The column for which the text is meant is not guessed; only the cells that a map names are judged."""
    rows = [["sites of the quay"], ["host", "name", "title"], ["a.org", "Dock", None], ["b.org", "Pier", "Post"]]

    table = read(merged(rows, "A1:C1", "B3:C3"), Layout(header=2))

    first, second = table.rows
    assert ("Dock", "") == (first.text("name"), first.objection("name"))
    assert first.objection("title").startswith("title: the cell is one of several merged cells side by side")
    assert first.objection("title").endswith(
        "undo the merging, and write the text in each column for which it is meant"
    )
    assert "" == second.objection("title")


def test_the_areas_of_merged_cells_cost_nothing() -> None:
    """A workbook may merge a million rows, or say so a hundred thousand times."""
    content = merged([["host", "n"], ["a.org", "1"], ["b.org", "2"]], "B2:B3")
    many = b"".join(b'<mergeCell ref="B2:XFD%d"/>' % (1_000_000 + number) for number in range(20_000))
    hostile = changed(content, "xl/worksheets/sheet1.xml", b'<mergeCell ref="B2:B3" />', many)
    hostile = changed(hostile, "xl/worksheets/sheet1.xml", b'<mergeCell ref="B2:B3"/>', many)

    assert ["1", "1"] == [row.text("n") for row in read(hostile).rows]


def test_sheets_that_are_not_read_are_told() -> None:
    """Those that have rows are reported, since the map names only one of them."""
    content = saved(Notes=[], Left=[["host"], ["a.org"]], Right=[["host"], ["b.org"]], Third=[["x"]])

    assert ("not read: the other sheets Left, Third",) == read(content, Layout(sheet="Right")).notes
    assert () == read(saved(Notes=[], Sites=[["host"], ["a.org"]])).notes


def test_what_a_workbook_says_of_its_size_is_not_believed() -> None:
    """Some programs write a dimension that is too small."""
    content = saved(Sites=[["host", "title"], ["a.org", "A"]])
    small = changed(content, "xl/worksheets/sheet1.xml", b'<dimension ref="A1:B2"', b'<dimension ref="A1"')

    assert "A" == read(small).rows[0].text("title")


def test_too_many_rows_are_refused() -> None:
    """The limit is that of every list."""
    rows = [["host"], *([["a.org"]] * (MAX_ROWS + 1))]

    assert f"list.xlsx: the list has more than {MAX_ROWS} rows; split the list" == refusal(saved(Sites=rows))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file can hold gigabytes."""
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 1000)

    assert "unpacked, the workbook is larger than" in refusal(saved(Sites=[["host"], ["a.org"]]))


@pytest.mark.parametrize("declared", [b'<!DOCTYPE x [<!ENTITY a "b">]>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_a_workbook_that_declares_entities_is_refused(declared: bytes) -> None:
    """No workbook needs entities, and they can grow without end or name files."""
    content = saved(Sites=[["host"], ["a.org"]])

    assert "declares entities" in refusal(
        changed(content, "xl/worksheets/sheet1.xml", b"<worksheet", declared + b"<worksheet")
    )


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"a,b\n1,2\n"]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    """Older workbooks, encrypted ones and lists with a wrong name are refused with a message that has the cure."""
    said = refusal(content)

    assert said.startswith("list.xlsx: this is not a workbook that can be read: ")
    assert said.endswith("; save the list as CSV")


_WHOLE = saved(Sites=[["host", "seen"], ["a.org", date(2023, 4, 3)]])
_MEMBERS = zipfile.ZipFile(io.BytesIO(_WHOLE)).namelist()


@given(st.sampled_from(_MEMBERS), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(member: str, at: int, junk: bytes) -> None:
    """Nothing that is wrong inside of a workbook raises anything but a refusal."""
    part = zipfile.ZipFile(io.BytesIO(_WHOLE)).read(member)
    damaged = part[: at % len(part)] + junk + part[at % len(part) + len(junk) :]
    said = ""
    try:
        read(changed(_WHOLE, member, part, damaged))
    except Unusable as refused:
        said = str(refused)
    assert not said or said.startswith("list.xlsx")


def test_a_workbook_is_read_by_its_name(tmp_path: Path) -> None:
    """The first line of a sheet is asked about as that of a CSV is."""
    from masthead.importing.lists.list_reader import read_list  # noqa: PLC0415 - the other tests read bytes

    (tmp_path / "list.XLSX").write_bytes(saved(Sites=[["dock-news.com"], ["valley.org"]]))

    with pytest.raises(Unusable, match="looks like a site"):
        read_list(tmp_path / "list.XLSX", Layout())
    assert ["dock-news.com", "valley.org"] == [
        row.text("1") for row in read_list(tmp_path / "list.XLSX", Layout(header=0)).rows
    ]
