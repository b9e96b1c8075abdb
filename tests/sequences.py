"""Random sequences of changes, each built from the last build.

``python -m tests.sequences --count 200 --seed 0 [--served]`` runs them.

A sequence edits, renames, withdraws and deletes records, changes templates, texts and settings, damages what is kept of
the last build, and kills builds. At its end the website must be, byte for byte, the one that is made from nothing.

With --served, the process of `masthead serve` builds, which keeps in memory what it has loaded; and the pages that it shows
before a build must be those of the build.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

from masthead.building.output.outcome import BuildError, Making, Outcome
from masthead.building.output.verification import MANIFEST
from masthead.building.serving.dev_server import Builder, build_again, existing
from masthead.building.update import update
from masthead.loading.database import load
from masthead.loading.website_files import PAGE_END
from tests.golden import FOLDER
from tests.site import ROOT, build, fingerprint, furnish, seal_theme
from tests.world import World

WORLD = Path(__file__).parent / "full_world"
TEXTS = re.compile(
    r"\b(?:claim|name|title|short_name|summary|said|note|publisher|text|shows|words|reservation|confidence_words|our_reading|what|host|reason|locator|business|counts): (?=[A-Za-z])"
)
DATES = re.compile(r"\b20[12][0-9](?=-)")
SETTINGS = (
    "MASTHEAD_CITE_PAGES = False",
    "MASTHEAD_API = False",
    "MASTHEAD_PACKED = True",
    'MASTHEAD_URL = "https://masthead.example"',
    'MASTHEAD_PUBLISHER = "Harbour Press Institute"',
    'MASTHEAD_CONTACT = "replies@institute.example"',
    'MASTHEAD_INDEX = ""',
)


class Nothing(Exception):
    """A change that cannot be made to the records as they are."""


@dataclass
class Walk:
    """A world that changes at random: its files, the changes, and the number of files that builds have linked."""

    world: World
    draw: random.Random
    done: list[str] = field(default_factory=list)
    linked: int = 0

    @property
    def output(self) -> Path:
        """The folder of the website, which is built from the last one."""
        return self.world.root / "output"

    def step(self) -> None:
        """Change the world at random, in a way that leaves the records right, and build it."""
        while not self._stepped():
            pass

    def _stepped(self) -> bool:
        """Try a change, and return whether there is a website with it."""
        change = self.draw.choices(list(CHANGES), list(CHANGES.values()))[0]
        before = self._records()
        try:
            what = change(self)
            outcome = self.build()
        except (Nothing, BuildError):  # such as a link in a text to a record that is gone
            outcome = None
        if outcome is None or outcome.errors:
            self._restore(before)
            return False
        self.linked += outcome.linked
        self.done.append(f"{change.__name__}: {what}")
        return True

    def build(self) -> Outcome:
        """Build from the last build."""
        return update(self.world.root, "pelicanconf.py", self.output, self.draw.choice((1, 2)))

    def stop(self) -> None:
        """End any process that the walk has started."""

    def compare(self) -> None:
        """Compare the website with the one that is made from nothing."""
        with tempfile.TemporaryDirectory() as folder:
            build(self.world.root, "pelicanconf.py", Path(folder) / "clean", 2, making=Making.ALL)
            clean, website = fingerprint(Path(folder) / "clean"), fingerprint(self.output)
        different = sorted(path for path in clean.keys() | website.keys() if clean.get(path) != website.get(path))
        assert not different, f"{different[:5]} after:\n" + "\n".join(self.done)

    def record(self, folder: str = "") -> Path:
        """Return a record at random."""
        return self.draw.choice(self.files(folder))

    def files(self, folder: str = "") -> list[Path]:
        """Return the files of all records, or of those of one kind."""
        folders = (folder,) if folder else ("sites", "firms", "campaigns", "sources")
        return sorted(file for name in folders for file in (self.world.root / name).rglob("*.yml"))

    def shown(self, file: Path) -> str:
        """Return the path of *file* below the root."""
        return file.relative_to(self.world.root).as_posix()

    def kept(self) -> Path:
        """Return the file of the last build."""
        return next((self.world.root / ".cache/builds").glob("*.json"))

    def published(self) -> Path:
        """Return a file of the website at random, but not the manifest: without it, builds refuse the folder."""
        files = (file for file in self.output.rglob("*") if file.is_file())
        return self.draw.choice(sorted(file for file in files if file.name != MANIFEST))

    def _records(self) -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in self.files()}

    def _restore(self, before: dict[Path, bytes]) -> None:
        for file in self.files():
            if file not in before:
                file.unlink()
        for file, text in before.items():
            file.write_bytes(text)


class Previews(dict[str, bytes]):
    """The pages that are shown before a build, and all pages that were shown since the build was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, bytes] = {}

    def __setitem__(self, path: str, html: bytes) -> None:
        self.shown[path] = html
        super().__setitem__(path, html)


