"""The build: checks first, makes the website beside the last one, and puts it in place when it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from masthead.database import Database, load
from masthead.generator import PageError, edition_of, run, settings_of
from masthead.output import OutputError, beside
from masthead.views.pages import pages
from masthead.writer import file_of


class BuildError(Exception):
    """The website could not be built; the last one stays as it was."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found wrong with the records, how many pages it made (none if there are errors), and warnings."""

    database: Database
    pages: int = 0
    warnings: tuple[str, ...] = ()


def build(root: Path, settings: str, output: Path) -> Built:
    """Build the website of the database below *root* with Pelican's *settings* into *output*.

    Raises BuildError if the records are right and the website still cannot be made.
    """
    database = load(root)
    if database.errors:
        return Built(database)
    try:
        with beside(output) as new:
            return _build(database, root / settings, new)
    except (OutputError, PageError) as error:
        raise BuildError(str(error)) from error
    except OSError as error:
        raise BuildError(f"{error.filename}: {error.strerror}") from error


def _build(database: Database, settings_file: Path, new: Path) -> Built:
    """Make the website in the empty folder *new*, and see that it is whole."""
    settings = settings_of(settings_file, new)
    made = edition_of(settings, database)
    warnings = run(settings)
    expected = [file_of(page.path) for page in pages(made)]
    missing = [file for file in expected if not (new / file).is_file()]
    if missing:
        raise BuildError(f"expected {len(expected)} pages, {len(missing)} were not made, such as {missing[0]}")
    return Built(database, len(expected), warnings)
