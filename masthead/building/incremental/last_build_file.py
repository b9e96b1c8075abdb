"""The file of values that a build keeps for the next one: two lines of JSON behind a seal (files/sealed_cache.py).

The first line, which decides whether anything has to be made at all, is read alone; last_build.py reads the second. The
file belongs to one output folder. It is read as data and never executed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.files.regular_files import NotOrdinaryError, read_ordinary, remove_folder
from masthead.files.sealed_cache import SEAL_BYTES, ForeignError, read_sealed, write_sealed

VERSION = 4
_SPARES = "spares"


class LastBuildError(MastheadError):
    """The kept values of the last build cannot be used; the message says why."""


def read_kept(cache: Path, output: Path) -> tuple[Any, bytes] | None:
    """Return the first line, decoded, and the second, as bytes, of the file for *output*; None if there is no file.

    Raises LastBuildError if the file is damaged, or was written by another version or for another folder.
    """
    file = _file(cache, output)
    try:
        data = read_sealed(file.parent, file.name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LastBuildError(f"{file} cannot be read ({error.strerror}); everything was made again") from None
    except ForeignError as error:
        raise LastBuildError(f"{error}; everything was made again") from None
    first, _, rest = data.partition(b"\n")
    try:
        head = json.loads(first)
        if (head["version"], head["output"]) == (VERSION, str(output.absolute())):
            return head, rest
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise of_another_version(cache, output)


def of_another_version(cache: Path, output: Path) -> LastBuildError:
    """Return the error for a file that this version did not write."""
    return LastBuildError(f"{_file(cache, output)} was not written by this version; everything was made again")


def keep(cache: Path, output: Path, first: dict[str, Any], second: Any) -> None:
    """Keep the values *first* and *second* for *output* in the folder *cache*.

    Errors of the file system are ignored: without the file, the next build makes everything.
    """
    head = {"output": str(output.absolute()), "version": VERSION, **first}  # the folder first: see _forget_others
    data = "\n".join(json.dumps(value, separators=(",", ":")) for value in (head, second)).encode()
    file = _file(cache, output)
    with suppress(OSError):
        _forget_others(file.parent)
    write_sealed(file.parent, file.name, data)


def forget(cache: Path, output: Path) -> None:
    """Delete the kept values of the last build into *output*."""
    _file(cache, output).unlink(missing_ok=True)


def spare_of(cache: Path, output: Path) -> Path:
    """Return the path of the website before the last one in *output*, from which the next is made."""
    return cache / _SPARES / _file(cache, output).stem


def _file(cache: Path, output: Path) -> Path:
    return cache / "builds" / f"{hashlib.sha256(os.fsencode(output.absolute())).hexdigest()[:16]}.json"


def _forget_others(folder: Path) -> None:
    """Delete the files, and the spares, of websites that no longer exist; ordinary files alone are read, as a pipe would never end."""
    for file in folder.glob("*.json"):
        with suppress(ValueError, NotOrdinaryError):
            _, _, rest = read_ordinary(file, 4096)[SEAL_BYTES:].partition(b'"output":')
            output, _ = json.JSONDecoder().raw_decode(rest.decode("utf-8", "replace"))
            if not Path(output).is_dir():
                file.unlink()
                remove_folder(spare_of(folder.parent, Path(output)))