@dataclass
class Served(Walk):
    """A walk in which the process of `masthead serve` builds each step."""

    previewed: int = 0
    """The number of pages that were shown before a build, and then built."""
    _previews: Previews = field(default_factory=Previews)
    _messages: Queue[str] = field(default_factory=Queue)
    _builder: Builder | None = None
    _seen: dict[Path, bytes] = field(default_factory=dict)

    def step(self) -> None:
        """Change the world, once the process has built it as it was."""
        if self._builder is None:
            self.build()
        Walk.step(self)

    def build(self) -> Outcome:
        """Let the process build what has changed."""
        before, self._seen = self._seen, self._watched()
        changed = [path for path in before.keys() | self._seen.keys() if before.get(path) != self._seen.get(path)]
        self._previews.shown.clear()
        if self._builder is None:
            self._builder = Builder(self.world.root, self.output, self._previews, self._messages.put)
        else:
            build_again(self.world.root, self._builder, [path.relative_to(self.world.root) for path in changed])
        while (said := self._messages.get(timeout=300)) != "built":
            if said.startswith("build failed"):
                raise BuildError(said)
        for path, html in self._previews.shown.items():
            assert html == (self.output / path).read_bytes(), f"{path} was shown otherwise after:\n" + "\n".join(
                self.done
            )
        assert not self._previews
        self.previewed += len(self._previews.shown)
        return Outcome(0, ())

    def _watched(self) -> dict[Path, bytes]:
        files = [
            file for place in existing(self.world.root) for file in ([place] if place.is_file() else place.rglob("*"))
        ]
        return {file: file.read_bytes() for file in files if file.is_file()}

    def stop(self) -> None:
        """End the process."""
        if self._builder:
            self._builder.stop()


def substitute(walk: Walk, file: Path, pattern: re.Pattern[str], new: Callable[[str], str]) -> str:
    """Put something *new* into the place of one of the texts in *file* that *pattern* finds."""
    text = file.read_text("utf-8")
    matches = list(pattern.finditer(text))
    if not matches:
        raise Nothing
    match = walk.draw.choice(matches)
    file.write_text(f"{text[: match.start()]}{new(match[0])}{text[match.end() :]}", "utf-8")
    return walk.shown(file)


def reword(walk: Walk) -> str:
    """Change a text in a record, such as a name."""
    folder = walk.draw.choice(("", "sites", "firms", "campaigns", "sources", "sources"))
    return substitute(walk, walk.record(folder), TEXTS, lambda name: f"{name}{walk.draw.choice('XYZ')} ")


def redate(walk: Walk) -> str:
    """Change a year in a record."""
    return substitute(walk, walk.record(), DATES, lambda _: str(walk.draw.randint(2015, 2025)))


def refer(walk: Walk) -> str:
    """Let a record refer to another firm, campaign, source or outlet than it did."""
    folder = walk.draw.choice(("sites", "firms", "campaigns", "sources"))
    ids = [file.stem for file in walk.files(folder)]
    known = re.compile("|".join(rf"(?<![\w.-]){re.escape(id)}(?![\w.-])" for id in ids))
    return substitute(walk, walk.record(), known, lambda _: walk.draw.choice(ids))


def remove_line(walk: Walk) -> str:
    """Remove a line, such as an item of a list or a field."""
    return substitute(walk, walk.record(), re.compile(r"^ *(?:- \{|[a-z_]+: ).*\n", re.MULTILINE), lambda _: "")


def comment(walk: Walk) -> str:
    """Change a record in a way that no page shows."""
    file = walk.record()
    file.write_text(file.read_text("utf-8") + "# A comment.\n", "utf-8")
    return walk.shown(file)


