"""A release: what became of the records since the last one, and every address of the website that they make."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from masthead.database.loading import Database
from masthead.field_types.dates import PartialDate
from masthead.ledger.addresses import new_addresses
from masthead.ledger.append import head_of, text_of
from masthead.ledger.compare import compare
from masthead.ledger.contents import Ledger, add
from masthead.ledger.lines import Answers, Changed, Head, ItemRenamed, Line, Published, Renamed
from masthead.ledger.read import read_ledger
from masthead.site.build import addresses_made


class ReleaseError(Exception):
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


def commit_of(root: Path) -> str:
    """Return the commit that is checked out at *root*; nothing where it is no work tree of git."""
    if not (root / ".git").exists():
        return ""
    command = ["git", "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="ascii", check=True, timeout=10)  # noqa: S603 - no text of others in it
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout.strip()


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
