"""masthead verify-links: looks which sources and archived copies still answer, and keeps it for the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from masthead.commands.options import ROOT
from masthead.database.loading import load
from masthead.records.scope import ScopeError, scope_of
from masthead.reporting import report

if TYPE_CHECKING:
    from masthead.archiving.polite_client import Visitor
    from masthead.database.link_status import Links


@click.command(
    "verify-links",
    epilog="Exit code: 0 if the addresses were checked, whatever they answered; 1 if the status file could not be read or"
    " written, or there was no network; 2 for a usage error. See docs/archiving.md.",
    short_help="Check which sources and archived copies are still online.",
)
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="List the addresses that would be checked, without contacting them.")
@click.option(
    "--pause", type=click.FloatRange(0, 600), default=3.0, show_default=True, help="Seconds between requests."
)
@click.pass_context
def verify_links(context: click.Context, /, root: Path, paths: tuple[Path, ...], **options: Any) -> None:
    """Check which sources and archived copies are still online, for all records or for those at PATHS.

    Writes status/links.json, which pages use to say that a source is gone. Never changes a record.
    """
    from masthead.archiving.link_check import NoNetworkError, addresses  # noqa: PLC0415 - other commands need no network
    from masthead.archiving.polite_client import Visitor  # noqa: PLC0415
    from masthead.database.link_status import StatusError, read_links  # noqa: PLC0415

    try:
        scope = scope_of(root, paths)
    except ScopeError as error:
        raise click.UsageError(report.escape(str(error))) from None
    graph = load(root).graph
    wanted = addresses(graph, scope.holds if scope else lambda _path: True)
    if options["dry_run"]:
        for address in wanted:
            click.echo(report.escape(address))
        click.echo(f"{_count(wanted)}; none was contacted", err=True)
        return
    try:
        before = read_links(root)
        looked = _look(context.obj or Visitor(pause=options["pause"]), wanted, before, datetime.now(UTC).date())
        _write(root, before, looked, addresses(graph, lambda _path: True))
    except (NoNetworkError, StatusError, OSError) as error:
        raise click.ClickException(report.escape(str(error))) from None
    states = Counter(one.state for one in looked.values())
    told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    click.echo(f"{_count(looked)} checked" + (f": {told}" if told else ""), err=True)


def _count(addresses: Sized) -> str:
    return f"{len(addresses)} address{'' if len(addresses) == 1 else 'es'}"


def _look(visitor: Visitor, wanted: tuple[str, ...], before: Links, today: date) -> Links:
    """Return what is so of each address of *wanted* today, and tell it as it is found."""
    from masthead.archiving.link_check import look, network_works  # noqa: PLC0415

    looked, failed = {}, []
    for address, status, is_network in look(visitor, wanted, today):
        looked[address] = status
        failed += [address] * is_network
        head = f"{len(looked)}/{len(wanted)} {status.state}"
        click.echo(report.escape(f"{head}: {address} ({status.detail})"), err=True)
    network_works(before, failed, len(looked))
    return looked


def _write(root: Path, before: Links, looked: Links, all_: tuple[str, ...]) -> None:
    """Put what is known now into the status file, in one step."""
    from masthead.database.link_status import PATH, links_text, merged  # noqa: PLC0415
    from masthead.records import writing  # noqa: PLC0415

    text = links_text(merged(before, looked, all_)).encode()
    try:
        if (root / PATH).exists():
            writing.replace(root, PATH, text)
        else:
            writing.create(root, PATH, text)
    except writing.EditError as error:
        raise click.ClickException(report.escape(str(error))) from None
