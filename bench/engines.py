"""Our search engine and three others: how each is built for a register, and how its page is queried."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import synthetic
from browser import Box
from registers import Register

BENCH = Path(__file__).parent
ROOT = BENCH.parent
MODULES = BENCH / "node_modules"
NODE = (shutil.which("node") or "node", "--max-old-space-size=12000")
# Nobody sees the website, but its settings require a publisher.
PUBLISHER = {"MASTHEAD_PUBLISHER": "nobody: a measurement", "MASTHEAD_CONTACT": "nobody@masthead.example"}
PEER = Box("/?q=", "input", "li")


@dataclass(frozen=True, slots=True)
class Built:
    """The cost of building an index: processor seconds, peak memory in bytes, number of files, and their bytes."""

    seconds: float
    memory: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine: its name, how its website is made, the files of its index, and its page."""

    name: str
    make: Callable[[Register, Path], list[list[str]]]
    """Prepares the website, which is not measured, and returns the commands to measure."""
    data: str
    """The pattern of the files of the index."""
    box: Box = PEER
    whole: bool = False
    """Whether a page loads the whole index at once."""


def build(engine: Engine, register: Register, site: Path, *, reuse: bool = False) -> Built:
    """Make the website of *engine* for *register* in the folder *site*, and return the cost of the index.

    With *reuse*, an earlier website is used as it is, with its cost at that time.
    """
    cost_file = site.with_suffix(".json")
    if reuse and cost_file.exists():
        return Built(**json.loads(cost_file.read_text("utf-8")))
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    costs = [_measured(command) for command in engine.make(register, site)]
    files = [file for file in site.glob(engine.data) if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    built = Built(sum(seconds for seconds, _ in costs), max(memory for _, memory in costs), len(files), size)
    cost_file.write_text(json.dumps(asdict(built)), "utf-8")
    return built


def _measured(command: list[str]) -> tuple[float, int]:
    """Run *command*, and return its processor time in seconds and its peak memory in bytes."""
    process = subprocess.run([sys.executable, str(BENCH / "cost.py"), *command], check=True, stdout=subprocess.PIPE)  # noqa: S603
    seconds, memory = json.loads(process.stdout)
    return seconds, memory


def _ours(register: Register, site: Path, *options: str) -> list[list[str]]:
    """Make a small website with all our scripts, to which the search data of the register is added."""
    small = register.folder / "small"
    if not small.exists():
        synthetic.main(12, small)
    command = [sys.executable, "-m", "masthead", "build", "--root", str(small), "--output", str(site)]
    settings = ["--settings", str(ROOT / "publishconf.py")]
    subprocess.run([*command, *settings], check=True, capture_output=True, env=os.environ | PUBLISHER)  # noqa: S603
    return [[sys.executable, str(BENCH / "our_search_files.py"), str(register.entries), str(site), *options]]


def _packed(register: Register, site: Path) -> list[list[str]]:
    return _ours(register, site, "packed")


def _pagefind(register: Register, site: Path) -> list[list[str]]:
    return _pagefind_of(register.pages, site)


def _pagefind_with_evidence(register: Register, site: Path) -> list[list[str]]:
    return _pagefind_of(register.pages_with_evidence, site)


def _pagefind_of(pages: Path, site: Path) -> list[list[str]]:
    _copy("pagefind.html", site)
    pagefind = MODULES / "@pagefind/linux-x64/bin/pagefind_extended"
    options = ["--force-language", "en", "--silent"]  # otherwise each language has a separate index
    return [[str(pagefind), "--site", str(pages), "--output-path", str(site / "pagefind"), *options]]


def _minisearch(register: Register, site: Path) -> list[list[str]]:
    _copy("minisearch.html", site)
    shutil.copy(BENCH / "peers/options.js", site)
    _minify(MODULES / "minisearch/dist/es/index.js", site / "minisearch.js")
    make = str(BENCH / "peers/make-minisearch.mjs")
    return [[*NODE, make, str(register.documents), str(site / "index.json")]]


def _lunr(register: Register, site: Path) -> list[list[str]]:
    _copy("lunr.html", site)
    shutil.copy(MODULES / "lunr/lunr.min.js", site / "lunr.js")
    make = str(BENCH / "peers/make-lunr.mjs")
    return [[*NODE, make, str(register.documents), str(site / "index.json"), str(site / "documents.json")]]


def _copy(page: str, site: Path) -> None:
    shutil.copy(BENCH / "peers" / page, site / "index.html")
    shutil.copy(BENCH / "peers/page.js", site)


def _minify(script: Path, target: Path) -> None:
    command = [str(MODULES / ".bin/esbuild"), str(script), "--minify", "--format=esm", f"--outfile={target}"]
    subprocess.run([*command, "--log-level=error"], check=True)  # noqa: S603 - our own command


def version(package: str) -> str:
    """Return the installed version of *package* in bench/node_modules."""
    text = (MODULES / package / "package.json").read_text("utf-8")
    return str(json.loads(text)["version"])


OURS = Box("/search/?q=", "main input[type=search]", ".search-result")
ENGINES: Mapping[str, Engine] = {
    "masthead": Engine("Masthead", _ours, "search/**/*.js", OURS),
    "masthead-packed": Engine("Masthead, packed", _packed, "search/**/*.js", OURS),
    "pagefind": Engine("Pagefind", _pagefind, "pagefind/*/*"),
    "pagefind-evidence": Engine("Pagefind, with evidence", _pagefind_with_evidence, "pagefind/*/*"),
    "minisearch": Engine("MiniSearch", _minisearch, "index.json", whole=True),
    "lunr": Engine("lunr", _lunr, "*.json", whole=True),
}
# Our engine finds claims of evidence too, but loads them last; only what comes before that is measured.
USUAL = ("masthead", "pagefind", "minisearch", "lunr")
