"""Compares whole builds of one register, in one run: ``build.py [--records 1000] [--rounds 5]``.

Ours makes the website that `masthead build` makes. Hugo makes the same pages, lists, citations and files for
programs from the same YAML, with the templates of peers/hugo, and Pagefind the index of the search; and, as its plain
job, one simple page for each outlet. Eleventy has the plain job too. A check remembers the records that it has passed:
one job of ours starts without any such memory, and the others have it. The jobs take turns, so that what else the
machine does slows all of them. Nothing is timed unless Hugo's website is the same as ours; `--rounds 0` measures only
that.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Event, Thread

import sameness
import synthetic

sys.path.append(str(Path(__file__).parent / "peers/hugo"))
import make_site

BENCH = Path(__file__).parent
ROOT = BENCH.parent
ELEVENTY = BENCH / "node_modules/@11ty/eleventy/cmd.cjs"
SAME = "Hugo, the same pages"
PAGES = "{sites,firms,campaigns,countries,sources,indicators/*}/*/index.html"


@dataclass(frozen=True, slots=True)
class Job:
    """A job of one generator: its commands, which run one after the other, and the folder that they write to."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    """The working folder; none is that of this program."""
    state: Path | None = None
    """A folder that is emptied before each run, in which commands keep what they know of records; none is the user's."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a job: wall time and processor time in seconds, peak memory of all processes in bytes, files and bytes."""

    wall: float
    processor: float
    memory: int
    files: int
    size: int


def main() -> int:
    """Make the register, run the jobs in turn, and print a table of the medians."""
    options = _options()
    build = Path(options.folder)
    register = build / "records"
    if not register.exists():
        synthetic.main(options.records, register)
    jobs = list(_jobs(register, build, Path(options.output), options.hugo, options.pagefind))
    if options.hugo and not _same(jobs):
        return 1
    rounds: dict[str, list[Cost]] = {job.name: [] for job in jobs}
    for _ in range(options.rounds):
        for job in jobs:
            rounds[job.name].append(run(job))
            print(job.name, rounds[job.name][-1], file=sys.stderr)
    if options.rounds:
        print("\n".join(table(rounds)))
    return 0


def _same(jobs: Sequence[Job]) -> bool:
    """Build our website and Hugo's, print how long the pages are, and return whether both are the same website."""
    ours, theirs = jobs[0], next(job for job in jobs if job.name.startswith(SAME))
    for job in (ours, theirs):
        shutil.rmtree(job.output, ignore_errors=True)
        _peak(job.commands[0], job)
    print("\n".join(sameness.table(ours.output, theirs.output)), end="\n\n")
    differences = list(sameness.differences(ours.output, theirs.output))
    print("".join(f"{difference}\n" for difference in differences), file=sys.stderr, end="")
    for job in (ours, theirs):
        shutil.rmtree(job.output)
    return not differences


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program; its jobs are left out without it")
    parser.add_argument("--pagefind", default=str(BENCH / "node_modules/.bin/pagefind"))
    parser.add_argument("--output", default=tempfile.gettempdir(), help="where websites are written, and deleted again")
    parser.add_argument("--folder", help="where the register is kept for the next run")
    options = parser.parse_args()
    options.folder = options.folder or ROOT / "build" / "bench" / f"build-{options.records}"
    return options


def _jobs(register: Path, build: Path, outputs: Path, hugo: str | None, pagefind: str) -> Iterator[Job]:
    """Yield the jobs whose programs are installed."""
    ours = (
        sys.executable,
        "-m",
        "masthead",
        "build",
        "--root",
        str(register),
        "--settings",
        str(ROOT / "pelicanconf.py"),
    )
    yield Job("Masthead", ((*ours, "--output", str(outputs / "masthead")),), outputs / "masthead")
    output, state = outputs / "masthead-unchecked", outputs / "masthead-state"
    environment = {"XDG_STATE_HOME": str(state.absolute())}
    yield Job("Masthead, a first check", ((*ours, "--output", str(output)),), output, environment, state=state)
    output = outputs / "masthead-1"
    yield Job("Masthead, one process", ((*ours, "--jobs", "1", "--output", str(output)),), output)
    if hugo:
        yield from _hugo(register, build, outputs, hugo, pagefind)
    if ELEVENTY.exists():
        output, names = outputs / "eleventy", build / "names.json"
        names.write_text(json.dumps(make_site.names()), "utf-8")
        make = ("node", str(ELEVENTY), "--config=eleventy.config.mjs", f"--output={output}")
        places = {"REGISTER": str(register.resolve()), "NAMES": str(names.resolve())}
        site = BENCH / "peers/eleventy"  # Eleventy reads pages below its working folder only
        yield Job("Eleventy, plain pages", (make,), output, places, site)


