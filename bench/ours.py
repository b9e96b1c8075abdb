"""Publishes our search data, as a command of its own so that it can be measured: ``ours.py ENTRIES FOLDER``."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from masthead.search.index import search_script


def main(kept: Path, folder: Path) -> None:
    """Publish the search data of the entries that are *kept* in a file into *folder*."""
    found = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    (folder / "search/search-index.js").write_text(search_script(found), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
