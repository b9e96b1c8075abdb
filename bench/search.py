"""Measures our search beside Pagefind, MiniSearch and lunr: ``python bench/search.py --records 10000``.

First, once: ``npm ci --prefix bench``. bench/README.md says what is measured, and how.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from browser import started
from engine_measurements import lines, measure
from engines import ENGINES, ROOT, USUAL
from queries import queries
from registers import Register
from tables import tables


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the requested engines, print the tables, and keep the figures of each query beside the database."""
    options = _options(arguments)
    register = Register(options.records, options.folder / str(options.records))
    all_queries = queries(register.prepare(), options.share)
    measured = []
    with started() as browser:
        for name in options.engines:
            measured.append(measure(ENGINES[name], register, all_queries, browser, reuse=options.reuse))
            figures = register.folder / f"{name}.jsonl"
            figures.write_text("".join(f"{line}\n" for line in lines(measured[-1])), "utf-8")
    print(tables(register.number, measured))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="how many outlets")
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(USUAL))
    parser.add_argument("--reuse", action="store_true", help="take indexes that were made before")
    parser.add_argument("--share", type=float, default=1.0, help="the share of the queries to ask, for a quick look")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "build/bench", help="where databases and websites are kept"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
