"""The build: checks first, makes the website beside the last one, and puts it in place when it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead import MastheadError
from masthead.database.image_reencoding import redrawn
from masthead.database.link_status import links_or_warning
from masthead.database.loading import Database, load
from masthead.ledger.addresses import addresses_of, unanswered
from masthead.ledger.contents import Ledger
from masthead.ledger.read import read_ledger
from masthead.site.output_folder import beside, publish
from masthead.site.pelican_plugin import run
from masthead.site.progress import Progress, Stage
from masthead.site.settings import edition_of, settings_of
from masthead.site.verification import complete, read_manifest
from masthead.site.writer import Digest, Writer


class BuildError(MastheadError):
    """The website could not be built; the last one stays as it was."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found wrong with the records, and the website that it made; none if there are errors."""

    database: Database
    manifest: Mapping[str, Digest] = field(default_factory=dict)
    """What each file contains."""
    changed: int = 0
    """How many files are new, changed, or gone since the last build."""
    warnings: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(path.endswith(".html") for path in self.manifest)

    @property
    def size(self) -> int:
        """How many bytes all files have."""
        return sum(one.size for one in self.manifest.values())


def build(root: Path, settings: str, output: Path, jobs: int = 1, progress: Progress | None = None) -> Built:
    """Build the website of the database below *root* with Pelican's *settings* into *output*, in *jobs* processes.

    *progress* follows the build. Raises BuildError if the records are right and the website still cannot be made.
    """
    progress = progress or Progress()
    with progress.stage(Stage.CHECK):
        database = load(root)
    if database.errors:
        return Built(database)
    with _told(), beside(output) as new:
        built = _build(root, database, read_ledger(root), root / settings, Writer(new, jobs=jobs), progress)
        before = read_manifest(output)
        with progress.stage(Stage.PUBLISH):
            publish(new, output)
    paths = before.keys() | built.manifest.keys()
    return replace(built, changed=sum(before.get(path) != built.manifest.get(path) for path in paths))


def addresses_made(root: Path, settings: str, database: Database, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website that the *database* makes with *ledger*; the website is thrown away."""
    with _told(), TemporaryDirectory(prefix="masthead-") as folder:
        _build(root, database, ledger, root / settings, Writer(Path(folder)), Progress())
        return addresses_of(Path(folder), database.graph)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what goes wrong while a website is made into a BuildError."""
    try:
        yield
    except MastheadError as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise BuildError(f"{place}{error.strerror or error}") from error


def _build(
    root: Path, database: Database, ledger: Ledger, settings_file: Path, writer: Writer, progress: Progress
) -> Built:
    """Make the website in the empty folder of *writer*, and see that it is whole and answers whatever ever answered."""
    with progress.stage(Stage.PREPARE):
        settings = settings_of(settings_file, writer.root)
        links, doubts = links_or_warning(root)
        made = edition_of(settings, database, ledger, links, redrawn(root, database.graph))
    with progress.stage(Stage.WRITE, len(database.graph.loaded)):
        warnings = (*doubts, *run(settings, made, writer, progress.reached))
    with progress.stage(Stage.VERIFY):
        _refuse_unanswered(writer.root, ledger)
        manifest = complete(writer, made.url)
    return Built(database, manifest, warnings=warnings)


def _refuse_unanswered(new: Path, ledger: Ledger) -> None:
    """Refuse a website that no longer answers at an address that was published."""
    gone = list(unanswered(new, ledger.addresses))
    if gone:
        raise BuildError(gone[0] + (f" (and {len(gone) - 1} more addresses)" if len(gone) > 1 else ""))
