"""Counts the files of a website by kind, with their bytes, plain and compressed: ``python bench/files.py OUTPUT``."""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

RECORDS = ("sites", "firms", "campaigns", "sources", "countries")


def main(output: Path) -> None:
    """Print a table with a line for each kind, and one for all."""
    sizes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for file in output.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            sizes[kind(file.relative_to(output).parts)].append((len(data), len(gzip.compress(data, 6, mtime=0))))
    every = [size for file_sizes in sizes.values() for size in file_sizes]
    print("\n".join(table({**dict(sorted(sizes.items())), "all": every})))


def kind(parts: tuple[str, ...]) -> str:
    """Return the kind of the file with these *parts* of its path."""
    folder, *below = parts
    if folder in RECORDS:
        inner = next((name for name in ("cite", "page", "rows") if name in below), parts[-1].rpartition(".")[2])
        return f"{folder}: {inner.replace('html', 'pages')}"
    return "/".join(parts[: 3 if "evidence" in below else 2][:-1] or ("other",))


def table(sizes: dict[str, list[tuple[int, int]]]) -> Iterator[str]:
    """Yield the lines of a table of *sizes* by kind."""
    yield "| kind | files | MB | MB compressed |"
    yield "| --- | --- | --- | --- |"
    for name, file_sizes in sizes.items():
        plain, small = (sum(size[at] for size in file_sizes) / 1e6 for at in (0, 1))
        yield f"| {name} | {len(file_sizes):,} | {plain:.1f} | {small:.1f} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
