"""masthead fmt repairs faults that need no decision, and keeps comments and what a record says."""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from masthead.authoring.formatter import UnformattableError, formatted
from masthead.authoring.serialiser import emit
from masthead.cli import main
from masthead.model import KINDS
from masthead.record_files.files import RecordFile, read_files
from masthead.record_files.writing import EditError, create, replace
from masthead.syntax.yaml_reader import read
from masthead.syntax.yaml_tree import comments
from tests.sampling import sampled
from tests.world import CAMPAIGN, FIRM, OUTLET, RECORDS, SOURCE, World
from tests.yaml_texts import texts

ROOT = Path(__file__).parent.parent
REAL = [file for file in read_files(ROOT) if isinstance(file, RecordFile)]


def folder_of(file: RecordFile) -> str:
    """The folder of a record: for a site, that of its country."""
    return file.path.rpartition("/")[0]


FEW = sampled(REAL, folder_of, 7)
SOME = sampled(REAL, folder_of)


# The name of a case, a text, and the same text after fmt.
REPAIRS: list[tuple[str, bytes, str]] = [
    ("byte order mark", b"\xef\xbb\xbfkind: newswire\n", "kind: newswire\n"),
    ("UTF-16", "kind: newswire\n".encode("utf-16"), "kind: newswire\n"),
    ("line ends of Windows", b"kind: newswire\r\nname: x\r\n", "kind: newswire\nname: x\n"),
    ("line ends of old", b"kind: newswire\rname: x\r", "kind: newswire\nname: x\n"),
    ("no end of line", b"kind: newswire", "kind: newswire\n"),
    ("spaces at the end", b"kind: newswire  \nname: x \n", "kind: newswire\nname: x\n"),
    ("empty lines", b"\n\nkind: newswire\n\n\n\nname: x\n\n\n", "kind: newswire\n\nname: x\n"),
    ("spaces", b"kind:   newswire\nevidence:\n-   id:  a\n    kind:  listing\n", "kind: newswire\nevidence:\n  - id: a\n    kind: listing\n"),
    ("brackets", b"campaigns: [ a,b , c ]\nstate: { name: x }\n", "campaigns: [a, b, c]\nstate: {name: x}\n"),
    ("empty brackets", b"campaigns: [ ]\nstate: { }\n", "campaigns: []\nstate: {}\n"),
    ("indentation by tabs", b"state:\n\tname: disputed\n\treason: |\n\t\tx\n", "state:\n  name: disputed\n  reason: |\n    x\n"),
    ("order of fields", b"name: x\nkind: newswire\n", "kind: newswire\nname: x\n"),
    ("order in brackets", b"targets:\n  - {source: a, country: IT}\n", "targets:\n  - {country: IT, source: a}\n"),
    ("order of what all records have", b"state: {name: disputed}\nschema: 1\nkind: newswire\n", "schema: 1\nkind: newswire\nstate: {name: disputed}\n"),
    ("unknown fields stay behind the one before", b"name: x\nfoo: 1\nkind: newswire\nbar: 2\n", "kind: newswire\nbar: 2\nname: x\nfoo: 1\n"),
    ("needless quotes", b"name: \"Roma Journal\"\ncampaigns: ['a']\n", "name: Roma Journal\ncampaigns: [a]\n"),
    ("needless quotes of a name", b"'name': x\n", "name: x\n"),
    ("quotes that are needed", b"name: 'a: b'\nnames: ['c, d', '#e', '']\n", "name: 'a: b'\nnames: ['c, d', '#e', '']\n"),
    ("quotes against readers of other types", b"name: '2023'\nkind: \"NO\"\n", "kind: 'NO'\nname: '2023'\n"),
    ("one kind of quotes", b'name: "a: b"\nkind: "it\'s: c"\n', "kind: \"it's: c\"\nname: 'a: b'\n"),
    ("escapes", b'name: "caf\\u00e9: \\t\\"x\\" \\\\"\n', 'name: "café: \\t\\"x\\" \\\\"\n'),
    ("Unicode form", "name: cafe\u0301\n# cafe\u0301\n".encode(), "name: café\n# café\n"),
    ("Unicode form of escapes", b'name: "cafe\\u0301"\n', "name: café\n"),
    ("folded prose keeps its lines", b"claim: >-\n      one\n      two\n", "claim: >-\n  one\n  two\n"),
    ("a block that starts with space", b"claim: |2-\n    one\n  two\n", "claim: |2-\n    one\n  two\n"),
    ("a block with empty lines at its end", b"name: |+\n  one\n\n\nkind: x\n", "kind: x\nname: |+\n  one\n\n\n"),
    ("a text over two lines", b"name: 'one\n    two'\nkind: three\n   four\n", "kind: three\n  four\nname: 'one\n  two'\n"),
    ("a list over several lines keeps them", b"campaigns: [a,\n   b, c,\n   d]\n", "campaigns: [\n  a,\n  b, c,\n  d\n]\n"),
    ("a list is not joined", b"campaigns:\n- a\n- b\n", "campaigns:\n  - a\n  - b\n"),
    ("fields in brackets inside a list", b"sources: [a: b]\n", "sources: [{a: b}]\n"),
    ("a whole record in braces", b"{name: x, kind: y}\n", "kind: y\nname: x\n"),
    ("marks of a document", b"%YAML 1.1\n---\nname: x\n...\n", "name: x\n"),
    ("a comment at the top stays there", b"# all of it\n\nname: x\nkind: y\n", "# all of it\n\nkind: y\nname: x\n"),
    ("the line for editors stays there", b"# yaml-language-server: $schema=a\nname: x\nkind: y\n", "# yaml-language-server: $schema=a\nkind: y\nname: x\n"),
    ("a comment goes with its field", b"# on name\nname: x # beside\n# on kind\nkind: y\n", "# on kind\nkind: y\n# on name\nname: x  # beside\n"),
    ("a comment deeper than the next field ends the list", b"targets:\n- a\n  # no b\nkind: y\n", "kind: y\ntargets:\n  - a\n  # no b\n"),
    ("comments in brackets", b"campaigns: [a, # one\n # on b\n b]\n", "campaigns: [\n  a,  # one\n  # on b\n  b\n]\n"),
    ("a comment after a hyphen", b"targets:\n- # why\n  country: IT\n", "targets:\n  # why\n  - country: IT\n"),
    ("a comment beside a block", b"claim: > # why\n  x\n", "claim: >  # why\n  x\n"),
    ("a hash in a text is no comment", b"name: x#y\nclaim: |\n  # z\n", "name: x#y\nclaim: |\n  # z\n"),
]  # fmt: skip

