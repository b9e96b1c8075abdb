"""Settings files are programs: what is done while one runs leaves nothing behind, in memory or beside the file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def leaving_nothing(file: Path) -> Iterator[None]:
    """Let the settings in *file* be run: no bytecode is written, and modules beside the file are forgotten afterwards.

    So the next run reads these modules again, and settings elsewhere find modules of the same names that are their own.
    """
    modules, before = set(sys.modules), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
        for name in set(sys.modules) - modules:
            if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == file.parent:
                del sys.modules[name]
