"""The masthead command: check and build a database, serve the result."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from masthead import report
from masthead.database import Database, load

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="this folder",
    help="The folder that holds sites/, firms/, campaigns/ and sources/.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="masthead")
def main() -> None:
    """Masthead: the database of websites that pose as news outlets."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """Check all records and print everything that is wrong with them.

    Exits 0 if no finding is an error, 1 if one is.
    """
    if _reported(load(root)):
        sys.exit(1)


def _reported(database: Database) -> bool:
    """Print the findings of *database* and return whether one is an error."""
    for finding in database.findings:
        click.echo(report.line(finding), err=True)
    click.echo(report.summary(database.findings, len(database.graph.loaded)), err=True)
    return database.errors > 0