# Texts that stay as they are, and the reasons.
REFUSALS: list[tuple[bytes, str]] = [
    (b"kind: [a\n", "2:1: this is not valid YAML: did not find expected ',' or ']'; check indentation, quotes and colons"),
    (b"kind: \xff\n", "it is not UTF-8; save it as UTF-8"),
    (b"kind: a\nkind: b\n", "2:1: the field 'kind' appears twice; delete one of the two"),
    (b"kind: &x a\n", "1:7: the anchor &x is not allowed; delete it"),
    ("kind: a\u200bb\n".encode(), "1:8: the character U+200B ZERO WIDTH SPACE is not allowed; delete it"),
    ("caf\u00e9: a\ncafe\u0301: b\n".encode(), "2:1: the field 'café' appears twice; delete one of the two"),
    ('caf\u00e9: a\n"cafe\\u0301": b\n'.encode(), "2:1: the field 'café' appears twice; delete one of the two"),
    (b"a:\n\tb: c\n  d: e\n", "2:1: this is not valid YAML: found character that cannot start any token; check indentation, quotes and colons"),
    (b"a: b" + b" " * 300_000, "it is longer than 131072 bytes"),
]  # fmt: skip


@pytest.fixture
def tidy(world: World) -> World:
    """Five records in the house style."""
    assert 0 == fmt(world).exit_code
    return world


def fmt(world: World, *arguments: str) -> Result:
    """The result of `masthead fmt` on *world*."""
    return CliRunner().invoke(main, ["fmt", "--root", str(world.root), *arguments])


