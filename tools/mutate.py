"""Runs the mutation tests: makes small changes to the engine, and checks that a test fails: ``python -m tools.mutate``.

mutmut does the work, configured by [tool.mutmut] in pyproject.toml; it writes only into mutants/, and continues where it
was stopped. Mutants that survive in functions that hardly any test reached are tried again, each in a process of its
own: a function that runs once, when a module is loaded or behind a cache, has run before mutmut changes it.
``mutmut show NAME`` shows a change; docs/proof.md explains why some mutants survive.
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
"""The share of the mutants of a run that tests must kill."""
HARDLY = 5
# The exit codes of pytest when a test fails or hangs, and mutmut's own numbers for a timeout.
KILLED = frozenset({1, 3, 24, 36, 152, 255, -24, -9, -11})


def outcomes() -> dict[str, dict[str, bool]]:
    """Return the mutants of each module, and whether a test killed them."""
    by_module: dict[str, dict[str, bool]] = {}
    for file in sorted((MUTANTS / "masthead").rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        if codes:
            module = file.relative_to(MUTANTS).as_posix().removesuffix(".meta")
            by_module[module] = {name: code in KILLED for name, code in codes.items()}
    return by_module


def hardly_reached() -> set[str]:
    """Return the names of the functions that hardly any test ran when mutmut recorded which test runs which function."""
    stats = json.loads((MUTANTS / "mutmut-stats.json").read_text("utf-8"))
    return {name for name, tests in stats["tests_by_mangled_function_name"].items() if len(tests) <= HARDLY}


def dies(name: str) -> bool:
    """Return whether a test fails in a process that has the mutant *name* from the start."""
    settings = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    tests = [*settings["pytest_add_cli_args"], *settings["pytest_add_cli_args_test_selection"]]
    environment = {**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": "."}
    command = [sys.executable, "-m", "pytest", "-x", *tests]
    return subprocess.run(command, cwd=MUTANTS, env=environment, capture_output=True, check=False).returncode == 1


def line(name: str, mutants: Collection[bool]) -> str:
    """Return a line with the number and the share of killed *mutants*."""
    return f"{name:34} {sum(mutants):5} of {len(mutants):5} killed, {sum(mutants) / len(mutants):7.1%}"


def main() -> int:
    """Run mutmut, print the survivors and the shares, and return 0 if enough mutants were killed, else 1."""
    subprocess.run([sys.executable, "-m", "mutmut", "run", *sys.argv[1:]], check=True)
    by_module, seldom = outcomes(), hardly_reached()
    for mutants in by_module.values():
        for name, killed in mutants.items():
            mutants[name] = killed or (name.partition("__mutmut_")[0] in seldom and dies(name))
    every = [killed for mutants in by_module.values() for killed in mutants.values()]
    print(*(name for mutants in by_module.values() for name, killed in mutants.items() if not killed), sep="\n")
    print(*(line(module, mutants.values()) for module, mutants in by_module.items()), line("all", every), sep="\n")
    return 0 if sum(every) >= ENOUGH * len(every) else 1


if __name__ == "__main__":
    sys.exit(main())
