"""masthead check: everything that is wrong with the records, for people and for machines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead import report
from masthead.commands.findings import report_of, show
from masthead.commands.options import ROOT
from masthead.database import Database, load
from masthead.formats.text import LIMIT
from masthead.scope import ScopeError, scope_of

_FORMATS = ("text", "github", "gitlab", "sarif", "json", "checkstyle")


@click.command(
    epilog="Exit code: 0 if nothing is wrong, 1 if an error was found (with --strict also if a warning was),"
    " 2 if the command itself cannot be understood. docs/checking.md says more, docs/rules/ explains each rule.",
)
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="How findings are told."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--all", "all_", is_flag=True, help=f"Show all findings as text, not only {LIMIT}.")
def check(root: Path, paths: tuple[Path, ...], form: str, *, strict: bool, all_: bool) -> None:
    """Check all records, or only those at PATHS, and tell everything that is wrong with them.

    PATHS are files and folders of records. The rest of the database is read too: what the records at PATHS break
    elsewhere is told as well.

    Findings go to the standard output, the closing lines to the standard error.
    """
    database, partly = _load(root, paths)
    made = report_of(database, root, partly=partly)
    if form == "text":
        show(made, root, limit=None if all_ else LIMIT)
    else:
        from masthead.formats import FORMATS  # noqa: PLC0415 - most checks are read by people

        click.echo(FORMATS[form](made).encode("utf-8"), nl=False)
    click.echo(made.summary(), err=True)
    if made.findings and form == "text":
        click.echo("what each [rule] demands, with examples: docs/rules/", err=True)
    if database.errors or (strict and database.findings):
        sys.exit(1)


def _load(root: Path, paths: tuple[Path, ...]) -> tuple[Database, bool]:
    """Return the database with the findings at *paths*, and whether that is a part of it."""
    try:
        scope = scope_of(root, paths)
    except ScopeError as error:
        raise click.UsageError(report.escape(str(error))) from None
    database = load(root, scope=scope)
    if scope and not database.checked:
        raise click.UsageError(report.escape(f"{paths[0]}: expected a record or a folder of records, found none"))
    return database, scope is not None