def withdraw(walk: Walk) -> str:
    """Withdraw, leave out or dispute a record, or list it again."""
    file = walk.record()
    text = re.sub(r"(?m)^state: \{.*\}\n", "", before := file.read_text("utf-8"))
    if text == before:
        name = walk.draw.choice(("withdrawn", "excluded", "disputed"))
        text += f"state: {{name: {name}, date: 2024-06-0{walk.draw.randint(1, 9)}, reason: Its source said so.}}\n"
    file.write_text(text, "utf-8")
    return walk.shown(file)


def delete(walk: Walk) -> str:
    """Delete a record."""
    file = walk.record()
    file.unlink()
    return walk.shown(file)


def add(walk: Walk) -> str:
    """Add an outlet that is a copy of another."""
    file = walk.record("sites")
    new = file.with_name(f"n{walk.draw.randint(0, 10**6)}.example.org.yml")
    new.write_bytes(file.read_bytes())
    return walk.shown(new)


def rename(walk: Walk) -> str:
    """Give a record another id, also in every record that refers to it, with or without a redirect."""
    file = walk.record()
    new = f"{file.stem.partition('.')[0]}-{walk.draw.randint(0, 999)}"
    new += f".{file.stem.partition('.')[2]}" if "." in file.stem else ""
    known = re.compile(rf"(?<![\w.-]){re.escape(file.stem)}(?![\w.-])")
    for record in walk.files():
        record.write_text(known.sub(new, record.read_text("utf-8")), "utf-8")
    if walk.draw.random() < 0.5:
        file.write_text(f"{file.read_text('utf-8')}formerly: [{file.stem}]\n", "utf-8")
    file.rename(file.with_name(f"{new}.yml"))
    return f"{walk.shown(file)} to {new}"


def template(walk: Walk) -> str:
    """Change a template."""
    file = walk.draw.choice(sorted((walk.world.root / "theme/templates").rglob("*.html")))
    text = file.read_text("utf-8")
    file.write_text(text.replace("</p>", f"<!-- {walk.draw.random()} --></p>", 1), "utf-8")
    seal_theme(walk.world)
    return file.name


def text_page(walk: Walk) -> str:
    """Add a line to a page of text."""
    file = walk.draw.choice(sorted((walk.world.root / "content/pages").glob("*.md")))
    whole = file.read_text("utf-8").removesuffix(f"{PAGE_END}\n")
    file.write_text(f"{whole}Line {walk.draw.random()}.\n\n{PAGE_END}\n", "utf-8")
    return file.name


def setting(walk: Walk) -> str:
    """Change a setting, or change all of them back."""
    line = walk.draw.choice((*SETTINGS, ""))
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    walk.world.write("pelicanconf.py", f"{text}{line}\n")
    return line or "as they were"


def links(walk: Walk) -> str:
    """Change which addresses are known to be gone."""
    addresses = sorted(
        {a for file in walk.files() for a in re.findall(r"https?://[^\s,}\]]+", file.read_text("utf-8"))}
    )
    gone = sorted(walk.draw.sample(addresses, min(5, len(addresses))))
    rows = [
        {"address": a, "state": "gone", "since": "2024-01-01", "checked": "2024-02-01", "detail": "404"} for a in gone
    ]
    walk.world.write("status/links.json", json.dumps({"version": 1, "links": rows}))
    return f"{len(gone)} gone"


def damage_kept(walk: Walk) -> str:
    """Damage the file of the last build: cut it short, change a byte, put something else there, or delete it."""
    file = walk.kept()
    data = bytearray(file.read_bytes())
    place = walk.draw.randrange(len(data))
    what = walk.draw.choice(("cut", "changed", "foreign", "lost"))
    if what == "lost":
        file.unlink()
        return what
    data[place] ^= 1
    file.write_bytes({"cut": bytes(data[:place]), "changed": bytes(data), "foreign": b'{"version": 1}\n'}[what])
    return what


def exchange_kept(walk: Walk) -> str:
    """Put the file of an earlier build into the place of the last one."""
    before = walk.kept().read_bytes()
    reword(walk)
    if load(walk.world.root).errors:
        raise Nothing
    walk.build()
    walk.kept().write_bytes(before)
    return "an earlier one"


