"""Measures look-ups: the compressed bytes of scripts and tables, for listed hosts and for others.

    python bench/lookup.py DATABASE OUTPUT [packed]

OUTPUT is a website made by `masthead build`; the tables of DATABASE are put beside a copy of its look-up page, in few
files if packed.
"""

from __future__ import annotations

import gzip
import random
import shutil
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from masthead.edition.edition import edition
from masthead.edition.localisation import phrasebook
from masthead.hosts.public_suffixes import registered_domain
from masthead.loading.database import load
from masthead.lookup.answer_tables import lookup_files
from masthead.views.pages.lookup import alike, host_answers
from tests import chromium

SAMPLE = 40


def main(database: Path, output: Path, *, packed: bool) -> None:
    """Print the bytes of each kind of look-up in *database*."""
    current_edition = edition(load(database).graph, phrasebook("en-GB"))
    answers_by_host = host_answers(current_edition)
    dice = random.Random(5)  # noqa: S311 - the same hosts each time
    hosts = dice.sample(sorted(host for host, answer in answers_by_host.items() if answer[0] == 0), SAMPLE)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        pieces = write(root, output, lookup_files(answers_by_host, alike(current_edition), packed=packed))
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        print(f"{len(answers_by_host)} hosts, {pieces} files of tables")
        tell("listed", [cost(browser, root, host) for host in hosts])
        domains = [registered_domain(host) for host in hosts]
        tell("not listed", [cost(browser, root, f"another-{domain}") for domain in domains])
        tell("one letter amiss", [cost(browser, root, f"{domain[0]}x{domain[1:]}") for domain in domains])
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


def cost(browser: Browser, root: Path, host: str) -> tuple[str, int, int]:
    """Return the kind of answer about *host* in a fresh profile, the bytes of all scripts, and the bytes of tables."""
    context = browser.new_context()
    page = context.new_page()
    requested: list[Path] = []
    page.on("request", lambda request: requested.append(Path(unquote(urlsplit(request.url).path))))
    page.goto(f"{(root / 'lookup/index.html').as_uri()}#u={host}")
    page.locator("[data-answer]").wait_for()
    kind = page.get_attribute("[data-answer]", "data-answer") or ""
    context.close()
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) for path in requested if path.suffix == ".js"}
    return kind, sum(sizes.values()), sum(size for path, size in sizes.items() if "theme" not in path.parts)


def tell(name: str, costs: list[tuple[str, int, int]]) -> None:
    """Print the median and the maximum of *costs*."""
    kinds = ", ".join(sorted({kind for kind, _, _ in costs}))
    total, tables = [[cost[at] for cost in costs] for at in (1, 2)]
    print(f"{name} ({kinds}): {statistics.median(total):.0f} bytes, at most {max(total)}; "
          f"of tables {statistics.median(tables):.0f}, at most {max(tables)}")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), packed=sys.argv[3:] == ["packed"])
