"""Commands that write, stopped at any moment and on full disks: `python -m tests.stops`; options say how often.

Each command runs on a copy of a small database, in a process of its own. It gets SIGINT, SIGTERM or SIGKILL at a
random moment, or a disk with a few pages left. Afterwards every file must be as it was before or as a whole run
leaves it (the website as a whole), the ledger must be readable, and the same command once more must end as if nothing
had happened.
The full disks need Linux, and a user who may mount a tmpfs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from masthead.cli import main as masthead
from masthead.importing.plan import Change
from masthead.importing.transaction import is_interrupted, write_all
from masthead.ledger.ledger_reader import LedgerError, read_ledger
from tests.bad_server import Bad, bad_server, wayback
from tests.releases import publish
from tests.site import build, furnish
from tests.small_imports import MAP, tree
from tests.world import FIRM, OUTLET, RECORDS, SOURCE, UNPLACED, World
from tests.world import make as make_world

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
OLDER = Path(__file__).parent / "older/v0"
MANY = 30
LEFT = (".masthead", "theme/.masthead", "output.new/", "output.old/")
"""The paths that a killed command may leave, and that the next one clears."""
SOON = 0.03
"""The seconds that a build needs, after the manifest, to put the website in its place and to write its cache."""
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and what it is run on: made below a folder, whose subfolder root is the database."""

    make: Callable[[World], object]
    arguments: tuple[str, ...]
    """With {root} and {beside}, the database and the folder that it is in."""
    begin: Callable[[World], object] = lambda _: None
    """The preparation of each copy before the command."""
    near: str = ""
    """The file whose appearance the signals follow at once; without it, they come at any moment."""
    apart: int = 1
    """The number of pages by which the space on each disk exceeds that on the one before."""


def _unformatted(world: World) -> None:
    for number in range(MANY):
        world.write(f"sites/zz/echo-{number}.example.yml", "#  a  site\n" + RECORDS[UNPLACED].replace("\n", "  \n"))


def _of_the_draft(world: World) -> None:
    shutil.copytree(OLDER, world.root, dirs_exist_ok=True)
    text = (OLDER / OUTLET).read_text()
    for number in range(MANY):
        world.write(f"sites/it/harbour-{number}.example.yml", text)


def _list(world: World) -> None:
    rows = "".join(f"dock-{number}.example,Dock {number},,\n" for number in range(MANY))
    (world.root.parent / "list.csv").write_text(f"domain,title,country,kind\n{rows}")
    (world.root.parent / "map.yml").write_text(MAP)


def _released(world: World) -> None:
    publish(furnish(world))
    world.add(FIRM, "seat: Port Harbour\n")


def _with_another_business(world: World) -> None:
    """Publish the firm, and change its record: the published value is then only in the ledger."""
    _released(world)
    world.edit(FIRM, "public relations agency", "agency")


