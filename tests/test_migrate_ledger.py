"""Migration of a ledger of the first form: the new files say the same, and the note has the seals of the old ones."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.field_types.dates import PartialDate
from masthead.ledger.ledger_reader import read_ledger_files
from masthead.ledger.lines import Notice
from masthead.ledger.matching import of_text, with_former_seals
from masthead.ledger.piece_places import places_of
from masthead.ledger.redacted_files import notice, redacted
from masthead.ledger.sheets import sheets_of
from tools.migrate_ledger import MigrationError, differences, migrated

ROOT = Path(__file__).parent.parent
BODIES: tuple[tuple[dict[str, object], ...], ...] = (
    (
        {"release": 1, "date": "2024-03-01", "commit": "a" * 40, "previous": "", "lines": 3},
        {"record": "firms/acme", "published": {"name": "Acme", "aliases": [{"text": "Jane Example"}, {"text": "A."}],
                                               "statements[denial].claim": "It denies it.", "statements[denial].kind": "statement"}},
        {"page": "firms/acme/", "anchors": ["denial"]},
        {"page": ""},
    ),
    (
        {"release": 2, "date": "2024-04-01", "commit": "", "previous": "", "lines": 3},
        {"record": "firms/acme", "item": "statements[no]", "was": "statements[denial]"},
        {"record": "firms/acme", "field": "name", "now": "Acme Media"},
        {"record": "firms/acme", "field": "aliases", "now": None},
    ),
)  # fmt: skip


def old_files() -> dict[str, str]:
    """The two releases as the first form sealed them."""
    files, seal = {}, ""
    for number, bodies in enumerate(BODIES, 1):
        text = ""
        for body in bodies:
            plain = json.dumps(body | ({"previous": seal} if "previous" in body else {}), separators=(",", ":"))
            seal = hashlib.sha256(f"{seal}\n{plain}".encode()).hexdigest()
            text += f'{plain[:-1]},"seal":"{seal}"}}\n'
        files[f"ledger/{number:04}.jsonl"] = text
    return files


@pytest.fixture
def new_files() -> dict[str, str]:
    """The files that the two releases become by the migration."""
    return migrated(old_files(), "2024-05-01", "To remove names.", "the editors")


def test_migrated_ledger_says_the_same(new_files: dict[str, str]) -> None:
    """Each line says the same, and the note has the date, the reason, who decided, and the seals of the old files."""
    last = [text.splitlines()[-1][-66:-2] for text in old_files().values()]
    ledger = read_ledger_files(new_files)

    assert [] == list(differences(old_files(), new_files))
    assert "Acme Media" == ledger.fields["firms/acme"]["name"]
    assert [("migration", "2024-05-01", "To remove names.", "the editors")] == [
        (note.head.kind, str(note.head.date), note.head.reason, note.head.decided_by) for note in ledger.notices
    ]
    assert last == [place.piece for place in places_of(sheets_of(new_files)) if place.role == "former_seal"]


def test_redaction_after_the_migration_takes_the_former_seals(new_files: dict[str, str]) -> None:
    """They are hashes of all that the old files said: a guess could be tested by them."""
    sheets = sheets_of(new_files)
    places = places_of(sheets)
    matches = with_former_seals(places, of_text(places, "jane example"))
    head: Notice = notice(sheets, PartialDate(2024, 5, 2), "By law.", "the editors", len(matches))
    files = new_files | redacted(sheets, matches, head)

    assert 3 == len(matches)
    assert 3 == read_ledger_files(files).notices[-1].pieces
    assert [] == [place for place in places_of(sheets_of(files)) if place.role == "former_seal"]
    assert [] == list(differences(old_files(), files))


def test_redaction_of_the_last_file_leaves_the_seals_of_those_before(new_files: dict[str, str]) -> None:
    """The seal of a file says nothing of what came later."""
    places = places_of(sheets_of(new_files))
    matches = with_former_seals(places, of_text(places, "Acme Media"))

    assert ["2"] == [place.field for place in places if place.where in matches and place.role == "former_seal"]


def test_ledger_that_says_something_else_is_found(new_files: dict[str, str]) -> None:
    """A person who has the old files can see it."""
    other = {path: text.replace("It denies it.", "It admits it.") for path, text in old_files().items()}
    with pytest.raises(
        MigrationError, match=r"ledger/0001.jsonl:2: this is not a line of the first form as it was sealed"
    ):
        list(differences(other, new_files))

    old = old_files()
    assert [
        "ledger/0001.jsonl: the note of the migration names another seal",
        "ledger/0001.jsonl: expected 1 lines, got 4",
    ] == list(differences({"ledger/0001.jsonl": old["ledger/0001.jsonl"].partition("\n")[0] + "\n"}, new_files))


def test_commands_migrate_and_compare(tmp_path: Path) -> None:
    """The migration writes into a folder of its own, and overwrites nothing."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    for path, text in old_files().items():
        (old / Path(path).name).write_text(text)
    command = [sys.executable, "-m", "tools.migrate_ledger"]
    said = ["2024-05-01", "To remove names.", "the editors"]
    subprocess.run([*command, "migrate", str(old), str(new), *said], cwd=ROOT, check=True)
    done = subprocess.run(
        [*command, "compare", str(old), str(new)], cwd=ROOT, check=True, capture_output=True, text=True
    )

    assert "they say the same\n" == done.stdout
    assert ["0001.jsonl", "0002.jsonl", "0003.jsonl"] == sorted(file.name for file in new.iterdir())
    assert subprocess.run(
        [*command, "migrate", str(old), str(new), *said], cwd=ROOT, check=False, capture_output=True
    ).returncode