def _hugo(register: Path, build: Path, outputs: Path, hugo: str, pagefind: str) -> Iterator[Job]:
    for name, layouts in ((SAME, "same"), ("Hugo, plain pages", "plain")):
        site, output = build / f"hugo-{layouts}", outputs / f"hugo-{layouts}"
        make_site.main(register, site, layouts)
        make = (hugo, "-s", str(site), "-d", str(output), "--quiet")
        if layouts == "plain":
            yield Job(name, (make,), output)
        elif Path(pagefind).exists():
            index = (
                pagefind,
                "--site",
                str(output),
                "--glob",
                PAGES,
                "--root-selector",
                "main",
                "--force-language",
                "en",
            )
            yield Job(f"{name}, and Pagefind", (make, index), output)
        else:
            yield Job(name, (make,), output)


def run(job: Job) -> Cost:
    """Run *job* into an empty folder, and return its cost; exits the program if a command fails."""
    for folder in (job.output, *([job.state] if job.state else ())):
        shutil.rmtree(folder, ignore_errors=True)
    start, before = time.monotonic(), _processor()
    memory = max(_peak(command, job) for command in job.commands)
    wall, processor = time.monotonic() - start, _processor() - before
    sizes = [path.stat().st_size for path in job.output.rglob("*") if path.is_file()]
    shutil.rmtree(job.output)
    return Cost(wall, processor, memory, len(sizes), sum(sizes))


def _processor() -> float:
    """Return the processor time, in seconds, of all child processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _peak(command: Sequence[str], job: Job) -> int:
    """Run a *command* of *job*, and return the peak memory of all its processes in bytes; shared memory counts once."""
    highest, ended = [0], Event()
    process = subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **job.environment},
        cwd=job.folder,
    )
    watch = Thread(target=_watch, args=(process.pid, highest, ended))
    watch.start()
    code = process.wait()
    ended.set()
    watch.join()
    if code != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")
    return highest[0]


def _watch(session: int, highest: list[int], ended: Event) -> None:
    """Measure the memory of the processes of *session* several times a second, and keep the *highest* sum."""
    while not ended.wait(0.2):
        highest[0] = max(highest[0], sum(_proportional(pid) for pid in _processes(session)))


def _processes(session: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == session:
                    yield int(entry.name)
            except ProcessLookupError:
                continue


def _proportional(pid: int) -> int:
    """Return the bytes of memory of a process; shared memory is divided by the number of processes that share it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def table(rounds: dict[str, list[Cost]]) -> Iterator[str]:
    """Yield the lines of a table of medians, in which times are also shares of the first job's time."""
    first = next(iter(rounds.values()))
    yield "| job | wall | of ours | processor | memory | files | bytes |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, costs in rounds.items():
        wall, processor = (median(getattr(cost, measure) for cost in costs) for measure in ("wall", "processor"))
        share = median(cost.wall / ours.wall for cost, ours in zip(costs, first, strict=True))
        memory = median(cost.memory for cost in costs) / 1e6
        size = costs[0].size / 1e6
        yield (
            f"| {name} | {wall:.1f} s | {share:.2f} | {processor:.1f} s | {memory:.0f} MB "
            f"| {costs[0].files:,} | {size:.0f} MB |"
        )


if __name__ == "__main__":
    sys.exit(main())
