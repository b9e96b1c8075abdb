"""Runs the property tests on many more cases than each test run has: ``python -m tools.fuzz --cases 1000000``.

Cases are tried in rounds, each with its own seed, so that little memory is needed and a failure can be repeated.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator

ROUND = 10_000
PROPERTIES = "tests/test_properties.py"


def rounds(cases: int, seed: int) -> Iterator[tuple[int, int]]:
    """Yield the number of cases and the seed of each round."""
    for number, start in enumerate(range(0, cases, ROUND)):
        yield min(ROUND, cases - start), seed + number


def passes(cases: int, seed: int) -> bool:
    """Return whether all properties hold for *cases* cases with *seed*; pytest reports any that do not."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}", PROPERTIES]
    return subprocess.run(command, env={**os.environ, "MASTHEAD_CASES": str(cases)}, check=False).returncode == 0


def main() -> int:
    """Run all rounds, and return 0, or 1 as soon as a property fails in one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many cases to try")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first round")
    options = parser.parse_args()
    start, done = time.monotonic(), 0
    for cases, seed in rounds(options.cases, options.seed):
        if not passes(cases, seed):
            print(f"failed; to repeat this round, run with --cases {cases} --seed {seed}", file=sys.stderr)
            return 1
        done += cases
        print(f"{done} of {options.cases} cases passed, {time.monotonic() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
