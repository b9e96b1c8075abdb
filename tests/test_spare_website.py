"""The website before the last one becomes the next, which is the one made from nothing, even after damage."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.building.output.outcome import Making
from masthead.building.output.spare_website import add_linked
from masthead.building.output.writer import LastFiles, PagePathError, Writer
from tests.site import build, fingerprint, make
from tests.test_incremental import clean
from tests.world import FIRM, UNPLACED, World


def spare(site: World) -> Path:
    """The website that was set aside."""
    (folder,) = (site.root / ".cache/spares").iterdir()
    return folder


def edit(site: World, number: int) -> None:
    """Change a claim, which is on few pages."""
    site.edit(UNPLACED, f"without a country{number * '.'}", f"without a country{(number + 1) * '.'}")


@pytest.fixture
def built_twice(built: World) -> World:
    """A site with a spare."""
    edit(built, 0)
    make(built)
    return built


def test_folders_of_the_website_before_are_used_again(built_twice: World) -> None:
    """Nothing but what differs is linked, moved or deleted."""
    before = spare(built_twice).stat().st_ino, (spare(built_twice) / "firms/quay-media").stat().st_ino
    kept = (spare(built_twice) / "firms/quay-media/index.html").stat().st_ino
    edit(built_twice, 1)
    make(built_twice)
    output = built_twice.root / "output"

    assert before == (output.stat().st_ino, (output / "firms/quay-media").stat().st_ino)
    assert kept == (output / "firms/quay-media/index.html").stat().st_ino
    assert clean(built_twice) == fingerprint(output)
    assert before[0] != spare(built_twice).stat().st_ino


def add_file(folder: Path) -> None:
    """Add a file that no build has made."""
    (folder / "sites/other").mkdir()
    (folder / "sites/other/index.html").write_text("other")


def change_file(folder: Path) -> None:
    """Put other bytes in the place of a page."""
    (folder / "firms/quay-media/index.html").unlink()
    (folder / "firms/quay-media/index.html").write_text("other")


def lose_file(folder: Path) -> None:
    """Delete a page with its folder."""
    shutil.rmtree(folder / "firms/quay-media")


def swap_kinds(folder: Path) -> None:
    """Put a file where a folder was, and a folder where a file was."""
    shutil.rmtree(folder / "firms/quay-media")
    (folder / "firms/quay-media").write_text("other")
    (folder / "404.html").unlink()
    (folder / "404.html").mkdir()
    (folder / "404.html/a").write_text("other")


def lead_elsewhere(folder: Path) -> None:
    """Make a folder a link to another."""
    (folder / "sites").rename(folder.parent.parent / "elsewhere")
    (folder / "sites").symlink_to(folder.parent.parent / "elsewhere")


def lead_all_elsewhere(folder: Path) -> None:
    """Make the spare itself a link."""
    folder.rename(folder.parent.parent / "elsewhere")
    folder.symlink_to(folder.parent.parent / "elsewhere")


def open_folder(folder: Path) -> None:
    """Let others write into a folder."""
    (folder / "sites").chmod(0o777)


def pipe(folder: Path) -> None:
    """Add a pipe, which is neither a file nor a folder."""
    os.mkfifo(folder / "pipe")


def stop_halfway(folder: Path) -> None:
    """Leave the spare like a build that was killed while it took files away and put others in."""
    shutil.rmtree(folder / "sites/valley-echo.example")
    (folder / "404.html").unlink()
    (folder / "api/v1/firms/other.json").write_text("other")


@pytest.mark.parametrize(
    "damage",
    [
        add_file, change_file, lose_file, swap_kinds, lead_elsewhere, lead_all_elsewhere, open_folder, pipe,
        stop_halfway, shutil.rmtree,
    ],
)  # fmt: skip
def test_damaged_spare_makes_no_difference(damage: Callable[[Path], None], built_twice: World) -> None:
    """The next website takes nothing from the spare but files of the last one."""
    damage(spare(built_twice))
    edit(built_twice, 1)
    make(built_twice)
    output = built_twice.root / "output"

    assert clean(built_twice) == fingerprint(output)
    assert {0o755} == {path.lstat().st_mode & 0o7777 for path in (output, *output.rglob("*")) if path.is_dir()}
    assert not any(path.is_symlink() for path in (output, *output.rglob("*")))


def test_spare_of_another_website_is_not_kept(built_twice: World) -> None:
    """One that has little in common with the website would not help, and its files take room."""
    assert spare(built_twice).is_dir()
    build(built_twice.root, "pelicanconf.py", built_twice.root / "output", making=Making.ALL)

    assert not list((built_twice.root / ".cache/spares").iterdir())


def test_spare_goes_with_its_website(built_twice: World) -> None:
    """It is deleted with everything else that is kept of the build of that website."""
    shutil.rmtree(built_twice.root / "output")
    build(built_twice.root, "pelicanconf.py", built_twice.root / "second")

    assert not list((built_twice.root / ".cache/spares").iterdir())


def test_spare_that_cannot_be_set_aside_is_deleted(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spare cannot be moved where the cache is on another file system."""
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if "spares" in str(target):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    edit(built, 0)
    make(built)

    assert not list((built.root / ".cache/spares").iterdir())
    assert not (built.root / "output.new").exists()
    assert clean(built) == fingerprint(built.root / "output")


def test_page_that_is_gone_is_gone_from_the_spare(built_twice: World) -> None:
    """The folder of the page is gone, too."""
    built_twice.edit(FIRM, "name: Quay Media Co.", "name: Quay Media Company")
    (built_twice.root / UNPLACED).unlink()
    make(built_twice)

    assert not (built_twice.root / "output/sites/valley-echo.example").exists()
    assert clean(built_twice) == fingerprint(built_twice.root / "output")


def test_file_and_folder_may_change_places(tmp_path: Path) -> None:
    """The files of the last website decide, then those of the next."""
    first = Writer(tmp_path / "first")
    for path in ("same.html", "a", "b/c"):
        first.write(path, path)
    shutil.copytree(first.root, tmp_path / "spare", copy_function=os.link)
    second = Writer(tmp_path / "second", last=LastFiles(first.root, first.written, first.stamps, tmp_path / "spare"))
    for path in ("same.html", "a/d", "b"):
        second.write(path, path)
    stamps = add_linked(second.root, second.last, {path: second.stamps[path] for path in second.linked})
    files = {path.relative_to(second.root).as_posix() for path in second.root.rglob("*") if path.is_file()}

    assert {"same.html": first.stamps["same.html"]} == stamps
    assert {"same.html", "a/d", "b"} == files
    assert not (tmp_path / "spare").exists()


def test_path_of_two_pages_is_refused(tmp_path: Path) -> None:
    """It is refused whether both are written or one of them is linked, by this process or by another."""
    first = Writer(tmp_path / "first")
    first.write("a.html", "text")
    second = Writer(tmp_path / "second", last=LastFiles(first.root, first.written, first.stamps))
    other = second.beginning()
    second.write("a.html", "text")
    other.write("a.html", "another text")

    for refused in (
        lambda: add_linked(second.root, second.last, {"a.html": second.stamps["a.html"]}),
        lambda: second.add(other.done),
    ):
        with pytest.raises(PagePathError, match=r"^two pages have the path 'a\.html'$"):
            refused()
