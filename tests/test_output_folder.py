"""The output folder is put in its place in one step, and nothing else is ever replaced."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from masthead.building.output import output_folder as folder
from masthead.building.output.outcome import BuildError, Making
from tests.site import ROOT, break_template, build, failure, fingerprint, make, seal_theme
from tests.world import UNPLACED, World


def test_leftovers_of_a_stopped_build_are_cleared(built: World) -> None:
    """Files that a killed build left behind are not part of the next one."""
    before = fingerprint(built.root / "output")
    built.write("output.new/sites/stale/index.html", "stale")
    built.write("output.old/index.html", "stale")
    make(built)

    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()
    assert not (built.root / "output.old").exists()


def test_output_that_a_stopped_build_put_aside_comes_back(built: World) -> None:
    """Where the system has no exchange, a build may be killed between two steps; the next build first repairs that."""
    before = fingerprint(built.root / "output")
    (built.root / "output").rename(built.root / "output.old")
    break_template(built, "{{ nothing }}")

    assert "'nothing' is undefined" in failure(built)
    assert before == fingerprint(built.root / "output")


def test_pages_that_are_gone_are_gone(built: World) -> None:
    """A build replaces the output, and does not add to it."""
    built.move(UNPLACED, "elsewhere.yml")
    built.write("output/stale.html", "stale")
    make(built)

    assert not (built.root / "output/sites/valley-echo.example").exists()
    assert not (built.root / "output/stale.html").exists()


def test_swap_is_one_step(built: World) -> None:
    """A process that holds the output open or looks at its name finds the whole old one or the whole new one."""
    output = built.root / "output"
    old, moments = output.stat().st_ino, []
    exchange = folder._exchange  # noqa: SLF001 - the one moment to look at

    def watch(new: Path, old: Path) -> bool:
        moments.append((new / "index.html").is_file() and (old / "index.html").is_file())
        done = exchange(new, old)
        moments.append((new / "index.html").is_file() and (old / "index.html").is_file())
        return done

    folder._exchange = watch  # noqa: SLF001
    try:
        make(built)
    finally:
        folder._exchange = exchange  # noqa: SLF001

    assert [True, True] == moments
    assert old != output.stat().st_ino


def test_swap_works_where_no_exchange_is_known(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems and file systems have no exchange: then the swap takes two steps."""
    before = fingerprint(built.root / "output")
    monkeypatch.setattr(folder, "_exchange", lambda _new, _old: False)
    make(built)

    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.old").exists()


def test_concurrent_build_is_refused(built: World) -> None:
    """Two builds beside each other would mix their pages."""
    handle = os.open(built.root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        assert "another build is writing beside …/output; wait until it has finished" == failure(built)
    finally:
        os.close(handle)
    make(built)


@pytest.mark.parametrize("name", ["sites", "content", "."])
def test_folder_that_is_no_output_is_never_replaced(site: World, name: str) -> None:
    """A slip of the pen must not delete the records."""
    before = fingerprint(site.root)

    with pytest.raises(
        BuildError,
        match="contains files that are not from an earlier build of this version; delete it if it is an old website, or choose another folder",
    ):
        build(site.root, "pelicanconf.py", site.root / name)
    assert before == fingerprint(site.root)


def test_empty_folder_may_become_the_output(site: World) -> None:
    """A folder that was made for the output may still be empty."""
    (site.root / "output").mkdir()
    make(site)

    assert (site.root / "output/index.html").is_file()


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_output_that_is_no_folder_is_refused(site: World, kind: str) -> None:
    """A file in the place of the output is refused, and a link is not followed: its target is not ours."""
    output = site.root / "output"
    if kind == "file":
        output.write_text("mine")
    else:
        output.symlink_to(site.root / ("firms" if kind == "link" else "nothing"))

    assert "…/output exists and is not a folder" == failure(site)


@pytest.mark.parametrize("kind", ["file", "dangling", "pipe"])
def test_whatever_has_the_name_of_a_folder_of_builds_is_not_waited_for(site: World, kind: str) -> None:
    """A named pipe would keep a build waiting until somebody writes to it."""
    for place in (site.root / "output.new", site.root / "output.old"):
        if kind == "file":
            place.touch()
        elif kind == "dangling":
            place.symlink_to("nothing")
        else:
            os.mkfifo(place)

    assert "…/output.new is not a folder, and builds need a folder of this name: move it away" == failure(site)
    (site.root / "output.new").unlink()
    make(site)
    assert os.path.lexists(site.root / "output.old")


def test_output_below_a_file_is_refused(site: World) -> None:
    """The error has the path and the message of the system."""
    (site.root / "mine").write_text("text")

    with pytest.raises(BuildError, match="mine: "):
        build(site.root, "pelicanconf.py", site.root / "mine/output")


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o000])
def test_modes_do_not_depend_on_the_umask(site: World, umask: int) -> None:
    """Published files are for everybody: a web server reads them as another user."""
    before = os.umask(umask)
    try:
        make(site)
    finally:
        mask = os.umask(before)
    output = site.root / "output"

    assert umask == mask
    assert {0o644} == {path.stat().st_mode & 0o777 for path in output.rglob("*") if path.is_file()}
    assert {0o755} == {path.stat().st_mode & 0o777 for path in (output, *output.rglob("*")) if path.is_dir()}


def test_killed_build_leaves_nobody_to_write_on(site: World) -> None:
    """The other processes of a killed build and their lock end with it, however long their pages take."""
    whole = fingerprint(make_again(site))
    kept = (site.root / "theme/templates/outlet.html").read_text()
    site.write("theme/templates/outlet.html", kept + "\n{% for _ in range(100000000) %}{% endfor %}")
    seal_theme(site)
    command = [sys.executable, "-m", "masthead", "build", "--root", str(site.root), "--jobs", "4", "--clean"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while not any(site.root.glob("output.new/firms/*")) and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
    assert any(site.root.glob("output.new/*"))

    site.write("theme/templates/outlet.html", kept)
    seal_theme(site)
    assert whole == fingerprint(make_again(site))


def make_again(site: World) -> Path:
    """Build everything with several processes, and return the output folder."""
    build(site.root, "pelicanconf.py", site.root / "output", jobs=4, making=Making.ALL)
    return site.root / "output"
