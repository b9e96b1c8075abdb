"""A command that opens a pipe, a device, a link to nothing or a folder in the place of a file never waits for it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from masthead.cli import main
from masthead.loading.link_status import PATH as LINKS
from tests.file_obstacles import OTHERS, in_time
from tests.releases import publish
from tests.site import PUBLISHER, ROOT, furnish, make, opened_by_a_build, opened_by_a_command, whole_page
from tests.site import run as run_program
from tests.small_imports import MAP
from tests.world import UNPLACED, World
from tests.world import make as make_world

CLI = CliRunner()


def run(*arguments: str | Path) -> Result:
    """Run a command in this process, in time."""
    with in_time():
        return CLI.invoke(main, [str(argument) for argument in arguments])


def ended(result: Result, code: int | None = None) -> str:
    """Return the output of a command that ended without a traceback, and with the exit *code* if one is given."""
    assert isinstance(result.exception, SystemExit | None), repr(result.exception)
    assert "Traceback" not in result.output
    assert result.exit_code in ((0, 1, 2) if code is None else (code,)), result.output
    return result.output


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A released and built small world with everything that a build may read."""
    site = furnish(make_world(tmp_path_factory.mktemp("pipes") / "world"))
    publish(site)
    site.add("pelicanconf.py", "MASTHEAD_CATALOGUES = str(Path(__file__).parent / 'catalogues')\n")
    site.write("catalogues/it/LC_MESSAGES/masthead.po", "")
    site.write(LINKS, '{"version": 1, "links": []}')
    site.write("content/images/harbour.svg", "<svg/>")
    site.write("content/pages/more.md", whole_page("![Harbour]({static}/images/harbour.svg)"))
    make(site)
    return site


@pytest.fixture
def site(base: World, tmp_path: Path) -> World:
    """A copy of the built world."""
    shutil.copytree(base.root, tmp_path / "world", symlinks=True)
    return World(tmp_path / "world")


def inputs(site: World) -> list[str]:
    """One file of each folder and kind among all that a build of *site* opens below its root."""
    opened = opened_by_a_build(site)
    assert len(opened) > 140
    return one_of_each_kind(site, opened)


def one_of_each_kind(site: World, opened: list[Path]) -> list[str]:
    """One file of each folder and kind among those that were *opened* below the root of *site*."""
    kinds = {
        (path.parent, path if path.parent == site.root else path.suffix): path.relative_to(site.root).as_posix()
        for path in opened
        if path.is_relative_to(site.root) and path.is_file()
    }
    return sorted(kinds.values())


def test_build_waits_for_no_input(base: World, tmp_path: Path) -> None:
    """If a pipe is in the place of a file that a build needs, a sentence names it, and the website stays."""
    paths = inputs(base)
    assert {"pelicanconf.py", "ledger/0001.jsonl", LINKS, "theme/SHA256SUMS", UNPLACED} <= set(paths)
    for number, path in enumerate(paths):
        shutil.copytree(base.root, tmp_path / str(number), symlinks=True)
        root = tmp_path / str(number)
        (root / path).unlink()
        os.mkfifo(root / path)
        before = (root / "output/manifest.json").read_bytes()

        said = ended(run("build", "--root", root, "--no-progress", "--jobs", "1"))
        # The files that a build makes again, and the settings for another build.
        is_kept = path.startswith((".cache/", "output/")) or path == "publishconf.py"
        assert is_kept == said.rstrip().endswith(" s") or path in said or Path(path).stem in said, (path, said)
        if not is_kept:
            assert before == (root / "output/manifest.json").read_bytes()
            assert "built " not in said
        shutil.rmtree(root)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_settings_that_are_no_file_are_refused(settings: str, kind: str, site: World) -> None:
    """The same holds for both settings files of the project."""
    (site.root / settings).unlink()
    OTHERS[kind](site.root / settings)
    with in_time():
        command = [sys.executable, "-m", "masthead", "build", "--settings", settings, "--no-progress"]
        finished = run_program(command, site.root, PUBLISHER)

    assert 1 == finished.returncode
    assert finished.stderr.startswith(f"Error: {settings}: ")
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    "path", ["it/LC_MESSAGES/masthead.mo", "it/LC_MESSAGES/masthead.po", "en_GB/LC_MESSAGES/masthead.mo"]
)
def test_catalogue_that_is_no_file_is_refused(path: str, kind: str, site: World) -> None:
    """It is refused like one that was cut short, which may end within a text."""
    file = site.root / "catalogues" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    OTHERS[kind](file)
    if kind != "folder":
        assert "MASTHEAD_CATALOGUES: " in ended(run("build", "--root", site.root, "--no-progress", "--jobs", "1"), 1)
    else:
        ended(run("build", "--root", site.root, "--no-progress", "--jobs", "1"))


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    "path",
    ["output/manifest.json", "output/index.html", "output", "output.new", "output.old", ".cache", ".cache/builds"],
)
def test_output_and_what_is_kept_may_be_anything(path: str, kind: str, site: World) -> None:
    """A build makes it again, or refuses to; it never waits, and writes nothing elsewhere."""
    target = site.root / path
    shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    OTHERS[kind](target)

    ended(run("build", "--root", site.root, "--no-progress", "--jobs", "1"))
    assert not (target.parent / "nothing").exists()


COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "import a list": (("import", "list.csv", "--map", "map.yml"), ("list.csv", "map.yml", ".masthead-import", ".masthead-import/list.json")),
    "import and write": (("import", "list.csv", "--map", "map.yml", "--write"), (".masthead-import", ".masthead-import/list.json", ".masthead-tmp")),
    "undo an import": (("import", "--undo"), (".masthead-import", ".masthead-import/list.json")),
    "redact": (
        ("redact", "firms/quay-media:business", "--reason", "A tribunal ordered it.", "--decided-by", "the editors",
            "--date", "2024-05-01", "--write"),
        (".masthead-redaction", ".masthead-redaction/list.json", "ledger/0001.jsonl", "ledger/0002.jsonl"),
    ),
    "redact a text": (
        ("redact", "Harbour Times", "--reason", "A tribunal ordered it.", "--decided-by", "the editors", "--date", "2024-05-01"),
        ("content", "theme", "docs"),
    ),
    "new": (
        ("new", "site", "quay-news.example", "--source", "harbour-lab-2024", "--claim", "The report lists the site.",
            "--kind", "local-news", "--no-input"),
        (UNPLACED, ".masthead-tmp", "sites/zz/quay-news.example.yml", "ledger/0001.jsonl"),
    ),
    "check": (("check",), (UNPLACED, "ledger/0001.jsonl", LINKS, "theme", "content", "ledger", "status", ".masthead-import")),
    "fmt": (("fmt",), (UNPLACED, "firms", ".masthead-tmp")),
    "migrate": (("migrate", "--from", "0", "--write"), (UNPLACED, ".masthead-tmp")),
    "schema": (("schema",), ("schema", "schema/v1", "schema/v1/firm.json", "docs", "docs/fields.md")),
    "schema, written": (("schema", "--write"), ("schema", "schema/v1", "schema/v1/firm.json", "docs/fields.md")),
    "theme": (("theme",), ("theme", "theme/SHA256SUMS", "theme/css/base.css")),
    "theme, written": (("theme", "--write"), ("theme", "theme/SHA256SUMS", "theme/css/base.css", "theme/.masthead-tmp")),
    "archive": (("archive", "--dry-run", "--state", "../state.json"), ("../state.json", UNPLACED)),
    "verify-links": (("verify-links", "--dry-run"), (LINKS, "status")),
    "release": (("release", "--date", "2024-05-01", "--write"), ("ledger", "ledger/0001.jsonl", "ledger/0002.jsonl", ".masthead-tmp")),
}  # fmt: skip


def copied(base: World, to: Path) -> World:
    """A copy of the world without its website, with a list that can be imported."""
    site = World(shutil.copytree(base.root, to, symlinks=True, ignore=shutil.ignore_patterns("output")))
    site.write("list.csv", "domain,title,country,kind\nquay-news.example,Quay News,,\n")
    site.write("map.yml", MAP)
    return site


def replace_with(target: Path, kind: str) -> None:
    """Put something that is no file, of a *kind* of OTHERS, in the place of *target*."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(target) if target.is_dir() else target.unlink(missing_ok=True)
    OTHERS[kind](target)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_waits(name: str, base: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command ends for each path that it opens, and for each kind of OTHERS in its place."""
    command, paths = COMMANDS[name]
    for number, (path, kind) in enumerate((path, kind) for path in paths for kind in OTHERS):
        root = copied(base, tmp_path / str(number) / "world").root
        target = root / path
        replace_with(target, kind)
        monkeypatch.chdir(root)

        ended(run(*command))
        assert not (target.parent / "nothing").exists(), (path, kind)
        monkeypatch.chdir(ROOT)
        shutil.rmtree(tmp_path / str(number))


@pytest.mark.parametrize("name", ["redact", "redact a text", "new", "migrate", "import and write", "release", "fmt"])
def test_command_waits_for_no_file_that_it_opens(
    name: str, base: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with a pipe or one other kind in the place of a file, even of one that it only searches for a text."""
    command, _ = COMMANDS[name]
    site = copied(base, tmp_path / "opened" / "world")
    before = set(site.root.rglob("*"))
    paths = one_of_each_kind(site, [path for path in opened_by_a_command(site, command) if path in before])
    assert {"ledger/0001.jsonl", UNPLACED} & set(paths)
    for number, path in enumerate(paths):
        for kind in ("pipe", sorted(OTHERS)[number % len(OTHERS)]):
            root = copied(base, tmp_path / f"{number} {kind}" / "world").root
            replace_with(root / path, kind)
            monkeypatch.chdir(root)

            ended(run(*command))
            assert not (root / path).parent.joinpath("nothing").exists(), (path, kind)
            monkeypatch.chdir(ROOT)
            shutil.rmtree(root.parent)
