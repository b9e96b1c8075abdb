"""A release: what became of the records since the last one, and every address of the website that they make."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from masthead import MastheadError
from masthead.database.clock import today
from masthead.database.loading import Database
from masthead.field_types.dates import PartialDate
from masthead.ledger.addresses import new_addresses
from masthead.ledger.append import head_of, text_of
from masthead.ledger.compare import compare
from masthead.ledger.contents import Ledger, add
from masthead.ledger.lines import Answers, Changed, Head, ItemRenamed, Line, Published, Renamed
from masthead.ledger.read import read_ledger
from masthead.records.files import FOLDERS
from masthead.site.build import addresses_made

_RELEASED = (*FOLDERS, "ledger", "content", "theme")
"""Where files that git does not know yet would become part of the website."""


class ReleaseError(MastheadError):
    """A release cannot be made; says why. The ledger stays as it was."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that is not written yet: its head, its lines, the text of its file."""

    head: Head
    lines: tuple[Line, ...]
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing became of any record, and no address is new."""
        return not self.lines

    def summary(self) -> str:
        """Return what the release holds, in numbers."""
        kinds = (
            (Published, "records published"),
            ((Renamed, ItemRenamed), "renamed"),
            (Changed, "fields changed"),
            (Answers, "pages with new addresses"),
        )
        counts = (f"{sum(isinstance(line, kind) for line in self.lines)} {text}" for kind, text in kinds)
        return f"release {self.head.number} of {self.head.date}: {', '.join(counts)}"

    def told(self) -> list[str]:
        """Return a line for each thing that the release holds."""
        return [_told(line) for line in self.lines]


def draft(root: Path, settings: str, database: Database, date: PartialDate) -> Draft:
    """Return the release of *date* of the *database* below *root*, which must have no errors.

    Raises what reading the ledger, comparing and building raise: LedgerError, GoneError, BuildError.
    """
    ledger = read_ledger(root)
    _refuse_earlier(ledger, date)
    refuse_later(date)
    commit = commit_of(root)
    changes = compare(database.graph, ledger)
    # The website is the one that the release makes: with its own changes on the pages.
    released = add(ledger, head_of(ledger, date, commit, changes), changes, ledger.seal) if changes else ledger
    found = addresses_made(root, settings, database, released)
    lines = (*changes, *new_addresses(ledger.addresses, found))
    head = head_of(ledger, date, commit, lines)
    return Draft(head, lines, text_of(head, lines))


def _refuse_earlier(ledger: Ledger, date: PartialDate) -> None:
    if date.day is None:
        raise ReleaseError(f"{date} is not a day; give one such as 2026-11-23")
    if ledger.last_date and date.earliest < ledger.last_date.earliest:
        raise ReleaseError(f"{date} is before the last file of the ledger; give {ledger.last_date} or a later day")


def refuse_later(date: PartialDate) -> None:
    """Raise ReleaseError if *date* is after tomorrow: nothing could follow in the ledger until then."""
    tomorrow = today() + timedelta(days=1)  # east of Greenwich it may be that day already
    if date.earliest > tomorrow:
        raise ReleaseError(
            f"{date} is after tomorrow, and the ledger would take nothing earlier from then on; give a day up to {tomorrow},"
            " and see whether the clock of this machine is right"
        )


def commit_of(root: Path) -> str:
    """Return the commit that is checked out at *root*; nothing where it is no work tree of git.

    Raises ReleaseError if the tree is not as the commit has it: a release would name a commit that it does not come from.
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
    """Return what git prints."""
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=60)  # noqa: S603 - no text of others in it
    return done.stdout.decode("utf-8", "backslashreplace")


def _told(line: Line) -> str:
    match line:
        case Published():
            return f"{line.record}: published"
        case Renamed():
            return f"{line.record}: takes the place of {line.formerly}"
        case ItemRenamed():
            return f"{line.record}: {line.was} is now {line.item}"
        case Changed():
            return f"{line.record}: {line.field} {'changed' if line.now is not None else 'removed'}"
        case Answers():
            return f"/{line.page}: new address{''.join(f' #{anchor}' for anchor in line.anchors)}"
