"""Reports what a change does to the records that no pull request may do, or lists the records for the checker.

It reads the bytes of `git diff --raw -z --no-renames`. A stranger chose the paths in it, so none is split, opened or
run, and none is printed with a character that a log, a terminal or a page could mistake for a command.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_RECORDS = 20
MOST_SHOWN = 10
LONGEST_SHOWN = 100
RECORD = re.compile(rb"(sites/[a-z]{2}|firms|campaigns|sources)/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)\.yml")
ORDINARY = "100644"
PLAIN = frozenset((string.ascii_letters + string.digits + "._-/+ ").encode())
COMMANDS = {"text": "error: ", "github": "::error title=Changed paths::"}


@dataclass(frozen=True, slots=True)
class Change:
    """One path that was added, modified, deleted or turned into another kind of file."""

    path: bytes
    status: str
    mode: str

    @property
    def record(self) -> tuple[bytes, bytes] | None:
        """The kind and id of the record at the path; None if no record may lie there."""
        match = RECORD.fullmatch(self.path)
        return (match[1].partition(b"/")[0], match[2]) if match else None

    @property
    def is_deletion(self) -> bool:
        """Whether nothing lies at the path after the change."""
        return self.status == "D"


def read(diff: bytes) -> list[Change]:
    """Return the changes in *diff*, the output of `git diff --raw -z --no-renames`."""
    fields = diff.split(b"\0")
    if fields.pop():
        raise ValueError("the last path is cut off")
    changes = []
    for head, path in zip(fields[::2], fields[1::2], strict=True):
        _, mode, _, _, status = head.decode("ascii").split(" ")
        changes.append(Change(path, status, mode))
    return changes


def problems(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for each thing that a pull request of records must not do."""
    records = [change for change in changes if change.record]
    others = [change for change in changes if not change.record]
    if records and others:
        yield (
            f"this change mixes {count(records, 'record')} with {count(others, 'other file')}, {names(others)}: "
            "put the records into a pull request of their own, so that each can be compared with its sources"
        )
    if deleted := gone(records):
        yield (
            f"this change deletes {count(deleted, 'record')}, {names(deleted)}: records are never deleted; "
            "restore the file and give the record a state (withdrawn, with date and reason). "
            "A record that gets another ID lists the old one under formerly, and a maintainer merges the change"
        )
    if strange := [change for change in records if not change.is_deletion and change.mode != ORDINARY]:
        yield f"this change turns {names(strange)} into a link, a submodule or a program: a record must be an ordinary file"
    if (touched := len({change.record for change in records})) > MOST_RECORDS:
        yield (
            f"this change touches {touched} records, more than {MOST_RECORDS}: split it, "
            "or ask the maintainers, who import long lists themselves"
        )


def gone(records: Sequence[Change]) -> list[Change]:
    """Return the deletions among *records* that are no moves to another country's folder."""
    kept = {change.record for change in records if not change.is_deletion}
    return [change for change in records if change.is_deletion and change.record not in kept]


def count(changes: Sequence[Change], noun: str) -> str:
    """Return how many *changes* there are, with their *noun*."""
    return f"{len(changes)} {noun}{'' if len(changes) == 1 else 's'}"


def names(changes: Sequence[Change]) -> str:
    """Return the paths of the first *changes*, and how many more there are."""
    more = [f"and {len(changes) - MOST_SHOWN} more"] if len(changes) > MOST_SHOWN else []
    return ", ".join([shown(change.path) for change in changes[:MOST_SHOWN]] + more)


def shown(path: bytes) -> str:
    """Return *path* between quotation marks, every byte that is not plain written as its number, and not endless."""
    text = "".join(chr(byte) if byte in PLAIN else f"\\x{byte:02x}" for byte in path[:LONGEST_SHOWN])
    return f'"{text}{"..." if len(path) > LONGEST_SHOWN else ""}"'


def main() -> int:
    """Print what is wrong, or the changed records; return 0, 1 if a change is flagged, 2 if it cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=COMMANDS, default="text", help="how problems are printed")
    parser.add_argument(
        "--list", action="store_true", help="print the records that exist after the change, each followed by a NUL"
    )
    options = parser.parse_args()
    try:
        changes = read(sys.stdin.buffer.read())
    except ValueError as error:
        parser.error(f"standard input is not the output of `git diff --raw -z --no-renames` ({error})")
    if options.list:
        sys.stdout.buffer.writelines(c.path + b"\0" for c in changes if c.record and not c.is_deletion)
        return 0
    found = list(problems(changes))
    sys.stdout.writelines(f"{COMMANDS[options.format]}{problem}\n" for problem in found)
    records = [change for change in changes if change.record]
    sys.stdout.write(f"{count(changes, 'changed path')}, {count(records, 'record')} among them, {len(found)} flagged\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
