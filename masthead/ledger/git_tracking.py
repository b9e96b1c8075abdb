"""The files of the ledger that git tracks: a chain does not show that its end is missing, but the index of git does."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from masthead.files.regular_files import read_ordinary

# An entry of the index ends with two bytes of flags, of which the lower one is the length of a short path, then the path
# and a NUL: https://git-scm.com/docs/index-format. A sparse check-out, whose files are absent by intent, has two more
# bytes of flags, and version 4 shortens paths: such entries do not match, and nothing is said of their files.
_ENTRY = re.compile(rb"ledger/[0-9]{4,6}\.jsonl\x00")
_LINK = b"gitdir: "


def tracked(root: Path) -> frozenset[str]:
    """Return the paths of the files of the ledger that git tracks in the work tree *root*; none, if it is not one.

    The index is read without git, which takes longer than all else that a check does for the ledger.
    """
    with suppress(OSError, ValueError):  # a path with a NUL in it is a ValueError
        index = read_ordinary(_folder(root) / "index")
        matches = (match for match in _ENTRY.finditer(index) if _is_path(index, match.start(), match.end()))
        return frozenset(match[0][:-1].decode("ascii") for match in matches)
    return frozenset()


def _is_path(index: bytes, start: int, end: int) -> bool:
    """Return whether the path between *start* and *end*, with its NUL, is a whole one in *index*, not the end of a longer one."""
    return start > 0 and index[start - 1] == end - 1 - start


def _folder(root: Path) -> Path:
    """Return the folder of git for the work tree *root*: beside others of the same repository, a file names it."""
    git = root / ".git"
    if not git.is_file():
        return git
    named = read_ordinary(git)
    return root / os.fsdecode(named.removeprefix(_LINK).rstrip(b"\n"))
