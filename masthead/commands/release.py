"""masthead release: adds to the ledger what became of the records, and every address."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.commands.common.findings import report_of, show
from masthead.commands.common.messages import failing, say, say_first
from masthead.commands.common.options import ROOT, day_of
from masthead.ledger import append
from masthead.ledger.promises import read_promised
from masthead.loading.clock import refuse_leap
from masthead.loading.database import Database, load
from masthead.releasing.release import draft

LIMIT = 40
"""The most lines of a release that are shown: a first one has as many as there are records and pages."""


@click.command(
    epilog="Exit code: 0 if the release is written, or could be, or there is nothing to release; 1 if a record is"
    " wrong, the ledger was changed by hand, or an address would no longer answer; 2 for a usage error."
    " See docs/releasing.md."
)
@ROOT
@click.option("--date", metavar="YYYY-MM-DD", help="The date of the release. [default: today (UTC)]")
@click.option("--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings, below the root.")
@click.option("--all", "all_", is_flag=True, help=f"Show every line, not only {LIMIT}.")
@click.option("--write", is_flag=True, help="Write the release; without this nothing is written.")
def release(root: Path, date: str | None, settings: str, *, all_: bool, write: bool) -> None:
    """Compare the database with the ledger, and add what is new.

    New records, changed fields and new addresses are new. The website is built to find them, and thrown away. The
    command shows what the release would hold; with --write it saves it in a new file in ledger/. It changes no
    other file.
    """
    day = day_of(date)
    database = _checked(root)
    with failing("not released"):
        new = draft(root, settings, database, day)
    if new.is_empty:
        say("Nothing is new since the last release, so there is nothing to write.", err=True)
        return
    if date is None:
        with failing("not released"):
            refuse_leap(day.earliest, read_promised(root))
    say_first(tuple(new.report()), None if all_ else LIMIT)
    ending = "Nothing written. Use --write to save it."
    if write:
        with failing("not released"):
            ending = f"Written to {append.write(root, new.head, new.text)}."
    say(f"{new.summary()}. {ending}", err=True)


def _checked(root: Path) -> Database:
    """Return the database below *root*; if a record has errors, report them and end the command."""
    database = load(root)
    if database.errors:
        report = report_of(database, root)
        show(report, root, err=True)
        say(f"{report.summary()}; not released", err=True)
        sys.exit(1)
    return database
