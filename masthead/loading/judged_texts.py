"""The texts that a check has found fit to print: the next check does not read them again, which takes most of its time.

Their sums are in the state folder of the user, behind a seal, with that of the code that judged them; a check writes
nothing into the database. Whether a text is fit to print depends on the text alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from masthead.files.engine_code import code_digest, libraries
from masthead.files.sealed_cache import ForeignError, HomeError, read_sealed, state_folder, write_sealed
from masthead.rules.wording import MOST_TEXTS, SUM_BYTES, clean_texts

_JUDGES = ("rules", "hosts", "syntax", "pinned_lists")
"""The folders of the engine whose code and lists decide what a text says."""
_FILE = "fit-texts"


@contextmanager
def remembered_texts() -> Iterator[None]:
    """Let the rule on texts know those that it found fit to print in an earlier command, and keep those that it finds."""
    code = _code()
    if code and not clean_texts:
        clean_texts.update(dict.fromkeys(_remembered_sums(code)))
    before = len(clean_texts)
    yield
    if code and len(clean_texts) != before:
        with suppress(HomeError):
            write_sealed(state_folder(), _FILE, b"".join((code, *list(clean_texts)[-MOST_TEXTS:])))


def _remembered_sums(code: bytes) -> Iterator[bytes]:
    """Yield the sums of texts that the same *code* has found fit to print."""
    with suppress(OSError, ForeignError, HomeError):
        data = read_sealed(state_folder(), _FILE)
        if data[: len(code)] == code:
            yield from (data[start : start + SUM_BYTES] for start in range(len(code), len(data), SUM_BYTES))


def _code() -> bytes:
    """Return the sum of the code that judges texts, and of its libraries; nothing if it is not known."""
    digest = code_digest(*_JUDGES)
    return hashlib.sha256("\n".join((digest, *libraries())).encode()).digest() if digest else b""
