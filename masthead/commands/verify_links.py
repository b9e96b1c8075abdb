"""masthead verify-links: looks which sources and archived copies still answer, and keeps it for the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from masthead.archiving.guarded_connections import host_of
from masthead.archiving.link_check import Look, link_addresses, look, network_works, still_to_look_at
from masthead.archiving.polite_client import Visitor
from masthead.commands.common.messages import say
from masthead.commands.common.options import MINUTES, ROOT, FiniteRange
from masthead.commands.common.selection import scope_at
from masthead.loading.clock import today
from masthead.loading.database import load
from masthead.loading.link_status import Links, known_links, merge_into_file, only_tried

EVERY = 10
"""After how many addresses the status file is written: a run that is killed loses no more."""


@click.command(
    "verify-links",
    epilog="Exit code: 0 if the addresses were checked, whatever they answered; 1 if the status file could not be read or"
    " written, or there was no network; 2 for a usage error. See docs/archiving.md.",
)
@ROOT
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="List the addresses that would be checked, without contacting them.")
@click.option("--pause", type=FiniteRange(0, 600), default=3.0, show_default=True, help="Seconds between requests.")
@MINUTES
@click.pass_context
def verify_links(context: click.Context, /, root: Path, paths: tuple[Path, ...], **options: Any) -> None:
    """Check which sources and archived copies are still online, for all records or for those at PATHS.

    Writes status/links.json, which pages use to say that a source is gone. Never changes a record. The addresses that
    were checked longest ago come first, so a run continues where the last one stopped.
    """
    scope = scope_at(root, paths)
    graph, day = load(root).graph, today()
    all_, of_scope = (
        link_addresses(graph, holds) for holds in (lambda _path: True, scope.holds if scope else lambda _path: True)
    )
    before = known_links(root)
    wanted = still_to_look_at(of_scope, before, day)
    if options["dry_run"]:
        say(*wanted)
        say(f"{_count(wanted)}; none was contacted", err=True)
        return
    visitor = context.obj or Visitor(pause=options["pause"])
    looked = _look(visitor, wanted, _Status(root, before, all_), day, options["minutes"])
    states = Counter(status.state for status in looked.values())
    counts = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    left = _left([address for address in wanted if address not in looked], visitor)
    say(f"{_count(looked)} checked" + (f": {counts}" if counts else "") + left, err=True)


def _left(addresses: list[str], visitor: Visitor) -> str:
    """Return the end of the last line, on the *addresses* that another run has to look at."""
    silent = {host for address in addresses if visitor.has_spent(host := host_of(address))}
    waiting = sum(host_of(address) in silent for address in addresses)
    late = len(addresses) - waiting
    text = f"; the time is over: run this again for the other {late}" if late else ""
    if waiting:
        text += f"; {waiting} more wait for another run, since their host does not answer: {', '.join(sorted(silent))}"
    return text


def _count(addresses: Sized) -> str:
    return f"{len(addresses)} address{'' if len(addresses) == 1 else 'es'}"


def _look(visitor: Visitor, wanted: tuple[str, ...], status: _Status, day: date, minutes: float) -> Links:
    """Return the status of each address of *wanted* that was checked within *minutes*; print and save each as it comes."""
    looks: list[Look] = []
    try:
        for result in look(visitor, wanted, day, 60 * minutes):
            looks.append(result)
            head = f"{len(looks)}/{len(wanted)} {result.status.state}"
            say(f"{head}: {result.address} ({result.status.detail})", err=True)
            if len(looks) % EVERY == 0:
                status.write(_sure(looks, status.before))
        network_works(status.before, looks)
    except BaseException:  # also a key that interrupts
        status.write(_sure(looks, status.before))
        raise
    looked = {result.address: result.status for result in looks}
    status.write(looked)
    return looked


def _sure(looks: list[Look], before: Links) -> Links:
    """Return the status of each address of *looks*; where the network failed, only the day is added to what was *before*."""
    return {
        visit.address: only_tried(before.get(visit.address), visit.status) if visit.is_network else visit.status
        for visit in looks
    }


@dataclass(frozen=True, slots=True)
class _Status:
    """The status file below *root*, its contents *before* this run, and all addresses in the records."""

    root: Path
    before: Links
    addresses: tuple[str, ...]

    def write(self, looked: Links) -> None:
        """Add what was *looked* at to what the file says now, in one step."""
        if looked:
            merge_into_file(self.root, self.before, looked, self.addresses)
