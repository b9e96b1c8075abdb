"""A release: the changes of records since the last release, and the new addresses of the website."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from masthead import MastheadError
from masthead.building.build import addresses_made
from masthead.field_types.dates import PartialDate
from masthead.ledger.append import head_of, text_of
from masthead.ledger.contents import Ledger, add
from masthead.ledger.ledger_reader import read_ledger
from masthead.ledger.lines import Changed, ItemRenamed, Line, NewAddresses, Published, ReleaseHead, Renamed
from masthead.ledger.published_addresses import new_addresses
from masthead.ledger.record_changes import record_changes
from masthead.loading.clock import today
from masthead.loading.database import Database
from masthead.record_files.files import FOLDERS

_RELEASED = (*FOLDERS, "ledger", "content", "theme")
"""The folders in which files that git does not track would become part of the website."""


class ReleaseError(MastheadError):
    """A release cannot be made; the message says why. The ledger stays as it was."""


@dataclass(frozen=True, slots=True)
class ReleaseDraft:
    """A release that is not written yet: its head, its lines, and the text of its file."""

    head: ReleaseHead
    lines: tuple[Line, ...]
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether no record has changed and no address is new."""
        return not self.lines

    def summary(self) -> str:
        """Return the number, the date and the counts of the release, as one line."""
        kinds = (
            (Published, "records published"),
            ((Renamed, ItemRenamed), "renamed"),
            (Changed, "fields changed"),
            (NewAddresses, "pages with new addresses"),
        )
        counts = (f"{sum(isinstance(line, kind) for line in self.lines)} {text}" for kind, text in kinds)
        return f"release {self.head.number} of {self.head.date}: {', '.join(counts)}"

    def report(self) -> list[str]:
        """Return a line of text for each line of the release."""
        return [_line_text(line) for line in self.lines]


def draft(root: Path, settings: str, database: Database, date: PartialDate) -> ReleaseDraft:
    """Return the release of *date* for the *database* below *root*, which must have no errors; *settings* are Pelican's.

    Raises ReleaseError if it cannot be made, and the errors of reading the ledger, comparing and building: LedgerError,
    GoneError and BuildError.
    """
    ledger = read_ledger(root)
    _refuse_earlier(ledger, date)
    refuse_later(date)
    commit = commit_of(root)
    changes = record_changes(database.graph, ledger)
    # The addresses are those of the website after the release, whose pages show the changes of the release too.
    released = add(ledger, head_of(ledger, date, commit, changes), changes, ledger.seal) if changes else ledger
    present = addresses_made(root, settings, database, released)
    lines = (*changes, *new_addresses(ledger.addresses, present))
    head = head_of(ledger, date, commit, lines)
    return ReleaseDraft(head, lines, text_of(head, lines))


def _refuse_earlier(ledger: Ledger, date: PartialDate) -> None:
    if date.day is None:
        raise ReleaseError(f"{date} is not a day; give one such as 2026-11-23")
    if ledger.last_date and date.earliest < ledger.last_date.earliest:
        raise ReleaseError(f"{date} is before the last file of the ledger; give {ledger.last_date} or a later day")


def refuse_later(date: PartialDate) -> None:
    """Raise ReleaseError if *date* is after tomorrow: the ledger could take no release or redaction until then."""
    tomorrow = today() + timedelta(days=1)  # east of Greenwich it may already be tomorrow
    if date.earliest > tomorrow:
        raise ReleaseError(
            f"{date} is after tomorrow, and the ledger would take nothing earlier from then on; give a day up to {tomorrow},"
            " and see whether the clock of this machine is right"
        )


def commit_of(root: Path) -> str:
    """Return the commit that is checked out at *root*, or nothing if *root* is not a work tree of git.

    Raises ReleaseError if the tree differs from the commit: the release would name a commit that it was not made from.
    """
    if not (root / ".git").exists():
        return ""
    try:
        commit = _git(root, "rev-parse", "HEAD").strip()
        changed = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no")
        changed += _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *_RELEASED)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    if changed:
        first = changed.partition("\0")[0][3:]
        raise ReleaseError(
            f"{first} is not as the last commit has it, and the release would name that commit; commit what is to be"
            " released, or put the rest away with `git stash --include-untracked`"
        )
    return commit


def _git(root: Path, *arguments: str) -> str:
    """Return the output of git."""
    command = ["git", *arguments]
    process = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=60)  # noqa: S603 - no text of others in it
    return process.stdout.decode("utf-8", "backslashreplace")


def _line_text(line: Line) -> str:
    match line:
        case Published():
            return f"{line.record}: published"
        case Renamed():
            return f"{line.record}: takes the place of {line.formerly}"
        case ItemRenamed():
            return f"{line.record}: {line.was} is now {line.item}"
        case Changed():
            return f"{line.record}: {line.field} {'changed' if line.now is not None else 'removed'}"
        case NewAddresses():
            return f"/{line.page}: new address{''.join(f' #{anchor}' for anchor in line.anchors)}"
