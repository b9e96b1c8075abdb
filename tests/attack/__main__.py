"""Tries every hostile case, builds the websites of those that are accepted, and prints, by kind, how many held.

``python -m tests.attack`` tries all kinds, ``python -m tests.attack unicode ledger`` some. ``--seed`` draws other values
for the kinds of values.py and files.py. Exits 1 if a case or a website is not as it must be.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import Severity
from tests.attack import files
from tests.attack.cases import Case, Kind, kinds
from tests.attack.real import accepted
from tests.attack.values import FIRST_RUN
from tests.attack.website import faults
from tests.hostile.corpus import outcome
from tests.hostile_values import commands, hidden
from tests.site import PUBLISHER, furnish, masthead
from tests.world import World, make

INNOCENT = frozenset({"harbour-lab.example", "port-gazette.example"})
"""Hosts of the small world of which the look-up must never say that they belong to a listed site."""
REAL = "real-database"
MAX_SECONDS = 1.0
"""The processor time in seconds that a check may take, beside everything else that the machine does."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A case, what a check found, and what is wrong with that."""

    case: Case
    findings: tuple[Finding, ...]
    faults: tuple[str, ...]

    @property
    def rank(self) -> str:
        """Whether the case was refused, warned of or accepted."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return "refused"
        return "warned" if self.findings else "accepted"


def tried(case: Case) -> Trial:
    """Return the findings of a check of *case* in the small world, and the faults of the check."""
    with tempfile.TemporaryDirectory() as folder:
        result = outcome(_written(make(Path(folder)), [case]))
    return Trial(case, result.findings, tuple(_wrong(case, result.findings, result.printed, result.seconds)))


def _written(world: World, cases: Iterable[Case]) -> World:
    for case in cases:
        for path, text in case.files.items():
            world.write(path, text)
    return world


def _wrong(case: Case, findings: tuple[Finding, ...], printed: Mapping[str, str], seconds: float) -> Iterator[str]:
    rules = [finding.rule for finding in findings]
    if not case.is_met(rules):
        due = " or ".join(", ".join(rule_set) or "nothing" for rule_set in case.due)
        yield f"due {due}; found {', '.join(rules) or 'nothing'}"
    for form, text in printed.items():
        if hidden(text) or (form != "github" and commands(text)):
            yield f"{form} prints what hides or commands"
    if seconds > MAX_SECONDS:
        yield f"a check took {seconds:.1f} s"


def websites(trials: Iterable[Trial]) -> Iterator[list[str]]:
    """Yield the faults of each website of the cases that are not refused; cases that exclude each other are apart."""
    waiting = [trial.case for trial in trials if trial.rank != "refused"]
    while waiting:
        with tempfile.TemporaryDirectory() as folder:
            world = _written(make(Path(folder)), waiting)
            refused = {finding.path for finding in world.load().findings if finding.severity is Severity.ERROR}
            apart = [case for case in waiting if refused & set(case.files)]
            if len(apart) == len(waiting):
                apart = waiting[1:]
            for case in apart:
                for path in case.files:
                    (world.root / path).unlink(missing_ok=True)
            yield list(_built(world))
        waiting = apart


def _built(world: World) -> Iterator[str]:
    furnish(world)
    asked = ("build", "--root", world.root, "--settings", "publishconf.py", "--no-progress")
    built = masthead(*asked, MASTHEAD_URL="https://masthead.example", **PUBLISHER)
    if built.returncode:
        yield f"no website: {built.stdout[-200:]} {built.stderr[-400:]}"
    else:
        yield from faults(world.root / "output", INNOCENT)


def _tell(kind: Kind, trials: Sequence[Trial | files.Outcome], website_faults: list[str], built: int) -> None:
    """Print the faults, and the row of *kind*."""
    for trial in trials:
        for fault in trial.faults:
            print(f"{trial.case.id}: {trial.case.what}: {ascii(trial.case.value)[:120]}: {fault}", file=sys.stderr)
    for fault in website_faults:
        print(f"{kind.name}: website: {ascii(fault)[:300]}", file=sys.stderr)
    ranks = [trial.rank for trial in trials]
    counts = (ranks.count(rank) for rank in ("refused", "warned", "accepted"))
    wrong = kind.corrected + kind.mended + kind.left
    row = (kind.name, len(trials), *counts, built, len(trials) - wrong, kind.corrected, kind.mended, kind.left)
    print("| " + " | ".join(map(str, row)) + " |", flush=True)


def main() -> int:
    """Return 0 if everything is as it must be, except the cases that are left; otherwise 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", help=f"the kinds to try, or {REAL}; all, if none is named")
    parser.add_argument("--seed", type=int, default=0, help="of the values that are drawn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attack-") as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        return int(_all(options.kinds, options.seed, Path(folder)) > 0)


def _all(asked: Sequence[str], seed: int, folder: Path) -> int:
    """Try the kinds that are *asked* for, or all; return the number of cases and websites that are wrong."""
    wrong = 0
    if not asked or REAL in asked:
        number, claimed = accepted()
        wrong += len(claimed)
        print(f"hosts of others in the real database: {number} claimed, {len(claimed)} accepted {' '.join(claimed)}")
    print("| kind | tried | refused | warned of | accepted | websites | held at once | our error | mended | left |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind in kinds(seed):
        if not asked or kind.name in asked:
            trials = [tried(case) for case in kind.cases]
            built = list(websites(trials))
            website_faults = [fault for wrongs in built for fault in wrongs]
            _tell(kind, trials, website_faults, len(built))
            wrong += max(sum(bool(trial.faults) for trial in trials) - kind.left, 0) + len(website_faults)
    if not asked or not files.KINDS.keys().isdisjoint(asked):
        for done in files.damages(seed, folder, asked):
            outcomes = [files.tried(done, damage) for damage in done.damages]
            _tell(Kind(done.name, (), *FIRST_RUN.get(done.name, (0, 0)), 0), outcomes, [], 0)
            wrong += sum(bool(trial.faults) for trial in outcomes)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
