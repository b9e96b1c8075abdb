"""Our search and three others: how each is built for a register, and where its page is asked."""

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
# Nobody sees the website; its settings want to know who publishes it.
PUBLISHER = {"MASTHEAD_PUBLISHER": "nobody: a measurement", "MASTHEAD_CONTACT": "nobody@masthead.example"}
PEER = Box("/?q=", "input", "li")


@dataclass(frozen=True, slots=True)
class Built:
    """What it cost to build the index of an engine: seconds of the processor, bytes of memory, files and their bytes."""

    seconds: float
    memory: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Engine:
    """A search: its name and version, how its website is made, where it is asked, whether all is loaded at once."""

    name: str
    make: Callable[[Register, Path], list[list[str]]]
    """Prepares what is not measured, and gives the commands that are."""
    data: str
    box: Box = PEER
    whole: bool = False


def build(engine: Engine, register: Register, site: Path, *, reuse: bool = False) -> Built:
    """Make the website of *engine* for *register* in the folder *site*, and return what the index cost.

    With *reuse*, a website that was made before is taken as it is, with what it cost then.
    """
    kept = site.with_suffix(".json")
    if reuse and kept.exists():
        return Built(**json.loads(kept.read_text("utf-8")))
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    costs = [_measured(command) for command in engine.make(register, site)]
    made = [file for file in site.glob(engine.data) if file.is_file()]
    size = sum(file.stat().st_size for file in made)
    built = Built(sum(seconds for seconds, _ in costs), max(memory for _, memory in costs), len(made), size)
    kept.write_text(json.dumps(asdict(built)), "utf-8")
    return built


def _measured(command: list[str]) -> tuple[float, int]:
    """Run *command*; return the seconds of the processor that it took, and its memory at the peak."""
    told = subprocess.run([sys.executable, str(BENCH / "cost.py"), *command], check=True, stdout=subprocess.PIPE)  # noqa: S603
    seconds, memory = json.loads(told.stdout)
    return seconds, memory


def _ours(register: Register, site: Path) -> list[list[str]]:
    """Make a small website with all our scripts, into which the search data of the register is put."""
    small = register.folder / "small"
    if not small.exists():
        synthetic.main(12, small)
    command = [sys.executable, "-m", "masthead", "build", "--root", str(small), "--output", str(site)]
    settings = ["--settings", str(ROOT / "publishconf.py")]
    subprocess.run([*command, *settings], check=True, capture_output=True, env=os.environ | PUBLISHER)  # noqa: S603
    return [[sys.executable, str(BENCH / "ours.py"), str(register.entries), str(site)]]


def _pagefind(register: Register, site: Path) -> list[list[str]]:
    return _pagefind_of(register.pages, site)


def _pagefind_with_evidence(register: Register, site: Path) -> list[list[str]]:
    return _pagefind_of(register.pages_with_evidence, site)


def _pagefind_of(pages: Path, site: Path) -> list[list[str]]:
    _copy("pagefind.html", site)
    pagefind = MODULES / "@pagefind/linux-x64/bin/pagefind_extended"
    options = ["--force-language", "en", "--silent"]  # else each language has an index apart
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


def _minify(script: Path, to: Path) -> None:
    command = [str(MODULES / ".bin/esbuild"), str(script), "--minify", "--format=esm", f"--outfile={to}"]
    subprocess.run([*command, "--log-level=error"], check=True)  # noqa: S603 - our own command


def version(package: str) -> str:
    """Return the version of *package* that is installed in bench/node_modules."""
    text = (MODULES / package / "package.json").read_text("utf-8")
    return str(json.loads(text)["version"])


ENGINES: Mapping[str, Engine] = {
    "masthead": Engine("Masthead", _ours, "search/**/*.js", Box("/search/?q=", "main input[name=q]", ".search-result")),
    "pagefind": Engine("Pagefind", _pagefind, "pagefind/*/*"),
    "pagefind-evidence": Engine("Pagefind, with evidence", _pagefind_with_evidence, "pagefind/*/*"),
    "minisearch": Engine("MiniSearch", _minisearch, "index.json", whole=True),
    "lunr": Engine("lunr", _lunr, "*.json", whole=True),
}
# Ours finds claims of evidence too, but loads them last: what is measured is what comes before.
USUAL = ("masthead", "pagefind", "minisearch", "lunr")
