"""Changes the engine in small ways and sees whether a test fails each time: ``python -m tools.mutate``.

mutmut does the work, as [tool.mutmut] of pyproject.toml says; it writes into mutants/ alone, and goes on where it was
stopped. What survived is shown by ``mutmut show NAME``; docs/proof.md says why it may.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

MUTANTS = Path("mutants/masthead")
ENOUGH = 0.85
"""How many of the mutants of a run must be killed."""
# How pytest ends, or the system ends it, when a test fails or never comes back; mutmut's own numbers for a timeout.
KILLED = frozenset({1, 3, 24, 36, 152, 255, -24, -9, -11})


def outcomes() -> dict[str, dict[str, bool]]:
    """Return for each module that was changed its mutants, and whether a test killed them."""
    found: dict[str, dict[str, bool]] = {}
    for file in sorted(MUTANTS.rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        if codes:
            module = file.relative_to(MUTANTS).as_posix().removesuffix(".meta")
            found[module] = {name: code in KILLED for name, code in codes.items()}
    return found


def line(name: str, mutants: Collection[bool]) -> str:
    """Return how many of the *mutants* of a module, or of all, were killed."""
    return f"{name:28} {sum(mutants):5} of {len(mutants):5} killed, {sum(mutants) / len(mutants):7.1%}"


def main() -> int:
    """Return 0 if enough mutants of all were killed, else 1."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", *sys.argv[1:]], check=True)
    found = outcomes()
    every = [killed for mutants in found.values() for killed in mutants.values()]
    print(*(name for mutants in found.values() for name, killed in mutants.items() if not killed), sep="\n")
    print(*(line(module, mutants.values()) for module, mutants in found.items()), line("all", every), sep="\n")
    return 0 if sum(every) >= ENOUGH * len(every) else 1


if __name__ == "__main__":
    sys.exit(main())
