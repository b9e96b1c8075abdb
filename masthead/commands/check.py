"""masthead check: everything that is wrong with the records, for people and for machines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead.commands.common.findings import report_of, show
from masthead.commands.common.messages import say, write
from masthead.commands.common.options import JOBS, ROOT
from masthead.commands.common.selection import scope_at
from masthead.loading.database import Database, load
from masthead.processes.workers import usable_processors
from masthead.reporting.formats.registry import FORMATS
from masthead.reporting.formats.text import LIMIT

_FORMATS = ("text", "github", "gitlab", "sarif", "json", "checkstyle")


@click.command(
    epilog="Exit code: 0 if no error was found, 1 if one was (with --strict, a warning too), 2 for a usage error."
    " See docs/checking.md; docs/rules/ explains each rule.",
)
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="The format of the report."
)
@JOBS
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--all", "all_", is_flag=True, help=f"In text format, show all findings, not only {LIMIT}.")
def check(root: Path, paths: tuple[Path, ...], form: str, jobs: int | None, *, strict: bool, all_: bool) -> None:
    """Check all records, or only those at PATHS, and report every problem.

    PATHS are files and folders of records. The rest of the database is read too, and problems that the records at
    PATHS cause elsewhere are reported as well.

    Findings go to standard output, the summary to standard error.
    """
    database, partly = _load(root, paths, jobs or usable_processors())
    report = report_of(database, root, partly=partly)
    if form == "text":
        show(report, root, limit=None if all_ else LIMIT)
    else:
        write(FORMATS[form](report).encode("utf-8"))
    say(report.summary(), err=True)
    if report.findings and form == "text":
        say("rules, with examples: docs/rules/", err=True)
    if database.errors or (strict and database.findings):
        sys.exit(1)


def _load(root: Path, paths: tuple[Path, ...], jobs: int) -> tuple[Database, bool]:
    """Return the database with the findings at *paths*, and whether that is a part of it."""
    scope = scope_at(root, paths)
    database = load(root, scope=scope, jobs=jobs)
    if scope and not database.checked:
        raise click.UsageError(f"{paths[0]}: no records found here")
    return database, scope is not None
