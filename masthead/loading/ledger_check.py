"""The ledger as every check judges it: by the reader of builds and releases, which refuses changes by hand.

To read a ledger whole takes a quarter of the time of a check. So the sum of the files of a ledger that was found whole
is kept in the state folder of the user, and a ledger with that sum is not read again; a check writes nothing into the
database. Builds and releases read the ledger whole each time, and the check before a build waits for the build to read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import masthead
from masthead.files.sealed_cache import ForeignError, HomeError, read_sealed, state_folder, write_sealed
from masthead.findings.finding import Finding, Position
from masthead.ledger.ledger_files import LedgerError, contents_of, texts_of

if TYPE_CHECKING:  # the types of all lines take long to load
    from masthead.ledger.contents import Ledger

_READERS = ("ledger", "syntax")
"""The folders of the engine whose code decides whether a ledger is whole."""
_FILE = "whole-ledgers"
_MOST = 32
"""The most sums that are kept: each release makes another ledger, and a user may have several databases."""


def judge_ledger(root: Path, read: Callable[[], object] | None = None) -> Iterator[Finding]:
    """Yield the finding on the ledger below *root*, if anything is wrong: the first fault that its reader finds.

    *read* reads the ledger, if it is read in any case. Otherwise one that was found whole before is not read again.
    """
    try:
        (read or partial(_read_once, root))()
    except LedgerError as error:
        yield Finding(error.path, "ledger", error.message, position=Position(error.line or 1), cure=error.cure)


def whole_ledger(root: Path) -> Ledger:
    """Return the ledger below *root*, of which later checks know that it is whole. Raises LedgerError if it is not."""
    return _read(contents_of(root))


def _read_once(root: Path) -> None:
    """Read the ledger below *root*, unless it was found whole before."""
    contents = contents_of(root)
    if contents and _sum_of(contents) not in _known():
        _read(contents)


def _read(contents: Mapping[str, bytes]) -> Ledger:
    """Return the ledger in files with these *contents*, and note that it is whole."""
    from masthead.ledger.ledger_reader import read_ledger_files  # noqa: PLC0415 - it loads the types of all lines

    ledger = read_ledger_files(texts_of(contents))
    total, known = _sum_of(contents), _known()
    if contents and total not in known:
        with suppress(HomeError):
            write_sealed(state_folder(), _FILE, b" ".join([total, *known][:_MOST]))
    return ledger


def _known() -> list[bytes]:
    """Return the sums of the ledgers that were found whole before, the last one first."""
    with suppress(OSError, ForeignError, HomeError):
        return read_sealed(state_folder(), _FILE).split()
    return []


def _sum_of(contents: Mapping[str, bytes]) -> bytes:
    """Return the sum of the *contents* of the files of a ledger and of the code that reads them."""
    engine = Path(masthead.__file__).parent
    code = (file.read_bytes() for folder in _READERS for file in sorted((engine / folder).glob("*.py")))
    total = hashlib.sha256(b"\0".join(code))
    for path, content in contents.items():
        total.update(f"\0{path}\0".encode())
        total.update(content)
    return total.hexdigest().encode()
