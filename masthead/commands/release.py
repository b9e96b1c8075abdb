"""masthead release: adds to the ledger what became of the records, and every address."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.commands.findings import report_of, show
from masthead.commands.options import ROOT, day_of
from masthead.database.loading import Database, load
from masthead.field_types.dates import PartialDate
from masthead.ledger import append
from masthead.ledger.compare import GoneError
from masthead.ledger.read import LedgerError
from masthead.records.writing import EditError
from masthead.releasing.release import Draft, ReleaseError, draft
from masthead.reporting import report
from masthead.site.build import BuildError

LIMIT = 40
"""How many lines of a release are shown: a first one has as many as there are records and pages."""


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
    made = _draft(root, settings, database, day)
    if made.is_empty:
        click.echo("Nothing is new since the last release, so there is nothing to write.", err=True)
        return
    told = made.told()
    for line in told if all_ else told[:LIMIT]:
        click.echo(report.escape(line))
    if len(told) > LIMIT and not all_:
        click.echo(f"and {len(told) - LIMIT} more; --all shows them")
    ending = f"Written to {_written(root, made)}." if write else "Nothing written. Use --write to save it."
    click.echo(f"{made.summary()}. {ending}", err=True)


def _checked(root: Path) -> Database:
    """Return the database below *root*; if one record is wrong, tell it and end the command."""
    database = load(root)
    if database.errors:
        made = report_of(database, root)
        show(made, root, err=True)
        click.echo(f"{made.summary()}; not released", err=True)
        sys.exit(1)
    return database


def _draft(root: Path, settings: str, database: Database, day: PartialDate) -> Draft:

    try:
        return draft(root, settings, database, day)
    except (BuildError, GoneError, LedgerError, ReleaseError) as error:
        raise click.ClickException(report.escape(f"not released: {error}")) from None


def _written(root: Path, made: Draft) -> str:
    """Write the release, and return the path of its file."""
    try:
        return append.write(root, made.head, made.text)
    except (EditError, OSError) as error:
        raise click.ClickException(report.escape(f"not released: {error}")) from None
