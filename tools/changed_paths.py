"""Reports what a change does that no pull request may do, or lists the changed records for the checker.

It reads the bytes of `git diff --raw -z --no-renames HEAD^1 HEAD`, and asks git for the paths that HEAD has. A stranger
chose the paths, so none is split, opened or run, and none is printed with a character that a log, a terminal or a page
could mistake for a command.

Paths are judged by what they are allowed to be. A record, a picture of a record that the same change touches, and a page
of text that is added or altered are open to everybody. Every other path is taken for code or a setting: a maintainer has to agree to it.
"""

from __future__ import annotations

import argparse
import re
import string
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

MOST_RECORDS = 20
MOST_PICTURES = 20
MOST_SHOWN = 10
LONGEST_SHOWN = 100
_ID = rb"([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
RECORD = re.compile(rb"(sites/[a-z]{2}|firms|campaigns|sources)/" + _ID + rb"\.yml")
PICTURE = re.compile(
    rb"(sites/[a-z]{2}|firms|campaigns|sources)/" + _ID + rb"/[A-Za-z0-9][A-Za-z0-9._-]*\.(?:png|jpe?g|webp)"
)
PAGE = re.compile(rb"content/(?:pages|[a-z]{2,3}(?:-[a-z]{2,8})*)/[a-z0-9]+(?:-[a-z0-9]+)*\.md")
LEDGER = re.compile(rb"ledger/([0-9]{4,6})\.jsonl")
ORDINARY = "100644"
LINKS = frozenset({"120000", "160000"})
# Files that the program and its tests write and git ignores. Adding one takes force, and a build or a test would trust it.
GENERATED = re.compile(
    rb"(?:output[^/]*|\.masthead[^/]*|\.cache|\.hypothesis|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.venv|build|dist"
    rb"|masthead\.egg-info|mutants|test-results)(?:/.*)?"
    rb"|(?:.*/)?(?:node_modules|__pycache__)(?:/.*)?|.*\.py[cod]|.*~|.*\.swp|(?:.*/)?(?:\.DS_Store|\.idea(?:/.*)?|Thumbs\.db)",
    re.DOTALL | re.IGNORECASE,  # some systems open .Cache/ where the program asks for .cache/
)
# Left-overs of commands that were killed: parts of websites, and files that were not yet put in their place.
LEFT_OVER = re.compile(rb"(?:.*/)?\.[^/]*(?:\.(?:new|old|tmp|part|lock)|-tmp)(?:/.*)?", re.DOTALL | re.IGNORECASE)
# The folders of the program. A path elsewhere is listed first, so that nothing hides behind them.
PROGRAM = (b"bench/", b"docs/", b"maps/", b"masthead/", b"schema/", b"tests/", b"theme/", b"tools/", b"translations/")
BESIDE_LEDGER = frozenset({b"ledger/README.md", b"ledger/LICENSE.md"})
PLAIN = frozenset((string.ascii_letters + string.digits + "._-/+ ").encode())
COMMANDS = {
    "text": ("error: ", "warning: "),
    "github": ("::error title=Changed paths::", "::warning title=Changed paths::"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A path that was added, modified, deleted or turned into another kind of file."""

    path: bytes
    status: str
    mode: str

    @property
    def record(self) -> tuple[bytes, bytes] | None:
        """The folder and id of the record, if the path is that of a record or of its picture; otherwise None."""
        match = RECORD.fullmatch(self.path) or PICTURE.fullmatch(self.path)
        return (match[1].partition(b"/")[0], match[2]) if match else None

    @property
    def is_record(self) -> bool:
        """Whether the path is that of a record, not of a picture."""
        return bool(RECORD.fullmatch(self.path))

    @property
    def is_page(self) -> bool:
        """Whether the change adds or alters a page of text that is an ordinary file; deleting one takes more."""
        return bool(PAGE.fullmatch(self.path)) and not self.is_deletion and self.mode == ORDINARY

    @property
    def is_deletion(self) -> bool:
        """Whether the path does not exist after the change."""
        return self.status == "D"


def read(diff: bytes) -> list[Change]:
    """Return the changes in *diff*, the output of `git diff --raw -z --no-renames`; raises ValueError if it is not that."""
    fields = diff.split(b"\0")
    if fields.pop():
        raise ValueError("the last path is cut off")
    changes = []
    for head, path in zip(fields[::2], fields[1::2], strict=True):
        _, mode, _, _, status = head.decode("ascii").split(" ")
        changes.append(Change(path, status, mode))
    return changes


def problems(changes: Sequence[Change], tree: Collection[bytes]) -> Iterator[str]:
    """Yield a sentence for each thing that no pull request may do; *tree* has all paths after the change."""
    records = [change for change in changes if change.record]
    others = [change for change in changes if not change.record]
    if records and others:
        yield (
            f"this change mixes {count(records, 'file')} of records with {count(others, 'other file')}, {names(others)}: "
            "put the records into a pull request of their own, so that each can be compared with its sources"
        )
    yield from of_records(records)
    yield from of_ledger([change for change in changes if change.path.startswith(b"ledger/")], tree)
    if links := [change for change in others if not change.is_deletion and change.mode in LINKS]:
        yield f"this change adds {names(links)} as a link or a submodule: put the file itself there"
    if ignored := [change for change in changes if not change.is_deletion and GENERATED.fullmatch(change.path)]:
        yield f"this change adds {names(ignored)}, which the program makes and git ignores: take it out"
    if left := [c for c in changes if not c.is_deletion and c not in ignored and LEFT_OVER.fullmatch(c.path)]:
        yield f"this change adds {names(left)}, which looks like what a killed command leaves behind: take it out"
    if alike := same_but_for_case(changes, tree):
        yield f"this change adds {names(alike)}, which some systems cannot tell from another path here: choose another name"


def of_records(records: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for each problem with the changes of *records* and their pictures."""
    if deleted := gone([change for change in records if change.is_record]):
        yield (
            f"this change deletes {count(deleted, 'record')}, {names(deleted)}: records are never deleted; "
            "restore the file and give the record a state (withdrawn, with date and reason). "
            "A record that gets another ID lists the old one under formerly, and a maintainer merges the change"
        )
    touched = {change.record for change in records if change.is_record}
    if alone := [change for change in records if not change.is_record and change.record not in touched]:
        yield (
            f"this change touches {names(alone)}, but not the record to which it belongs: "
            "a picture is added, replaced or removed together with its entry in the record"
        )
    if strange := [change for change in records if not change.is_deletion and change.mode != ORDINARY]:
        yield f"this change turns {names(strange)} into a link, a submodule or a program: a record must be an ordinary file"
    pictures = Counter(change.record for change in records if not change.is_record and not change.is_deletion)
    if many := [
        f"{shown(b'/'.join(record))} ({number})"
        for record, number in pictures.items()
        if record and number > MOST_PICTURES
    ]:
        yield (
            f"this change adds or replaces more than {MOST_PICTURES} pictures of a record: {', '.join(many[:MOST_SHOWN])}: "
            "nobody can look at so many; choose those that show what the record says"
        )
    where = {
        change.record: change.path.rpartition(b"/")[0]
        for change in records
        if change.is_record and not change.is_deletion
    }
    if strayed := [
        change
        for change in records
        if not change.is_record
        and not change.is_deletion
        and change.record in where
        and change.path.rpartition(b"/")[0].rpartition(b"/")[0] != where[change.record]
    ]:
        yield f"this change puts {names(strayed)} into another folder than that of the record: put the picture beside its record"
    if (number := len({change.record for change in records})) > MOST_RECORDS:
        yield (
            f"this change touches {number} records, more than {MOST_RECORDS}: split it, "
            "or ask the maintainers, who import long lists themselves"
        )


def of_ledger(changes: Sequence[Change], tree: Collection[bytes]) -> Iterator[str]:
    """Yield a sentence for each problem with *changes* in ledger/, where files are only added, numbered in order."""
    files = [change for change in changes if LEDGER.fullmatch(change.path)]
    if changed := [change for change in files if change.status != "A" or change.mode != ORDINARY]:
        yield (
            f"this change alters or deletes {names(changed)}: what was published is only added to. "
            "Only a redaction changes older files, and a maintainer merges it in spite of this flag"
        )
    after = sorted(int(match[1]) for path in tree if (match := LEDGER.fullmatch(path)))
    added = [change for change in files if change.status == "A"]
    new = sorted(int(match[1]) for change in added if (match := LEDGER.fullmatch(change.path)))
    if after != list(range(1, len(after) + 1)) or new != after[len(after) - len(new) :]:
        yield f"the files in ledger/ are not numbered one after the other once {names(added) or 'this change'} is in: give the next number"
    if strange := [c for c in changes if not c.is_deletion and c not in files and c.path not in BESIDE_LEDGER]:
        yield f"this change puts {names(strange)} into ledger/, where only releases and redactions belong"


def same_but_for_case(changes: Sequence[Change], tree: Collection[bytes]) -> list[Change]:
    """Return the added paths that differ from another path, or from a folder, in case or normalisation alone."""
    spelt: defaultdict[str, set[bytes]] = defaultdict(set)
    for start in {start for path in tree for start in starts(path)}:
        spelt[folded(start)].add(start)
    return [
        change
        for change in changes
        if change.status == "A" and any(len(spelt[folded(start)]) > 1 for start in starts(change.path))
    ]


def starts(path: bytes) -> Iterator[bytes]:
    """Yield each folder above *path*, and *path* itself."""
    steps = path.split(b"/")
    yield from (b"/".join(steps[:end]) for end in range(1, len(steps) + 1))


def folded(path: bytes) -> str:
    """Return *path* as a file system has it that ignores case and normalisation."""
    return unicodedata.normalize("NFC", path.decode("utf-8", "surrogateescape").casefold())


def for_maintainers(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for the changes to which a maintainer has to agree: all that are not open to everybody."""
    closed = [change for change in changes if not change.record and not change.is_page]
    if closed:
        first = sorted(closed, key=lambda change: (change.path.startswith(PROGRAM), change.path))
        yield (
            f"this change touches {count(closed, 'file')} of the program or its settings, {names(first)}: a maintainer reads "
            "every line of it, before anything of it is run or merged, and gives the pull request the label code"
        )


def gone(records: Sequence[Change]) -> list[Change]:
    """Return the deletions among *records* that are not moves to another country's folder."""
    present = {change.record for change in records if not change.is_deletion}
    return [change for change in records if change.is_deletion and change.record not in present]


def count(changes: Sequence[Change], noun: str) -> str:
    """Return the number of *changes* with *noun*, in the plural unless there is one."""
    return f"{len(changes)} {noun}{'' if len(changes) == 1 else 's'}"


def names(changes: Sequence[Change]) -> str:
    """Return the paths of the first *changes*, and the number of the others."""
    more = [f"and {len(changes) - MOST_SHOWN} more"] if len(changes) > MOST_SHOWN else []
    return ", ".join([shown(change.path) for change in changes[:MOST_SHOWN]] + more)


def shown(path: bytes) -> str:
    """Return *path* in quotation marks, cut if it is long, with every byte that is not plain written as its number."""
    text = "".join(chr(byte) if byte in PLAIN else f"\\x{byte:02x}" for byte in path[:LONGEST_SHOWN])
    return f'"{text}{"..." if len(path) > LONGEST_SHOWN else ""}"'


def paths_after() -> list[bytes]:
    """Return all paths of HEAD; raises OSError or CalledProcessError if git cannot list them."""
    command = ["git", "ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"]
    listed = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a constant command
    return listed.stdout.split(b"\0")[:-1]


def main() -> int:
    """Print the problems, or the changed records; return 0, or 1 if a change is flagged; exit with 2 if it cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=COMMANDS, default="text", help="how problems are printed")
    parser.add_argument(
        "--list", action="store_true", help="print the records that exist after the change, each followed by a NUL"
    )
    parser.add_argument(
        "--agreed",
        choices=("true", "false"),
        default="false",
        help="whether a maintainer has agreed to changes of the program and its settings",
    )
    options = parser.parse_args()
    try:
        changes = read(sys.stdin.buffer.read())
    except ValueError as error:
        parser.error(f"standard input is not the output of `git diff --raw -z --no-renames` ({error})")
    if options.list:
        sys.stdout.buffer.writelines(c.path + b"\0" for c in changes if c.is_record and not c.is_deletion)
        return 0
    try:
        flagged = list(problems(changes, paths_after()))
    except (OSError, subprocess.CalledProcessError) as error:
        parser.error(f"git cannot list the paths of HEAD ({type(error).__name__})")
    closed = list(for_maintainers(changes))
    as_error, as_warning = COMMANDS[options.format]
    is_agreed = options.agreed == "true"
    flagged += [] if is_agreed else closed
    sys.stdout.writelines(f"{as_error}{problem}\n" for problem in flagged)
    sys.stdout.writelines(f"{as_warning}{notice}\n" for notice in closed if is_agreed)
    records = [change for change in changes if change.is_record]
    sys.stdout.write(
        f"{count(changes, 'changed path')}, {count(records, 'record')} among them, {len(flagged)} flagged\n"
    )
    return 1 if flagged else 0


if __name__ == "__main__":
    sys.exit(main())
