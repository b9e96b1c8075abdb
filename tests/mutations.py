"""Records as strangers might spoil them: real ones with lines, values and bytes changed, and trees with odd values."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from masthead.findings.finding import Location
from masthead.record_files.files import FOLDERS, RecordFile, read_files
from masthead.syntax import yaml_reader
from masthead.syntax.yaml_reader import Value
from tests.hostile_values import TEXT

ROOT = Path(__file__).parent.parent
REAL = [file for file in read_files(ROOT) if isinstance(file, RecordFile)]
WORLD = [file for file in read_files(ROOT / "tests" / "full_world") if isinstance(file, RecordFile)]

PIECES = (
    "", " ", "  ", "\t", "\n", "\r", "- ", ": ", "? ", "# ", "| ", "> ", "{", "}", "[", "]", ",", "'", '"', "&a ", "*a", "!!str ", "<<: ", "---\n",
    "...\n", "%", "@", "`", "~", "null", "NO", "010", "1e9", "0x1", "2021-02-30", "9999-12-31", "1:30", "é", "e\u0301", "\u200b", "\u202e", "\u200d",
    "\ufeff", "\ufffd", "香", "😀", "x" * 70, "x" * 400, "x" * 2100, "\u0301" * 12, "“", "«", "fake ", "Mr Jane Example", "me@night.example",
    "+39 06 1234 5678", "https://night.example/", "javascript:alert(1)", "<script>", "{{ x }}", "../../x", "bbc.com", "co.uk", "xn--a", "T0097",
    "::error::x", "id: x\n", "state: {name: withdrawn, date: 2024, reason: x}\n", "hosts: []\n", "formerly: [x.example]\n", "##[error]x", "##vso[x]",
    "%0A::x::", "\x1b[2J", "\x9b31m", "\x00", "\u2028", "\x85", "\u2066", "\u00ad", "\U000e0041", "\u2800", "](x)", "]]>", "--", "&amp;", "\\", "\\N",
)  # fmt: skip
# Values that a text for readers may have, and that pages, converters and formats might stumble over.
PLAUSIBLE = st.sampled_from([
    "x", "NO", "2023", "*a* **b", "> - 1. x", "[a](b)", "[a]: b", "<http://a.b>", "&amp;", "<b>", "</script>", "a *b", "**_", "\\", "%s %(x)s {0}", "{% x %}", "{{ x }}",
    "—" * 40, "café", "اردو", "می\u200cخواهم", "日本語", "한국어", "😀", "x" * 299, "a" * 60 + " b", "`x", "~~~", "---", "===", "# x", "1) x", "+ y", "| a | b |", "^1", "a@b",
    "hxxps://a[.]example/", "“quoted”", "it's", "'", '"', "//", "..", "../x", "?q=1#x", "null", "[]", "{}", "0", "-1", "IT", "http://a.example/",
])  # fmt: skip
WRONG = st.sampled_from([
    "", " ", "2023-13", "9" * 30, "x" * 301, "x" * 2001, "```\nx", "a\n\nb", "* a\n\n      b", "1) x\n\t- y", "e\u0301", "it", "unknown", "high", "a.example",
    "https://a.example/", "https://a.example/../x", "::error::x", "T0097.202", "report-a", "acme", "alpha", "example-daily.com", "withdrawn",
])  # fmt: skip
ODD = PLAUSIBLE | PLAUSIBLE | PLAUSIBLE | WRONG | TEXT
NUMBERS = st.integers(0, 2**48 - 1)
"""The kind, place and text of an edit as one number, since each draw of Hypothesis takes longer than an edit."""


def _delete_line(lines: list[str], a: int, _b: int, _piece: str) -> None:
    del lines[a % len(lines)]


def _repeat_line(lines: list[str], a: int, b: int, _piece: str) -> None:
    lines.insert(b % (len(lines) + 1), lines[a % len(lines)])


def _swap_lines(lines: list[str], a: int, b: int, _piece: str) -> None:
    a, b = a % len(lines), b % len(lines)
    lines[a], lines[b] = lines[b], lines[a]


def _indent(lines: list[str], a: int, b: int, _piece: str) -> None:
    lines[a % len(lines)] = " " * (b % 9) + lines[a % len(lines)].lstrip()


def _insert(lines: list[str], a: int, b: int, piece: str) -> None:
    line = lines[a % len(lines)]
    at = b % (len(line) + 1)
    lines[a % len(lines)] = line[:at] + piece + line[at:]


def _overwrite(lines: list[str], a: int, b: int, piece: str) -> None:
    line = lines[a % len(lines)]
    at = b % (len(line) + 1)
    lines[a % len(lines)] = line[:at] + piece + line[at + max(1, len(piece)) :]


def _set_value(lines: list[str], a: int, _b: int, piece: str) -> None:
    line = lines[a % len(lines)]
    lines[a % len(lines)] = f"{line.partition(': ')[0]}: {piece}\n"


def _set_key(lines: list[str], a: int, _b: int, piece: str) -> None:
    line = lines[a % len(lines)]
    spaces = line[: len(line) - len(line.lstrip(" -"))]
    lines[a % len(lines)] = f"{spaces}{piece}: {line.partition(': ')[2]}"


def _cut(lines: list[str], a: int, b: int, _piece: str) -> None:
    at = a % len(lines)
    lines[at:] = [lines[at][: b % (len(lines[at]) + 1)]]


EDITS: tuple[Callable[[list[str], int, int, str], None], ...] = (
    _delete_line, _repeat_line, _swap_lines, _indent, _insert, _insert, _overwrite, _set_value, _set_value, _set_key, _cut,
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, files: st.SearchStrategy[RecordFile]) -> RecordFile:
    """One of *files*, with a few lines and perhaps a byte changed, perhaps in the folder of another kind."""
    file = draw(files)
    lines = file.text.decode().splitlines(keepends=True)
    edits = draw(st.lists(NUMBERS, min_size=1, max_size=4))
    for number in edits:
        rest, edit = divmod(number, len(EDITS))
        rest, piece = divmod(rest, len(PIECES))
        if lines:
            EDITS[edit](lines, *divmod(rest, 1009), PIECES[piece])
    text = "".join(lines).encode("utf-8", "surrogatepass")
    if edits[-1] % 8 == 0 and text:
        at = edits[0] % len(text)
        text = text[:at] + bytes([edits[0] >> 8 & 255]) + text[at + 1 :]
    folder = FOLDERS[edits[0] % 4] if edits[0] % 16 < 4 else file.folder
    return RecordFile(file.path, folder, text)


def places(value: Value, at: Location = ()) -> list[Location]:
    """Return the places of all values inside *value*, but not that of *value* itself."""
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, inner in steps for place in [(*at, step), *places(inner, (*at, step))]]


def _weighed(tree: Value) -> list[Location]:
    """Return the places of *tree*, those of sentences and names four times, since these may be any text."""
    return [place for place in places(tree) for _ in range(4 if " " in str(_at(tree, place)) else 1)]


def _at(value: Any, place: Location) -> Any:
    for step in place:
        value = value[step]
    return value


# Made once: Hypothesis hashes all choices each time that it gets them.
TREES = st.sampled_from(
    [(file, tree, _weighed(tree)) for file in WORLD if (tree := yaml_reader.read(file.text)[0]) is not None]
)


@st.composite
def odd(draw: st.DrawFn) -> RecordFile:
    """A record of the full world with odd values in a few places; written as JSON, which is YAML."""
    file, tree, around = draw(TREES)
    value: Any = deepcopy(tree)
    for number in draw(st.lists(NUMBERS, min_size=1, max_size=3)):
        place, how = divmod(number, 10)
        _change(value, around[place % len(around)], how, draw(ODD))
    return RecordFile(file.path, file.folder, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _change(value: Any, place: Location, how: int, text: str) -> None:
    """Change the value at *place* inside *value*, if an earlier change has left it there."""
    try:
        for step in place[:-1]:
            value = value[step]
        if how == 0:
            del value[place[-1]]
        elif how == 1 and isinstance(value, list):
            value.append(deepcopy(value[place[-1]]))  # type: ignore[index] # the steps of a list are numbers
        elif how == 2:
            value[place[-1]] = [value[place[-1]]]
        elif not isinstance(value[place[-1]], dict | list):
            value[place[-1]] = text
    except (IndexError, KeyError, TypeError):
        return
