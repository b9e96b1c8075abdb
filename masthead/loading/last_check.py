"""Facts on a database that a check keeps for the next one: values of faultless records, and the promises of the ledger.

A file for each database is in the state folder of the user, behind a seal, with the digest of the code that has judged;
a check writes nothing into the database. Records are known by path and content, a ledger by its content. A record whose
own file shows anything wrong is not kept, so it is judged again. All is plain values: they are typed again, and rules
that hold a record against others judge it each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from masthead.files.engine_code import code_digest, libraries
from masthead.files.sealed_cache import ForeignError, HomeError, read_sealed, state_folder, write_sealed
from masthead.ledger.promises import plain_of, promised_in, promised_of_plain, releases_below
from masthead.record_files.files import RecordFile
from masthead.record_files.known_values import KnownValues
from masthead.rules.permanence import Promised

JUDGES = (
    "processes", "files", "findings", "pinned_lists", "syntax", "field_types", "hosts", "model", "record_files", "relations", "rules", "ledger", "loading",
)  # fmt: skip
"""The folders of the engine whose code and lists decide what is in a record and a ledger, and what is wrong with it."""
_PREFIX = "facts-"
_MOST = 8
"""The most databases of which facts are kept: those that were checked last."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that are known on the database below *root*."""

    root: Path
    code: bytes
    """The sum of the code that judges; nothing if it is not known, and then nothing is kept."""
    promised: Promised
    ledger: bytes
    """The line with the promises of the ledger, behind the sum of its files."""
    values: KnownValues
    kept: frozenset[bytes]
    """The line of the ledger and the sums of the records that an earlier check has kept."""


def facts_of(root: Path) -> Facts:
    """Return the facts on the database below *root*: the promises of its ledger, and the records of an earlier check."""
    code = _code()
    ledger, values = _kept(root, code)
    releases = list(releases_below(root))
    total = _sum_of(releases)
    if ledger.startswith(total):
        promised, line = promised_of_plain(json.loads(ledger[len(total) :])), ledger
    else:
        promised = promised_in(releases)
        line = _line_of(total, promised)
    return Facts(root, code, promised, line, values, values.sums() | {ledger})


def keep(facts: Facts, faultless: Iterable[RecordFile]) -> None:
    """Keep for the next check the *facts* on the ledger and on *faultless* records, unless they are kept already."""
    sums = facts.values.sums().intersection(file.sum for file in faultless)
    if not facts.code or not facts.ledger or facts.kept == sums.union((facts.ledger,)):
        return
    lines = (facts.code, facts.ledger, *facts.values.lines_of(sorted(sums)))
    with suppress(HomeError):
        write_sealed(state_folder(), _name(facts.root), b"\n".join(lines))
        _throw_away_others(state_folder())


def _kept(root: Path, code: bytes) -> tuple[bytes, KnownValues]:
    """Return the line of the ledger and the values that the same *code* has kept of the database below *root*."""
    with suppress(OSError, ForeignError, HomeError):
        lines = read_sealed(state_folder(), _name(root))
        head = code + b"\n"
        if code and lines.startswith(head):
            end = lines.find(b"\n", len(head))
            ledger = lines[len(head) : end] if end >= 0 else lines[len(head) :]
            return ledger, KnownValues(lines, len(head) + len(ledger) + 1)
    return b"", KnownValues()


def _line_of(total: bytes, promised: Promised) -> bytes:
    """Return the line of the ledger with the sum *total*; an empty one if it is nested too deeply for JSON to write it."""
    try:
        return total + json.dumps(plain_of(promised), separators=(",", ":")).encode()
    except RecursionError:
        return b""


def _sum_of(releases: Iterable[bytes]) -> bytes:
    """Return the sum of the files of *releases*."""
    total = hashlib.blake2b(digest_size=32)
    for text in releases:
        total.update(b"%d\n" % len(text))
        total.update(text)
    return total.hexdigest().encode()


def _name(root: Path) -> str:
    """Return the name of the file with the facts of the database below *root*."""
    place = os.fsencode(os.path.realpath(root))
    return f"{_PREFIX}{hashlib.sha256(place).hexdigest()[:32]}"


def _throw_away_others(folder: Path) -> None:
    """Delete the facts of databases that were not checked for long."""
    with suppress(OSError):
        files = sorted(folder.glob(f"{_PREFIX}*"), key=lambda file: file.stat().st_mtime)
        for file in files[:-_MOST]:
            file.unlink(missing_ok=True)


def _code() -> bytes:
    """Return the sum of the code that judges, and of its libraries; nothing if it is not known."""
    digest = code_digest(*JUDGES)
    return hashlib.sha256("\n".join((digest, *libraries())).encode()).hexdigest().encode() if digest else b""
