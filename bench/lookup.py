"""Measures look-ups: the compressed bytes of scripts and tables, for listed hosts and for others.

    python bench/lookup.py DATABASE OUTPUT [packed]

OUTPUT is a website made by `masthead build`; the tables of DATABASE are put beside a copy of its look-up page, in few
files if packed.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.hosts.public_suffixes import registered_domain
from masthead.loading.database import load
from masthead.lookup.answer_tables import lookup_files
from masthead.views.pages.lookup import alike, host_answers
from tests import chromium
from tests.browser.lookup_box import cost

SAMPLE = 40


def main(database: Path, output: Path, *, packed: bool) -> None:
    """Print the bytes of each kind of look-up in *database*."""
    current_edition = edition(load(database).graph, phrasebook("en-GB"))
    answers_by_host = host_answers(current_edition)
    dice = random.Random(5)  # noqa: S311 - the same hosts each time
    hosts = dice.sample(sorted(host for host, answer in answers_by_host.items() if answer[0] == 0), SAMPLE)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        page = root / "lookup/index.html"
        pieces = write(root, output, lookup_files(answers_by_host, alike(current_edition), packed=packed))
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        print(f"{len(answers_by_host)} hosts, {pieces} files of tables")
        tell("listed", [cost(browser, page, host) for host in hosts])
        domains = [registered_domain(host) for host in hosts]
        tell("not listed", [cost(browser, page, f"another-{domain}") for domain in domains])
        tell("one letter amiss", [cost(browser, page, f"{domain[0]}x{domain[1:]}") for domain in domains])
        browser.close()


def write(root: Path, output: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write the page below *root*, with *files* as its tables, and return the number of files."""
    shutil.copytree(output / "theme", root / "theme")
    (root / "lookup").mkdir()
    shutil.copy(output / "lookup/index.html", root / "lookup")
    texts = dict(files)
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return len(texts)


def tell(name: str, costs: list[tuple[str, int, int]]) -> None:
    """Print the median and the maximum of *costs*."""
    kinds = ", ".join(sorted({kind for kind, _, _ in costs}))
    total, tables = [[cost[at] for cost in costs] for at in (1, 2)]
    print(f"{name} ({kinds}): {statistics.median(total):.0f} bytes, at most {max(total)}; "
          f"of tables {statistics.median(tables):.0f}, at most {max(tables)}")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), packed=sys.argv[3:] == ["packed"])
