"""The build: checks first, makes the website beside the last one, and puts it in place when it is whole."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from masthead.database import Database, load
from masthead.dates import PartialDate
from masthead.generator import run
from masthead.phrasebook import phrasebook
from masthead.views.edition import edition
from masthead.views.pages import pages
from masthead.writer import file_of

LOCALE = "en-GB"


class BuildError(Exception):
    """The website could not be built; the last one stays as it was."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found wrong with the records, and how many pages it made (none if there are errors)."""

    database: Database
    pages: int = 0


def build(root: Path, settings: str, output: Path) -> Built:
    """Build the website of the database below *root* with Pelican's *settings* into *output*.

    Raises BuildError if the records are right and the website still cannot be made.
    """
    database = load(root)
    if database.errors:
        return Built(database)
    made = edition(database.graph, phrasebook(LOCALE), _epoch())
    with _lock(output):
        beside = output.with_name(f"{output.name}.new")
        _empty(beside)
        run(root / settings, beside, made)
        expected = [file_of(page.path) for page in pages(made)]
        missing = [file for file in expected if not (beside / file).is_file()]
        if missing:
            raise BuildError(f"expected {len(expected)} pages, {len(missing)} were not made, such as {missing[0]}")
        swap(beside, output)
    return Built(database, len(expected))


def _epoch() -> PartialDate | None:
    """Return the day of SOURCE_DATE_EPOCH, if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdigit():
        return None
    day = datetime.fromtimestamp(int(seconds), UTC)
    return PartialDate(day.year, day.month, day.day)


@contextmanager
def _lock(output: Path) -> Iterator[None]:
    """Keep a second build of *output* from running at the same time."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise BuildError(f"expected a folder or nothing at {output}, found something else")
    output.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(output.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BuildError(f"another build is writing beside {output}: wait for it") from None
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    """Make *folder* an empty folder; what lies there is left of a build that was stopped."""
    if folder.is_symlink():
        raise BuildError(f"expected a folder or nothing at {folder}, found a link")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def swap(new: Path, old: Path) -> None:
    """Put *new* in the place of *old* in one step, and delete what was there."""
    if not old.exists():
        new.rename(old)
        return
    if not _exchange(new, old):
        # Two steps: for an instant there is nothing at the place. Only where the system knows no exchange.
        aside = old.with_name(f"{old.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        new = aside
    shutil.rmtree(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, and return whether the system could (Linux: renameat2(2))."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    at_working_folder, exchange = -100, 2
    if rename(at_working_folder, os.fsencode(one), at_working_folder, os.fsencode(other), exchange) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS):
        return False
    raise BuildError(f"cannot put {one} in the place of {other}: {os.strerror(ctypes.get_errno())}")
