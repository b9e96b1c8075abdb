"""Detection of interrupted commands: those that stopped before all files were written, or all restored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from masthead.findings.finding import Finding

IMPORT = ".masthead-import"
REDACTION = ".masthead-redaction"
LIST = "list.json"
"""The file in these folders without which their other files do not count."""

_CURES = {
    IMPORT: ("an import", "undo it with `masthead import --undo`"),
    REDACTION: ("a redaction", "run `masthead redact` again with --write, which undoes it first"),
}


def unfinished(root: Path) -> Iterator[Finding]:
    """Yield a finding for each command that was interrupted below *root*."""
    for folder, (what, cure) in _CURES.items():
        if _is_file(root / folder / LIST):
            message = f"{what} was interrupted, so some of its files may be written and others not"
            yield Finding(folder, "write-unfinished", message, cure=cure)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that we may not read; the reader of records reports it
        return False