@pytest.mark.parametrize(("before", "after"), [pytest.param(*case[1:], id=case[0]) for case in REPAIRS])
def test_what_needs_no_decision_is_repaired(before: bytes, after: str) -> None:
    """Each fault of form has one cure; a second run finds nothing more."""
    assert after == formatted(before, "sites").decode()
    assert after == formatted(after.encode(), "sites").decode()


@pytest.mark.parametrize(
    ("text", "reason"), REFUSALS, ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else ""
)
def test_what_cannot_be_read_is_left(text: bytes, reason: str) -> None:
    """A text that needs a decision is left to people, with the reason and, if there is one, the place."""
    with pytest.raises(UnformattableError) as refusal:
        formatted(text, "sites")

    assert reason == str(refusal.value)


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.path)
def test_real_records_are_in_the_house_style(file: RecordFile) -> None:
    """The records of this database are left as they are."""
    assert file.text.decode() == formatted(file.text, file.folder).decode()


@pytest.mark.parametrize("file", FEW, ids=lambda file: file.path)
def test_what_programs_write_is_in_the_house_style(file: RecordFile) -> None:
    """The records that `masthead new` and `masthead import` write need no repair."""
    value, _ = read(file.text)
    assert isinstance(value, dict)
    written = emit(value, KINDS[file.folder])

    assert written == formatted(written.encode(), file.folder).decode()


@settings(max_examples=800, deadline=None)
@given(texts())
def test_value_and_comments_stay(text: bytes) -> None:
    """Any text says the same and has the same comments afterwards, and a second run changes nothing."""
    before, faults = read(text.removeprefix(b"\xef\xbb\xbf"))
    assume(all(fault.rule == "yaml-normalisation" for fault in faults))
    after = formatted(text, "sites")

    assert (before, []) == read(after)
    assert sorted(comments(text.decode("utf-8-sig"))) == comments(after.decode())
    assert after == formatted(after, "sites")


@settings(max_examples=800, deadline=None)
@given(st.one_of(texts(), st.binary(max_size=60)))
def test_any_bytes_are_formatted_or_left(text: bytes) -> None:
    """Any bytes give a text that can be read, or the reason why they stay: nothing else is raised."""
    with suppress(UnformattableError):
        assert [] == read(formatted(text, "firms"))[1]


def test_right_records_are_not_touched(tidy: World) -> None:
    """A run over records in the house style writes nothing."""
    before = {path: (tidy.root / path).stat().st_mtime_ns for path in RECORDS}
    result = fmt(tidy)

    assert (0, "") == (result.exit_code, result.stdout)
    assert "5 records, 0 formatted, 0 left unchanged\n" == result.stderr
    assert before == {path: (tidy.root / path).stat().st_mtime_ns for path in RECORDS}


def test_records_are_formatted_in_place(tidy: World) -> None:
    """Each repaired file is named; a second run has nothing to do."""
    right = (tidy.root / SOURCE).read_text()
    tidy.write(SOURCE, "\ufeff" + right.replace("\n", "  \r\n"))
    result = fmt(tidy)

    assert (0, f"{SOURCE}: formatted\n") == (result.exit_code, result.stdout)
    assert right == (tidy.root / SOURCE).read_text()
    assert "" == fmt(tidy).stdout


def test_check_changes_nothing(tidy: World) -> None:
    """--check says what would change, and fails."""
    tidy.write(SOURCE, "publisher: x\ntitle: y\n")
    result = fmt(tidy, "--check")

    assert (1, f"{SOURCE}: would be formatted\n") == (result.exit_code, result.stdout)
    assert "publisher: x\ntitle: y\n" == (tidy.root / SOURCE).read_text()
    assert "5 records, 1 to format, 0 left unchanged\n" == result.stderr


def test_only_the_given_records_are_formatted(tidy: World) -> None:
    """A path restricts the repairs to the records below it."""
    for path in (SOURCE, FIRM):
        tidy.add(path, "\n\n")
    result = fmt(tidy, str(tidy.root / "firms"))

    assert f"{FIRM}: formatted\n" == result.stdout
    assert (tidy.root / SOURCE).read_text().endswith("\n\n\n")


