"""Writes answers to WARC files (ISO 28500, version 1.1): a gzip member for each record, a SHA-256 for each file."""

from __future__ import annotations

import base64
import fcntl
import gzip
import hashlib
import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from masthead import __version__
from masthead.archiving.http_request import HttpAnswer

INDEX = "index.jsonl"
HASHES = "SHA256SUMS"


@dataclass(slots=True)
class Warc:
    """A new WARC file in *folder*, beside an index of all files there and, once it is closed, their hashes."""

    folder: Path
    file: Path
    size: int = 0
    lock: int | None = None
    """The open file, by which other runs know that it is still being written."""

    def add(self, answer: HttpAnswer, now: datetime) -> None:
        """Add *answer* to the file, and a line about it to the index."""
        offset = self.size
        self.size += _append(self.file, gzip.compress(_response(answer, now), mtime=0))
        entry = {"address": answer.address, "time": _time(now), "status": answer.status, "bytes": len(answer.body)}
        entry |= {"sha256": answer.sha256, "warc": self.file.name, "offset": offset}
        _append(self.folder / INDEX, (json.dumps(entry) + "\n").encode())

    def close(self) -> str:
        """Return the SHA-256 of the file, and write it to the list of hashes."""
        try:
            digest = hashlib.sha256(self.file.read_bytes()).hexdigest()
            _append(self.folder / HASHES, f"{digest}  {self.file.name}\n".encode())
        finally:
            if self.lock is not None:
                os.close(self.lock)
                self.lock = None
        return digest


def open_warc(folder: Path, now: datetime) -> Warc:
    """Return a new WARC file in *folder*, named after the time *now*."""
    folder.mkdir(parents=True, exist_ok=True)
    _add_forgotten_hashes(folder)
    file = folder / f"masthead-{now.astimezone(UTC):%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}.warc.gz"
    warc = Warc(folder, file)
    fields = f"software: masthead/{__version__}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    head = {"WARC-Type": "warcinfo", "WARC-Filename": file.name, "Content-Type": "application/warc-fields"}
    file.touch(exist_ok=False)
    warc.lock = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(warc.lock, fcntl.LOCK_EX)
    try:
        warc.size = _append(file, gzip.compress(_record(head, fields, now), mtime=0))
    except OSError:
        file.unlink()
        os.close(warc.lock)
        raise
    return warc


def _add_forgotten_hashes(folder: Path) -> None:
    """Add the hashes of the files in *folder* whose runs were killed; a file that a run still writes is left to it."""
    hashes = folder / HASHES
    listed = {line.partition("  ")[2] for line in hashes.read_text().splitlines()} if hashes.exists() else set()
    for file in sorted(folder.glob("masthead-*.warc.gz")):
        if file.name not in listed and file.is_file() and not file.is_symlink():
            handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(handle).st_size:  # else another run has just made it, and not locked it yet
                    Warc(folder, file).close()
            except BlockingIOError:
                continue
            finally:
                os.close(handle)


def _append(file: Path, data: bytes) -> int:
    """Add *data* to the end of *file*, all of it or nothing, and return its length; raises OSError if that fails."""
    with file.open("ab", buffering=0) as stream:
        size = stream.seek(0, os.SEEK_END)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except OSError as error:
            stream.truncate(size)
            raise OSError(error.errno, error.strerror, str(file)) from None
    return len(data)


def _response(answer: HttpAnswer, now: datetime) -> bytes:
    """Return the record of *answer*, with its headers as they came, except any that no longer fit the body."""
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()]
    # The body is kept without chunks; a header that announces chunks would make readers look for them.
    lines += [f"{'X-' * (key.lower() == 'transfer-encoding')}{key}: {value}" for key, value in answer.headers]
    lines = [" ".join(line.splitlines()) for line in lines]
    block = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + answer.body
    head = {
        "WARC-Type": "response",
        "WARC-Target-URI": answer.address,
        "Content-Type": "application/http; msgtype=response",
        "WARC-Payload-Digest": _digest(answer.body),
    }
    return _record(head, block, now)


def _record(head: dict[str, str], block: bytes, now: datetime) -> bytes:
    fields = {
        **head,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": _time(now),
        "WARC-Block-Digest": _digest(block),
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{key}: {value}\r\n" for key, value in fields.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def _digest(data: bytes) -> str:
    """Return the SHA-256 of *data* in the form that WARC files use."""
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode()}"


def _time(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
