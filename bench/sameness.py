"""Whether another generator makes the same website of a register as ours: the same pages, as long, and the same records as JSON."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

MOST = 0.1
"""The most by which a page of an outlet may be longer or shorter than ours, as a share of ours."""
OURS = re.compile(r"(about|contribute|corrections|lookup|method|search)/|404\.html$")
"""Our pages that nobody else makes: texts in Markdown, and the search and look-up that belong to our indexes."""
# Each engine has a checksum of its own at the end of the address of a technical value.
_CHECKSUM = re.compile(r"-[0-9a-f]{8}(?=/)")


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield each page and record of the website below *theirs* that is not the same below *ours*, and how they differ."""
    our_pages, their_pages = pages(ours), pages(theirs)
    for path in sorted(our_pages.keys() ^ their_pages.keys()):
        yield f"{path}: only {'ours' if path in our_pages else 'theirs'}"
    for path in sorted(our_pages.keys() & their_pages.keys()):
        length, our_length = their_pages[path], our_pages[path]
        if kind(path) == "sites" and abs(length - our_length) > MOST * our_length:
            yield f"{path}: {length:,} bytes, ours {our_length:,}"
    our_records, their_records = records(ours), records(theirs)
    for path in sorted(our_records.keys() | their_records.keys()):
        if our_records.get(path) != their_records.get(path):
            yield f"{path}: not the same values"


def table(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield a table of how long the pages below *theirs* are, as shares of ours, by kind of page."""
    our_pages, their_pages = pages(ours), pages(theirs)
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for path in our_pages.keys() & their_pages.keys():
        shares[kind(path)].append(their_pages[path] / our_pages[path])
    yield "| pages | number | median | shortest, longest |"
    yield "| --- | --- | --- | --- |"
    for name, values in sorted(shares.items()):
        yield f"| {name} | {len(values):,} | {median(values):.3f} | {min(values):.3f}, {max(values):.3f} |"
    all_ours, all_theirs = sum(our_pages.values()), sum(their_pages[path] for path in our_pages if path in their_pages)
    yield f"| all | {len(our_pages):,} | {all_theirs / all_ours:.3f} of the bytes | |"


def pages(site: Path) -> Mapping[str, int]:
    """Return the length of each page below *site* by its address, with technical values without their checksums."""
    lengths = {file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*.html")}
    return {_CHECKSUM.sub("", path): length for path, length in lengths.items() if not OURS.match(path)}


def records(site: Path) -> Mapping[str, object]:
    """Return the values that *site* has for programs: those of all records, of the lists of them and of their techniques."""
    files = [*(site / "api").rglob("*.json"), *(site / "data").glob("*.json"), *(site / "techniques").glob("*.json")]
    return {file.relative_to(site).as_posix(): json.loads(file.read_text("utf-8")) for file in files}


def kind(path: str) -> str:
    """Return the kind of the page at *path*: that of a record or value by its folder, such as `sites` or `sites, cite`."""
    first, *rest = path.split("/")
    if len(rest) < 2:
        return "of which there is one"
    if "page" in rest:
        return f"{first}, further pages"
    return f"{first}, cite" if "cite" in rest else first
