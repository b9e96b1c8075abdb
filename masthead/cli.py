"""The masthead command: checks and builds a database, serves the result."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import click

from masthead.commands.archive import archive
from masthead.commands.check import check
from masthead.commands.findings import report_of, show
from masthead.commands.fmt import fmt
from masthead.commands.garbage import LONG_RUNNING, uncollected
from masthead.commands.import_ import import_
from masthead.commands.migrate import migrate
from masthead.commands.new import new
from masthead.commands.options import ROOT
from masthead.commands.redact import redact
from masthead.commands.release import release
from masthead.commands.schema import schema
from masthead.commands.verify_links import verify_links
from masthead.reporting import report

OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to build into.  [default: output/ in the root]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="masthead")
@click.pass_context
def main(context: click.Context) -> None:
    """Masthead: a database of websites that pose as news outlets."""
    if context.invoked_subcommand not in LONG_RUNNING:
        context.with_resource(uncollected())


@main.command()
@ROOT
@OUTPUT
@click.option(
    "--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings file, relative to the root."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="How many processes make pages; the pages are the same.  [default: one for each processor]",
)
def build(root: Path, output: Path | None, settings: str, jobs: int | None) -> None:
    """Check all records and build the website.

    If any record has an error, nothing is built and the previous website is kept.

    Exit code: 0 if the website was built, 1 if not, 2 for a usage error.
    """
    # Pelican takes longer to load than a check to run.
    from masthead.site.build import BuildError  # noqa: PLC0415
    from masthead.site.build import build as make  # noqa: PLC0415
    from masthead.site.workers import usable_processors  # noqa: PLC0415

    start = time.monotonic()
    output = output or root / "output"
    try:
        built = make(root, settings, output, jobs or usable_processors())
    except BuildError as error:
        raise click.ClickException(report.escape(str(error))) from None
    made_of = report_of(built.database, root)
    show(made_of, root, err=True)
    click.echo(made_of.summary(), err=True)
    if built.database.errors:
        click.echo(f"build failed; {report.escape(str(output))} is unchanged", err=True)
        sys.exit(1)
    for warning in built.warnings:
        click.echo(f"warning: {report.escape(warning)}", err=True)
    seconds = f"{time.monotonic() - start:.1f} s"
    click.echo(f"built {built.pages} pages of records in {report.escape(str(output))}, {seconds}", err=True)


@main.command(short_help="Serve the website on this machine, and rebuild it on changes.")
@ROOT
@OUTPUT
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 for any free one.",
)
def serve(root: Path, output: Path | None, port: int) -> None:
    """Build the website, serve it on this machine, and rebuild it on every change."""
    # Loads a server and a watcher, which no other command needs.
    from masthead.site.dev_server import ServeError  # noqa: PLC0415
    from masthead.site.dev_server import serve as run  # noqa: PLC0415

    # A shell that starts a command in the background makes it deaf to interrupts, which are how serving ends.
    signal.signal(signal.SIGINT, signal.default_int_handler)

    try:
        for line in run(root, output or root / "output", port):
            click.echo(report.escape(line), err=True)
    except ServeError as error:
        raise click.ClickException(str(error)) from None


main.add_command(check)
main.add_command(schema)
main.add_command(release)
main.add_command(redact)
main.add_command(fmt)
main.add_command(migrate)
main.add_command(new)
main.add_command(import_)
main.add_command(archive)
main.add_command(verify_links)
