"""The sums of the files of a folder, in a file beside them, as `sha256sum` writes and checks them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead import MastheadError
from masthead.files.regular_files import NOT_ORDINARY, NotOrdinaryError, files_below, read_ordinary

NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\n]+)")


class SumsError(MastheadError):
    """The file of sums cannot be read; the message says why."""


def sums_text(folder: Path) -> str:
    """Return the text of the file of sums of *folder*: a line for each file in it that is not hidden, by path.

    Raises OSError if one cannot be read, or is no ordinary file.
    """
    contents = ((file.relative_to(folder).as_posix(), read_ordinary(file)) for file in files_below(folder))
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in contents if path != NAME)


def differences(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path below *folder* of each file that is not the one whose sum is kept there, and what is wrong with it."""
    try:
        known = _known(folder)
    except SumsError as error:
        yield NAME, str(error)
        return
    faults: dict[str, str] = {}
    for file in files_below(folder):
        path = file.relative_to(folder).as_posix()
        if path != NAME:
            faults[path] = _difference(file, known.get(path))
    faults |= dict.fromkeys(known.keys() - faults.keys(), f"the file is missing, and {NAME} names it")
    yield from ((path, fault) for path, fault in sorted(faults.items()) if fault)


def _known(folder: Path) -> Mapping[str, str]:
    """Return the sum of each file as it is kept in *folder*."""
    try:
        text = read_ordinary(folder / NAME).decode("utf-8")
    except FileNotFoundError:
        raise SumsError("the file is missing") from None
    except UnicodeDecodeError:
        raise SumsError("this is not UTF-8") from None
    except OSError as error:
        raise SumsError(str(error.strerror)) from None
    lines = [_LINE.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
    if not all(lines):
        raise SumsError(f"line {lines.index(None) + 1} is not a sum, two spaces and a path")
    return {line[2]: line[1] for line in lines if line}


def _difference(file: Path, known: str | None) -> str:
    """Return how *file* differs from its *known* sum, in words; empty if it has that sum."""
    try:
        data = read_ordinary(file)
    except NotOrdinaryError:
        return NOT_ORDINARY
    except OSError as error:
        return f"the file cannot be read: {error.strerror}"
    if not data:
        return "the file is empty"
    if known is None:
        return f"this file is not in {NAME}"
    return "" if hashlib.sha256(data).hexdigest() == known else f"this file has another sum than {NAME} says"
