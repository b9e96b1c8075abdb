"""Measures how long a saved record takes to be seen under `masthead serve`: ``serve.py FOLDER [--rounds 5]``.

FOLDER is a database with theme, texts and settings, such as one of synthetic.py beside copies of ours. A word is put into
a claim, and Chromium loads the page of the record until it has the word.
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from statistics import median
from threading import Thread

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import chromium

LIMIT = 1800.0
CLAIM = re.compile(r'claim: (?:>-\s+)?"?[A-Z][a-z]+')


def main() -> int:
    """Serve, save, look, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    files = [file for file in sorted((asked.folder / "sites").rglob("*.yml")) if CLAIM.search(file.read_text("utf-8"))]
    shown, built = [], []
    with served(asked.folder) as lines, sync_playwright() as playwright:
        address = wait_for(lines, r"http://\S+")
        page = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments()).new_page()
        for number, file in enumerate(files[: asked.rounds + 1]):
            start = time.monotonic()
            word = change(file, number)
            until_seen(page, f"{address}sites/{file.stem}/", word)
            seen = time.monotonic() - start
            wait_for(lines, "^built$")
            if number:  # the first has to wait until everything is loaded
                shown.append(seen)
                built.append(time.monotonic() - start)
    print(f"from saving to the page: {median(shown):.2f} s ({min(shown):.2f} to {max(shown):.2f})")
    print(f"from saving to the website: {median(built):.1f} s ({min(built):.1f} to {max(built):.1f})")
    return 0


@contextmanager
def served(folder: Path) -> Iterator[Queue[str]]:
    """Serve the database in *folder*, and give the lines that the command prints."""
    command = [sys.executable, "-u", "-m", "masthead", "serve", "--root", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        lines: Queue[str] = Queue()
        reader = Thread(target=lambda: [lines.put(line) for line in process.stderr or ()])
        reader.start()
        try:
            yield lines
        finally:
            process.send_signal(signal.SIGINT)
            reader.join()


def wait_for(lines: Queue[str], pattern: str) -> str:
    """Return the match of *pattern* in the next line that has one. Raises SystemExit if a build fails before."""
    while True:
        line = lines.get(timeout=LIMIT)
        if match := re.search(pattern, line):
            return match[0]
        if line.startswith(("Error:", "build failed")):
            raise SystemExit(line.strip())


def change(file: Path, number: int) -> str:
    """Put a new word into a claim of the record in *file*, and return it."""
    word = f"word{time.time_ns() + number}"
    text = CLAIM.sub(lambda start: f"{start[0]} {word}", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    return word


def until_seen(page: Page, address: str, word: str) -> None:
    """Load the page at *address* until it has *word*."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        page.goto(address)
        if word in page.content():
            return
    raise SystemExit(f"{address} has never had {word}")


if __name__ == "__main__":
    sys.exit(main())
