"""A build that finds everything unchanged reports the same as before and makes nothing; it notices any change."""

from __future__ import annotations

import json
import os
import re
import sys
import sysconfig
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from masthead.building import build as engine
from masthead.building.incremental import input_snapshot
from masthead.building.incremental.input_snapshot import BESIDE_RECORDS, take_snapshot
from masthead.building.incremental.last_build import LastBuild
from masthead.building.incremental.last_build_file import keep, read_kept
from masthead.building.incremental.unchanged_website import UNCHANGED, unchanged_outcome
from masthead.building.output.outcome import Making, Outcome
from masthead.building.progress import Progress
from masthead.building.update import update
from masthead.building.whole_ledger import WholeLedger
from masthead.files.sealed_cache import state_folder
from masthead.loading.link_status import PATH as LINKS
from masthead.loading.website_files import PAGE_END
from tests.site import ROOT, build, fingerprint, furnish, masthead, opened_by_a_build, run, whole_page
from tests.world import FIRM, OUTLET, UNPLACED, World
from tests.world import make as make_world

Change = Callable[[World], object]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The small world with a warning, the status of links and a translation, built once."""
    site = furnish(make_world(tmp_path_factory.mktemp("standing") / "world"))
    site.add(UNPLACED, "persons:\n  - {name: Ada Rivers, public_role: mayor of the town}\n")
    site.add("pelicanconf.py", "MASTHEAD_CATALOGUES = str(Path(__file__).parent / 'catalogues')\n")
    site.write("catalogues/it/LC_MESSAGES/masthead.po", "")
    site.write(LINKS, '{"version": 1, "links": []}')
    build(site.root, "pelicanconf.py", site.root / "output")
    return site


@pytest.fixture
def standing(base: World) -> Iterator[World]:
    """The same world; everything that a build reads is put back afterwards."""
    before = files_of(base)
    folders = {*base.root.rglob("*/")}
    yield base
    for path in files_of(base).keys() - before.keys():
        path.unlink()
    for path, text in before.items():
        if path.is_symlink() or not path.is_file() or path.read_bytes() != text:
            path.unlink(missing_ok=True)
            path.write_bytes(text)
    for folder in sorted({*base.root.rglob("*/")} - folders, reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    assert seen(base)


def files_of(site: World) -> dict[Path, bytes]:
    """Every file, with its bytes, that is neither part of the website nor kept by a build."""
    folders = (path for path in site.root.iterdir() if path.name not in ("output", ".cache"))
    files = (file for path in folders for file in (path.rglob("*") if path.is_dir() else (path,)))
    return {file: file.read_bytes() for file in files if file.is_symlink() or file.is_file()}


def seen(site: World) -> Outcome | None:
    """The kept summary of the website that is there, if a build would make the same website; otherwise None."""
    return unchanged_outcome(take_snapshot(site.root, "pelicanconf.py"), site.root / "output")


def report_of(site: World) -> tuple[int, str, dict[str, Any]]:
    """The exit code, the messages and the summary of a build, without the times."""
    finished = masthead("build", "--root", site.root, "--json", "--no-progress")
    summary = json.loads(finished.stdout)
    assert 0 < summary.pop("seconds")
    stages = summary.pop("stages")
    return finished.returncode, re.sub(r"[0-9.]+ s$", "", finished.stderr.strip()), {**summary, "stages": list(stages)}


def test_the_same_is_told_and_nothing_is_made(standing: World) -> None:
    """Exit code, findings and summary are those of a build that made everything that had changed: nothing."""
    (standing.root / "output.new").mkdir()  # left by a build that was stopped: the next one has to clear it
    report = report_of(standing)
    before = (standing.root / "output/index.html").stat().st_ctime_ns, fingerprint(standing.root / "output")
    again = report_of(standing)

    assert report == again
    assert "Ada Rivers" in again[1]
    assert (0, 0, 1) == (again[0], again[2]["changed"], again[2]["warnings"])
    assert before == ((standing.root / "output/index.html").stat().st_ctime_ns, fingerprint(standing.root / "output"))


def test_nothing_is_loaded_that_makes_pages(standing: World) -> None:
    """Models, YAML and Pelican are not loaded: they would take most of the time."""
    program = (
        "import sys\nfrom masthead.cli import main\n"
        f"try: main(['build', '--root', {str(standing.root)!r}, '--no-progress'])\n"
        "finally: print(sorted({'pydantic', 'yaml', 'pelican', 'babel', 'nh3'} & sys.modules.keys()))"
    )
    finished = run([sys.executable, "-c", program], ROOT)

    assert "(0 changed)" in finished.stderr
    assert "[]\n" == finished.stdout


@pytest.mark.parametrize("folder", ["firms", "sites", "theme", "content", "ledger", "status"])
def test_link_in_the_place_of_a_folder_is_unknown(tmp_path: Path, folder: str) -> None:
    """It may lead anywhere, and a build refuses some of them: so the build decides."""
    site = furnish(make_world(tmp_path / "world"))
    (site.root / folder).mkdir(exist_ok=True)
    assert take_snapshot(site.root, "pelicanconf.py").key

    (site.root / folder).rename(site.root / "elsewhere")
    (site.root / folder).symlink_to(site.root / "elsewhere")

    assert not take_snapshot(site.root, "pelicanconf.py").key


def test_pipe_among_kept_builds_is_not_waited_for(tmp_path: Path) -> None:
    """A build that looks for what is kept of websites that are gone opens ordinary files alone."""
    site = furnish(make_world(tmp_path / "world"))
    folder = site.root / ".cache/builds"
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"{'0' * 16}.json")

    assert build(site.root, "pelicanconf.py", site.root / "output").manifest
    assert (site.root / "output/index.html").is_file()


INPUTS: dict[str, Change] = {
    "a record": lambda site: site.edit(FIRM, "Quay Media Co., Ltd.", "Quay Media Group"),
    "a comment in a record": lambda site: site.add(OUTLET, "# A comment.\n"),
    "a record that is new": lambda site: site.write("firms/new.yml", (site.root / FIRM).read_bytes()),
    "a record that is gone": lambda site: (site.root / FIRM).unlink(),
    "a record that was moved": lambda site: site.move(UNPLACED, "sites/zz/valley-voice.example.yml"),
    "a file that is no record": lambda site: site.write("firms/notes.txt", "x"),
    "a hidden file": lambda site: site.write("sites/it/.record.yml.swp", "x"),
    "a link": lambda site: (site.root / "firms/link.yml").symlink_to("quay-media.yml"),
    "a picture": lambda site: site.write(f"{UNPLACED.removesuffix('.yml')}/page.png", b"x"),
    "a release": lambda site: site.write("ledger/0001.jsonl", "{}\n"),
    "the status of links": lambda site: site.edit(LINKS, "[]", "[ ]"),
    "an import that is unfinished": lambda site: site.write(".masthead-import/list.json", "[]"),
    "a redaction that is unfinished": lambda site: site.write(".masthead-redaction/list.json", "[]"),
    "a template": lambda site: site.add("theme/templates/firm.html", "\n"),
    "a template that is new": lambda site: site.write("theme/templates/new.html", "x"),
    "a style": lambda site: site.add("theme/css/base.css", "\n"),
    "a script": lambda site: site.add("theme/static/js/header.js", "\n"),
    "a page of text": lambda site: site.edit("content/pages/about.md", PAGE_END, f"More.\n\n{PAGE_END}"),
    "a page of text that is new": lambda site: site.write("content/pages/new.md", whole_page("Text.")),
    "a setting": lambda site: site.add("pelicanconf.py", "MASTHEAD_API = False\n"),
    "a comment in the settings": lambda site: site.add("pelicanconf.py", "# A comment.\n"),
    "a program beside the settings": lambda site: site.write("texts.py", "NAME = 'x'\n"),
    "a translation": lambda site: site.write("catalogues/it/LC_MESSAGES/masthead.mo", b"x"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_whatever_a_build_reads_is_seen(name: str, standing: World) -> None:
    """If an input has changed, the existing website is not taken for the one that would be made."""
    assert seen(standing)
    INPUTS[name](standing)

    assert seen(standing) is None


def test_settings_that_may_lead_elsewhere_are_unknown(standing: World) -> None:
    """The files that Pelican would then read are not looked at, so nothing is known to be unchanged."""
    text = (standing.root / "pelicanconf.py").read_text("utf-8")
    lines = (
        "THEME_TEMPLATES_OVERRIDES = ['elsewhere']", "PLUGINS += ['sitemap']", "PAGE_PATHS = ['../elsewhere']",
        "STATIC_PATHS = ['/etc']", "MARKDOWN['extensions'].append('mine')", "LOAD_CONTENT_CACHE = True",
        "JINJA_ENVIRONMENT['extensions'].append('mine.Extension')", "JINJA_FILTERS = {'shout': str.upper}",
        "READERS = {'txt': None}", "MASTHEAD_URL = lambda: 'x'", "DEFAULT_DATE = 'fs'", "PATH = None", "1 / 0",
    )  # fmt: skip
    for line in lines:
        standing.write("pelicanconf.py", f"{text}{line}\n")
        assert ("", line) == (take_snapshot(standing.root, "pelicanconf.py").key, line)

    assert "" == take_snapshot(standing.root, "none.py").key


def test_settings_of_the_project_are_known(standing: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings in both files are known, and values that the second reads from the environment count."""
    known = take_snapshot(standing.root, "publishconf.py").key
    monkeypatch.setenv("MASTHEAD_PUBLISHER", "Harbour Press Institute")

    assert take_snapshot(standing.root, "pelicanconf.py").key
    assert "" != known != take_snapshot(standing.root, "publishconf.py").key


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "LANG", "LC_ALL", "TZ"])
def test_environment_is_seen(name: str, standing: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in any variable that a build reads is noticed."""
    monkeypatch.setenv(name, "1700000000")

    assert seen(standing) is None


def test_day_code_and_libraries_are_seen(standing: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings on dates depend on the day; code and libraries on nothing but themselves."""

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(2100, 1, 1, tzinfo=UTC)

    for module, thing, other in (
        (input_snapshot, "datetime", Tomorrow),
        (input_snapshot, "code_digest", lambda: "another"),
        (input_snapshot, "code_digest", lambda: ""),
        (input_snapshot, "libraries", lambda: ["another"]),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, thing, other)
            assert seen(standing) is None


def rewrite(file: Path) -> None:
    """Write other bytes into a file, as many as there were."""
    file.write_bytes(b"x" * file.stat().st_size)


def replace_with_itself(file: Path) -> None:
    """Put a file with the same bytes into the place of a file."""
    text = file.read_bytes()
    file.unlink()
    file.write_bytes(text)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a page is gone": lambda output: (output / "firms/quay-media/index.html").unlink(),
    "a page is another": lambda output: rewrite(output / "firms/quay-media/index.html"),
    "a page is new": lambda output: replace_with_itself(output / "firms/quay-media/index.html"),
    "a page is closed": lambda output: (output / "index.html").chmod(0o600),
    "a folder is closed": lambda output: (output / "firms").chmod(0o700),
    "a file was added": lambda output: (output / "firms/new.html").write_text("x"),
    "a folder was added": lambda output: (output / "firms/new").mkdir(),
    "the manifest is another": lambda output: rewrite(output / "manifest.json"),
    "a build was stopped": lambda output: output.with_name("output.new").mkdir(),
    "a swap was stopped": lambda output: output.with_name("output.old").mkdir(),
    "the website is a link": lambda output: output.symlink_to(output.rename(output.with_name("away"))),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_website_that_is_another_is_made_again(name: str, built: World) -> None:
    """A file or folder that was changed, added or taken away is noticed without reading any file."""
    assert seen(built)
    DAMAGES[name](built.root / "output")

    assert seen(built) is None


def test_change_during_a_build_is_seen(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a record changes while a build reads it, and changes back by the end, nothing is kept of that build."""
    before = (built.root / FIRM).read_bytes()

    def read_meanwhile(*_: object) -> LastBuild:
        (built.root / FIRM).write_bytes(before)
        return LastBuild()

    monkeypatch.setattr("masthead.building.build.read_last_build", read_meanwhile)
    before_the_change = take_snapshot(built.root, "pelicanconf.py")
    built.edit(FIRM, "Quay Media Co., Ltd.", "Quay Media Group")
    ledger = partial(WholeLedger.below, built.root)
    engine.build(before_the_change, built.root / "output", 1, Progress(), Making.CHANGED, ledger)

    assert "Quay Media Group" in (built.root / "output/firms/quay-media/index.html").read_text("utf-8")
    assert before == (built.root / FIRM).read_bytes()
    assert seen(built) is None


def kept_of(site: World) -> tuple[dict[str, Any], Any]:
    """Both lines of the file of kept values."""
    kept = read_kept(site.root / ".cache", site.root / "output")
    assert kept
    return kept[0], json.loads(kept[1])


@pytest.mark.parametrize("values", [None, [], {}, {"key": "x"}, "x", 1])
def test_kept_values_that_are_none_of_ours_are_not_taken(values: object, built: World) -> None:
    """They are refused even behind the right sum, as are values with our key and something else beside it."""
    first, second = kept_of(built)
    known = first[UNCHANGED]
    assert seen(built)
    wrong = [values] if values is None or not isinstance(values, dict) else [
        values, {**known, "outcome": values}, {**known, "files": values}, {**known, "stamps": values},
        {**known, "outcome": {**known["outcome"], "findings": [values]}},
    ]  # fmt: skip
    for entry in wrong:
        keep(built.root / ".cache", built.root / "output", {UNCHANGED: entry}, second)
        assert seen(built) is None
    keep(built.root / ".cache", built.root / "output", {UNCHANGED: known}, second)
    assert seen(built)


def test_clean_and_verify_make_everything(built: World) -> None:
    """They look at nothing that is kept; the website that they make is kept again."""
    for making in (Making.ALL, Making.COMPARED):
        before = (built.root / "output/index.html").stat().st_ctime_ns
        assert 0 == update(built.root, "pelicanconf.py", built.root / "output", making=making).errors
        assert before != (built.root / "output/index.html").stat().st_ctime_ns
        assert seen(built)


def test_errors_are_found_each_time(built: World) -> None:
    """Nothing is kept of records that are wrong."""
    built.add(UNPLACED, "nonsense: x\n")
    for _ in range(2):
        assert 1 == update(built.root, "pelicanconf.py", built.root / "output").errors


# Files of the system that any process reads.
OF_THE_SYSTEM = ("/dev/", "/proc/", "/sys/", "/etc/", "/usr/", "/lib", "/tmp/masthead-")  # noqa: S108 - not made by us


def test_every_file_that_a_build_opens_is_looked_at(base: World) -> None:
    """Files of the engine and its libraries are not: they are known by their digest and their versions."""
    opened = opened_by_a_build(base)
    seen_places = take_snapshot(base.root, "pelicanconf.py").places
    libraries = [Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib", "platstdlib")]
    known = (*seen_places, *libraries, ROOT / "masthead", Path(sys.prefix), base.root / ".cache", state_folder())
    siblings = [path for path in base.root.parent.iterdir() if path != base.root]
    others = [
        path
        for path in opened
        if path.exists()
        and not any(path.is_relative_to(place) for place in (*known, *siblings))
        and not str(path).startswith(OF_THE_SYSTEM)
    ]

    assert {base.root / FIRM, base.root / "content/pages/about.md", base.root / LINKS} <= set(opened)
    assert [] == [path for path in others if path not in (ROOT, base.root, base.root.parent)]


def test_folders_beside_the_records_are_named_once(base: World) -> None:
    """The status of links is in one of them, as is everything else that a build reads below the root."""
    assert LINKS.split("/")[0] in BESIDE_RECORDS
    assert os.path.commonpath([str(base.root), str(take_snapshot(base.root, "pelicanconf.py").cache)]) == str(base.root)
