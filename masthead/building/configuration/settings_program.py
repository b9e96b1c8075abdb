"""Settings files are programs: what is done while one runs leaves nothing behind, in memory or beside the file."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

_LIBRARIES = tuple(sysconfig.get_path(kind) for kind in ("stdlib", "purelib", "platlib"))


@contextmanager
def leaving_nothing(file: Path) -> Iterator[None]:
    """Let the settings in *file* be run: no bytecode is written, and modules beside the file are forgotten afterwards.

    So the next run reads these modules again, and settings find modules beside them that are their own: those of the
    same names that were loaded beside other settings are out of sight meanwhile.
    """
    own = {path.stem for path in file.parent.glob("*.py")}
    others = {name: sys.modules.pop(name) for name in own & sys.modules.keys() if _is_of_settings(sys.modules[name])}
    modules, before = set(sys.modules), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before
        for name in set(sys.modules) - modules:
            if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == file.parent:
                del sys.modules[name]
        sys.modules.update(others)


def _is_of_settings(module: ModuleType) -> bool:
    """Return whether *module* is from a file, and not one of Python, of a library or of the program that runs."""
    file = getattr(module, "__file__", None)
    return bool(file) and module.__name__ != "__main__" and not str(file).startswith(_LIBRARIES)
