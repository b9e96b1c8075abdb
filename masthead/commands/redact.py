"""masthead redact: removes a record, an item, a field or a text from all that was published, and notes that it did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from masthead.commands.common.messages import failing, misused, say, say_first
from masthead.commands.common.options import ROOT, day_of
from masthead.importing import transaction
from masthead.ledger.promises import read_promised
from masthead.loading.clock import refuse_leap
from masthead.loading.database import load
from masthead.releasing.redaction import RedactionPlan, RedactionRequest, Why, plan, request_of

LIMIT = 40
"""The most places that are listed: an old record is in many."""

_EARLIER = {
    transaction.Earlier.UNDONE: "What was interrupted before has been undone first.",
    transaction.Earlier.COMPLETE: "The redaction that was stopped before was complete; what it left over has been cleared.",
    transaction.Earlier.NOTHING: "What an earlier redaction left over that changed nothing has been cleared.",
}
INTERRUPTED = "A redaction was interrupted here. Run it again with --write, which undoes first what was begun."
GIT = (
    "The history of git still holds what was removed, and so do copies and archives of others:"
    " docs/releasing.md says what to do about it."
)


@click.command(
    epilog="Exit code: 0 if it is removed, or could be; 1 if it cannot be removed as asked, or the ledger was changed by"
    " hand; 2 for a usage error. See docs/releasing.md."
)
@click.argument("what")
@ROOT
@click.option("--reason", required=True, help="Why, in words that do not name what is removed. Published.")
@click.option("--decided-by", required=True, help="Who decided it. Published.")
@click.option("--date", metavar="YYYY-MM-DD", help="The date of the decision. [default: today (UTC)]")
@click.option(
    "--new-id", metavar="ID", help="The new ID of a record that is kept; without it, all of the record is removed."
)
@click.option("--text", "is_text", is_flag=True, help="Take WHAT as a text, also if it looks like a name.")
@click.option("--all", "all_", is_flag=True, help=f"Show every place, not only {LIMIT}.")
@click.option("--write", is_flag=True, help="Remove it; without this nothing is written.")
def redact(what: str, root: Path, reason: str, decided_by: str, date: str | None, **options: Any) -> None:
    """Remove WHAT from the ledger, where the law demands it, and note that it was removed.

    WHAT is a record (firms/acme), an item of one (firms/acme#listed), what a field held before
    (firms/acme:name), or else a text, which is removed with each value that holds it.

    The seals of the ledger stay valid. Date, reason and who decided are noted in it and shown on the
    website. Records are not edited, unless one continues under another ID: its file is moved, and the
    references to it are rewritten. Shows where else in this folder the text still is.
    """
    why = Why(day_of(date), reason, decided_by)
    with misused():
        request = request_of(what, is_text=options["is_text"], new_id=options["new_id"])
    if date is None:
        with failing("nothing removed"):
            refuse_leap(why.date.earliest, read_promised(root))
    if not options["write"]:
        with failing("nothing removed"):
            redaction = _planned(root, request, why)
        _show(redaction, all_=options["all_"])
        say("Nothing written. Use --write to remove it.", err=True)
        return
    _write(root, request, why, all_=options["all_"])


def _planned(root: Path, request: RedactionRequest, why: Why) -> RedactionPlan:
    """Return the plan; what cannot be removed ends the command."""
    if transaction.is_interrupted(root, transaction.REDACTION):
        raise click.ClickException(INTERRUPTED)
    return plan(root, request, why, load(root).graph)


def _show(redaction: RedactionPlan, *, all_: bool) -> None:
    """Show the removals, the changes of records, the steps that must come first, and the places that remain."""
    moved = [f"{change.before.path}: is moved to {change.path}" if change.path != change.before.path
             else f"{change.path}: the reference is rewritten"
             for change in redaction.changes if change.before and not change.path.startswith("ledger/")]  # fmt: skip
    limit = None if all_ else LIMIT
    say_first((*redaction.report, *moved), limit)
    if redaction.remains:
        say("Still there afterwards; change these by hand where people can read them:")
        say_first(tuple(redaction.remains), limit)
    if redaction.obstacles:
        say("To be done first, or the next release would publish it again:")
        say_first(tuple(redaction.obstacles), limit)
    say(GIT, err=True)


def _write(root: Path, request: RedactionRequest, why: Why, *, all_: bool) -> None:
    """Remove it, all or nothing."""
    with failing("nothing removed"), transaction.only_one(root, transaction.REDACTION) as earlier:
        if earlier:
            say(_EARLIER[earlier], err=True)
        redaction = _planned(root, request, why)
        _show(redaction, all_=all_)
        if redaction.obstacles:
            raise click.ClickException("nothing removed: see what must be done first")
        transaction.write_all(root, redaction.changes, lambda _: None, transaction.REDACTION)
    say(f"Removed, and noted in {redaction.path}.", err=True)
