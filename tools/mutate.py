"""Changes the engine in small ways and sees whether a test fails each time: ``python -m tools.mutate``.

mutmut does the work, as [tool.mutmut] of pyproject.toml says; it writes into mutants/ alone, and goes on where it was
stopped. What survives it in functions that hardly any test reached is tried again in a process of its own: a function
that runs once, when a module is loaded or behind a cache, has run before mutmut changes it. ``mutmut show NAME`` shows
what was changed; docs/proof.md says why what survived may.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path

MUTANTS = Path("mutants")
ENOUGH = 0.85
"""How many of the mutants of a run must be killed."""
HARDLY = 5
# How pytest ends, or the system ends it, when a test fails or never comes back; mutmut's own numbers for a timeout.
KILLED = frozenset({1, 3, 24, 36, 152, 255, -24, -9, -11})


def outcomes() -> dict[str, dict[str, bool]]:
    """Return for each module that was changed its mutants, and whether a test killed them."""
    found: dict[str, dict[str, bool]] = {}
    for file in sorted((MUTANTS / "masthead").rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        if codes:
            module = file.relative_to(MUTANTS).as_posix().removesuffix(".meta")
            found[module] = {name: code in KILLED for name, code in codes.items()}
    return found


def hardly_reached() -> set[str]:
    """Return the functions that hardly any test reached when mutmut looked which test runs what."""
    stats = json.loads((MUTANTS / "mutmut-stats.json").read_text("utf-8"))
    return {name for name, tests in stats["tests_by_mangled_function_name"].items() if len(tests) <= HARDLY}


def dies(name: str) -> bool:
    """Return whether a test fails in a process in which the mutant *name* was there from the start."""
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    tests = [*settings["pytest_add_cli_args"], *settings["pytest_add_cli_args_test_selection"]]
    environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": "."}
    command = [sys.executable, "-m", "pytest", "-x", *tests]
    return subprocess.run(command, cwd=MUTANTS, env=environment, capture_output=True, check=False).returncode == 1


def line(name: str, mutants: Collection[bool]) -> str:
    """Return how many of the *mutants* of a module, or of all, were killed."""
    return f"{name:34} {sum(mutants):5} of {len(mutants):5} killed, {sum(mutants) / len(mutants):7.1%}"


def main() -> int:
    """Return 0 if enough mutants of all were killed, else 1."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", *sys.argv[1:]], check=True)
    found, seldom = outcomes(), hardly_reached()
    for mutants in found.values():
        for name, killed in mutants.items():
            mutants[name] = killed or (name.partition("__mutmut_")[0] in seldom and dies(name))
    every = [killed for mutants in found.values() for killed in mutants.values()]
    print(*(name for mutants in found.values() for name, killed in mutants.items() if not killed), sep="\n")
    print(*(line(module, mutants.values()) for module, mutants in found.items()), line("all", every), sep="\n")
    return 0 if sum(every) >= ENOUGH * len(every) else 1


if __name__ == "__main__":
    sys.exit(main())
