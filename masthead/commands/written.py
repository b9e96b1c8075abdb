"""Writing a file for a command: what cannot be written ends the command, with the reason."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.reporting import report


def write(root: Path, path: str, text: bytes) -> None:
    """Write *text* to the file at *path* below *root*, whether it is there or not, in one step."""
    from masthead.records.writing import EditError, put  # noqa: PLC0415 - a check needs none of this

    try:
        put(root, path, text)
    except EditError as error:
        raise click.ClickException(report.escape(str(error))) from None
