"""The file in which a build keeps what the next one needs: two lines of JSON behind their SHA-256.

The first line, which says whether anything is to be made at all, is read alone; last_build.py reads the second. The
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
from masthead.files.regular_files import NotOrdinaryError, read_ordinary

VERSION = 2
_SEAL = hashlib.sha256().digest_size * 2


class LastBuildError(MastheadError):
    """What is kept of the last build cannot be used; says why."""


def cache_beside(content: Path) -> Path:
    """Return the folder of what is kept between builds, beside that of the *content*."""
    return content.parent / ".cache"


def read_kept(cache: Path, output: Path) -> tuple[Any, bytes] | None:
    """Return the first line and the second, unread, of what is kept of the build into *output*; None if nothing is.

    Raises LastBuildError if what is kept is damaged, or was written by another version or of another folder.
    """
    file = _file(cache, output)
    try:
        sealed = read_ordinary(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LastBuildError(f"{file} cannot be read ({error.strerror}); everything was made again") from None
    seal, kept = sealed[:_SEAL], memoryview(sealed)[_SEAL:]
    if hashlib.sha256(kept).hexdigest().encode() != seal:
        raise LastBuildError(f"{file} is damaged; everything was made again")
    first, _, rest = bytes(kept).partition(b"\n")
    try:
        head = json.loads(first)
        if (head["version"], head["output"]) == (VERSION, str(output.absolute())):
            return head, rest
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise of_another_version(cache, output)


def of_another_version(cache: Path, output: Path) -> LastBuildError:
    """Return the error that says that what is kept was not written by this version."""
    return LastBuildError(f"{_file(cache, output)} was not written by this version; everything was made again")


def keep(cache: Path, output: Path, first: dict[str, Any], second: Any) -> None:
    """Keep two values in the folder *cache*; where nothing can be kept, the next build makes everything."""
    head = {"output": str(output.absolute()), "version": VERSION, **first}  # the folder first: see _forget_others
    kept = "\n".join(json.dumps(value, separators=(",", ":")) for value in (head, second)).encode()
    file = _file(cache, output)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        _forget_others(file.parent)
        new = file.with_suffix(f".{os.getpid()}")  # put in its place whole, or a stopped build leaves half of it
        new.write_bytes(hashlib.sha256(kept).hexdigest().encode() + kept)
        new.replace(file)


def forget(cache: Path, output: Path) -> None:
    """Delete what is kept of the last build into *output*."""
    _file(cache, output).unlink(missing_ok=True)


def _file(cache: Path, output: Path) -> Path:
    return cache / "builds" / f"{hashlib.sha256(os.fsencode(output.absolute())).hexdigest()[:16]}.json"


def _forget_others(folder: Path) -> None:
    """Delete what is kept of websites that are no longer there; a pipe that somebody put there is not waited for."""
    for file in folder.glob("*.json"):
        with suppress(ValueError, NotOrdinaryError):
            _, _, rest = read_ordinary(file, 4096)[_SEAL:].partition(b'"output":')
            output, _ = json.JSONDecoder().raw_decode(rest.decode("utf-8", "replace"))
            if not Path(output).is_dir():
                file.unlink()
