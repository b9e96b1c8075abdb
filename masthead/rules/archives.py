"""Rules on archived copies: a copy belongs to the address that it claims to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.findings.finding import Finding, Location
from masthead.model import Archive, Record, Source
from masthead.model.identity import placed_evidence_of
from masthead.record_files.reading import Loaded, Records

# The archives whose addresses hold the time and the address of the copy.
_COPY = re.compile(r"https://(?:web\.archive\.org/web|archive\.(?:today|ph|is|md|li|vn|fo))/([^/]*)/(.+)")
_MARKS_OF_TIMES = {ord(mark): "" for mark in "-T:Z"}


def archive_belongs_to_its_address(records: Records) -> Iterator[Finding]:
    """The address and the time inside the address of an archived copy are those that the record states."""
    for loaded in records.loaded:
        for at, archive in archives_of(loaded.record):
            yield from _check(loaded, at, archive)


def archives_of(record: Record) -> Iterator[tuple[Location, Archive]]:
    """Yield the archived copies in *record*, each with its place."""
    if isinstance(record, Source):
        yield from ((("archives", number), archive) for number, archive in enumerate(record.archives))
    for at, evidence in placed_evidence_of(record):
        yield from (((*at, "archives", number), archive) for number, archive in enumerate(evidence.archives))


def _check(loaded: Loaded, at: Location, archive: Archive) -> Iterator[Finding]:
    match = _COPY.fullmatch(archive.url)
    if not match:
        message = f"{archive.url!r} is not the address of a copy in a known archive"
        yield loaded.finding(
            (*at, "url"),
            "archive-service",
            message,
            "use an address of the form https://web.archive.org/web/<14 digits>/<address>",
        )
        return
    stamp, copied = match.groups()
    if copied != archive.original:
        message = f"this is a copy of {copied!r}, not of {archive.original!r}"
        yield loaded.finding(
            (*at, "original"), "archive-address", message, "use the address that is part of the copy's own address"
        )
    yield from _check_time(loaded, at, archive, stamp)


def _check_time(loaded: Loaded, at: Location, archive: Archive, stamp: str) -> Iterator[Finding]:
    """A copy of fixed time has 14 digits, and the record states that time; one without has neither."""
    stated = (archive.captured or "").translate(_MARKS_OF_TIMES)
    if stated and stated == stamp:
        return
    if not re.fullmatch("[0-9]{14}|2", stamp):
        message = f"the time in the address of the copy is {stamp!r}, not 14 digits"
        yield loaded.finding((*at, "url"), "archive-time", message, "open the copy and use its address")
        return
    if stated != (stamp if len(stamp) == 14 else ""):
        if len(stamp) == 14:
            message = f"captured is {archive.captured or 'missing'}, but the address of the copy gives {stamp}"
            cure = "use the time in the address"
        else:
            message = f"captured is {archive.captured}, but the address of the copy gives no time"
            cure = "delete captured"
        yield loaded.finding((*at, "captured"), "archive-time", message, cure)
