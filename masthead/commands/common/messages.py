"""The output of commands, escaped so that no terminal or CI log takes it for a command; errors, and how they end a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from masthead import MastheadError
from masthead.reporting.report import escape


def say(*lines: str, err: bool = False) -> None:
    """Print *lines*, on the standard error if *err*."""
    with _naming_output(err=err):
        for line in lines:
            click.echo(escape(line), err=err)


def say_first(lines: tuple[str, ...], limit: int | None) -> None:
    """Print the first *limit* of *lines*, all if it is None, and how many more there are."""
    say(*lines[:limit])
    if limit is not None and len(lines) > limit:
        say(f"and {len(lines) - limit} more; --all shows them")


def write(document: str | bytes, *, err: bool = False) -> None:
    """Print *document*, which its own format has made safe, as it is."""
    with _naming_output(err=err):
        click.echo(document, nl=False, err=err)


@contextmanager
def _naming_output(*, err: bool) -> Iterator[None]:
    """Let an error of the system say that it is the output that could not be written, as it does of a file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, f"standard {'error' if err else 'output'}") from None


@contextmanager
def failing(before: str) -> Iterator[None]:
    """End the command with exit code 1 if something fails, and say so after the words *before*."""
    try:
        yield
    except (MastheadError, OSError) as error:
        raise click.ClickException(escape(f"{before}: {_text(error)}")) from None


@contextmanager
def misused(before: str = "") -> Iterator[None]:
    """Take an error of ours for a mistake in what was typed: exit code 2, or the question is asked again."""
    try:
        yield
    except MastheadError as error:
        raise click.UsageError(escape(f"{before}{error}")) from None


@contextmanager
def shown() -> Iterator[None]:
    """Show every error that ends a command, ours, the system's or click's; any other exception keeps its traceback."""
    try:
        yield
    except click.ClickException as error:
        error.message = escape(error.message)  # type: ignore[misc]  # final, but printed as it is
        raise
    except BrokenPipeError:  # click ends quietly when nobody reads on
        raise
    except (MastheadError, OSError) as error:
        raise click.ClickException(escape(_text(error, _unwritable()))) from None


def _unwritable() -> str:
    """Return the name of an output that cannot be written, if there is one, and throw away what waits for it.

    Python would try again when it ends, and say in its own words that it cannot.
    """
    for name, stream in (("standard output", sys.stdout), ("standard error", sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
            return name
    return ""


def _text(error: MastheadError | OSError, output: str = "") -> str:
    """Return the text of *error*; that of the system begins with the file, or with the *output* that cannot be written."""
    place = (error.filename or output) if isinstance(error, OSError) else ""
    if isinstance(error, OSError) and place and error.strerror:
        return f"{place}: {error.strerror}"
    return str(error)