def test_unreadable_records_are_named_and_left(tidy: World) -> None:
    """A record that cannot be read does not keep the others from being repaired; the exit code reports it."""
    tidy.write(CAMPAIGN, "name: [x\n")
    tidy.add(OUTLET, "\n\n")
    result = fmt(tidy)

    assert (1, f"{OUTLET}: formatted\n") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"{CAMPAIGN}: left unchanged: 2:1: this is not valid YAML")
    assert "name: [x\n" == (tidy.root / CAMPAIGN).read_text()


def test_links_are_not_followed(tidy: World, tmp_path: Path) -> None:
    """If a link is in the place of a record, the file that it leads to is not written."""
    outside = tmp_path / "outside.yml"
    outside.write_text("b:  1\n")
    (tidy.root / FIRM).unlink()
    (tidy.root / FIRM).symlink_to(outside)
    result = fmt(tidy)

    assert 1 == result.exit_code
    assert f"{FIRM}: left unchanged: this is a link, a folder or a device, not an ordinary file\n" in result.stderr
    assert "b:  1\n" == outside.read_text()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../elsewhere.yml", "not in the database"),
        ("README.md", "not a record or a folder of records; records are in sites/, firms/, campaigns/, sources/"),
        ("sites/it/none.yml", "no such file or folder"),
    ],
)
def test_paths_that_are_no_records_are_refused(tidy: World, path: str, message: str) -> None:
    """A path outside the database, of a file that is no record or of nothing is a mistake in the command."""
    (tidy.root / "README.md").write_text("")
    (tidy.root.parent / "elsewhere.yml").write_text("")
    result = fmt(tidy, str(tidy.root / path))

    assert 2 == result.exit_code
    assert f"{tidy.root / path}: {message}" in result.stderr


def test_names_of_files_cannot_command_a_log(tidy: World) -> None:
    """A file name made for a CI log is printed as text."""
    tidy.write("firms/x\n::error::y.yml", "b:  1\n")
    result = fmt(tidy)

    assert "firms/x\\u{a}::error::y.yml: formatted\n" == result.stdout


def test_replace_keeps_the_permissions(tidy: World) -> None:
    """A record that others may read can be read by them afterwards; nothing is left beside it."""
    (tidy.root / FIRM).chmod(0o640)
    replace(tidy.root, FIRM, b"name: x\n")

    assert 0o640 == stat.S_IMODE((tidy.root / FIRM).stat().st_mode)
    assert [tidy.root / FIRM] == list((tidy.root / "firms").iterdir())


@pytest.mark.parametrize("path", ["../x.yml", "/x.yml", "firms/../../x.yml", "", "firms/./x.yml"])
def test_nothing_is_written_outside_the_root(tidy: World, path: str) -> None:
    """A path that leads out of the database is refused, for new records and for changed ones."""
    for write in (create, replace):
        with pytest.raises(EditError, match="is not a path below the root"):
            write(tidy.root, path, b"")


def test_nothing_is_written_through_a_link(tidy: World, tmp_path: Path) -> None:
    """A folder that is a link is not written into."""
    (tmp_path / "outside").mkdir()
    (tidy.root / "sites/fr").symlink_to(tmp_path / "outside")

    with pytest.raises(EditError, match="leads through sites/fr, which is a link, not a folder"):
        create(tidy.root, "sites/fr/x.example.yml", b"")
    assert [] == list((tmp_path / "outside").iterdir())


def test_create_never_overwrites(tidy: World) -> None:
    """A file or link in the place of a new record stays, even if the link leads nowhere."""
    before = (tidy.root / FIRM).read_bytes()
    (tidy.root / "firms/link.yml").symlink_to("nowhere")
    for path in (FIRM, "firms/link.yml"):
        with pytest.raises(EditError, match="already exists and was left unchanged"):
            create(tidy.root, path, b"x")

    assert before == (tidy.root / FIRM).read_bytes()
    assert {tidy.root / FIRM, tidy.root / "firms/link.yml"} == set((tidy.root / "firms").iterdir())
