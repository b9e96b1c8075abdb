"""The writer writes each path once, below one folder, under names that every system takes as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.building.output.writer import PagePathError, Writer, file_of, refuse_path

REFUSED = [
    "",
    "/etc/passwd",
    "../output-evil/x",
    "a/../../x",
    "a/./b",
    "a//b",
    "./a",
    ".env",
    "a/.htaccess",
    "A.html",
    "a/B/index.html",
    "é.html",
    "a b.html",
    "a\\b",
    "a\nb",
    "a\x00b",
    "c:x",
    "a.",
    "a-",
]
NOT_EVERYWHERE = [
    ("con", "'con' cannot be a file name on some systems"),
    ("a/nul/index.html", "'nul' cannot be a file name on some systems"),
    ("a/" + "x" * 256, f"'{'x' * 59}…' has 256 characters, and a file name can have 255"),
]


@pytest.mark.parametrize(
    "path", ["index.html", "sites/a-b.example.org/index.html", "sites/con.example/x", "x_y.js", "x" * 255]
)
def test_plain_path_is_taken(path: str) -> None:
    """A path may have lower-case letters, digits, dots, hyphens and underscores."""
    refuse_path(path)


@pytest.mark.parametrize("path", REFUSED)
def test_path_that_some_system_reads_otherwise_is_refused(path: str, tmp_path: Path) -> None:
    """Nothing is written, neither below the folder nor beside it."""
    with pytest.raises(PagePathError, match=r" is not allowed: use lower-case letters, digits, dots and hyphens$"):
        Writer(tmp_path / "out").write(path or "/", "text")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(("path", "fault"), NOT_EVERYWHERE)
def test_path_that_some_system_cannot_have_is_refused(path: str, fault: str, tmp_path: Path) -> None:
    """A page with such a path would be missing on that system."""
    with pytest.raises(PagePathError) as caught:
        Writer(tmp_path / "out").write(path, "text")

    assert str(caught.value).endswith(f" is not allowed: {fault}")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "file"), [("", "index.html"), ("sites/", "sites/index.html"), ("404.html", "404.html")]
)
def test_address_of_a_folder_is_answered_by_its_index(address: str, file: str) -> None:
    """The page of a folder is its index, as web servers expect it and as pages opened from disk need it."""
    assert file == file_of(address)


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    """Text is written in UTF-8 and with plain line ends, on every system."""
    Writer(tmp_path).write("a/b/", "銀座\né\n")

    assert "銀座\né\n".encode() == (tmp_path / "a/b/index.html").read_bytes()


def test_path_is_written_once(tmp_path: Path) -> None:
    """If two pages had one address, one of them would be lost."""
    writer = Writer(tmp_path)
    writer.write("a/", "first")

    with pytest.raises(PagePathError) as caught:
        writer.write("a/index.html", "second")

    assert "two pages have the path 'a/index.html'" == str(caught.value)
    assert "first" == (tmp_path / "a/index.html").read_text()


def test_page_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    """A page of text at the address of a record would be lost."""
    (tmp_path / "a.html").write_text("other")

    with pytest.raises(PagePathError) as caught:
        Writer(tmp_path).write("a.html", "text")

    assert "two pages have the path 'a.html'" == str(caught.value)
    assert "other" == (tmp_path / "a.html").read_text()


def test_earlier_run_is_written_over_where_that_is_meant(tmp_path: Path) -> None:
    """The pelican command writes into the same folder again and again."""
    Writer(tmp_path).write("a.html", "a longer text")
    Writer(tmp_path, over=True).write("a.html", "text")

    assert "text" == (tmp_path / "a.html").read_text()
