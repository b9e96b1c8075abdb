"""The small world as a website: with the real theme, texts and settings beside its records, and its pages read back."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner

from masthead.building import build as engine
from masthead.building.build import BuildResult
from masthead.building.incremental.input_snapshot import take_snapshot
from masthead.building.output.outcome import BuildError, Making
from masthead.building.progress import Progress
from masthead.building.whole_ledger import WholeLedger
from masthead.cli import main
from masthead.files.sums import NAME, sums_text
from masthead.loading.website_files import PAGE_END
from masthead.processes.workers import meanwhile
from tests.world import World

ROOT = Path(__file__).parent.parent
# Without these, publishconf.py builds nothing.
PUBLISHER = {"MASTHEAD_PUBLISHER": "Harbour Press Institute", "MASTHEAD_CONTACT": "replies@institute.example"}
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def furnish(world: World) -> World:
    """Put beside the records of *world* what a build needs, as copies that a test may break."""
    for folder in ("theme", "content"):
        shutil.copytree(ROOT / folder, world.root / folder)
    for settings in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / settings, world.root)
    # A small world is in one language unless its test asks for more.
    text = (world.root / "publishconf.py").read_text("utf-8")
    (world.root / "publishconf.py").write_text(re.sub(r"(?m)^MASTHEAD_LANGUAGES = .*\n", "", text), "utf-8")
    # The texts name campaigns of the real database: a build refuses links to pages that are not there.
    for about in (world.root / "content").glob("*/about.md"):
        about.write_text(re.sub(r"\(/campaigns/[a-z-]+/\)", "(/campaigns/)", about.read_text("utf-8")), "utf-8")
    return world


def masthead(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the masthead command as a user does, and return what it printed and how it ended."""
    command = [sys.executable, "-m", "masthead", *map(str, arguments)]
    return run(command, ROOT, environment)


def masthead_here(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Do the same in this process, which needs no start; an error that the command does not expect comes out of it."""
    result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, result.exit_code, result.stdout, result.stderr)


def run(
    command: list[str], cwd: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """Run *command* in *cwd* with the project importable."""
    state = {name: value for name, value in os.environ.items() if name == "XDG_STATE_HOME"}
    known = {
        "PATH": str(Path(sys.executable).parent),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        **state,
        **environment,
    }
    return subprocess.run(command, cwd=cwd, env=known, capture_output=True, encoding="utf-8", check=False, timeout=100)


def git(folder: Path, *arguments: str) -> str:
    """Run git in *folder* as nobody in particular, and return its output; it must succeed."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    known = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}
    finished = run(["git", *who, *arguments], folder, known)
    assert 0 == finished.returncode, finished.stderr
    return finished.stdout.strip()


def whole_page(text: str, title: str = "Extra") -> str:
    """Return a page of *text* as it is in content/pages/, whole."""
    return f"Title: {title}\n\n{text}\n\n{PAGE_END}\n"


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file below *folder* by path, with the hash of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def build(root: Path, settings: str, output: Path, jobs: int = 1, making: Making = Making.CHANGED) -> BuildResult:
    """Build the website of the database below *root* in this process, even if nothing changed since the last build."""
    snapshot = take_snapshot(root, settings)
    with meanwhile(partial(WholeLedger.below, root), jobs) as ledger:
        return engine.build(snapshot, output, jobs, Progress(), making, ledger)


def make(site: World, settings: str = "pelicanconf.py") -> BuildResult:
    """Build the small world in this process."""
    return build(site.root, settings, site.root / "output")


def opened_by_a_build(site: World) -> list[Path]:
    """Every file and folder that a build of *site* opens, as Python itself notes them."""
    return _opened_by(
        "from pathlib import Path\nfrom masthead.building.output.outcome import Making\n"
        "from masthead.building.update import update\n"
        f"root = Path({str(site.root)!r})\n"
        "update(root, 'pelicanconf.py', root.parent / 'audited', making=Making.ALL)\n"
    )


def opened_by_a_command(site: World, command: Sequence[str]) -> list[Path]:
    """Every file and folder that a *command* opens in the folder of *site*, as Python itself notes them."""
    return _opened_by(
        f"os.chdir({str(site.root)!r})\nsys.stdout = open(os.devnull, 'w')\nfrom masthead.cli import main\n"
        f"try:\n    main({list(command)!r})\nexcept SystemExit:\n    sys.stdout = sys.__stdout__\n"
    )


def _opened_by(program: str) -> list[Path]:
    audited = (
        "import json, os, sys\nopened = set()\n"
        "def note(event, arguments):\n"
        "    if event in ('open', 'os.listdir', 'os.scandir') and isinstance(arguments[0], (str, bytes, os.PathLike)):\n"
        "        opened.add(os.path.abspath(os.fsdecode(arguments[0])))\n"
        f"sys.addaudithook(note)\n{program}\nprint(json.dumps(sorted(opened)))"
    )
    return [Path(path) for path in json.loads(run([sys.executable, "-c", audited], ROOT).stdout)]


def failure(site: World) -> str:
    """The message of a build that fails, without the path of the test's folder."""
    with pytest.raises(BuildError) as caught:
        make(site)
    return str(caught.value).replace(str(site.root), "…")


def break_template(site: World, text: str, template: str = "firm.html") -> None:
    """Write *text* into the place of the main part of a template."""
    site.write(
        f"theme/templates/{template}", f'{{% extends "base.html" %}}\n\n{{% block main %}}{text}{{% endblock %}}\n'
    )
    seal_theme(site)


def seal_theme(site: World) -> None:
    """Write the sums of the theme as it is, as somebody does who has changed it."""
    site.write(f"theme/{NAME}", sums_text(site.root / "theme"))


@dataclass(slots=True)
class Tag:
    """An element of a page, with its attributes and the text in it."""

    name: str
    attributes: dict[str, str]
    pieces: list[str]
    """The text of its page, in the pieces in which it was read."""
    start: int
    end: int | None = None

    @property
    def text(self) -> str:
        """The text in the element, and that of all elements in it."""
        return "".join(self.pieces[self.start : self.end])


@dataclass(slots=True)
class Page(HTMLParser):
    """The elements of a page in their order."""

    tags: list[Tag] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.handle_data(" ")
        here = len(self.pieces)
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, self.pieces, here))
        if tag in VOID:
            self.tags[-1].end = here
        else:
            self.open.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        """Close the elements up to the one that ends."""
        while self.open:
            closed = self.open.pop()
            closed.end = len(self.pieces)
            if closed.name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Note a piece of text, which every element has that is open."""
        self.pieces.append(data)

    def all(self, name: str) -> list[Tag]:
        """Return the elements called *name*."""
        return [tag for tag in self.tags if tag.name == name]

    @property
    def text(self) -> str:
        """The text of the page as a reader reads it, spaces folded."""
        return " ".join(self.all("body")[0].text.split())


def read(file: Path) -> Page:
    """Return the page in *file*."""
    page = Page()
    page.feed(file.read_text("utf-8"))
    page.close()
    return page
