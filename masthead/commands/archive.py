"""masthead archive: copies of the sources that have none, asked from archives. Never part of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from masthead.archiving.archive_entries import entry, lines, with_entry
from masthead.archiving.copy_requests import Errand, Outcome
from masthead.archiving.guarded_connections import PORTS, Network
from masthead.archiving.missing_copies import MissingCopies, find_missing_copies
from masthead.archiving.polite_client import Visitor
from masthead.archiving.state_files import outside, read_state, state_file
from masthead.archiving.warc import Warc, open_warc
from masthead.archiving.wayback import Wayback
from masthead.commands.common.messages import failing, say
from masthead.commands.common.options import MINUTES, ROOT, FiniteRange
from masthead.commands.common.selection import scope_at
from masthead.files.regular_files import read_ordinary
from masthead.loading.database import Database, load
from masthead.record_files import writing
from masthead.reporting import report


@click.command(
    epilog="Exit code: 0 if the archive answered for every source, 1 if not, 2 for a usage error. See docs/archiving.md."
)
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="List what would be looked up, without contacting the archive.")
@click.option("--save", is_flag=True, help="Ask the archive to capture every document of which it has no copy.")
@click.option("--write", is_flag=True, help="Write the entries into the records.")
@click.option(
    "--warc",
    type=click.Path(path_type=Path),
    help="Also download documents and copies, into WARC files in this folder.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    help="The file that keeps the answers, so that a later run can continue.",
)
@click.option("--service", metavar="URL", help="Use another archive that works like the Wayback Machine.")
@click.option("--pause", type=FiniteRange(0, 600), default=4.0, show_default=True, help="Seconds between requests.")
@MINUTES
@click.pass_context
def archive(context: click.Context, /, root: Path, paths: tuple[Path, ...], **options: Any) -> None:
    """Find archived copies of sources that have none.

    Looks for copies of all sources, or only of those at PATHS and those that the records at PATHS cite.

    Prints the `archives:` entries that it would add; --write adds them. Look at each copy before you commit its entry.
    The only other files written are the state file and, with --warc, the downloads; both are outside the database.
    """
    database, missing = _plan(root, paths)
    waiting = (
        f"{report.counted(missing.evidence, 'item')} of evidence without an archived copy, their own or a source's"
    )
    if options["dry_run"]:
        say(*(f"{wanted.path}: would look for a copy of {wanted.address}" for wanted in missing.wanted))
        say(
            f"{report.counted(len(missing.wanted), 'source')} without a copy; {waiting}; the archive was not contacted",
            err=True,
        )
        return
    visitor = context.obj or _visitor(options)
    with _errand(root, visitor, options) as errand:
        outcomes = errand.run(missing.wanted, 60 * options["minutes"])
        number, copies, failed = _run(outcomes, len(missing.wanted), database, root, write=options["write"])
    left = len(missing.wanted) - number
    end = f"{report.counted(number, 'source')} looked up, copies found: {copies}, not answered: {failed}; {waiting}"
    done = "now look at each copy" if options["write"] else "nothing written; use --write to save"
    if left:
        end += f"; the time is over: run this again for the other {left}"
    say(f"{end}; {done}", err=True)
    if failed or left:
        context.exit(1)


def _plan(root: Path, paths: tuple[Path, ...]) -> tuple[Database, MissingCopies]:
    """Return the database and what lacks a copy in the part that is asked for."""
    scope = scope_at(root, paths)
    database = load(root)
    return database, find_missing_copies(database.graph, scope.holds if scope else lambda _path: True)


def _visitor(options: dict[str, Any]) -> Visitor:
    """Return who goes out: to public addresses, and to the archive that was named."""
    visitor = Visitor(pause=options["pause"])
    if options["service"]:
        try:
            parts = urlsplit(options["service"])
            place = (parts.hostname or "", parts.port or PORTS[parts.scheme])
        except (ValueError, KeyError):
            raise click.UsageError("--service: this is not an http or https address") from None
        visitor.network = Network(named=frozenset({place}))
    return visitor


@contextmanager
def _errand(root: Path, visitor: Visitor, options: dict[str, Any]) -> Iterator[Errand]:
    """Give the requests to make and the archive to ask; a WARC file is closed at the end, even after an interrupt."""
    wayback = Wayback.at(options["service"]) if options["service"] else Wayback()
    state = read_state(outside(options["state"] or state_file(), root))
    warc: Warc | None = open_warc(outside(options["warc"], root), _now()) if options["warc"] else None
    try:
        yield Errand(visitor, wayback, state, _now, saves=options["save"], warc=warc)
    finally:
        if warc:
            say(f"{warc.file}: sha256 {warc.close()}", err=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _run(
    outcomes: Iterable[Outcome], wanted: int, database: Database, root: Path, *, write: bool
) -> tuple[int, int, int]:
    """Print and write *outcomes*, and return how many there are, how many copies, and how many failed."""
    number = copies = failed = 0
    for number, outcome in enumerate(outcomes, 1):
        head = f"{number}/{wanted} {outcome.wanted.path}"
        say(*(f"{head}: {note}" for note in outcome.notes), err=True)
        failed += outcome.answer is None
        copies += _report_entry(outcome, database, root, write=write)
    return number, copies, failed


def _report_entry(outcome: Outcome, database: Database, root: Path, *, write: bool) -> bool:
    """Print the entry of *outcome*, and write it if *write*; return whether there is one."""
    fields = entry(outcome.answer) if outcome.answer else None
    if fields is None:
        return False
    say(f"{outcome.wanted.path}:", *lines(fields))
    if write:
        file = next(loaded.file for loaded in database.graph.loaded if loaded.file.path == outcome.wanted.path)
        now = replace(file, text=read_ordinary(root / file.path))
        with failing(file.path):
            writing.replace(root, file.path, with_entry(now, fields))
    return True