def _sources(world: World) -> None:
    for number in range(MANY // 3):
        text = RECORDS[SOURCE].replace("/report", f"/report-{number}") + "kept_because: a test\n"
        world.write(f"sources/report-{number}.yml", text)


def _known_and_new(world: World) -> None:
    rows = "".join(f"dock-{number}.example,Dock {number},,\n" for number in range(MANY))
    known = "harbour-times.example,Harbour Times,,\n"
    (world.root.parent / "list.csv").write_text(f"domain,title,country,kind\n{known}{rows}")
    (world.root.parent / "map.yml").write_text(MAP)


def _interrupted(world: World) -> None:
    """Leave the files of an import that is killed in the middle, after it has put some records in their places."""
    planned = [Change(f"sites/zz/dock-{number}.example.yml", RECORDS[UNPLACED].encode()) for number in range(MANY)]
    written = count()
    child = os.fork()
    if not child:
        write_all(world.root, planned, lambda _: os._exit(0) if next(written) > MANY // 2 else None)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert is_interrupted(world.root)


def _another_theme(world: World) -> None:
    furnish(world)
    for file in sorted((world.root / "theme").rglob("*.css")):
        file.write_bytes(file.read_bytes() + b"\n")


def _of_many(world: World) -> None:
    """Let many records name the firm, so that many are rewritten when it gets another ID."""
    for number in range(MANY):
        world.write(
            f"sites/zz/pier-{number}.example.yml", RECORDS[UNPLACED].replace("operator: unknown\n", _OF_THE_FIRM)
        )
    _released(world)


_OF_THE_FIRM = "attributions:\n  - {firm: quay-media, role: operator, by: harbour-lab-2024, wording: lists, confidence: not-stated}\n"


def _built_and_changed(world: World, business: str = "public relations agency", other: str = "agency") -> None:
    build(world.root, "pelicanconf.py", world.root / "output")
    world.edit(FIRM, f"business: {business}", f"business: {other}")


def _built_twice_and_changed(world: World) -> None:
    """Let there be a spare, which the next build takes for its new website."""
    _built_and_changed(world)
    _built_and_changed(world, "agency", "bureau")


_BUILD = ("build", "--root", "{root}", "--no-progress")
CASES = {
    "fmt": Case(_unformatted, ("fmt", "--root", "{root}")),
    "migrate": Case(_of_the_draft, ("migrate", "--root", "{root}", "--from", "0", "--write")),
    "new": Case(lambda _: None, ("new", "site", "--root", "{root}", "quay-news.example", "--source", "harbour-lab-2024",
        "--claim", "The report lists the site.", "--kind", "local-news", "--no-input")),
    "import": Case(_list, ("import", "{beside}/list.csv", "--map", "{beside}/map.yml", "--root", "{root}", "--write")),
    "import-known": Case(_known_and_new, ("import", "{beside}/list.csv", "--map", "{beside}/map.yml", "--root", "{root}", "--write",
        "--add-to-known")),
    "import-undo": Case(lambda _: None, ("import", "--undo", "--root", "{root}"), _interrupted),
    "release": Case(_released, ("release", "--root", "{root}", "--date", "2024-05-01", "--write")),
    "redact": Case(_with_another_business, ("redact", "firms/quay-media:business", "--root", "{root}", "--reason", "A tribunal ordered it.",
        "--decided-by", "the editors", "--date", "2024-05-01", "--write")),
    "redact-renamed": Case(_of_many, ("redact", "firms/quay-media", "--new-id", "firm-a", "--root", "{root}", "--reason",
        "A tribunal ordered it.", "--decided-by", "the editors", "--date", "2024-05-01", "--write")),
    "theme": Case(_another_theme, ("theme", "--root", "{root}", "--write")),
    "archive": Case(_sources, ("archive", "--root", "{root}", "--service", "{service}", "--state", "{beside}/state.json",
        "--warc", "{beside}/warc", "--write")),
    "verify-links": Case(_sources, ("verify-links", "--root", "{root}")),
    "schema": Case(lambda _: None, ("schema", "--root", "{root}", "--write")),
    "build": Case(furnish, _BUILD, apart=25),
    "build-again": Case(furnish, _BUILD, _built_and_changed, apart=5),
    "build-swap": Case(furnish, _BUILD, _built_and_changed, near="output.new/manifest.json", apart=7),
    "build-spare": Case(
        furnish, _BUILD, _built_twice_and_changed, near="output.new/firms/quay-media/index.html", apart=7
    ),
}  # fmt: skip


class Stage:
    """A case as it was made, the files that a whole run leaves, and the time that it takes."""

    def __init__(self, case: Case, folder: Path, bad: Bad) -> None:
        """Make the case in *folder*, and run it once."""
        self.case, self.bad, self.folder = case, bad, folder
        case.make(make_world(folder / "made/root"))
        self.world = self.copy(folder / "run")
        self.before = tree(self.world)
        start = time.monotonic()
        code, said = self.run()
        self.seconds = time.monotonic() - start
        assert code in (0, 1), said
        assert "Traceback" not in said, said
        self.after = tree(self.world)
        assert self.before != self.after, said

    def copy(self, to: Path) -> World:
        """Put a copy of what was made at *to*."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.folder / "made", to, dirs_exist_ok=True)
        self.world = World(to / "root")
        self.case.begin(self.world)
        return self.world

    def start(self, output: int) -> int:
        """Run the command in a process of its own that writes to *output*, and return its number."""
        beside = self.world.root.parent
        names = {"root": self.world.root, "beside": beside, "service": f"http://127.0.0.1:{self.bad.port}"}
        arguments = [argument.format(**names) for argument in self.case.arguments]
        child = os.fork()
        if child:
            return child
        try:
            os.dup2(output, 1)
            os.dup2(output, 2)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            masthead(arguments, prog_name="masthead", obj=self.bad.visitor())
        except SystemExit as end:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code if isinstance(end.code, int) else 1)
        except BaseException:  # noqa: BLE001 - the process that waits for this one reports it
            os.write(output, b"Traceback: " + repr(sys.exc_info()[1]).encode())
            os._exit(70)
        os._exit(0)

    def run(self) -> tuple[int, str]:
        """Run the command to its end; return its exit code and its output."""
        with tempfile.TemporaryFile() as said:
            code = os.waitstatus_to_exitcode(os.waitpid(self.start(said.fileno()), 0)[1])
            said.seek(0)
            return code, said.read().decode("utf-8", "replace")

    def faults(self) -> Iterator[str]:
        """Yield a sentence on everything that is neither as it was nor as a whole run leaves it."""
        now = tree(self.world)
        if website(now) not in (website(self.before), website(self.after)):
            yield "the website is neither old nor new"
        ours = ("ledger/", "status/", ".cache/")  # with salts, or with what was looked at by then, or with times
        for path, text in now.items():
            if not path.startswith((*LEFT, *ours)) and text not in (self.before.get(path), self.after.get(path)):
                yield f"{path} is neither old nor new"
        for path in self.before.keys() - now.keys():
            if (
                path in self.after
                and not path.startswith(".cache/")
                and not any(name.startswith(".masthead-") for name in now)
            ):
                yield f"{path} is gone"
        if ".masthead-redaction/list.json" not in now:
            try:
                read_ledger(self.world.root)
            except LedgerError as error:
                yield str(error)

    def again(self) -> Iterator[str]:
        """Run the command once more, and yield a sentence on everything that is not as after a whole run."""
        code, said = self.run()
        if "Traceback" in said or code not in (0, 1, 2):
            yield f"again: {code}: {said[-300:]}"
        now = tree(self.world)
        rest = {path for path in now if path.startswith(LEFT)}
        if rest:
            yield f"left over: {min(rest)}"
        for path in sorted(self.after.keys() | now.keys()):
            if not path.startswith(("ledger/", "status/", ".cache/", *LEFT)) and self.after.get(path) != now.get(path):
                yield f"again: {path} is not as after a whole run: {said[-200:]}"
        if {path for path in self.after if path.startswith("ledger/")} - now.keys():
            yield "again: a file of the ledger is missing"
        yield from self.faults()


@dataclass(slots=True)
class Count:
    """The number of tries of a command, and of their outcomes."""

    tried: int = 0
    stopped: int = 0
    refused: int = 0
    wrong: int = 0


def website(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of *files* that visitors see."""
    return {path: text for path, text in files.items() if path.startswith("output/")}


def wait_in(stage: Stage, draw: random.Random) -> None:
    """Wait for the moment of a signal: any, or one soon after a file has appeared."""
    if not stage.case.near:
        time.sleep(draw.uniform(0, stage.seconds * 1.05))
        return
    until, file = time.monotonic() + 10 * stage.seconds, stage.world.root / stage.case.near
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.0005)
    time.sleep(draw.uniform(0, SOON))


def stop(stage: Stage, moments: int, draw: random.Random) -> Iterator[tuple[bool, list[str]]]:
    """Stop the command at so many random moments; yield whether it was stopped, and what is wrong then."""
    for _ in range(moments):
        stage.copy(stage.folder / "run")
        with Path(os.devnull).open("w") as silent:
            child = stage.start(silent.fileno())
            wait_in(stage, draw)
            os.kill(child, draw.choice(SIGNALS))
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        yield ended != 0, [*stage.faults(), *stage.again()]


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a disk in memory of so many *kilobytes*."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, pages: int) -> None:
    """Fill the disk at *folder* but for so many *pages*."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(b"x" * PAGE):
                pass
        except OSError:
            ballast.truncate(max(0, ballast.tell() - pages * PAGE))


def starve(stage: Stage, disks: Sequence[int]) -> Iterator[tuple[bool, list[str]]]:
    """Run the command with so many pages left; yield whether it refused, and what is wrong then."""
    size = 2 * sum(PAGE * (len(text) // PAGE + 1) for text in stage.after.values()) // 1024 + 2000
    for pages in disks:
        with disk(stage.folder / "disk", size) as full:
            stage.copy(full / "run")
            fill(full, pages)
            code, said = stage.run()
            wrong = list(stage.faults())
            if "Traceback" in said or (code and "space left" not in said and code != 1):
                wrong.append(f"said: {said[-300:]}")
            (full / "ballast").unlink()
            yield code != 0 and "space left" in said, [*wrong, *stage.again()]
        (stage.folder / "disk").rmdir()


def tried(outcomes: Iterator[tuple[bool, list[str]]], name: str, counts: Counter[str]) -> None:
    """Count *outcomes*, and print what is wrong."""
    for ended, wrong in outcomes:
        counts["tried"] += 1
        counts["stopped"] += ended
        counts["wrong"] += bool(wrong)
        for fault in wrong[:3]:
            print(f"{name}: {fault}", flush=True)


def main() -> int:
    """Try every command, print a line for each, and return whether anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=12, help="signals for each command")
    parser.add_argument("--disks", type=int, default=6, help="full disks for each command; 0 for none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("commands", nargs="*", choices=[*CASES, []], help="all, if none is named")
    options: Any = parser.parse_args()
    draw, wrong = random.Random(options.seed), 0  # noqa: S311 - no secret
    with bad_server() as bad, tempfile.TemporaryDirectory(prefix="stops-") as folder:
        wayback(bad, {f"https://harbour-lab.example/report-{n}": "20240208120000" for n in range(MANY)})
        for name in options.commands or CASES:
            stage = Stage(CASES[name], Path(folder) / name, bad)
            for what, outcomes in (
                ("signals", stop(stage, options.moments, draw)),
                ("full disks", starve(stage, range(0, options.disks * stage.case.apart, stage.case.apart))),
            ):
                counts: Counter[str] = Counter()
                tried(outcomes, name, counts)
                wrong += counts["wrong"]
                print(
                    f"{name}: {what}: {counts['tried']} tried, {counts['stopped']} stopped it, {counts['wrong']} wrong",
                    flush=True,
                )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
