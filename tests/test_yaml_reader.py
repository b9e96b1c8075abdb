"""The reader of YAML: text alone, the place of everything, and a fault for all that misleads or crashes others."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.findings.finding import Location, Position
from masthead.syntax import yaml_reader
from masthead.syntax.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_EVENTS, MAX_SCALAR, Fault, Value, marks, read

VALUES: list[tuple[str, Value | None]] = [
    ("country: NO\n", {"country": "NO"}),
    ("count: 010\n", {"count": "010"}),
    ("time: 1:30\n", {"time": "1:30"}),
    ("date: 2021-02-30\n", {"date": "2021-02-30"}),
    ("null: '~'\n", {"null": "~"}),
    ('a: "null"\n', {"a": "null"}),
    ("empty:\n", {"empty": ""}),
    ("yes: on\n", {"yes": "on"}),
    ("float: .inf\nhex: 0x10\n", {"float": ".inf", "hex": "0x10"}),
    ("'=': '<<'\n", {"=": "<<"}),
    ("list:\n- a\n- [b, c]\n", {"list": ["a", ["b", "c"]]}),
    ("map: {a: {b: c}}\n", {"map": {"a": {"b": "c"}}}),
    ("prose: >\n  one\n  two\n", {"prose": "one two\n"}),
    ('quoted: "caf\\u00e9 \\t x"\n', {"quoted": "café \t x"}),
    ("%YAML 1.1\n---\na: b\n...\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("name: می‌خواهم\n", {"name": "می‌خواهم"}),
    ("name: ශ්‍රී\n", {"name": "ශ්‍රී"}),
    ("name: 銀座新聞 Найти 온라인 😀\n", {"name": "銀座新聞 Найти 온라인 😀"}),
    ("a: x\u0316\u0301\u0301\n", {"a": "x\u0316\u0301\u0301"}),
    ("a: x" + "\u0300" * 4 + "\n", {"a": "x" + "\u0300" * 4}),
    ("deep: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n", None),
]

# A text, and the line, column, rule, message and cure of each fault in it, in the order of the text.
FAULTS: list[tuple[bytes, list[tuple[int, int, str, str, str]]]] = [
    (b"", [(1, 1, "yaml-document", "the file is empty", "")]),
    (b"# a comment\n", [(1, 1, "yaml-document", "the file is empty", "")]),
    (b"- a\n", [(1, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
    (b"hello\n", [(1, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
    (b"\n*a\n", [(2, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
    (b"a: b\n---\nc: d\n", [(2, 1, "yaml-document", "the file has a second YAML document", "put each record into a file of its own")]),
    (b"a: b\n...\n--- {}\n", [(3, 1, "yaml-document", "the file has a second YAML document", "put each record into a file of its own")]),
    (b"a: [b\nc: d\n", [(2, 2, "yaml-syntax", "this is not valid YAML: did not find expected ',' or ']'", "check indentation, quotes and colons")]),
    (b"a: 'b\n", [(2, 1, "yaml-syntax", "this is not valid YAML: found unexpected end of stream", "check indentation, quotes and colons")]),
    (b"a:\n\tb: c\n", [(2, 1, "yaml-syntax", "this is not valid YAML: found character that cannot start any token", "check indentation, quotes and colons")]),
    (b'a: "\\uD800"\n', [(1, 7, "yaml-syntax", "this is not valid YAML: found invalid Unicode character escape code", "check indentation, quotes and colons")]),
    (b"a: &x b\n", [(1, 4, "yaml-alias", "the anchor &x is not allowed", "delete it")]),
    (b"a: b\nc: *x\n", [(2, 4, "yaml-alias", "the alias *x is not allowed", "write the value out")]),
    (b"&k a: b\n", [(1, 1, "yaml-alias", "the anchor &k is not allowed", "delete it")]),
    (b"a: !!python/object/apply:os.system [id]\n", [(1, 4, "yaml-tag", "the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed", "delete it")]),
    (b"a: !secret b\n", [(1, 4, "yaml-tag", "the tag !secret is not allowed", "delete it")]),
    (b"a: ! b\n", [(1, 4, "yaml-tag", "the tag ! is not allowed", "delete it")]),
    (b"a: !!str b\n", [(1, 4, "yaml-tag", "the tag tag:yaml.org,2002:str is not allowed", "delete it")]),
    (b"a: !!set {b}\n", [(1, 4, "yaml-tag", "the tag tag:yaml.org,2002:set is not allowed", "delete it")]),
    (b"a: {<<: {b: c}}\n", [(1, 5, "yaml-merge", "the merge key << is not allowed", "write the fields out")]),
    (b"a: b\nc: d\na: e\n", [(3, 1, "yaml-duplicate", "the field 'a' appears twice", "delete one of the two")]),
    (b"a: {b: c, b: c}\n", [(1, 11, "yaml-duplicate", "the field 'b' appears twice", "delete one of the two")]),
    (b"? [a]\n: b\n", [(1, 3, "yaml-key", "the name of a field must be plain text", "write `field: value`")]),
    (b"? {a: b}\n: c\n", [(1, 3, "yaml-key", "the name of a field must be plain text", "write `field: value`")]),
    (b"k" * 65 + b": v\n", [(1, 1, "yaml-key", "the field name has 65 characters, and at most 64 are allowed", "")]),
    (b"a: b\n\xef\xbb\xbfc: d\n", [(2, 1, "yaml-character", "the character U+FEFF ZERO WIDTH NO-BREAK SPACE is not allowed", "delete it")]),
    ("\ufeffa: b\n".encode(), [(1, 1, "yaml-encoding", "the file starts with a byte order mark", "save the file as UTF-8 without a byte order mark")]),
    ("a: b\n".encode("utf-16"), [(1, 1, "yaml-encoding", "the file starts with a byte order mark", "save the file as UTF-8 without a byte order mark")]),
    ("a: b\n".encode("utf-32"), [(1, 1, "yaml-encoding", "the file starts with a byte order mark", "save the file as UTF-8 without a byte order mark")]),
    ("a: b\nc: é\n".encode("latin-1"), [(2, 4, "yaml-encoding", "the byte 0xe9 is not UTF-8", "save the file as UTF-8")]),
    (b"a: \xed\xa0\x80\n", [(1, 4, "yaml-encoding", "the byte 0xed is not UTF-8", "save the file as UTF-8")]),
    (b"a: b\x00c\n", [(1, 5, "yaml-character", "the character U+0000 is not allowed", "delete it")]),
    (b"a: b\x1b[31mc\n", [(1, 5, "yaml-character", "the character U+001B is not allowed", "delete it")]),
    ("a: b\u202ec\n".encode(), [(1, 5, "yaml-character", "the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed", "delete it")]),
    ("a: b\u2067c\n".encode(), [(1, 5, "yaml-character", "the character U+2067 RIGHT-TO-LEFT ISOLATE is not allowed", "delete it")]),
    ("a: b\u200bc\n".encode(), [(1, 5, "yaml-character", "the character U+200B ZERO WIDTH SPACE is not allowed", "delete it")]),
    ("a: b\u200cc\n".encode(), [(1, 5, "yaml-character", "the character U+200C ZERO WIDTH NON-JOINER is not allowed", "delete it")]),
    ("a: می\u200c\n".encode(), [(1, 6, "yaml-character", "the character U+200C ZERO WIDTH NON-JOINER is not allowed", "delete it")]),
    ("a: ro\u00adma\n".encode(), [(1, 6, "yaml-character", "the character U+00AD SOFT HYPHEN is not allowed", "delete it")]),
    ("a: b\u2028c\n".encode(), [(1, 5, "yaml-character", "the character U+2028 LINE SEPARATOR is not allowed", "delete it")]),
    ("a: b\x85c\n".encode(), [(1, 5, "yaml-character", "the character U+0085 is not allowed", "delete it")]),
    ("a: b\ue000c\n".encode(), [(1, 5, "yaml-character", "the character U+E000 is not allowed", "delete it")]),
    ("a: b\U000e0041c\n".encode(), [(1, 5, "yaml-character", "the character U+E0041 TAG LATIN CAPITAL LETTER A is not allowed", "delete it")]),
    ("a: b\uffffc\n".encode(), [(1, 5, "yaml-character", "the character U+FFFF is not allowed", "delete it")]),
    ("a: b\rc: d\u200b\r".encode(), [(2, 5, "yaml-character", "the character U+200B ZERO WIDTH SPACE is not allowed", "delete it")]),
    (b'a: "b\\u202ec"\n', [(1, 4, "yaml-character", "the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed", "delete it")]),
    (b'a: "\\0"\n', [(1, 4, "yaml-character", "the character U+0000 is not allowed", "delete it")]),
    (b'"a\\u200b": b\n', [(1, 1, "yaml-character", "the character U+200B ZERO WIDTH SPACE is not allowed", "delete it")]),
    (b"a: b" + b" " * MAX_BYTES, [(1, 1, "yaml-size", f"the file is larger than {MAX_BYTES} bytes", "split the record or shorten its prose")]),
    (b"a: [" + b"b," * MAX_EVENTS + b"]\n", [(1, 19995, "yaml-size", f"the record has more than {MAX_EVENTS} values and brackets", "")]),
    (b"a: " + b"[" * 100_000, [(1, 15, "yaml-depth", f"the record nests more than {MAX_DEPTH} levels deep", "")]),
    (b"{a: " * 30_000, [(1, 49, "yaml-depth", f"the record nests more than {MAX_DEPTH} levels deep", "")]),
    (b"a:\n  " + b"- " * 50_000, [(2, 25, "yaml-depth", f"the record nests more than {MAX_DEPTH} levels deep", "")]),
    (b"[" * 100_000, [(1, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
    (b"- " * 50_000, [(1, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
]  # fmt: skip

LONG = MAX_SCALAR + 1
FAULTS += [
    (b"a: " + b"x" * LONG, [(1, 4, "yaml-size", f"the text has {LONG} characters, and at most {MAX_SCALAR} are allowed", "shorten it")]),
    (b"x" * LONG + b": a", [(1, 1, "yaml-document", "the file does not consist of fields", "write `field: value` lines")]),
    (b"? " + b"x" * LONG, [(1, 3, "yaml-size", f"the text has {LONG} characters, and at most {MAX_SCALAR} are allowed", "shorten it")]),
    ("é: b\ne\u0301: c\n".encode(), [(2, 1, "yaml-normalisation", "the text is not in Unicode form NFC: it contains U+0065 U+0301", "run `masthead fmt`"), (2, 1, "yaml-duplicate", "the field 'é' appears twice", "delete one of the two")]),
    (b'a: "e\\u0301"\n', [(1, 4, "yaml-normalisation", "the text is not in Unicode form NFC: it contains U+0065 U+0301", "run `masthead fmt`")]),
    ("a: \u212b\n".encode(), [(1, 4, "yaml-normalisation", "the text is not in Unicode form NFC: it contains U+212B", "run `masthead fmt`")]),
    ("a:\n- x\u0301\u0316\n".encode(), [(2, 3, "yaml-normalisation", "the text is not in Unicode form NFC: it contains U+0301 U+0316", "run `masthead fmt`")]),
    ("a: \u1112\u1161\u11ab\n".encode(), [(1, 4, "yaml-normalisation", "the text is not in Unicode form NFC: it contains U+1112 U+1161 U+11AB", "run `masthead fmt`")]),
    (("a: x" + "\u0300" * 9 + "\n").encode(), [(1, 5, "yaml-character", "one character has 9 marks, and at most 4 are allowed", "delete them")]),
    (("a: …x" + "\u0300\u0315" * 50_000 + "\n").encode()[:100_001], [(1, 6, "yaml-character", "one character has 49997 marks, and at most 4 are allowed", "delete them")]),
    (b'a: "x' + b"\\u0301" * 9 + b'"\n', [(1, 4, "yaml-character", "one character has 9 marks, and at most 4 are allowed", "delete them")]),
    (b"".join(b"a: b\n" for _ in range(102)), [*((line, 1, "yaml-duplicate", "the field 'a' appears twice", "delete one of the two") for line in range(2, 102)), (102, 1, "yaml-duplicate", "there are more than 100 findings of one kind, so the rest are left out: cure these first", "")]),
]  # fmt: skip

NESTED_MERGES = "a0: &a0 {x: y}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)
)


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values_stay_text(text: str, expected: Value | None) -> None:
    """No word is taken for a boolean, a number, a date or null; a valid text has no fault."""
    value, faults = read(text.encode())

    assert [] == faults
    assert expected is None or expected == value


@pytest.mark.parametrize(
    ("text", "expected"), FAULTS, ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else ""
)
def test_faults_say_where_what_and_how_to_cure_it(text: bytes, expected: list[tuple[int, int, str, str, str]]) -> None:
    """Each fault has its place, its rule, its message and, where one is known, its cure."""
    _, faults = read(text)

    assert expected == [(f.position.line, f.position.column, f.rule, f.message, f.cure) for f in faults]


def test_all_faults_are_told_at_once() -> None:
    """Reading goes on after a fault that leaves the rest readable."""
    _, faults = read(b"a: &x b\na: *x\nc: !t {<<: d}\n? [e]\n: f\n")

    assert [
        (1, "yaml-alias"), (2, "yaml-duplicate"), (2, "yaml-alias"), (3, "yaml-tag"), (3, "yaml-merge"), (4, "yaml-key"),
    ] == [(fault.position.line, fault.rule) for fault in faults]  # fmt: skip


def test_all_strange_characters_are_told_at_once() -> None:
    """Each strange character in a text that was pasted from elsewhere has a fault, up to ten of them."""
    _, faults = read(("a: b\u200bc\u200b\nd: \u202e\n" + "\u2060" * 100).encode())

    assert [(1, 5), (1, 7), (2, 4)] == [(f.position.line, f.position.column) for f in faults[:3]]
    assert 10 == len(faults)


def test_the_first_of_two_fields_is_kept() -> None:
    """A field given twice has the value that a person reads first, so that other findings are about that value."""
    value, _ = read(b"a: b\na: c\n")

    assert {"a": "b"} == value


def test_unreadable_text_has_no_value() -> None:
    """A text that cannot be read to its end gives no value, not even half of one."""
    assert None is read(b"a: b\nc: [d\n")[0]
    assert None is read(b"a: b\n---\nc: d\n")[0]


def test_nested_merges_do_not_multiply() -> None:
    """Merge keys within merge keys, which grow ninefold with each line, are reported and not carried out."""
    start = time.monotonic()
    _, faults = read(NESTED_MERGES.encode())

    assert {"yaml-alias", "yaml-merge"} == {fault.rule for fault in faults}
    assert 1 > time.monotonic() - start


def test_marks_give_the_place_of_every_key_and_item() -> None:
    """A key is found where it starts, an item where its value does."""
    expected: dict[Location, Position] = {
        ("a",): Position(1, 1),
        ("b",): Position(2, 1),
        ("b", 0): Position(3, 5),
        ("b", 0, "c"): Position(3, 5),
        ("b", 1): Position(4, 5),
        ("b", 1, "d"): Position(4, 6),
        ("b", 1, "e"): Position(4, 12),
        ("b", 1, "e", 0): Position(4, 16),
        ("é",): Position(5, 1),
        ("f",): Position(6, 1),
    }

    assert expected == marks("a: 1\nb:\n  - c: 2\n  - {d: 3, e: [4]}\né: 5\nf: 6\n".encode())


def test_marks_of_unreadable_text_go_as_far_as_it_does() -> None:
    """Every key before the error has its place."""
    assert {("a",): Position(1, 1), ("b",): Position(2, 1)} == marks(b"a: 1\nb: ]\n")


def _is_sound(value: Value | None, faults: list[Fault]) -> bool:
    """Whether the outcome is a mapping, or says what is wrong."""
    return isinstance(value, dict) or bool(faults)


@settings(max_examples=2000)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_value_or_faults(text: bytes) -> None:
    """No bytes raise an error, or hang."""
    assert _is_sound(*read(text))
    assert all(position >= Position(1, 1) for position in marks(text).values())


PIECES = st.sampled_from([
    "a", "b: ", "- ", "? ", ": ", "{", "}", "[", "]", ", ", "\n", "\n  ", "\n    ", "&x ", "*x", "<<: ", "!!python/name:os.system ",
    "!t ", "|\n", ">-\n", "'", '"', '"\\u202e"', "# ", "---\n", "...\n", "%TAG ! x:\n", "\t", "\r", "é", "\u200c", "\U0001f600", "~", "=", "\\",
])  # fmt: skip


@settings(max_examples=3000)
@given(st.lists(PIECES, max_size=60))
def test_any_marks_of_yaml_give_a_value_or_faults(pieces: list[str]) -> None:
    """Text that looks like YAML raises no error either, and each field of a value without faults has its place."""
    text = "".join(pieces).encode()
    value, faults = read(text)

    assert _is_sound(value, faults)
    if isinstance(value, dict) and not faults:
        assert {(key,) for key in value} <= set(marks(text))


def test_many_texts_are_read_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read on all processors, and come in their order, each with its value and all its faults."""
    texts = [b"name: %d\n" % number if number % 7 else b"name: &a %d\n" % number for number in range(60)]
    expected = [read(text) for text in texts]
    monkeypatch.setattr(yaml_reader, "MANY", 40)

    assert expected == list(yaml_reader.read_all(texts))
