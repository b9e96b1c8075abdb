"""Writes the files of our search, as a separate command so that it can be measured: ``our_search_files.py ENTRIES FOLDER [packed]``."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from masthead.search.index import search_files


def main(entries_file: Path, folder: Path, *, packed: bool) -> None:
    """Write the search data of the entries in the file *entries_file* into *folder*, in few files if *packed*."""
    entries = pickle.loads(entries_file.read_bytes())  # noqa: S301 - our own file
    for path, text in search_files(entries, packed=packed):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), packed=sys.argv[3:] == ["packed"])
