"""masthead migrate: records of the first draft become records of today, and nothing is invented."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from masthead.authoring.migrations import STEPS, MigrationError, migrated
from masthead.cli import main
from masthead.field_types.fields import SCHEMA_VERSION
from masthead.loading.database import load
from masthead.record_files.files import FOLDERS, RecordFile, read_files
from masthead.syntax.yaml_reader import read
from masthead.syntax.yaml_tree import comments
from tests.yaml_texts import texts

OLDER = Path(__file__).parent / "older"
DRAFT = [file for file in read_files(OLDER / "v0") if isinstance(file, RecordFile)]
OUTLET = "sites/it/harbour-times.example.yml"

# The findings on what the draft did not hold, each at its place in the new text.
LACKS = f"""\
{OUTLET}:7:5: error: names[0].sources: the field sources is missing; add `sources: …` [field-missing]
{OUTLET}:7:5: error: names[0].match: the field match is missing; add `match: …` [field-missing]
{OUTLET}:10:13: error: languages[0].source: the field source is missing; add `source: …` [field-missing]
{OUTLET}:10:24: error: languages[1].source: the field source is missing; add `source: …` [field-missing]
{OUTLET}:11:1: warning: hosts: the list is empty; delete the field [field-unused]
"""

REFUSALS: list[tuple[bytes, str]] = [
    (b"schema: 2\n", "it is in version 2, and this program supports versions up to 1"),
    (b"schema: draft\n", "schema: expected the number of a version, got 'draft'"),
    (b"schema: [0]\n", "schema: expected the number of a version, got ''"),
    (b"schema: 99999999999999999999\n", "schema: expected the number of a version, got '99999999999999999999'"),
    (b"schema: 0\nname: [\n", "3:1: this is not valid YAML: did not find expected node content; check indentation, quotes and colons"),
]  # fmt: skip

# Values that no step expects: they stay, for the checker to judge.
ODD = [
    b"schema: 0\nlanguages: it\n",
    b"schema: 0\nlanguages: [{tag: it}, [it]]\n",
    b"schema: 0\ncopies: x\nevidence: [x, {archives: y}, {archives: [z, {url: [a]}, {url: 'https://web.archive.org/web/x'}]}]\n",
    b"schema: 0\ncopies: [{source: a, sources: [b]}]\n",
    b"schema: 0\nwithdrawn: yes\n",
    b"schema: 0\nwithdrawn: {date: 2024}\nstate: {name: disputed}\n",
]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the database in the format of the first draft."""
    return Path(shutil.copytree(OLDER / "v0", tmp_path / "draft"))


def migrate(root: Path, *arguments: str) -> Result:
    """The result of `masthead migrate` for the records below *root*."""
    return CliRunner().invoke(main, ["migrate", "--root", str(root), *arguments])


def test_every_older_version_has_a_step() -> None:
    """A step leads on from each former version."""
    assert list(range(SCHEMA_VERSION)) == sorted(STEPS)


def test_the_draft_has_a_record_of_each_kind() -> None:
    """So the tests below try every kind of record."""
    assert set(FOLDERS) == {file.folder for file in DRAFT}


@pytest.mark.parametrize("file", DRAFT, ids=lambda file: file.path)
def test_a_draft_becomes_a_record_of_today(file: RecordFile) -> None:
    """Each record becomes the text that people have read and found right, with all comments; then it is up to date."""
    today = (OLDER / "v1" / file.path).read_bytes()

    assert today.decode() == migrated(file.text, file.folder).decode()
    assert today == migrated(today, file.folder)
    assert len(comments(file.text.decode())) == len(comments(today.decode()))


def test_changes_are_shown_and_not_made(draft: Path) -> None:
    """Without --write, the difference and what is lacking are printed, and the records stay."""
    result = migrate(draft)

    assert "-schema: 0\n+schema: 1\n" in result.stdout
    assert "-withdrawn:\n+state:\n+  name: withdrawn\n" in result.stdout
    assert f"{LACKS}5 records, 5 to migrate, 5 open points\n" == result.stderr
    assert 1 == result.exit_code
    assert [file.text for file in DRAFT] == [(draft / file.path).read_bytes() for file in DRAFT]


def test_changes_are_made(draft: Path) -> None:
    """With --write the records are changed; a second run finds them up to date."""
    result = migrate(draft, "--write")

    assert "".join(f"{file.path}: migrated\n" for file in DRAFT) == result.stdout
    assert all((OLDER / "v1" / file.path).read_bytes() == (draft / file.path).read_bytes() for file in DRAFT)
    again = migrate(draft, "--write")
    assert (0, "", "5 records, 0 migrated, 0 open points\n") == (again.exit_code, again.stdout, again.stderr)


def test_the_checker_accepts_it_when_people_have_filled_it_in(draft: Path) -> None:
    """Only the fields that migrate asked for keep the draft from being valid."""
    migrate(draft, "--write")
    outlet = draft / OUTLET
    text = outlet.read_text().replace("lang: en}", "lang: en, sources: [harbour-lab-2024], match: host}")
    for tag in ("it", "zh-Hant"):
        text = text.replace(f"{{tag: {tag}}}", f"{{tag: {tag}, source: harbour-lab-2024}}")
    outlet.write_text(text)

    assert 0 == load(draft).errors


def test_records_without_a_version_can_be_drafts(draft: Path) -> None:
    """Drafts that name no version are brought up to date if somebody says which version they have."""
    outlet = draft / OUTLET
    outlet.write_text(outlet.read_text().replace("schema: 0\n", ""))

    assert f"{OUTLET}: migrated" not in migrate(draft, "--write").stdout
    assert f"{OUTLET}: migrated" in migrate(draft, "--write", "--from", "0").stdout
    assert (OLDER / "v1" / OUTLET).read_bytes() == outlet.read_bytes()


def test_a_record_of_today_is_not_even_formatted() -> None:
    """A record that is up to date stays the same, byte for byte."""
    text = b"name:   x\nkind: y\n"

    assert text == migrated(text, "sites")


@pytest.mark.parametrize(("text", "reason"), REFUSALS)
def test_what_cannot_be_migrated_is_left(text: bytes, reason: str) -> None:
    """A version that is not known, or a text that cannot be read, is left with the reason."""
    with pytest.raises(MigrationError) as refusal:
        migrated(text, "sites")

    assert reason == str(refusal.value)


@pytest.mark.parametrize("text", ODD)
def test_what_no_step_expects_stays(text: bytes) -> None:
    """A value of another shape than the draft had is kept as it is."""
    before, after = read(text)[0], read(migrated(text, "sites"))[0]
    assert isinstance(before, dict)

    assert {**before, "schema": "1"} == after


@settings(max_examples=300, deadline=None)
@given(texts())
def test_any_record_is_migrated_or_left(text: bytes) -> None:
    """Any text becomes one that can be read, or has a reason why it stays."""
    with suppress(MigrationError):
        assert [] == read(migrated(text, "sites", unmarked=0))[1]
