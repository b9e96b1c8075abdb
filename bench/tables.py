"""The measurements of a run as tables in Markdown."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path

from engine_measurements import Measured
from engines import BENCH, NODE
from hosting import TEXT
from queries import GROUPS


def tables(number: int, measured: Sequence[Measured]) -> str:
    """Return the tables of the measurements on a register of *number* outlets."""
    small = _brotli({sent.file for run in measured for _, cost in run.opened for sent in cost.sent})
    parts = (_bytes_table(measured, small), _time_table(measured), _build_table(measured))
    return f"{number:,} outlets\n\n" + "\n\n".join("\n".join(part) for part in parts)


def _bytes_table(measured: Sequence[Measured], small: dict[Path, int]) -> Iterator[str]:
    yield from _head(
        "search",
        "queries",
        "bytes to the first result: median",
        "95 %",
        "maximum",
        "brotli, median",
        "requests",
        "answered",
    )
    for run in measured:
        for group in GROUPS:
            costs = [(query, cost) for query, cost in run.opened if query.group == group]
            if not costs:
                continue
            sizes = [sum(sent.size for sent in cost.first) for _, cost in costs]
            packed = [sum(small.get(sent.file, sent.size) for sent in cost.first) for _, cost in costs]
            requests = [len(cost.first) for _, cost in costs]
            typed = [query.answered_by(cost.shown) for query, cost in run.typed if query.group == group]
            yield _row(
                run.engine,
                group,
                _kilo(at(sizes, 0.5)),
                _kilo(at(sizes, 0.95)),
                _kilo(max(sizes)),
                _kilo(at(packed, 0.5)),
                f"{at(requests, 0.5):.0f}",
                f"{sum(typed) / len(typed):.0%}",
            )


def _time_table(measured: Sequence[Measured]) -> Iterator[str]:
    yield from _head(
        *("search", "script to the first result: median", "95 %", "in all: median", "95 %", "maximum"),
        *("with opening the page: median", "95 %", "memory, one query", "all queries"),
    )
    for run in measured:
        first = [cost.script_first for _, cost in run.typed]
        typed = [cost.script for _, cost in run.typed]
        opened = [cost.script for cost in run.slow]
        times = (at(first, 0.5), at(first, 0.95), at(typed, 0.5), at(typed, 0.95), max(typed))
        memory = (run.memory_first, run.memory_last)
        yield _row(
            run.engine,
            *(f"{time * 1000:.0f} ms" for time in (*times, at(opened, 0.5), at(opened, 0.95))),
            *(f"{size / 1e6:.1f} MB" for size in memory),
        )


def _build_table(measured: Sequence[Measured]) -> Iterator[str]:
    yield from _head("search", "index made in", "memory", "files", "bytes, uncompressed")
    for run in measured:
        built = run.built
        yield _row(
            run.engine,
            f"{built.seconds:.1f} s",
            f"{built.memory / 1e6:.0f} MB",
            f"{built.files:,}",
            f"{built.size / 1e6:.1f} MB",
        )


def at(values: Iterable[float], share: float) -> float:
    """Return the smallest value that at least this *share* of *values* does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _kilo(size: float) -> str:
    return f"{size / 1000:,.1f} kB"


def _head(*titles: str) -> Iterator[str]:
    yield _row(*titles)
    yield _row(*["---"] * len(titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _brotli(files: Iterable[Path]) -> dict[Path, int]:
    """Return the size of each text file among *files* after compression with brotli."""
    texts = sorted(file for file in files if file.suffix in TEXT)
    command = [*NODE, str(BENCH / "peers/brotli.mjs")]
    process = subprocess.run(command, check=True, capture_output=True, input="\n".join(map(str, texts)), text=True)  # noqa: S603
    return dict(zip(texts, json.loads(process.stdout), strict=True))
