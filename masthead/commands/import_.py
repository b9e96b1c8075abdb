"""masthead import: a list of outlets into records, as a map says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import click

from masthead.commands.common.messages import failing, say
from masthead.commands.common.options import ROOT
from masthead.importing import plan_text, transaction
from masthead.importing.draft import drafts
from masthead.importing.lists.list_reader import read_any
from masthead.importing.lists.problems import Unusable
from masthead.importing.lists.table import Layout, Row, Table
from masthead.importing.maps.file import Map, read_map
from masthead.importing.maps.sketch import sketch
from masthead.importing.maps.with_list import read_with_list
from masthead.importing.plan import ImportPlan, make_plan
from masthead.ledger.promises import read_promised
from masthead.loading.clock import today_after
from masthead.record_files.files import read_files
from masthead.reporting import report

_EARLIER = {
    transaction.Earlier.UNDONE: "the interrupted import was undone",
    transaction.Earlier.COMPLETE: "the import that was stopped is complete; what it left over was cleared",
    transaction.Earlier.NOTHING: "an import that was stopped had changed nothing; what it left over was cleared",
}
LIMIT = 50
"""The most problems that are shown: a list that is wrong in every row is mostly wrong in one way."""


@click.command(
    "import",
    epilog="Exit code: 0 if no row is refused and the database would have no errors, 1 if not, 2 if the list or the map"
    " cannot be used. See docs/importing.md.",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--map",
    "charts",
    metavar="MAP",
    multiple=True,
    type=click.Path(path_type=Path),
    help="The file that says what the columns mean; of several lists, one for each, in their order.",
)
@ROOT
@click.option("--write", is_flag=True, help="Write the new records; without this, nothing is written.")
@click.option(
    "--add-to-known", is_flag=True, help="Add missing items to known outlets, without changing what they say."
)
@click.option(
    "--sketch", is_flag=True, help="Print a map for FILE to complete; with --map, read FILE as that map says."
)
@click.option("--all-rows", is_flag=True, help="Print every row, also where many say the same.")
@click.option("--undo", is_flag=True, help="Take back what an interrupted import wrote; needs neither FILE nor MAP.")
@click.option("--show", is_flag=True, help="Show the new records as they would be written.")
def import_(files: tuple[Path, ...], charts: tuple[Path, ...], root: Path, **flags: bool) -> None:
    """Import the outlets in each FILE as its MAP says: CSV, TSV, JSON, JSON Lines, plain text or an Excel workbook.

    Reports what each row becomes: a new record, a known outlet, a known outlet that the list describes differently, or
    nothing, and why. Known records are never overwritten. Either all records are written or none, and only if the
    whole database has no errors with them.
    """
    if flags["undo"]:
        _undo(root)
        return
    if flags["sketch"] and len(files) == 1 and len(charts) < 2:
        _sketch(files[0], next(iter(charts), None))
        return
    if not files or len(files) != len(charts):
        raise click.UsageError("give FILE and --map MAP, as many maps as files, one FILE and --sketch, or --undo")
    lists = [_read(file, chart) for file, chart in zip(files, charts, strict=True)]
    if not flags["write"]:
        if transaction.is_interrupted(root):
            say("an import was interrupted here; the next one with --write will undo it first", err=True)
        _finish(_plan(root, lists, flags), "nothing written; use --write to save", flags)
        return
    with failing("nothing written"), transaction.only_one(root) as earlier:
        if earlier:
            say(_EARLIER[earlier], err=True)
        _write(root, _plan(root, lists, flags), flags)


def _undo(root: Path) -> None:
    """Take back what an interrupted import wrote."""
    with failing("nothing undone"), transaction.only_one(root) as earlier:
        say(_EARLIER[earlier] if earlier else "there is nothing to undo", err=True)


def _read(file: Path, chart: Path) -> tuple[Map, Table]:
    """Return the map and the list; what cannot be used ends the command."""
    try:
        return read_with_list(chart, file)
    except Unusable as error:
        _refuse(error)


def _sketch(file: Path, chart: Path | None) -> None:
    """Print a map for the list *file*, which is read as the map *chart* says if there is one."""
    try:
        layout = read_map(chart).layout if chart else Layout()
        table = read_any(file, layout)
        text = sketch(table, file.name)
    except Unusable as error:
        _refuse(error)
    say(*text.splitlines())
    say(*table.notes, err=True)


def _refuse(error: Unusable) -> NoReturn:
    """Tell what is wrong with the list or the map, and end the command."""
    say(*map(str, error.problems[:LIMIT]))
    if len(error.problems) > LIMIT:
        say(f"… and {len(error.problems) - LIMIT} more", err=True)
    say("nothing written: the list or the map cannot be used", err=True)
    sys.exit(2)


def _plan(root: Path, lists: Sequence[tuple[Map, Table]], flags: Mapping[str, bool]) -> ImportPlan:
    """Return the plan for the rows of *lists*."""
    today_after(read_promised(root))  # the new records are judged by the day, as a check judges them
    for _, table in lists:
        say(*table.notes, err=True)
    # Drafts are made one by one, so that none outlives its entry in the plan.
    list_drafts = ((mapping, drafts(mapping, _with_progress(table.rows))) for mapping, table in lists)
    return make_plan(list(read_files(root)), list_drafts, add_to_known=flags["add_to_known"])


def _with_progress(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield *rows*, and show a person at a terminal how many have been read."""
    with click.progressbar(rows, label="reading rows", file=sys.stderr, hidden=_is_unseen()) as shown:
        yield from shown


def _write(root: Path, plan: ImportPlan, flags: Mapping[str, bool]) -> None:
    """Write the records of *plan* if it is sound, and report it."""
    if not plan.is_sound:
        _finish(
            plan,
            "nothing written: either all rows are written or none",
            flags,
        )
        return
    with click.progressbar(plan.changes, label="writing", file=sys.stderr, hidden=_is_unseen()) as bar:
        transaction.write_all(root, plan.changes, bar.update)
    new = sum(change.before is None for change in plan.changes)
    extended = report.counted(len(plan.changes) - new, "known record")
    _finish(plan, f"{report.counted(new, 'record')} written, {extended} extended", flags)


def _finish(plan: ImportPlan, end: str, flags: Mapping[str, bool]) -> None:
    """Tell what *plan* says, and exit 1 if it may not be written."""
    say(*plan_text.lines(plan, is_full=flags["all_rows"]))
    kept = plan_text.kept(plan)
    if flags["show"]:
        say(*plan_text.texts(kept))
    say(*plan_text.differences(kept))
    say(*plan_text.proposed(plan))
    say(*map(report.line, plan.faults[:LIMIT]))
    if len(plan.faults) > LIMIT:
        say(f"… and {len(plan.faults) - LIMIT} more", err=True)
    say(f"{plan_text.summary(plan)}; {end}", err=True)
    if not plan.is_sound:
        sys.exit(1)


def _is_unseen() -> bool:
    """Return whether nobody at a terminal would see how far the command is."""
    return not sys.stderr.isatty()
