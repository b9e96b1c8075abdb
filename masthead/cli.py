"""The masthead command: checks and builds a database, serves the result."""

from __future__ import annotations

import sys

import click

from masthead.commands.archive import archive
from masthead.commands.build import build
from masthead.commands.check import check
from masthead.commands.fmt import fmt
from masthead.commands.garbage import LONG_RUNNING, uncollected
from masthead.commands.import_ import import_
from masthead.commands.migrate import migrate
from masthead.commands.new import new
from masthead.commands.redact import redact
from masthead.commands.release import release
from masthead.commands.schema import schema
from masthead.commands.serve import serve
from masthead.commands.verify_links import verify_links


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="masthead")
@click.pass_context
def main(context: click.Context) -> None:
    """Masthead: a database of websites that pose as news outlets."""
    if sys.flags.optimize > 1:
        message = "-OO removes the descriptions of fields and terms, which pages and schemas need; use -O, or neither"
        raise click.ClickException(message)
    if context.invoked_subcommand not in LONG_RUNNING:
        context.with_resource(uncollected())


main.add_command(build)
main.add_command(serve)
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
