"""Publishes our search data, as a command of its own so that it can be measured: ``ours.py ENTRIES FOLDER``."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from masthead.search.index import search_files


def main(kept: Path, folder: Path) -> None:
    """Publish the search data of the entries that are *kept* in a file into *folder*."""
    found = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    for path, text in search_files(found):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