def damage_output(walk: Walk) -> str:
    """Change, delete, replace or touch a file of the website."""
    file, what = walk.published(), walk.draw.choice(("changed", "deleted", "replaced", "touched", "manifest"))
    match what:
        case "changed":
            file.write_bytes(file.read_bytes() + b" ")
        case "deleted":
            file.unlink()
        case "replaced":
            data = bytearray(file.read_bytes())
            data[-1] ^= 1
            file.unlink()
            file.write_bytes(data)
        case "touched":
            os.utime(file)
        case "manifest":
            manifest = walk.output / "manifest.json"
            manifest.write_text(manifest.read_text("utf-8").replace('"bytes": 1', '"bytes": 2', 1), "utf-8")
    return f"{file.relative_to(walk.output)} {what}"


def copy_output(walk: Walk) -> str:
    """Put a copy into the place of the website, in which every file is new and has the same content."""
    copy = walk.output.with_name("copy")
    shutil.copytree(walk.output, copy)
    shutil.rmtree(walk.output)
    copy.rename(walk.output)
    return "copied"


def kill(walk: Walk) -> str:
    """Change a record, and kill the build that follows, at any time."""
    what = reword(walk)
    command = [sys.executable, "-m", "masthead", "build", "--root", str(walk.world.root), "--no-progress"]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(walk.draw.random() * 4)
    os.killpg(running.pid, walk.draw.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
    running.wait()
    return f"{what} {'killed' if running.returncode else 'ended before'}"


def nothing(walk: Walk) -> str:
    """Change nothing, or only the time of a file that a build reads."""
    file = walk.draw.choice(
        [walk.record(), walk.world.root / "pelicanconf.py", walk.world.root / "content/pages/about.md"]
    )
    if walk.draw.random() < 0.5:
        return "at all"
    os.utime(file)
    return f"but the time of {walk.shown(file)}"


def there_and_back(walk: Walk) -> str:
    """Build a change, and then take it back: the website may be neither that of the change nor what was kept of it."""
    before = walk.world.root / "theme/templates/base.html", walk.record()
    texts = [file.read_bytes() for file in before]
    what = walk.draw.choice((reword, template, comment, withdraw))(walk)
    if load(walk.world.root).errors:
        raise Nothing
    walk.build()
    for file, text in zip(before, texts, strict=True):
        file.write_bytes(text)
    seal_theme(walk.world)
    return what


CHANGES: dict[Callable[[Walk], str], int] = {
    reword: 8, redate: 3, refer: 6, remove_line: 3, comment: 2, withdraw: 4, delete: 4, add: 3, rename: 4,
    template: 1, text_page: 1, setting: 2, links: 1, damage_kept: 1, exchange_kept: 1, damage_output: 2,
    copy_output: 1, kill: 1, nothing: 3, there_and_back: 2,
}  # fmt: skip
"""The changes of a world, each with its weight."""


@dataclass(frozen=True)
class Start:
    """The start of every sequence: a world with records of every kind and relation, built once."""

    base: Path
    root: Path
    """The folder in which sequences take place, since a last build is of one folder."""

    def walk(self, seed: int, kind: type[Walk] = Walk) -> Walk:
        """Return the world as it is at the start."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.base, self.root)
        return kind(World(self.root), random.Random(seed))  # noqa: S311 - chance that can be repeated


def start(folder: Path) -> Start:
    """Return the start of sequences that take place below *folder*."""
    origin = Start(folder / "base", folder / "world")
    shutil.copytree(FOLDER / "records", origin.root)
    shutil.copytree(WORLD, origin.root, dirs_exist_ok=True)
    furnish(World(origin.root))
    build(origin.root, "pelicanconf.py", origin.root / "output", 2)
    shutil.copytree(origin.root, origin.base)
    return origin


def run(walk: Walk, most: int = 4) -> str:
    """Make up to *most* changes, compare the website at their end, and return a summary of them."""
    try:
        for _ in range(walk.draw.randint(1, most)):
            walk.step()
        walk.compare()
    finally:
        walk.stop()
    count = f"{walk.previewed} pages previewed" if isinstance(walk, Served) else f"{walk.linked} files linked"
    return f"{'; '.join(walk.done)}; {count}"


def main() -> int:
    """Return 0 if all sequences led to the website that is made from nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="how many sequences")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first")
    parser.add_argument("--served", action="store_true", help="let the process of `masthead serve` build")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        begin = start(Path(folder))
        for seed in range(asked.seed, asked.seed + asked.count):
            print(f"sequence {seed}: {run(begin.walk(seed, Served if asked.served else Walk))}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
