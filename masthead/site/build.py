"""The build: checks first, makes the website beside the last one, and puts it in place when it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead.database.attachments import AttachmentError, redrawn
from masthead.database.link_status import links_or_warning
from masthead.database.loading import Database, load
from masthead.ledger.addresses import addresses_of, unanswered
from masthead.ledger.contents import Ledger
from masthead.ledger.read import LedgerError, read_ledger
from masthead.site.output_folder import OutputError, beside
from masthead.site.pelican_plugin import run
from masthead.site.settings import SettingsError, edition_of, settings_of
from masthead.site.templates import PageError
from masthead.site.verification import VerificationError, complete
from masthead.site.writer import WriteError, Writer


class BuildError(Exception):
    """The website could not be built; the last one stays as it was."""


_FAILURES = (OutputError, PageError, SettingsError, VerificationError, WriteError, LedgerError, AttachmentError)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found wrong with the records, how many pages it made (none if there are errors), and warnings."""

    database: Database
    pages: int = 0
    warnings: tuple[str, ...] = ()


def build(root: Path, settings: str, output: Path, jobs: int = 1) -> Built:
    """Build the website of the database below *root* with Pelican's *settings* into *output*, in *jobs* processes.

    Raises BuildError if the records are right and the website still cannot be made.
    """
    database = load(root)
    if database.errors:
        return Built(database)
    with _told(), beside(output) as new:
        return _build(root, database, read_ledger(root), root / settings, new, jobs)


def addresses_made(root: Path, settings: str, database: Database, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website that the *database* makes with *ledger*; the website is thrown away."""
    with _told(), TemporaryDirectory(prefix="masthead-") as folder:
        _build(root, database, ledger, root / settings, Path(folder))
        return addresses_of(Path(folder), database.graph)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what goes wrong while a website is made into a BuildError."""
    try:
        yield
    except _FAILURES as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise BuildError(f"{place}{error.strerror or error}") from error


def _build(root: Path, database: Database, ledger: Ledger, settings_file: Path, new: Path, jobs: int = 1) -> Built:
    """Make the website in the empty folder *new*, and see that it is whole and answers whatever ever answered."""
    settings = settings_of(settings_file, new)
    links, doubts = links_or_warning(root)
    made = edition_of(settings, database, ledger, links, redrawn(root, database.graph))
    writer = Writer(new, jobs=jobs)
    warnings = (*doubts, *run(settings, made, writer))
    manifest = complete(writer, made.url)
    gone = list(unanswered(new, ledger.addresses))
    if gone:
        raise BuildError(gone[0] + (f" (and {len(gone) - 1} more addresses)" if len(gone) > 1 else ""))
    return Built(database, sum(path.endswith(".html") for path in manifest), warnings)
