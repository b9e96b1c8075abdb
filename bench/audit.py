"""Runs Lighthouse on pages of a built website: ``audit.py FOLDER [--rounds 3] [PATH …]``.

FOLDER is a website built by publishconf.py with a public address, so that its pages have their canonical links. It is
served like a cheap static host does, compressed. Performance is that of Lighthouse's phone: a processor four times slower,
and a slow network, both simulated from a run at full speed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from hosting import hosted

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import chromium

LIGHTHOUSE = Path(__file__).parent / "lighthouse/node_modules/lighthouse/cli/index.js"
PAGES = ("", "sites/", "countries/kr/", "search/?q=haimai", "lookup/?u=romajournal.org", "sites/romajournal.org/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {"largest-contentful-paint": "LCP", "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS"}


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings of Lighthouse on a page: the scores of the categories, the times by name, and the audits that failed."""

    scores: dict[str, int]
    times: dict[str, float]
    failed: tuple[str, ...]


def main() -> int:
    """Print a table with a line for each page, and below it the audits that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("paths", nargs="*", default=PAGES)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_intermixed_args()
    if not LIGHTHOUSE.is_file():
        sys.exit("Lighthouse is not installed here: npm ci --prefix bench/lighthouse")
    print(f"| page | {' | '.join([*CATEGORIES, *TIMES.values()])} |", "| --- " * (len(CATEGORIES) + len(TIMES) + 1) + "|", sep="\n")  # fmt: skip
    failed = set()
    with hosted(asked.folder) as host:
        for path in asked.paths:
            audits = [audit(f"{host.address}/{path}") for _ in range(asked.rounds)]
            print(line(path, audits), flush=True)
            failed |= {f"/{path}: {name}" for result in audits for name in result.failed}
    print(*sorted(failed), sep="\n")
    return 0


def audit(address: str) -> Audit:
    """Return the findings of Lighthouse on the page at *address*, opened in a fresh profile."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = " ".join(["--headless=new", *chromium.arguments()])
        command = ["node", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}",
                   f"--only-categories={','.join(CATEGORIES)}"]  # fmt: skip
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": str(chromium.get())})  # noqa: S603 - our own command
        results = json.loads(report.read_text("utf-8"))
    scores = {name: round(100 * results["categories"][name]["score"]) for name in CATEGORIES}
    times = {short: results["audits"][name]["numericValue"] for name, short in TIMES.items()}
    return Audit(scores, times, tuple(_failed(results)))


def _failed(results: dict) -> list[str]:
    references = (reference for name in CATEGORIES for reference in results["categories"][name]["auditRefs"])
    counted = {reference["id"] for reference in references if reference["weight"]}
    checks = (results["audits"][name] for name in sorted(counted))
    return [
        f"{check['id']} {check['score']}" for check in checks if check["score"] is not None and check["score"] < 0.9
    ]


def line(path: str, audits: list[Audit]) -> str:
    """Return the line of a page: medians, and for the performance also the least and the most."""
    performance = [result.scores["performance"] for result in audits]
    shown = [f"{median(performance):.0f} ({min(performance)} to {max(performance)})"]
    shown += [f"{min(result.scores[name] for result in audits)}" for name in CATEGORIES[1:]]
    times = {name: median(result.times[name] for result in audits) for name in TIMES.values()}
    shown += [f"{times['LCP'] / 1000:.1f} s", f"{times['TBT']:.0f} ms", f"{times['CLS']:.3f}"]
    return f"| `/{path}` | {' | '.join(shown)} |"


if __name__ == "__main__":
    sys.exit(main())
