"""Detection of interrupted commands: those that stopped before all files were written, or all restored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from masthead.findings.finding import Finding

IMPORT = ".masthead-import"
REDACTION = ".masthead-redaction"
LIST = "list.json"
"""The file in these folders without which their other files do not count."""
DONE = "done.json"
"""The name of that file once everything is written, and only the folder is left to be cleared."""

_BEGUN = "was interrupted, so some of its files may be written and others not"
_FAULTS = {
    f"{IMPORT}/{LIST}": (f"an import {_BEGUN}", "undo it with `masthead import --undo`"),
    f"{REDACTION}/{LIST}": (f"a redaction {_BEGUN}", "run `masthead redact` again with --write, which undoes it first"),
    f"{REDACTION}/{DONE}": (
        "a redaction is complete, but was stopped before it cleared this folder, which holds what it removed",
        "run `masthead redact` again with --write, which clears it first",
    ),
}


def unfinished(root: Path) -> Iterator[Finding]:
    """Yield a finding for each command that was interrupted below *root*, if that matters to readers or to anybody named."""
    for path, (message, cure) in _FAULTS.items():
        if _is_file(root / path):
            yield Finding(path.partition("/")[0], "write-unfinished", message, cure=cure)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder that we may not read; the reader of records reports it
        return False
